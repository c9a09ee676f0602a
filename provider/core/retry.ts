/** When a call is sent again, and after how long. Pure: no clock, no network; the HTTP layer is the only one that asks. */

/** What became of one attempt. */
export type Outcome =
  /** An answer came. */
  | { kind: "answered"; status: number; retryAfterMs?: number }
  /** The connection failed before anything of the call was sent. */
  | { kind: "unsent"; hopeless: boolean }
  /** The call was sent, at least in part, and no whole answer came. */
  | { kind: "unanswered" };

/** What follows from it: take the outcome as it is, try again, or say that nobody knows. */
export type Verdict = "final" | "again" | "ambiguous";

/** First and longest step of the exponential backoff, in milliseconds. */
export const BACKOFF = { baseMs: 500, capMs: 20_000 } as const;

const TRANSIENT = new Set([500, 502, 503, 504]);

/**
 * Throttling and a connection that never came about are safe to repeat for every call, since nothing was done. A server
 * fault or silence after sending is repeated only where doing it twice is doing it once; else it is ambiguous.
 */
export function judge(outcome: Outcome, repeatable: boolean): Verdict {
  if (outcome.kind === "unsent") return outcome.hopeless ? "final" : "again";
  if (outcome.kind === "unanswered") return repeatable ? "again" : "ambiguous";
  if (outcome.status === 429) return "again";
  if (outcome.status >= 500 && !repeatable) return "ambiguous";
  return TRANSIENT.has(outcome.status) ? "again" : "final";
}

/**
 * Milliseconds before the next attempt: what the carrier asked for, else a random time below a limit that doubles with
 * each attempt (full jitter), so that many callers do not come back together. A carrier that asks for no wait at all gets
 * the latter too.
 *
 * @param attempt attempts made so far, from 1
 * @param random between 0 and 1
 */
export function waitBefore(attempt: number, retryAfterMs: number | undefined, random: number): number {
  if (retryAfterMs !== undefined && retryAfterMs > 0) return retryAfterMs;
  return random * Math.min(BACKOFF.capMs, BACKOFF.baseMs * 2 ** (attempt - 1));
}

/** Seconds of a Retry-After header, given in seconds or as an HTTP date; undefined where it is absent or unreadable. */
export function retryAfterSeconds(
  headers: Readonly<Record<string, string>>,
  now: number,
): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
