import { type CellularError, Rejected } from "../../core/errors";
import { gather } from "../../core/gather";
import { attributeNamed } from "../../core/lines/attribute";
import type { LineKey } from "../../core/lines/line-key";
import type { Following, Work, WorkEnd } from "../../core/lines/model";
import { sameValue } from "../../core/value";
import { type Device, getRequestStatus } from "../api/index";
import type { OperationId } from "../api/operations";
import { faultError } from "../errors";
import { messagesAbout, verdictOf } from "../messages";
import { FAILED_AFTER_MS } from "../pace";
import type { ThingspaceSession } from "../session";
import { thingspaceAttributes } from "./attributes";
import type { LineHandle } from "./identity";

type Open = Work<LineHandle>;

/** The carrier answers the status of requests of these four operations, and only where they were about one device. */
const ASKABLE = new Set(["activateDevices", "suspendDevices", "restoreDevices", "deactivateDevices"]);

const lastRead = new WeakMap<ThingspaceSession, Map<string, number>>();

/**
 * What became of a request, line by line: told by the callbacks that a receiver has kept; else by the request's own
 * status, where the carrier has one; else by reading the lines until they show what was wanted.
 */
export const thingspaceFollowing: Following<ThingspaceSession, LineHandle> = {
  pace: ({ pace }) => pace,

  async look(session, account, work, once = false) {
    const told = await called(session, work, once ? 0 : session.pollMs);
    const ends = await confirmed(session, account, work, told);
    const unknown = [...work.keys()].filter((index) => !ends[index]);
    const due =
      isDue(
        session,
        account,
        unknown.map((index) => work[index]!),
      ) || once;
    // No callback can tell of a request whose answer was lost: its lines are all there is to see.
    const open = unknown.filter((index) => due || work[index]!.ticket === undefined);
    if (open.length === 0) return ends;
    const still = open.map((index) => work[index]!);
    const seen = await shown(session, account, still);
    const failed = await asked(
      session,
      account,
      work,
      open.filter((_, i) => !seen[i]),
    );
    for (const [i, index] of open.entries()) {
      ends[index] = seen[i] ? {} : (failed.get(index) ?? overdue(session, work[index]!));
    }
    return ends;
  },
};

/** Ends that callbacks have told. */
async function called(
  session: ThingspaceSession,
  work: readonly Open[],
  waitMs: number,
): Promise<(WorkEnd | undefined)[]> {
  const ends: (WorkEnd | undefined)[] = work.map(() => undefined);
  if (!session.receiver) return ends;
  const byDevice = new Map<string, number[]>();
  for (const [index, { ticket, handle, values }] of work.entries()) {
    for (const id of [...handle.ids.map((one) => one.id), values.iccid, values.imei]) {
      if (ticket === undefined || typeof id !== "string") continue;
      const key = deviceOf(ticket, id);
      gather(byDevice, key, index);
    }
  }
  const tickets = work.flatMap(({ ticket }) => (ticket === undefined ? [] : [ticket]));
  for (const message of await messagesAbout(session, tickets, waitMs)) {
    const { requestId, devices, fault } = message;
    const verdict = verdictOf(message);
    if (verdict === undefined) continue;
    const lines = new Set(devices.flatMap(({ id }) => byDevice.get(deviceOf(requestId, id)) ?? []));
    for (const index of lines) {
      ends[index] =
        verdict === "done"
          ? {}
          : { error: failure(work[index]!, { faultcode: fault?.code, faultstring: fault?.text }) };
    }
  }
  return ends;
}

/** A list may lag behind the work. */
const LIST_LAG_MS = 10 * 60_000;

/**
 * That something was done is news of now only where this run has sent it. What an earlier one has sent was done some time
 * ago, and somebody may have changed the line since: it is read.
 */
async function confirmed(
  session: ThingspaceSession,
  account: string,
  work: readonly Open[],
  told: readonly (WorkEnd | undefined)[],
): Promise<(WorkEnd | undefined)[]> {
  const sent = work.map(({ since }) => Date.parse(since));
  const old = [...work.keys()].filter(
    (index) => told[index] && !told[index].error && sent[index]! < session.begunAt,
  );
  const seen =
    old.length > 0
      ? await shown(
          session,
          account,
          old.map((index) => work[index]!),
        )
      : [];
  const ends = [...told];
  for (const [i, index] of old.entries()) {
    if (seen[i]) continue;
    const settled = session.host.clock.now() - sent[index]! >= LIST_LAG_MS;
    ends[index] = settled ? { overtaken: true } : undefined;
  }
  return ends;
}

