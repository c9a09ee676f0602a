/** Who is in a device group, and the calls that put lines in and take them out. */
import { Ambiguous, CellularError, NotFound } from "../core/errors";
import { formatMdn } from "../core/identifiers";
import { coalescerOf } from "../core/lines/coalescer";
import type { LineKey } from "../core/lines/line-key";
import { pieces } from "../core/pieces";
import type { Context } from "../core/resource";
import { type DeviceGroup, type DeviceId, getGroupAll, idOfKind, listGroups, updateGroup } from "./api/index";
import { patched } from "./lines/attributes";
import type { ThingspaceSession } from "./session";
import { groupWriter } from "./writers/groups";

/** A line as it is addressed, and what messages call it. */
export interface NamedLine {
  readonly name: string;
  readonly id: DeviceId;
}

/** A line that is in a group. */
export interface Member extends NamedLine {
  readonly ids: readonly DeviceId[];
}

/** The lines of a group, by every identifier they have. */
export class Members {
  readonly all: readonly Member[];
  private readonly byId = new Map<string, Member>();

  constructor(devices: readonly (readonly DeviceId[])[]) {
    this.all = devices.flatMap((ids) => (ids.length > 0 ? [memberOf(ids)] : []));
    for (const member of this.all) for (const id of member.ids) this.byId.set(`${id.kind} ${id.id}`, member);
  }

  of({ kind, key }: LineKey): Member | undefined {
    return this.byId.get(`${kind} ${key}`);
  }
}

function memberOf(ids: readonly DeviceId[]): Member {
  const id =
    ids.find(({ kind }) => kind === "iccid") ??
    ids.find(({ kind }) => kind === "imei") ??
    ids.find(({ kind }) => kind === "mdn") ??
    ids[0]!;
  const mdn = idOfKind(ids, "mdn");
  return { name: mdn === undefined ? id.id : formatMdn(mdn), id, ids };
}

/** The group of this name; all that ask at the same moment share one list. */
export async function groupNamed(
  session: ThingspaceSession,
  account: string,
  name: string,
): Promise<DeviceGroup | undefined> {
  const calls = coalescerOf<string, DeviceGroup | null>(session);
  const most = Number.POSITIVE_INFINITY;
  const [found] = await calls.submit(`listGroups ${account}`, most, [name], async (names) => {
    const groups = await listGroups(session.http, { accountName: account });
    return names.map((one) => groups.find((group) => group.name === one) ?? null);
  });
  if (found instanceof Error) throw found;
  return found ?? undefined;
}

/** All lines of a group, page by page; none where the group is gone. */
export async function membersOf(
  { http }: ThingspaceSession,
  account: string,
  groupName: string,
): Promise<Members> {
  try {
    const { devices } = await getGroupAll(http, { accountName: account, groupName });
    return new Members(devices.map(({ deviceIds }) => deviceIds));
  } catch (error) {
    if (error instanceof NotFound) return new Members([]);
    throw error;
  }
}

/** Which lines were put in or taken out, and why others were not. */
interface Put {
  readonly done: ReadonlySet<string>;
  readonly faults: readonly CellularError[];
}

/**
 * Puts lines into a group or takes them out, as many a call as the carrier takes. It refuses a call whole for one line
 * that it does not have: those are then told apart, named, and left out.
 */
export async function putLines(
  context: Context<ThingspaceSession>,
  account: string,
  groupName: string,
  way: "devicesToAdd" | "devicesToRemove",
  lines: readonly NamedLine[],
): Promise<Put> {
  const { session } = context;
  const done = new Set<string>();
  const faults: CellularError[] = [];
  const send = async (some: readonly NamedLine[]) => {
    if (some.length === 0) return;
    await updateGroup(session.http, { accountName: account, groupName, [way]: some.map(({ id }) => id) });
    for (const { name, id } of some) {
      done.add(name);
      noteGroup(session, account, id, way === "devicesToAdd" ? groupName : null);
    }
  };
  for (const some of pieces(lines, groupWriter.limit)) {
    try {
      await send(some).catch(async (error: unknown) => {
        if (error instanceof Ambiguous) {
          for (const name of await showing(session, account, groupName, way, some)) done.add(name);
          if (some.every(({ name }) => done.has(name))) return;
          throw error;
        }
        const missing = error instanceof CellularError ? await unknown(session, account, some) : [];
        if (missing.length === 0) throw error;
        faults.push(...missing.map(({ name }) => notThere(context, account, name, error as CellularError)));
        await send(some.filter((line) => !missing.includes(line)));
      });
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      faults.push(error);
    }
  }
  return { done, faults };
}

/** Of a call without an answer: the lines that are now where they should be. */
async function showing(
  session: ThingspaceSession,
  account: string,
  groupName: string,
  way: "devicesToAdd" | "devicesToRemove",
  lines: readonly NamedLine[],
): Promise<string[]> {
  const members = await membersOf(session, account, groupName);
  return lines
    .filter(({ id }) => (members.of(keyOfId(id)) !== undefined) === (way === "devicesToAdd"))
    .map(({ name }) => name);
}

/** The lines that the account does not have. */
async function unknown(
  session: ThingspaceSession,
  account: string,
  lines: readonly NamedLine[],
): Promise<NamedLine[]> {
  const known = lines.filter(({ id }) => ["iccid", "imei", "mdn"].includes(id.kind));
  const records = await session.roster(account).find(known.map(({ id }) => keyOfId(id)));
  return known.filter((_, index) => records[index] === undefined);
}

function notThere(
  { subject }: Context<ThingspaceSession>,
  account: string,
  line: string,
  { facts }: CellularError,
): NotFound {
  return new NotFound(`not put into ${subject}: account ${account} has no such line`, {
    carrier: "thingspace",
    operation: "updateGroup",
    subject: line,
    ...(facts.code === undefined ? {} : { code: facts.code }),
    next: "Check the identifier; a line of another account has to be moved first.",
  });
}

/** Keeps what the deployment knows of its lines in step with what was just done. */
function noteGroup(session: ThingspaceSession, account: string, id: DeviceId, group: string | null): void {
  const roster = session.roster(account);
  const record = roster.peek(keyOfId(id));
  if (record) roster.put(patched(record, { deviceGroup: group }));
}

const keyOfId = ({ kind, id }: DeviceId): LineKey => ({ kind: kind as LineKey["kind"], key: id });
