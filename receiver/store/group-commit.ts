import type { Entry } from "./store";

/** Puts entries on disk together; tells for each whether it is new. Rejects where none of them is safe. */
export type WriteBatch = (entries: readonly Entry[]) => Promise<readonly boolean[]>;

interface Pending {
  readonly entry: Entry;
  resolve(outcome: "stored" | "duplicate"): void;
  reject(error: unknown): void;
}

/** Most entries of one write. */
const MOST = 500;

/**
 * One write at a time; what comes meanwhile goes with the next one. So the disk is asked once for many messages when
 * many come, and a single message waits for nothing but its own write.
 */
export class GroupCommit {
  #pending: Pending[] = [];
  #running: Promise<void> | undefined;

  constructor(private readonly write: WriteBatch) {}

  add(entry: Entry): Promise<"stored" | "duplicate"> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ entry, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything that was added has its outcome. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#pending.splice(0, MOST);
      try {
        const fresh = await this.write(batch.map(({ entry }) => entry));
        for (const [index, { resolve }] of batch.entries()) resolve(fresh[index] ? "stored" : "duplicate");
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = undefined;
  }
}
