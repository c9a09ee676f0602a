import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { ClassicLevel } from "classic-level";
import type { Message } from "../message";
import { GroupCommit } from "./group-commit";
import { Latest } from "./latest";
import {
  AGES,
  type Aged,
  ageKey,
  CHECKED,
  COUNTS,
  digestKey,
  digestKeyOf,
  messageKey,
  STORE_ID,
  seqOf,
} from "./level-keys";
import {
  type Entry,
  messageText,
  PAGE_BYTES,
  type Page,
  type Query,
  type Store,
  type StoreSize,
} from "./store";

/** Values read at once. */
const CHUNK = 64;
/** Messages removed at once: writing waits that long at most. */
const REMOVED_AT_ONCE = 500;
/** The files are written anew when this share of what remains was removed. */
const WORTH_COMPACTING = 0.25;
/** Up to so many messages since the oldest position are looked through together; beyond that each request by itself. */
const RECENT = 2_000;
/** Durable: the call returns when the log has reached the disk. */
const SYNC = { sync: true };

interface Counts extends StoreSize {
  /** The last number given to a message. */
  readonly seq: number;
}

/** Where messages lie, in the order of their numbers. */
interface Found {
  found: { seq: number; key: string }[];
  more: boolean;
}

type Database = ClassicLevel<string, string>;
type Operation = { type: "put"; key: string; value: string } | { type: "del"; key: string };

/**
 * LevelDB in a directory: one process at a time. Each batch goes to one log, which is synced before anybody is answered;
 * after a kill the log is read again, and a batch that was not written whole is as if it had never come.
 */
