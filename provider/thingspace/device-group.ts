import { z } from "zod";
import { Ambiguous, Conflict, NotFound } from "../core/errors";
import { claimsOn, declaredClaims } from "../core/lines/declared";
import { type Context, defineResource, type Outcome } from "../core/resource";
import { counted, someOf } from "../core/words";
import { accountOf, accountOutput, placeFields } from "./account";
import { text } from "./api/fields";
import { type DeviceGroup as CarrierGroup, createGroup, deleteGroup, updateGroup } from "./api/index";
import { groupNamed, type Member, Members, membersOf, putLines } from "./group-members";
import { isDefaultGroup } from "./lines/attributes";
import { thingspaceLines } from "./lines/model";
import { claimLines, idOf, inOrder, keyOf, namedLines } from "./named-lines";
import { type ThingspaceSession, thingspace } from "./session";

const args = z.object({
  ...placeFields,
  name: text
    .max(50)
    .describe("Name of the group, unique in the account, 1 to 50 characters. A new name renames the group."),
  description: text
    .max(200)
    .optional()
    .describe(
      "What the group is for. Not managed where it is left out; a new group then has its name there.",
    ),
  lines: namedLines
    .optional()
    .describe(
      "The lines in the group, by ICCID, IMEI or MDN; others in it are left alone unless exclusive is set. One that leaves this list goes to the default group of the account. Not managed where it is left out.",
    ),
  exclusive: z
    .boolean()
    .default(false)
    .describe("Also takes every other line out of the group, into the default group of the account."),
  onDelete: z
    .enum(["remove", "retain"])
    .default("remove")
    .describe("What happens to the group when it is no longer declared: it is removed, or left as it is."),
  force: z
    .boolean()
    .default(false)
    .describe(
      "Removes the group even while lines are in it that are not declared here; they go to the default group, and nobody keeps which lines they were.",
    ),
});

type GroupArgs = z.infer<typeof args>;
type GroupState = GroupArgs & { account: string; stateVersion: number };
type At = Context<ThingspaceSession>;

const INSTEAD =
  "The carrier keeps this group for lines that are in no other one. To put lines there, set their deviceGroup to null, or take them out of the group that declares them.";

/**
 * A device group of the account, and the lines in it. One that exists under this name is adopted. Every line is in exactly
 * one group, so adding one here takes it out of its old group.
 *
 * ThingSpace API: Device groups, POST /groups, GET, PUT and DELETE /groups/{accountName}/name/{groupName}. `Conflict` for
 * the default group, and for removing a group with lines that are not declared here.
 */
export const DeviceGroup = defineResource({
  carrier: thingspace,
  name: "DeviceGroup",
  describe:
    "A device group of the account and, where lines are named, who is in it. An existing group of the same name is adopted. A line is in exactly one group: those that leave go to the account's default group.",
  args,
  outputs: { account: accountOutput, stateVersion: "Version of this state's form." },
  replaces: ["accountName", "connection"],
  subject: ({ name }) => `thingspace device group "${name}"`,
  // The name it had first: a group keeps its identity here when it is renamed.
  id: ({ account, name }: GroupState) => `${account}/groups/${name}`,
  problems: ({ name, lines, exclusive }) => [
    ...(isDefaultGroup(name)
      ? [{ property: "name", reason: `"${name}" is the default group. ${INSTEAD}` }]
      : []),
    ...(exclusive && lines === undefined
      ? [{ property: "exclusive", reason: "exclusive needs lines: name the lines that may be in the group" }]
      : []),
  ],

  *declares({ lines = [] }) {
    for (const name of lines) {
      yield* declaredClaims(thingspaceLines, name, {}, undefined, ["deviceGroup"]);
    }
  },

  async find(context, declared) {
    const account = accountOf(context, declared);
    const group = await groupNamed(context.session, account, declared.name);
    if (!group) return undefined;
    refuseDefault(context, group);
    return stateOf(context, declared, account, group);
  },

  async ensure(context, declared, present) {
    const account = accountOf(context, declared, present);
    const { group, made } = await named(context, account, declared, present);
    refuseDefault(context, group);
    const { description } = declared;
    if (description !== undefined && description !== (group.description ?? "")) {
      await updateGroup(context.session.http, {
        accountName: account,
        groupName: declared.name,
        newGroupDescription: description,
      });
    }
    const state: GroupState = { ...declared, account, stateVersion: 1 };
    if (declared.lines === undefined) return { state };
    const members = made ? new Members([]) : await membersOf(context.session, account, declared.name);
    return ordered(context, state, members, present?.lines ?? []);
  },

  async read(context, present) {
    const group = await groupNamed(context.session, present.account, present.name);
    return group && stateOf(context, present, present.account, group);
  },

  async remove(context, present) {
    const { session, subject, host } = context;
    const { account, name } = present;
    if (present.onDelete === "retain") {
      host.log("info", `${subject}: no longer managed, the account keeps it and who is in it`);
      return;
    }
    if (!(await groupNamed(session, account, name))) return;
    const members = await membersOf(session, account, name);
    const declared = new Set((present.lines ?? []).map((line) => members.of(keyOf(line))));
    const strangers = members.all.filter((member) => !declared.has(member));
    if (strangers.length > 0 && !present.force) {
      throw new Conflict(
        `not removed: ${counted(strangers.length, "line")} not declared here ${strangers.length === 1 ? "is" : "are"} in it (${someOf(strangers.map((member) => member.name))})`,
        {
          carrier: "thingspace",
          subject,
          next: "Put them into another group first; or apply force: true, or onDelete: retain, before removing it.",
        },
      );
    }
    await deleteGroup(session.http, { accountName: account, groupName: name }).catch(unlessGone);
  },

  program(name, written: Record<string, unknown>) {
    claimLines(`DeviceGroup ${name}`, written.lines, ["deviceGroup"]);
    return written;
  },
});

