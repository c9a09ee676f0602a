/** Actions that the carrier carries out later: their requestId is kept, and what is reported about it. */
import type { Done } from "../../core/action";
import { type CellularError, Unsettled } from "../../core/errors";
import type { Context } from "../../core/resource";
import type { OperationId } from "../api/index";
import { faultError } from "../errors";
import { notOne } from "../functions/args";
import { type About, hasFailed, type Report, reportsOf } from "../functions/reports";
import { FAILED_AFTER_MS } from "../pace";
import type { ThingspaceSession } from "../session";

/** The answer of an action that is carried out later. */
export interface Requested {
  /** Id of the request at the carrier. */
  requestId?: string;
  /** Whether every device has been reported on. */
  complete: boolean;
  /** What has been reported. */
  results: Report[];
  /** Devices that reports are expected of; missing where nobody knows. */
  expected?: number;
}

/** What came of it so far. */
type Answered = Done<Requested> & { readonly answer: Requested };

/** What reference pages say of it. */
export const requestedOutputs = {
  requestId: "Id of the request at the carrier.",
  complete:
    "True when every device has been reported on. Reports come by callback: without a callback receiver it stays false.",
  results:
    "What the carrier has reported, each with line, status, answer and, if it failed, fault. A refresh adds what has come since.",
  expected: "Devices that are to be reported on, where that is known.",
};

/** How an action is followed. */
export interface Following {
  operation: OperationId;
  /** Messages about each device that succeeds; 1 where it is left out. */
  each?: number;
  /** Seconds to wait for reports; the connection's where it is left out. */
  deadlineSeconds?: number | undefined;
  /** Whether it is a failure that the end is not known at the deadline. */
  needed: boolean;
}

/** Waits for the reports about a request that has just been taken. */
export async function requested(
  context: Context<ThingspaceSession>,
  requestId: string,
  { lines, devices }: About,
  how: Following,
): Promise<Answered> {
  const expected = lines?.length ?? (await devices?.());
  const begun = {
    requestId,
    complete: false,
    results: [],
    ...(expected === undefined ? {} : { expected }),
  };
  return followed(context, lines, begun, how, how.deadlineSeconds);
}

/** Goes on with a request of an earlier run. Nothing is sent to the carrier. */
export async function follow(
  context: Context<ThingspaceSession>,
  lines: readonly string[] | undefined,
  { ranAt, ...before }: Requested & { ranAt: string },
  how: Following,
  waits: boolean,
): Promise<Answered> {
  if (before.complete || before.requestId === undefined) return { answer: before };
  const old = context.host.clock.now() - Date.parse(ranAt) >= FAILED_AFTER_MS;
  const seconds = waits && !old ? how.deadlineSeconds : 0;
  const needed = how.needed && waits && !old;
  const now = await followed(context, lines, before, { ...how, needed }, seconds);
  if (waits) return now;
  for (const fault of now.faults ?? []) context.host.log("warning", fault.message);
  return { answer: now.answer };
}

/** What messages call the devices of an action. */
export function targetOf(lines: readonly string[] | undefined, selection: object | undefined): string {
  if (selection !== undefined) return "to selected lines";
  return lines?.length === 1 ? String(lines[0]) : `${lines?.length ?? 0} lines`;
}

/** Lines by name or by what they are. */
export function onePick(declared: { lines?: unknown; selection?: unknown }) {
  const reason = notOne(["lines", "selection"], declared);
  return reason === undefined ? [] : [{ property: "lines", reason }];
}

async function followed(
  context: Context<ThingspaceSession>,
  lines: readonly string[] | undefined,
  before: Requested,
  { operation, each, needed }: Following,
  seconds: number | undefined,
): Promise<Answered> {
  const { session, subject, host } = context;
  const requestId = before.requestId ?? "";
  const { expected, results: known } = before;
  // Lines that the program names by now may be others than those it was done to.
  const about = {
    lines: lines?.length === expected ? lines : undefined,
    devices: async () => expected,
    each,
  };
  const { complete, results, note } = await reportsOf(session, operation, requestId, about, seconds, known);
  const answer = { ...before, complete, results };
  const old = new Set(known.map((report) => JSON.stringify(report)));
  const faults: CellularError[] = results
    .filter((report) => hasFailed(report) && !old.has(JSON.stringify(report)))
    .map((report) => faultOf(report, requestId, operation, subject));
  if (!complete && needed && session.receiver) {
    const missing = expected === undefined ? "" : ` (${results.length} of ${expected} have come)`;
    faults.push(
      new Unsettled(`the carrier has not reported on all of it${missing}`, {
        carrier: "thingspace",
        operation,
        subject,
        requestId,
        next: `Nothing is done twice: run \`pulumi up\` again and it goes on waiting. ${note ?? ""}`.trim(),
      }),
    );
  } else if (!complete && note !== undefined) {
    host.log("info", `${subject}: request ${requestId} was accepted. ${note}`);
  }
  return { answer, faults };
}

function faultOf(
  { line, fault, status }: Report,
  requestId: string,
  operation: OperationId,
  subject: string,
): CellularError {
  return faultError({
    faultcode: fault?.code,
    faultstring: fault?.text || `the carrier reports: ${status}`,
    requestId,
    subject: line === "" ? subject : line,
    operation,
  });
}
