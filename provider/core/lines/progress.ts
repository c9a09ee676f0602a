import type { Clock } from "../clock";
import type { Log } from "../engine-log";

const EVERY_MS = 2000;
const QUIET_BELOW = 20;
const LONG_SECONDS = 30;

/** Told how many lines of a task are done. */
export interface Counter {
  add(count: number): void;
}

/** Counts of long work, told now and then through the engine's log: one line for a task, never one for a call. */
export class Progress {
  private last: number;

  constructor(
    private readonly log: Log,
    private readonly clock: Clock,
    private readonly subject: string,
  ) {
    this.last = clock.now();
  }

  /** A task of so many lines; short ones stay silent, and one that takes minutes says so at its beginning. */
  task(what: string, total: number, perSecond?: number): Counter {
    let done = 0;
    const seconds = perSecond === undefined ? 0 : total / perSecond;
    if (seconds >= LONG_SECONDS) {
      const minutes = Math.max(1, Math.round(seconds / 60));
      const forecast = `${total} lines at ${perSecond} a second take about ${minutes} min`;
      this.log("info", `${this.subject}: ${what}: ${forecast}`);
    }
    return {
      add: (count) => {
        done += count;
        const now = this.clock.now();
        if (total < QUIET_BELOW || (now - this.last < EVERY_MS && done < total)) return;
        this.last = now;
        this.log(done < total ? "status" : "info", `${this.subject}: ${what}: ${done} of ${total} lines`);
      },
    };
  }
}