export type DeviceGroup = InstanceType<typeof DeviceGroup>;

/** The group as it is; `declared` may be an earlier state. Of its lines, those that the declaration speaks of. */
async function stateOf(
  { session }: At,
  declared: GroupArgs,
  account: string,
  group: CarrierGroup,
): Promise<GroupState> {
  const { lines, description } = declared;
  const shown = description === undefined ? {} : { description: group.description ?? "" };
  const state = { ...declared, name: group.name, ...shown, account, stateVersion: 1 };
  if (lines === undefined) return state;
  return {
    ...state,
    lines: present(await membersOf(session, account, group.name), lines, declared.exclusive),
  };
}

/** The lines of a declaration that are in the group, by the names it has for them; and the others where it wants none. */
function present(members: Members, lines: readonly string[], others: boolean): string[] {
  const found = lines.filter((line) => members.of(keyOf(line)) !== undefined);
  if (!others) return found;
  const named = new Set(found.map((line) => members.of(keyOf(line))));
  return inOrder([...found, ...members.all.filter((one) => !named.has(one)).map(({ name }) => name)]);
}

/** The group under its declared name: found, renamed, or made. */
async function named(
  context: At,
  account: string,
  { name, description }: GroupArgs,
  before: GroupState | undefined,
): Promise<{ group: CarrierGroup; made: boolean }> {
  const { session, subject } = context;
  const found = await groupNamed(session, account, name);
  const old = before && before.name !== name ? await groupNamed(session, account, before.name) : undefined;
  if (found && old) {
    throw new Conflict(
      `it cannot be renamed from "${old.name}": the account has a group of this name already`,
      {
        carrier: "thingspace",
        subject,
        next: "Take another name; or retain this group (onDelete: retain) and declare the other one anew.",
      },
    );
  }
  if (found) return { group: found, made: false };
  if (old) refuseDefault(context, old);
  await onceUnlessThere(context, account, name, () =>
    old
      ? updateGroup(session.http, { accountName: account, groupName: old.name, newGroupName: name })
      : createGroup(session.http, {
          accountName: account,
          groupName: name,
          groupDescription: description ?? name,
        }),
  );
  const text = old ? old.description : (description ?? name);
  return {
    group: { ...(old ?? { isDefaultGroup: false, extendedAttributes: {} }), name, description: text },
    made: !old,
  };
}

/** Does it, and where no answer came looks whether it was done. */
async function onceUnlessThere(
  { session }: At,
  account: string,
  name: string,
  act: () => Promise<unknown>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Ambiguous) || !(await groupNamed(session, account, name))) throw error;
  }
}

/** Brings the lines in and out. Those that another declaration puts somewhere else are left to it. */
async function ordered(
  context: At,
  state: GroupState,
  members: Members,
  before: readonly string[],
): Promise<Outcome<GroupState>> {
  const { account, name, exclusive, lines: wanted = [] } = state;
  const inside = present(members, wanted, false);
  const known = new Set(inside);
  const adds = wanted.filter((line) => !known.has(line)).map((line) => ({ name: line, id: idOf(line) }));
  const declared = new Set(wanted.map((line) => members.of(keyOf(line))));
  const declaredNames = new Set(wanted);
  const parting = new Set(
    before.filter((line) => !declaredNames.has(line)).map((line) => members.of(keyOf(line))),
  );
  const removes = members.all.filter(
    (member) =>
      !declared.has(member) && (exclusive || parting.has(member)) && !isDeclaredElsewhere(context, member),
  );
  const added = await putLines(context, account, name, "devicesToAdd", adds);
  const removed = await putLines(context, account, name, "devicesToRemove", removes);
  const stay = removes.map((member) => member.name).filter((line) => !removed.done.has(line));
  const lines = inOrder([...inside, ...added.done, ...stay]);
  return { state: { ...state, lines }, faults: [...added.faults, ...removed.faults] };
}

/** Another declaration says in which group the line is: it is taken out of this one by being put into that one. */
function isDeclaredElsewhere({ host }: At, { ids }: Member): boolean {
  return ids.some(({ kind, id }) =>
    claimsOn(thingspaceLines, { kind: kind as "mdn", key: id }, ["deviceGroup"]).some((claim) =>
      host.declared.has(claim),
    ),
  );
}

function refuseDefault({ subject }: At, { name, isDefaultGroup: isDefault }: CarrierGroup): void {
  if (!isDefault && !isDefaultGroup(name)) return;
  throw new Conflict(`"${name}" is the account's default group and cannot be declared`, {
    carrier: "thingspace",
    subject,
    next: INSTEAD,
  });
}

function unlessGone(error: unknown): void {
  if (!(error instanceof NotFound)) throw error;
}
