import { CellularError } from "./errors";
import { MOST_TOLD } from "./words";

// gRPC status codes. The engine takes "unknown" and "internal" as "the state may be corrupt", which these are not.
const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;

/**
 * An error as the engine can show it: an `Error` always (anything else hangs or shows as "undefined"), with a status, and
 * without a stack where the failure is an expected one, because the engine's server prints stacks to the person.
 */
export function engineError(error: unknown): Error {
  if (!(error instanceof CellularError)) return error instanceof Error ? error : new Error(String(error));
  if ("reasons" in error) return error;
  error.stack = "";
  return Object.assign(error, { code: error.retryable ? UNAVAILABLE : FAILED_PRECONDITION });
}

/**
 * A half-done change: the engine keeps `properties` as the state and the old inputs as the wish, reports the reasons,
 * and calls update at the next run even if nothing else has changed.
 */
export function initError(
  id: string,
  properties: Record<string, unknown>,
  faults: readonly CellularError[],
): Error {
  const reasons = faults.slice(0, MOST_TOLD).map((fault) => fault.message);
  if (faults.length > MOST_TOLD)
    reasons.push(`… and ${faults.length - MOST_TOLD} more; run it again to go on.`);
  return Object.assign(new Error(reasons.join("\n")), { id, properties, reasons });
}
