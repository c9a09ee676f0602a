import type { Clock } from "../clock";
import type { Log } from "../engine-log";

const EVERY_MS = 2000;
const QUIET_BELOW = 20;

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

  /** A task of so many lines; short ones stay silent. */
  task(what: string, total: number): { add(count: number): void } {
    let done = 0;
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
