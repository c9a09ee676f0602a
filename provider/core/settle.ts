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
 * Waits for pieces of work that a carrier has accepted: looks at all that are open with growing pauses, until each has
 * an end or the deadline has come. What has none by then comes back as `undefined`, and goes on at the carrier.
 */
export async function settleAll<W, E>(
  work: readonly W[],
  pace: Pace,
  clock: Clock,
  look: (open: readonly W[]) => Promise<readonly (E | undefined)[]>,
): Promise<(E | undefined)[]> {
  const ends = new Map<number, E>();
  const end = clock.now() + pace.deadlineMs;
  for (let pause = pace.firstMs; ; pause = Math.min(pause * pace.factor, pace.mostMs)) {
    const left = end - clock.now();
    if (left <= 0 || ends.size === work.length) break;
    await clock.sleep(Math.min(pause, left));
    const open = [...work.keys()].filter((index) => !ends.has(index));
    const seen = await look(open.map((index) => work[index]!));
    for (const [i, index] of open.entries()) {
      const found = seen[i];
      if (found !== undefined) ends.set(index, found);
    }
  }
  return work.map((_, index) => ends.get(index));
}

/**
 * The same for one piece of work. At the deadline it throws `Unsettled`; the work itself goes on at the carrier, and
 * whoever kept its ticket can wait on.
 */
export async function settle<T>(
  what: { subject: string; ticket: string; carrier: string },
  pace: Pace,
  clock: Clock,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const [end] = await settleAll([what], pace, clock, async () => [await look()]);
  if (end !== undefined) return end;
  throw stillOpen(what, pace, "ordered");
}

/** What is said of work that had no end at the deadline. */
export function stillOpen(
  { subject, ticket, carrier }: { subject: string; ticket?: string; carrier: string },
  { deadlineMs }: Pace,
  done: "ordered" | "sent",
): Unsettled {
  return new Unsettled(`still under way at the carrier after ${Math.round(deadlineMs / 1000)} s`, {
    carrier,
    subject,
    ...(ticket === undefined ? {} : { requestId: ticket }),
    next: `Nothing is lost: run \`pulumi up\` again and it goes on waiting; nothing is ${done} twice.`,
  });
}
