import type { Clock } from "./clock";
import { Unsettled } from "./errors";

/** How often to look, and for how long. */
export interface Pace {
  /** Milliseconds before the first look. */
  readonly firstMs: number;
  /** Each wait is this many times the one before. */
  readonly factor: number;
  /** No wait is longer than this. */
  readonly mostMs: number;
  /** After this time the work is left to the next run. */
  readonly deadlineMs: number;
}

/**
 * Waits for work that a carrier has accepted: looks with growing pauses until `look` gives a result. At the deadline
 * it throws `Unsettled`; the work itself goes on at the carrier, and whoever kept its ticket can wait on.
 */
export async function settle<T>(
  what: { subject: string; ticket: string; carrier: string },
  pace: Pace,
  clock: Clock,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const end = clock.now() + pace.deadlineMs;
  for (let pause = pace.firstMs; ; pause = Math.min(pause * pace.factor, pace.mostMs)) {
    const left = end - clock.now();
    if (left <= 0) break;
    await clock.sleep(Math.min(pause, left));
    const result = await look();
    if (result !== undefined) return result;
  }
  throw new Unsettled(`still under way at the carrier after ${Math.round(pace.deadlineMs / 1000)} s`, {
    carrier: what.carrier,
    subject: what.subject,
    requestId: what.ticket,
    next: "Nothing is lost: run `pulumi up` again and it goes on waiting; nothing is ordered twice.",
  });
}
