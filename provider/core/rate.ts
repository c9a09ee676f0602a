/** How much at once and how often: a gate for calls at a time, and token buckets for calls a second. */
import type { Clock } from "./clock";

/** Lets at most `limit` tasks run at once; the others wait in the order in which they came. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#free = limit;
  }

  /** Runs the task when there is room. Rejects with the signal's reason if that is aborted while waiting. */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  #enter(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const turn = () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(turn);
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/**
 * A token bucket: `burst` tokens when full, `perSecond` new ones a second. Takers get their turns in the order in which
 * they ask. It keeps one number, the time at which the bucket will be full again, so it needs no timer of its own.
 */
export class Bucket {
  #fullAt = 0;
  readonly #interval: number;

  constructor(
    perSecond: number,
    private readonly burst: number,
    private readonly clock: Clock,
  ) {
    this.#interval = 1000 / perSecond;
  }

  /** Takes one token, waiting for it as long as it takes. A turn given up by the signal is lost, never doubled. */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const now = this.clock.now();
    const fullAt = Math.max(this.#fullAt, now);
    const wait = fullAt - (this.burst - 1) * this.#interval - now;
    this.#fullAt = fullAt + this.#interval;
    if (wait > 0) await this.clock.sleep(wait, signal);
  }
}

/** A pause for a whole connection: a carrier that throttles one call means all of them. */
export class Pause {
  #until = 0;

  constructor(private readonly clock: Clock) {}

  /** Nobody passes for so many milliseconds from now on; a longer pause already begun stays. */
  begin(ms: number): void {
    this.#until = Math.max(this.#until, this.clock.now() + ms);
  }

  /** Waits until the pause is over, also if it is prolonged meanwhile. */
  async pass(signal?: AbortSignal): Promise<void> {
    for (let wait = this.#left(); wait > 0; wait = this.#left()) await this.clock.sleep(wait, signal);
  }

  #left(): number {
    return this.#until - this.clock.now();
  }
}
