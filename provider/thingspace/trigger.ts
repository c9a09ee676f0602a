import { Ambiguous, Conflict, NotFound, Rejected } from "../core/errors";
import { type Context, defineResource } from "../core/resource";
import { pickArguments } from "../core/schema";
import { accountOf, accountOutput } from "./account";
import {
  createTrigger,
  deleteTrigger,
  getTrigger,
  listTriggers,
  type Trigger as ShownTrigger,
  updateTrigger,
} from "./api/index";
import { type ThingspaceSession, thingspace } from "./session";
import { definitionOf, observed, type TriggerArgs, triggerArgs, triggerProblems } from "./trigger-args";

type TriggerState = TriggerArgs & { account: string; triggerId: string; stateVersion: number };
type At = Context<ThingspaceSession>;

/**
 * An alert on usage: by data, messages or sessions against a threshold, or by what the carrier takes for an anomaly. The
 * carrier looks once a day, at 01:00 UTC, and tells the listener of AlertService. One of the same name is adopted.
 *
 * ThingSpace API: Callbacks, POST, GET and PUT /triggers, GET and DELETE /triggers/{triggerId} (G-TRIGGER1).
 */
export const Trigger = defineResource({
  carrier: thingspace,
  name: "Trigger",
  describe:
    "An alert on usage: data, messages or sessions against a threshold, or usage that the carrier takes for unusual. It is looked at once a day, at 01:00 UTC. One of the same name is adopted; members that are not declared are not managed.",
  args: triggerArgs,
  outputs: {
    account: accountOutput,
    triggerId: "The carrier's id of the trigger.",
    stateVersion: "Version of this state's form.",
  },
  replaces: ["accountName", "connection"],
  subject: ({ name }) => `thingspace trigger "${name}"`,
  id: ({ account, triggerId }: TriggerState) => `${account}/triggers/${triggerId}`,
  problems: triggerProblems,

  async find(context, declared) {
    const account = accountOf(context, declared);
    const found = await named(context, account, declared.name);
    return found && stateOf(observed(declared, found), account, found.triggerId);
  },

  async ensure(context, declared, present) {
    const { session } = context;
    const account = accountOf(context, declared, present);
    if (!present) {
      return { state: stateOf(declared, account, await make(context, account, declared)) };
    }
    const { triggerId } = present;
    const shown = await shownOf(context, triggerId);
    if (!shown) return { state: stateOf(declared, account, await make(context, account, declared)) };
    const state = stateOf(declared, account, triggerId);
    const now = stateOf(observed(declared, shown), account, triggerId);
    // What is not shown is known from state alone.
    const known = definition(declared, account) === definition(present, account);
    if (!known || definition(now, account) !== definition(declared, account)) {
      await updateTrigger(session.http, { triggerId, ...definitionOf(declared, account) });
    }
    return { state };
  },

  async read(context, present) {
    const shown = await shownOf(context, present.triggerId);
    return shown && stateOf(observed(present, shown), present.account, present.triggerId);
  },

  async remove(context, present) {
    const { session, subject, host } = context;
    if (present.onDelete === "retain") {
      host.log("info", `${subject}: no longer managed, the carrier goes on looking at it`);
      return;
    }
    const { triggerId } = present;
    if (!(await shownOf(context, triggerId))) return;
    await deleteTrigger(session.http, { triggerId }).catch((error: unknown) => {
      if (!(error instanceof NotFound)) throw error;
    });
  },
});

export type Trigger = InstanceType<typeof Trigger>;

/** Equal texts for equal definitions, in whatever order their members come. */
const definition = (declared: TriggerArgs, account: string) =>
  JSON.stringify(definitionOf(declared, account), (_, one: unknown) =>
    one !== null && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

function stateOf(declared: TriggerArgs, account: string, triggerId: string): TriggerState {
  return {
    ...(pickArguments(declared, triggerArgs.shape) as TriggerArgs),
    account,
    triggerId,
    stateVersion: 1,
  };
}

/** The trigger of this name in this account. Several of one name are nobody's. */
async function named(
  { session, subject }: At,
  account: string,
  name: string,
): Promise<ShownTrigger | undefined> {
  const all = (await listTriggers(session.http, {})).filter((one) => (one.name ?? one.triggerName) === name);
  const ours = all.filter(({ accountName }) => typeof accountName !== "string" || accountName === account);
  if (ours.length < 2) return ours[0];
  throw new Conflict(
    `there are ${ours.length} triggers of this name: ${ours.map((one) => one.triggerId).join(", ")}`,
    {
      carrier: "thingspace",
      operation: "listTriggers",
      subject,
      next: "Delete or rename all but one, or declare this one under a new name.",
    },
  );
}

/** A trigger by its id. The list decides where it is refused: whether it is gone no other answer says for certain. */
async function shownOf({ session }: At, triggerId: string): Promise<ShownTrigger | undefined> {
  try {
    return await getTrigger(session.http, { triggerId });
  } catch (error) {
    if (!(error instanceof NotFound) && !(error instanceof Rejected)) throw error;
    const all = await listTriggers(session.http, {});
    if (all.some((one) => one.triggerId === triggerId)) throw error;
    return undefined;
  }
}

/** Makes it, and where no answer came looks whether it was made. */
async function make(context: At, account: string, declared: TriggerArgs): Promise<string> {
  try {
    return (await createTrigger(context.session.http, definitionOf(declared, account))).triggerId;
  } catch (error) {
    const arrived = error instanceof Ambiguous ? await named(context, account, declared.name) : undefined;
    if (!arrived) throw error;
    return arrived.triggerId;
  }
}