export class LevelStore implements Store {
  readonly #commits = new GroupCommit((entries) => this.#exclusive(() => this.#write(entries)));
  readonly #listeners = new Set<(requestIds: ReadonlySet<string>) => void>();
  readonly #latest = new Latest();
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly id: string,
    private readonly db: Database,
    private counts: Counts,
    private readonly recent: number,
  ) {}

  /** Opens the store in this directory, which is made where it is missing. Rejects with the database's own error. */
  static async open(directory: string, recent = RECENT): Promise<LevelStore> {
    const { ClassicLevel: Level } = require("classic-level") as typeof import("classic-level");
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const db: Database = new Level(directory, { keyEncoding: "utf8", valueEncoding: "utf8" });
    await db.open();
    const [known, counts] = await db.getMany([STORE_ID, COUNTS]);
    const id = known ?? randomUUID();
    if (known === undefined) await db.batch([{ type: "put", key: STORE_ID, value: id }], SYNC);
    return new LevelStore(id, db, counts ? JSON.parse(counts) : { seq: 0, messages: 0, bytes: 0 }, recent);
  }

  add(entry: Entry): Promise<"stored" | "duplicate"> {
    return this.#commits.add(entry);
  }

  async read({ after, limit }: Query): Promise<Page> {
    const upTo = this.counts.seq;
    const oldest = [...after.values()].reduce((least, each) => Math.min(least, each), upTo);
    const together = after.size > 1 && upTo - oldest <= this.recent;
    const { found, more } = together
      ? await this.#findRecent(after, limit, oldest, upTo)
      : await this.#find(after, limit, upTo);
    const messages: Message[] = [];
    let bytes = 0;
    for (let from = 0; from < found.length; from += CHUNK) {
      const chunk = found.slice(from, from + CHUNK);
      const texts = await this.db.getMany(chunk.map(({ key }) => key));
      for (const [index, text] of texts.entries()) {
        const { seq } = chunk[index]!;
        if (bytes >= PAGE_BYTES) return { messages, next: seq - 1, more: true };
        // Absent where it has grown too old since it was found.
        if (text === undefined) continue;
        messages.push({ seq, ...JSON.parse(text) });
        bytes += text.length;
      }
    }
    return { messages, next: more ? found.at(-1)!.seq : upTo, more };
  }

  onNew(listener: (requestIds: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async size(): Promise<StoreSize> {
    const { messages, bytes } = this.counts;
    return { messages, bytes };
  }

  async prune(before: number, mostBytes: number): Promise<{ expired: number; crowdedOut: number }> {
    const removed = { expired: 0, crowdedOut: 0 };
    let bytes = 0;
    for (let more = true; more; ) {
      more = await this.#exclusive(async () => {
        const oldest = await this.db.iterator({ ...AGES, limit: REMOVED_AT_ONCE }).all();
        let over = this.counts.bytes - mostBytes;
        const going = oldest.flatMap(([key, text]) => {
          const aged = JSON.parse(text) as Aged;
          const expired = aged.receivedAt < before;
          if (!expired && over <= 0) return [];
          over -= aged.bytes;
          bytes += aged.bytes;
          removed[expired ? "expired" : "crowdedOut"] += 1;
          return [{ ...aged, seq: seqOf(key) }];
        });
        await this.#remove(going);
        return going.length === REMOVED_AT_ONCE;
      });
    }
    if (bytes > this.counts.bytes * WORTH_COMPACTING) await this.db.compactRange("a", "z");
    return removed;
  }

  async check(): Promise<void> {
    await this.db.batch([{ type: "put", key: CHECKED, value: "" }], SYNC);
  }

  async close(): Promise<void> {
    await this.#commits.idle();
    await this.#last;
    await this.db.close();
  }

  async #write(entries: readonly Entry[]): Promise<boolean[]> {
    const keys = entries.map(digestKeyOf);
    const known = await this.db.getMany(keys);
    const fresh = new Set<string>();
    const numbers = new Map<string, number>();
    const operations: Operation[] = [];
    const put = (key: string, value: string) => operations.push({ type: "put", key, value });
    let { seq, messages, bytes } = this.counts;
    const results = entries.map((entry, index) => {
      const digest = keys[index]!;
      if (known[index] !== undefined || fresh.has(digest)) return false;
      fresh.add(digest);
      const text = messageText(entry);
      const size = Buffer.byteLength(text);
      seq += 1;
      messages += 1;
      bytes += size;
      const { requestId, carrier } = entry.message;
      const aged: Aged = {
        requestId,
        carrier,
        digest: entry.digest,
        receivedAt: entry.receivedAt,
        bytes: size,
      };
      numbers.set(requestId, seq);
      put(messageKey(requestId, seq), text);
      put(digest, "");
      put(ageKey(seq), JSON.stringify(aged));
      return true;
    });
    if (operations.length > 0) {
      // Before they can be read: too high a number costs a look in vain, too low a one would hide a message.
      for (const [requestId, newest] of numbers) this.#latest.stored(requestId, newest);
      await this.#apply(operations, { seq, messages, bytes });
      this.#tell(new Set(numbers.keys()));
    }
    return results;
  }

  async #remove(going: readonly (Aged & { seq: number })[]): Promise<void> {
    if (going.length === 0) return;
    const operations = going.flatMap(({ requestId, carrier, digest, seq }): Operation[] =>
      [messageKey(requestId, seq), digestKey(requestId, carrier, digest), ageKey(seq)].map((key) => ({
        type: "del",
        key,
      })),
    );
    const { seq, messages, bytes } = this.counts;
    await this.#apply(operations, {
      seq,
      messages: messages - going.length,
      bytes: going.reduce((rest, each) => rest - each.bytes, bytes),
    });
  }

  /** Writes it all or nothing, and counts it only then. */
  async #apply(operations: Operation[], counts: Counts): Promise<void> {
    await this.db.batch([...operations, { type: "put", key: COUNTS, value: JSON.stringify(counts) }], SYNC);
    this.counts = counts;
  }

  #tell(requestIds: ReadonlySet<string>): void {
    for (const listener of this.#listeners) listener(requestIds);
  }

  /** The same for many requests with little news: one walk through what is new, by age. */
  async #findRecent(after: Query["after"], limit: number, from: number, upTo: number): Promise<Found> {
    if (from === upTo) return { found: [], more: false };
    const entries = await this.db.iterator({ gt: ageKey(from), lte: ageKey(upTo) }).all();
    const found = entries.flatMap(([key, text]) => {
      const { requestId } = JSON.parse(text) as Aged;
      const seq = seqOf(key);
      const position = after.get(requestId);
      return position !== undefined && seq > position ? [{ seq, key: messageKey(requestId, seq) }] : [];
    });
    return { found: found.slice(0, limit), more: found.length > limit };
  }

  /** Where the wanted messages lie, in order and not more of them than asked for. Reads keys only. */
  async #find(after: Query["after"], limit: number, upTo: number): Promise<Found> {
    let found: Found["found"] = [];
    let more = false;
    let last = upTo;
    for (const [requestId, from] of after) {
      if (from >= last || this.#latest.knowsOfNothingAbove(requestId, from)) continue;
      const keys = await this.db
        .keys({ gt: messageKey(requestId, from), lte: messageKey(requestId, last), limit: limit + 1 })
        .all();
      if (keys.length === 0) {
        if (last === upTo) this.#latest.nothingAbove(requestId, from);
        continue;
      }
      found.push(...keys.map((key) => ({ seq: seqOf(key), key })));
      if (found.length <= limit) continue;
      // Enough: of the requests still to come, only what is older than the newest of these matters.
      found = found.sort((a, b) => a.seq - b.seq).slice(0, limit);
      last = found.at(-1)!.seq;
      more = true;
    }
    return { found: found.sort((a, b) => a.seq - b.seq), more };
  }

  /** Changes come one after the other, as each counts from where the one before it ended. */
  #exclusive<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#last.then(change);
    this.#last = done.catch(() => {});
    return done;
  }
}
