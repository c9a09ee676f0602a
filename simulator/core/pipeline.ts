import { setTimeout as sleep } from "node:timers/promises";
import type { CarrierAnswer, CarrierRequest } from "./carrier";
import { type BookedFault, faultOf } from "./faults";
import type { JournalEntry } from "./journal";
import type { Station } from "./station";

/** What leaves the server: an answer, or a connection that is torn down instead. */
export type Outcome = { answer: CarrierAnswer } | { reset: true };

const EMPTY = { body: "", contentType: "text/plain" };
const NOT_JSON = {
  body: "<html><head><title>Service unavailable</title></head><body>Try again later.</body></html>",
  contentType: "text/html",
};

/** Takes one request of the carrier's API through journal, rate limit, faults and the carrier itself. */
export async function serveCarrier(station: Station, request: Omit<CarrierRequest, "operation" | "params">) {
  const { carrier, journal, limiter, turnstile } = station;
  station.agenda.run();
  const match = carrier.match(request.method, request.path);
  const entry = journal.open({
    time: station.clock.iso(),
    method: request.method,
    path: request.path,
    query: request.query,
    operation: match?.operation.id ?? null,
    operationId: match?.operation.operationId ?? null,
    writes: match?.operation.writes ?? false,
    body: request.body ?? (request.bodyText === "" ? null : `${request.bodyText.length} characters`),
  });
  if (match === undefined) {
    const answer = carrier.error(request.path, { status: 404, message: "No such endpoint" });
    return finish(entry, answer);
  }
  const tooMuch = () => {
    const wait = carrier.silentLimits === true ? {} : { retryAfter: 1 };
    return finish(entry, carrier.error(request.path, { status: 429, ...wait }));
  };
  if (!limiter.admit()) return tooMuch();
  return (await turnstile.pass(() => admitted(station, { ...request, ...match }, entry))) ?? tooMuch();
}

/** What becomes of a request that is within the limits. */
async function admitted(station: Station, full: CarrierRequest, entry: JournalEntry): Promise<Outcome> {
  const { carrier, faults } = station;
  const { operation } = full;
  const taken = faults.take({
    operation: operation.id,
    operationId: operation.operationId,
    ...carrier.addressed(full),
    does: { write: operation.writes, list: operation.lists, startWork: operation.startsWork },
  });
  entry.faults = taken.map((fault) => fault.kind);
  return play(station, full, taken, entry);
}

async function play(
  station: Station,
  request: CarrierRequest,
  taken: readonly BookedFault[],
  entry: JournalEntry,
): Promise<Outcome> {
  const latency = faultOf(taken, "latency");
  if (latency !== undefined) await sleep(latency.ms);
  const early = disturbed(station, request, taken, "before");
  if (early !== undefined) return "reset" in early ? early : finish(entry, early.answer);
  const answer = station.carrier.execute(request, taken);
  const late = disturbed(station, request, taken, "after");
  if (late === undefined) return finish(entry, answer);
  const { user, effect, lines } = answer;
  if ("reset" in late) {
    Object.assign(entry, { user, effect, lines });
    return late;
  }
  return finish(entry, { ...late.answer, user, effect, lines });
}

/** What the faults of this moment put in the place of the carrier's own answer, if anything. */
function disturbed(
  station: Station,
  request: CarrierRequest,
  taken: readonly BookedFault[],
  moment: "before" | "after",
): Outcome | undefined {
  const status = faultOf(taken, "status");
  if (status !== undefined && (status.when ?? "before") === moment) {
    return { answer: station.carrier.error(request.path, status) };
  }
  const reset = faultOf(taken, "reset");
  if (reset !== undefined && (reset.when ?? "before") === moment) return { reset: true };
  const nothing = { user: null, effect: false, lines: 0 };
  const empty = faultOf(taken, "empty");
  if (empty !== undefined && (empty.when ?? "after") === moment) {
    return { answer: { ...EMPTY, ...nothing, status: empty.status ?? 200 } };
  }
  const garbage = faultOf(taken, "not-json");
  if (garbage !== undefined && (garbage.when ?? "after") === moment) {
    return { answer: { ...NOT_JSON, ...nothing, status: garbage.status ?? 200 } };
  }
  return undefined;
}

function finish(entry: JournalEntry, answer: CarrierAnswer): Outcome {
  const { status, user, effect, lines } = answer;
  Object.assign(entry, { status, user, effect, lines });
  return { answer };
}
