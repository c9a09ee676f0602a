/** Answers that come later: what the carrier reports about a request, by callback, until all of it is there. */
import { z } from "zod";
import { mdnKey } from "../../core/identifiers";
import type { ReceivedMessage } from "../../core/receiver-client";
import { listAllDevices, type OperationId, thingspaceOperations } from "../api/index";
import { canonical, identify } from "../lines/identity";
import type { ThingspaceSession } from "../session";
import { deviceIdOf, filterOf, type Selection } from "./args";

/** One message of the carrier about one device. */
export interface Report {
  /** The line, as it was asked about; else by an identifier that the carrier names. Empty where it names none. */
  line: string;
  /** The carrier's word for what became of it, mostly Success or Failed. */
  status: string;
  /** The carrier's service that reported, where that is known. */
  service?: string;
  /** What it says, without the envelope. */
  answer: Record<string, unknown>;
  /** Why it failed. */
  fault?: { code: string; text: string };
  /** When it came, in UTC. */
  receivedAt: string;
}

/** What is known of a request by now. */
export interface Reports {
  requestId: string;
  /** True when every device has been reported on. False says nothing about the request itself: it goes on at the carrier. */
  complete: boolean;
  /** In the order in which the lines were given; several for one line where the carrier reports several times. */
  results: Report[];
  /** Why it is not complete, and what to do about it. */
  note?: string;
}

/** What is reported on, as far as it is known. */
export interface About {
  /** The lines asked about. */
  lines?: readonly string[] | undefined;
  /** Devices that will be reported on, where these are no lines by name; asked for again until it gives a number. */
  devices?: (() => Promise<number | undefined>) | undefined;
  /** Messages about each device that succeeds; 1 where it is left out. */
  each?: number | undefined;
}

/** How long to wait for reports. */
export const deadlineField = z
  .number()
  .min(0)
  .max(86_400)
  .optional()
  .describe(
    "Seconds to wait for the carrier's reports, at most a day; the connection's (cellular:thingspaceDeadlineSeconds, 1800) where it is left out.",
  );

/** What reference pages say of every answer that comes by callback. */
export const RETURNS =
  "requestId, complete, results (each with line, status, answer and, if it failed, fault) and, where it is not complete, a note on what is missing.";

/** Members of every message, which say nothing about the device. */
const ENVELOPE = new Set([
  "requestId",
  "deviceIds",
  "status",
  "callbackCount",
  "maxCallbackThreshold",
  "faultResponse",
]);

/**
 * Waits until every device has been reported on, the deadline has come, or it turns out that nobody hears the carrier.
 * `known` are reports that came before.
 */
export async function reportsOf(
  session: ThingspaceSession,
  operation: OperationId,
  requestId: string,
  about: About,
  deadlineSeconds?: number,
  known: readonly Report[] = [],
): Promise<Reports> {
  const { receiver, host, pace } = session;
  const { services } = thingspaceOperations[operation];
  const results = new Map(known.map((report) => [JSON.stringify(report), report]));
  const lineOf = naming(about.lines ?? []);
  const sorted = () => inOrder([...results.values()], about.lines ?? []);
  if (!receiver) {
    const note = `The answer comes by callback (${services.join(", ")}), and no callback receiver is configured: run \`cellular receive\` where the carrier can reach it, register it with a Callback for this service, and set CELLULAR_RECEIVER_URL and CELLULAR_RECEIVER_TOKEN.`;
    return { requestId, complete: false, results: sorted(), note };
  }
  let left = deadlineSeconds === undefined ? pace.deadlineMs : deadlineSeconds * 1000;
  // How many devices there are may turn out meanwhile, without any message.
  const mostMs = about.devices === undefined ? left : session.pollMs;
  for (;;) {
    if (await isComplete([...results.values()], about)) {
      receiver.forget([requestId]);
      return { requestId, complete: true, results: sorted() };
    }
    const begun = host.clock.now();
    const waitMs = Math.max(0, Math.min(left, mostMs));
    const found = await receiver.messages([requestId], { waitMs });
    for (const message of found) {
      const report = reportIn(message, lineOf);
      results.set(JSON.stringify(report), report);
    }
    if (found.length === 0 && left <= 0) break;
    // The wait counts, too: the clock may be one that stands still meanwhile.
    left -= Math.max(host.clock.now() - begun, found.length === 0 ? Math.max(waitMs, 1) : 0);
  }
  const note =
    receiver.unavailable?.message ??
    `Not everything has been reported yet. Where nothing comes at all: is a Callback for ${services.join(" and ")} registered for this account, at the receiver's address?`;
  return { requestId, complete: false, results: sorted(), note };
}

