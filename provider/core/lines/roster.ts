import { NotFound } from "../errors";
import type { LineKey } from "./line-key";

/** Where a roster gets its records from. */
export interface RosterSource<R> {
  /** All lines of the account: the list pages. */
  list(): Promise<readonly R[]>;
  /** One line by one identifier, or nothing where the carrier says it is not there. */
  one(key: LineKey): Promise<R | undefined>;
}

/** So many single reads are cheaper than the list pages, and a fleet soon needs more. */
const SINGLE_READS = 3;
const GATHER_MS = 5;

/**
 * The lines of one account as the carrier lists them, read page by page at most once a deployment however many
 * resources ask, and kept in step with our own writes. A few lines are read one by one; more than a few, from the list.
 */
export class Roster<R> {
  private readonly index = new Map<string, R>();
  private listing: Promise<void> | undefined;
  private renewal: Promise<void> | undefined;
  private singles = 0;
  private waiting: { keys: readonly LineKey[]; done: (load: Promise<void>) => void }[] = [];
  private readonly gone = new Set<string>();

  constructor(
    private readonly source: RosterSource<R>,
    private readonly keysOf: (record: R) => readonly LineKey[],
  ) {}

  /** The record under each key, or `undefined` where the carrier has no such line. */
  async find(keys: readonly LineKey[]): Promise<(R | undefined)[]> {
    await this.load(keys.filter((key) => !this.index.has(indexKey(key)) && !this.gone.has(indexKey(key))));
    return keys.map((key) => this.index.get(indexKey(key)));
  }

  /** What is already known about a line; never reads. */
  peek(key: LineKey): R | undefined {
    return this.index.get(indexKey(key));
  }

  /** Every line of the account. */
  async all(): Promise<R[]> {
    await this.list();
    return [...new Set(this.index.values())];
  }

  /** Reads one line anew and takes it into the index. */
  async fresh(key: LineKey): Promise<R | undefined> {
    const record = await this.read(key);
    if (record) this.put(record);
    return record;
  }

  /**
   * Reads lines anew, each by whichever of its keys the carrier knows it by now; from the list where that is cheaper, once
   * for all that ask at the same moment.
   */
  async renew(lines: readonly (readonly LineKey[])[]): Promise<(R | undefined)[]> {
    if (lines.length <= SINGLE_READS) return Promise.all(lines.map((keys) => this.firstOf(keys)));
    this.renewal ??= this.source
      .list()
      .then((records) => {
        for (const record of records) this.put(record);
      })
      .finally(() => {
        this.renewal = undefined;
      });
    await this.renewal;
    return lines.map((keys) => keys.map((key) => this.peek(key)).find((record) => record !== undefined));
  }

  /** Takes over a record as it is after our own write. */
  put(record: R): void {
    for (const key of this.keysOf(record)) {
      // A line that has got another SIM or lost its number is not found by the old one any more.
      const old = this.index.get(indexKey(key));
      for (const one of old === undefined ? [] : this.keysOf(old)) this.index.delete(indexKey(one));
    }
    for (const key of this.keysOf(record)) {
      this.index.set(indexKey(key), record);
      this.gone.delete(indexKey(key));
    }
  }

  /** Forgets a line that was removed or has moved to another account. */
  drop(record: R): void {
    for (const key of this.keysOf(record)) {
      this.index.delete(indexKey(key));
      this.gone.add(indexKey(key));
    }
  }

  private async firstOf(keys: readonly LineKey[]): Promise<R | undefined> {
    for (const key of keys) {
      const record = await this.fresh(key);
      if (record !== undefined) return record;
    }
    return undefined;
  }

  private async load(missing: readonly LineKey[]): Promise<void> {
    if (missing.length === 0) return;
    if (this.listing) return this.listing;
    // Resources ask side by side: those that come together decide together whether the list is cheaper.
    await new Promise<Promise<void>>((done) => {
      this.waiting.push({ keys: missing, done });
      if (this.waiting.length === 1) setTimeout(() => this.flush(), GATHER_MS);
    });
  }

  private flush(): void {
    const waiting = this.waiting;
    this.waiting = [];
    const keys = waiting.flatMap((one) => one.keys);
    if (this.listing || this.singles + keys.length > SINGLE_READS) {
      const listing = this.list();
      for (const one of waiting) one.done(listing);
      return;
    }
    this.singles += keys.length;
    for (const one of waiting) {
      one.done(
        Promise.all(one.keys.map((key) => this.fresh(key))).then((records) => {
          for (const [i, record] of records.entries()) if (!record) this.gone.add(indexKey(one.keys[i]!));
        }),
      );
    }
  }

  private list(): Promise<void> {
    this.listing ??= this.source.list().then(
      (records) => {
        for (const record of records) {
          const fresher = this.keysOf(record).some((key) => this.index.has(indexKey(key)));
          if (!fresher) this.put(record);
        }
      },
      (error) => {
        this.listing = undefined; // a failed listing is no empty account: the next question asks again
        throw error;
      },
    );
    return this.listing;
  }

  private async read(key: LineKey): Promise<R | undefined> {
    try {
      return await this.source.one(key);
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}

const indexKey = (key: LineKey) => `${key.kind} ${key.key}`;
