import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds a call is under way at least. Answered at once, calls that were sent together would never meet. */
const SHORTEST_CALL = 3;

/** Lets one call pass at a time. In real time, like the rate limit. */
export class Turnstile {
  private busy = false;

  constructor(private readonly closed = false) {}

  /** Does the work of one call, or answers undefined because another one is under way. */
  async pass<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (!this.closed) return work();
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const [result] = await Promise.all([work(), sleep(SHORTEST_CALL)]);
      return result;
    } finally {
      this.busy = false;
    }
  }
}