/** Devices of a request: named, or picked. */
export async function aboutOf(
  session: ThingspaceSession,
  accountName: string,
  { lines, selection }: { lines?: readonly string[] | undefined; selection?: Selection | undefined },
): Promise<About> {
  return selection === undefined ? { lines } : countOf(session, accountName, selection);
}

/** Devices that a selection picks now: so many reports will come. Lists them only where somebody hears the reports. */
export async function countOf(
  session: ThingspaceSession,
  accountName: string,
  selection: Selection,
): Promise<About> {
  if (!session.receiver) return {};
  const { length } = await listAllDevices(session.http, accountName, filterOf(selection));
  return { devices: async () => length };
}

/** Data for a device that sleeps is queued first; what became of it is reported later. */
const isUnderWay = ({ status }: Report) => /queued|pending/i.test(status);

/** Did this line fail? */
export const hasFailed = ({ status, fault }: Report) => fault !== undefined || /fail/i.test(status);

async function isComplete(reports: readonly Report[], { lines, devices, each = 1 }: About): Promise<boolean> {
  const counts = new Map<string, number>();
  for (const report of reports) {
    if (isUnderWay(report)) continue;
    counts.set(report.line, (counts.get(report.line) ?? 0) + (hasFailed(report) ? each : 1));
  }
  const done = [...counts.values()].filter((count) => count >= each).length;
  // Devices that answer under another identifier than the one they were asked by count, too.
  const wanted = lines?.length ?? (await devices?.());
  return wanted !== undefined && done >= wanted;
}

function reportIn(message: ReceivedMessage, lineOf: Naming): Report {
  const { devices, status = "", service, fault, payload, receivedAt } = message;
  return {
    line: lineOf(devices),
    status,
    ...(service === undefined ? {} : { service }),
    answer: answerOf(payload),
    ...(fault === undefined ? {} : { fault: { code: fault.code, text: fault.text } }),
    receivedAt,
  };
}

type Naming = (devices: ReceivedMessage["devices"]) => string;

/** G-REPORT1: one message is about one device; all its identifiers are of that device. */
function naming(lines: readonly string[]): Naming {
  const asked = new Map(lines.map((line) => [deviceIdOf(line).id, line]));
  return (devices) => {
    if (lines.length === 1) return lines[0]!;
    const known = devices.find(({ id }) => asked.has(mdnKey(id)));
    if (known !== undefined) return asked.get(mdnKey(known.id))!;
    const [first] = devices;
    if (first === undefined) return "";
    const found = identify(first.id);
    return "problem" in found ? first.id : canonical(found);
  };
}

/** G-REPORT2: what is said stands in members whose names end in Response, one in the other; their names are guesses. */
function answerOf(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
  let said: Record<string, unknown> = Object.fromEntries(
    Object.entries(payload).filter(([name]) => !ENVELOPE.has(name)),
  );
  for (;;) {
    const [only, ...others] = Object.entries(said);
    if (only === undefined || others.length > 0 || !/response$/i.test(only[0])) return said;
    if (typeof only[1] !== "object" || only[1] === null || Array.isArray(only[1])) return said;
    said = only[1] as Record<string, unknown>;
  }
}

function inOrder(reports: Report[], lines: readonly string[]): Report[] {
  const places = new Map(lines.map((line, index) => [line, index]));
  const place = ({ line }: Report) => places.get(line) ?? lines.length;
  return reports.sort((a, b) => place(a) - place(b) || a.receivedAt.localeCompare(b.receivedAt));
}
