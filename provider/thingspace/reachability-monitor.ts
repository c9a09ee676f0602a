import { z } from "zod";
import { type CellularError, Misconfigured } from "../core/errors";
import { type Context, defineResource } from "../core/resource";
import { accountOf, accountOutput, placeFields } from "./account";
import { moment } from "./api/fields";
import { REACHABILITY_TYPES } from "./api/index";
import { deadlineField } from "./deadline";
import { Watch } from "./monitor-work";
import { claimLines, inOrder, namedLines } from "./named-lines";
import { PENDING_DESCRIBED, type PendingState } from "./requests";
import { type ThingspaceSession, thingspace } from "./session";

/** So long a monitor may run at most. */
const MOST_MS = 3650 * 24 * 3600 * 1000;

const args = z.object({
  ...placeFields,
  lines: namedLines.describe("The lines that are watched, by ICCID, IMEI or MDN."),
  requestType: z
    .enum(REACHABILITY_TYPES)
    .default("REACHABLE_FOR_DATA")
    .describe("What is watched for. Another one makes another monitor."),
  until: moment.describe(
    "When the watching ends by itself, as 2027-06-30T00:00:00Z, at most 3,650 days from now. Another moment starts it anew.",
  ),
  onDelete: z
    .enum(["stop", "retain"])
    .default("stop")
    .describe(
      "What happens when it is no longer declared: the watching is stopped, or left to run to its end.",
    ),
  deadlineSeconds: deadlineField,
});

export type MonitorArgs = z.infer<typeof args>;
/** `lines` of a state are those that are watched, as far as anybody can know. */
export type MonitorState = MonitorArgs &
  PendingState & {
    account: string;
    monitors?: Record<string, string>;
    expired: boolean;
    stateVersion: number;
  };

/**
 * Watches whether lines can be reached; what it finds goes to the listener of DiagnosticsService. The carrier has no list of
 * monitors that answers at once, so what is stopped elsewhere is not seen. One that has expired stays as it is in state
 * and is not started anew by itself: that takes a later `until`.
 *
 * ThingSpace API: Device reachability monitoring, POST and DELETE /diagnostics/basic/devicereachability, at most 10,000 lines
 * a call. Lines that fail are named where a receiver hears DiagnosticsService; otherwise a request that was taken counts
 * as done.
 */
export const ReachabilityMonitor = defineResource({
  carrier: thingspace,
  name: "ReachabilityMonitor",
  describe:
    "Watches whether lines can be reached, until a moment; reports go to the Callback of DiagnosticsService. When that moment is past the monitor has expired: it stays in state, says so, and starts again only with a later until. What is stopped elsewhere is not seen.",
  args,
  outputs: {
    account: accountOutput,
    monitors: "The carrier's ids of the monitors by line, where a receiver has heard them.",
    expired: "Whether the watching has ended by itself.",
    pending: PENDING_DESCRIBED,
    stateVersion: "Version of this state's form.",
  },
  replaces: ["requestType", "accountName", "connection"],
  subject: ({ requestType, lines = [] }) =>
    `thingspace monitor ${requestType} of ${lines.length === 1 ? lines[0] : `${lines.length} lines`}`,
  id: ({ account, requestType }: MonitorState) => `${account}/monitors/${requestType}`,

  async ensure(context, declared, present) {
    const account = accountOf(context, declared, present);
    const ends = Date.parse(declared.until);
    const now = context.host.clock.now();
    if (ends <= now && present) {
      tellExpired(context, declared.until);
      const { pending: _pending, monitors: _monitors, ...rest } = present;
      return { state: { ...rest, ...declared, account, expired: true } };
    }
    refuseTime(context, declared.until, now);
    const work = new Watch(context, account, declared);
    const runs = present !== undefined && Date.parse(present.until) > now;
    if (runs) work.knows(present);
    await work.take(work.requests.earlier(present, new Set([...work.watching.keys(), ...declared.lines])));
    const faults = await work.bring(declared, runs && Date.parse(present.until) !== ends);
    return { state: stateOf(work, declared, account), faults };
  },

  // The carrier tells of monitors by callback only: what is news is what became of requests, and that time has passed.
  async read(context, present) {
    const expired = Date.parse(present.until) <= context.host.clock.now();
    if (expired) {
      tellExpired(context, present.until);
      const { pending: _pending, monitors: _monitors, ...rest } = present;
      return { ...rest, expired };
    }
    const work = new Watch(context, present.account, present);
    work.knows(present);
    const open = (present.pending ?? []).flatMap(({ lines }) => lines);
    const earlier = work.requests.earlier(present, [...present.lines, ...open]);
    if (earlier.length === 0) return present;
    work.note(await work.requests.glance(earlier));
    return stateOf(work, present, present.account);
  },

  async remove(context, present) {
    const { host, subject } = context;
    const work = new Watch(context, present.account, present);
    const open = (present.pending ?? []).flatMap(({ lines }) => lines);
    const lines = new Set([...present.lines, ...open]);
    const expired = Date.parse(present.until) <= host.clock.now();
    if (expired || present.onDelete === "retain") {
      const rest = expired ? "it has expired" : `it goes on until ${present.until}`;
      host.log("info", `${subject}: no longer managed, ${rest}`);
      work.requests.forget(lines);
      return;
    }
    work.knows(present);
    await work.take(work.requests.earlier(present, lines));
    const faults: readonly CellularError[] = work.isFree
      ? await work.stop([...work.watching.keys()])
      : work.faults;
    if (faults.length > 0) throw faults[0];
    work.requests.forget(lines);
  },

  program(name, written: Record<string, unknown>) {
    const { requestType = "REACHABLE_FOR_DATA", lines } = written;
    claimLines(`ReachabilityMonitor ${name}`, lines, [`reachability/${requestType}`]);
    return written;
  },
});

export type ReachabilityMonitor = InstanceType<typeof ReachabilityMonitor>;

function stateOf(work: Watch, declared: MonitorArgs, account: string): MonitorState {
  const { pending: _pending, monitors: _monitors, ...rest } = declared as MonitorState;
  const ids = [...work.watching].flatMap(([line, id]) => (id === undefined ? [] : [[line, id] as const]));
  return {
    ...rest,
    lines: inOrder(work.watching.keys()),
    ...(ids.length > 0 ? { monitors: Object.fromEntries(ids) } : {}),
    account,
    expired: false,
    ...work.requests.pending(work.left),
    stateVersion: 1,
  };
}

function tellExpired({ host, subject }: Context<ThingspaceSession>, until: string): void {
  host.log(
    "info",
    `${subject}: it has expired at ${until}, and nothing is watched any more; a later until starts it again`,
  );
}

function refuseTime({ subject }: Context<ThingspaceSession>, until: string, now: number): void {
  const ends = Date.parse(until);
  const facts = { carrier: "thingspace", subject };
  if (ends <= now) {
    throw new Misconfigured(`until is ${until}, which is past`, { ...facts, next: "Give a later moment." });
  }
  if (ends - now > MOST_MS) {
    throw new Misconfigured(`until is ${until}, more than 3,650 days from now`, {
      ...facts,
      next: "Give an earlier moment.",
    });
  }
}