const deviceOf = (ticket: string, id: string) => `${ticket} ${id}`;

/**
 * Reading lines is the way without callbacks, and while the receiver is away; with them it only catches those that were
 * lost. What an earlier run has waited for counts, too: else runs that wait for less than that would never read.
 */
function isDue(session: ThingspaceSession, account: string, open: readonly Open[]): boolean {
  if (!session.receiver || session.receiver.unavailable) return true;
  const reads = lastRead.get(session) ?? new Map<string, number>();
  lastRead.set(session, reads);
  const now = session.host.clock.now();
  const before =
    reads.get(account) ?? open.reduce((oldest, { since }) => Math.min(oldest, Date.parse(since)), now);
  const due = now - before >= session.readBackMs;
  reads.set(account, due ? now : before);
  return due;
}

/** Whether each line shows what was wanted of it, read anew. */
async function shown(session: ThingspaceSession, account: string, work: readonly Open[]): Promise<boolean[]> {
  const places = new Map<string, number[]>();
  for (const [index, { handle, values }] of work.entries()) {
    const place = typeof values.account === "string" ? values.account : handle.account || account;
    gather(places, place, index);
  }
  const result = work.map(() => false);
  await Promise.all(
    [...places].map(async ([place, indexes]) => {
      const records = await session.roster(place).renew(indexes.map((index) => keysOf(work[index]!)));
      for (const [i, index] of indexes.entries()) result[index] = shows(records[i], work[index]!);
    }),
  );
  return result;
}

/** What a line may be known by, before the change and after it. */
function keysOf({ handle, values }: Open): LineKey[] {
  const now = handle.ids.flatMap(({ kind, id }) =>
    kind === "mdn" || kind === "iccid" || kind === "imei" ? [{ kind, key: id }] : [],
  );
  const then = (["iccid", "imei"] as const).flatMap((kind) =>
    typeof values[kind] === "string" ? [{ kind, key: values[kind] }] : [],
  );
  return [...now, ...then];
}

/** What a record does not show at all cannot be waited for (G-LIST1, G-PLACE1): the carrier has taken it. */
function shows(record: Device | undefined, { handle, values }: Open): boolean {
  // G-DEACT1: with the deactivation the line has lost its number, and is found under it no more.
  const byNumber = handle.ids.every(({ kind }) => kind === "mdn");
  if (!record) return byNumber && values.status === "deactive";
  return Object.entries(values).every(([name, wanted]) => {
    const attribute = attributeNamed(thingspaceAttributes, name);
    if (attribute?.role !== "setting") return true;
    const seen = attribute.observed(record);
    return seen === undefined || sameValue(seen, wanted);
  });
}

/** Lines whose request the carrier says has failed. It gives no reason here: that comes with callbacks only. */
async function asked(
  session: ThingspaceSession,
  account: string,
  work: readonly Open[],
  open: readonly number[],
): Promise<Map<number, WorkEnd>> {
  const failed = new Map<number, WorkEnd>();
  const lines = new Map<string, number>();
  for (const { ticket } of work) if (ticket) lines.set(ticket, (lines.get(ticket) ?? 0) + 1);
  const single = open.filter((index) => {
    const { ticket, writer } = work[index]!;
    return ticket !== undefined && lines.get(ticket) === 1 && ASKABLE.has(writer);
  });
  // A handful at a time is worth it; where many single requests are open, the lists say the same in few calls.
  for (const index of single.slice(0, 5)) {
    const one = work[index]!;
    const requestId = one.ticket!;
    const place = one.handle.account || account;
    const { status } = await getRequestStatus(session.http, { accountName: place, requestId }).catch(unknown);
    if (/^fail/i.test(status ?? "")) failed.set(index, { error: failure(one, {}) });
  }
  return failed;
}

/** A request of several devices has no status; then the lines are the only witnesses. */
const unknown = (error: unknown): { status?: string | null } => {
  if (error instanceof Rejected || (error as CellularError).meaning === "NotFound") return {};
  throw error;
};

function overdue(session: ThingspaceSession, work: Open): WorkEnd | undefined {
  if (session.host.clock.now() - Date.parse(work.since) < FAILED_AFTER_MS) return undefined;
  return {
    error: failure(work, { faultstring: "nothing of the change has shown within a day, so it has failed" }),
  };
}

function failure(
  { name, ticket, writer }: Open,
  fault: { faultcode?: string | undefined; faultstring?: string | undefined },
): CellularError {
  return faultError({
    ...fault,
    ...(ticket === undefined ? {} : { requestId: ticket }),
    subject: name,
    operation: writer as OperationId,
  });
}
