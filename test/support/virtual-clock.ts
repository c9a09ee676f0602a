import type { Clock } from "../../provider/core/clock";

/** When time begins, where nothing else is said: 2 November 2026. */
const MORNING = Date.parse("2026-11-02T08:00:00Z");

interface Sleeper {
  readonly due: number;
  wake(): void;
}

/**
 * Time that passes only by sleeping, and at once: whoever sleeps wakes in the order of the wakings, however long that
 * is. `passed` is told how far the time moved, so that a simulated carrier can live in the same time.
 */
export class VirtualClock implements Clock {
  private readonly sleepers: Sleeper[] = [];
  private pumping = false;

  constructor(
    private readonly passed: (ms: number) => Promise<unknown> = async () => {},
    private time = MORNING,
  ) {}

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve) => {
      this.sleepers.push({ due: this.time + ms, wake: resolve });
      if (!this.pumping) this.pump();
    });
  }

  private pump(): void {
    this.pumping = true;
    // One turn of the event loop, so that everybody who is about to sleep does so first.
    setImmediate(() => {
      this.sleepers.sort((a, b) => a.due - b.due);
      const next = this.sleepers.shift();
      if (next === undefined) {
        this.pumping = false;
        return;
      }
      const ms = Math.max(0, next.due - this.time);
      this.time += ms;
      void this.passed(ms).then(() => {
        next.wake();
        this.pump();
      });
    });
  }
}
