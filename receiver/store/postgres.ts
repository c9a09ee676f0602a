import type { Client, Pool, PoolClient } from "pg";
import type { Message } from "../message";
import { GroupCommit } from "./group-commit";
import {
  CHANNEL,
  INSERT,
  LATEST,
  LOCK,
  READ,
  REMOVE_EXPIRED,
  REMOVE_OLDEST,
  SCHEMA,
  SIZE,
  TAIL,
} from "./postgres-schema";
import {
  type Entry,
  messageText,
  PAGE_BYTES,
  type Page,
  type Query,
  type Store,
  type StoreSize,
} from "./store";

/** How often to look for others' messages where no notice came, milliseconds. */
const LOOK_EVERY = 1000;
const PATIENCE = { connectionTimeoutMillis: 5_000, query_timeout: 20_000 };

/**
 * A PostgreSQL database that several receivers share: whichever a carrier calls, every one hands the message out. A
 * notice wakes the others' long polls; a look each second does where notices do not get through (as behind a pooler).
 */
export class PostgresStore implements Store {
  readonly #commits = new GroupCommit((entries) => this.#write(entries));
  readonly #listeners = new Set<(requestIds: ReadonlySet<string>) => void>();
  readonly #timer: NodeJS.Timeout;
  #notices: Client | undefined;
  #looking: Promise<void> | undefined;
  /** Something may have come after the look under way had asked. */
  #lookAgain = false;
  #closed = false;

  private constructor(
    readonly id: string,
    private readonly address: string,
    private readonly pool: Pool,
    private seen: number,
  ) {
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY);
    this.#timer.unref();
  }

  /** Connects, and makes the tables where they are missing. Rejects with the database's own error. */
  static async open(address: string): Promise<PostgresStore> {
    const { Pool: Opened } = require("pg") as typeof import("pg");
    const pool = new Opened({ ...settings(address), max: 6 });
    // A connection that breaks while idle: the next question opens another one.
    pool.on("error", () => {});
    try {
      await transaction(pool, LOCK.schema, (client) => client.query(SCHEMA));
      const store = await pool.query<{ id: string }>("select id from cellular_receiver_store");
      const latest = await pool.query<{ seq: string }>(LATEST);
      return new PostgresStore(store.rows[0]!.id, address, pool, Number(latest.rows[0]!.seq));
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  add(entry: Entry): Promise<"stored" | "duplicate"> {
    return this.#commits.add(entry);
  }

  async read({ after, limit }: Query): Promise<Page> {
    const latest = await this.pool.query<{ seq: string }>(LATEST);
    const upTo = Number(latest.rows[0]!.seq);
    const asked = [[...after.keys()], [...after.values()], upTo, limit, PAGE_BYTES];
    const { rows } = await this.pool.query<{ seq: string; message: string; cut: boolean }>(READ, asked);
    const kept = rows.filter(({ cut }) => !cut);
    const messages = kept.map(({ seq, message }): Message => ({ seq: Number(seq), ...JSON.parse(message) }));
    const more = kept.length < rows.length;
    // Where the newest messages have expired, the latest number is below what was asked for already.
    const next = more ? messages.at(-1)!.seq : Math.max(upTo, ...after.values());
    return { messages, next, more };
  }

  onNew(listener: (requestIds: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    void this.#listen();
    return () => this.#listeners.delete(listener);
  }

  async size(): Promise<StoreSize> {
    const { rows } = await this.pool.query<{ messages: string; bytes: string }>(SIZE);
    return { messages: Number(rows[0]!.messages), bytes: Number(rows[0]!.bytes) };
  }

  async prune(before: number, mostBytes: number): Promise<{ expired: number; crowdedOut: number }> {
    let expired = 0;
    for (let gone = 1; gone > 0; expired += gone) {
      gone = (await this.pool.query(REMOVE_EXPIRED, [new Date(before)])).rowCount ?? 0;
    }
    const { bytes } = await this.size();
    if (bytes <= mostBytes) return { expired, crowdedOut: 0 };
    const { rowCount } = await this.pool.query(REMOVE_OLDEST, [mostBytes]);
    return { expired, crowdedOut: rowCount ?? 0 };
  }

  async check(): Promise<void> {
    // Takes a row lock, which a server that is read-only or has no room for its log refuses.
    await this.pool.query("update cellular_receiver_store set id = id");
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#commits.idle();
    await this.#looking;
    await this.#notices?.end().catch(() => {});
    await this.pool.end();
  }

  async #write(entries: readonly Entry[]): Promise<boolean[]> {
    const texts = entries.map(messageText);
    const columns = [
      entries.map(({ message }) => message.carrier),
      entries.map(({ message }) => message.requestId),
      entries.map(({ digest }) => digest),
      entries.map(({ receivedAt }) => new Date(receivedAt).toISOString()),
      texts.map((text) => Buffer.byteLength(text)),
      texts,
    ];
    // One writer at a time: else a message could become visible after one with a higher number, and whoever had read up to
    // that one would never see it.
    const { rows } = await transaction(this.pool, LOCK.write, async (client) => {
      const inserted = await client.query<{ carrier: string; request_id: string; digest: string }>(
        INSERT,
        columns,
      );
      await client.query(`notify ${CHANNEL}`);
      return inserted;
    });
    const fresh = new Set(rows.map((row) => JSON.stringify([row.carrier, row.request_id, row.digest])));
    void this.#look();
    return entries.map(({ message, digest }) =>
      fresh.delete(JSON.stringify([message.carrier, message.requestId, digest])),
    );
  }

  /** Tells the listeners of everything that has come since the last look, whoever received it. */
  #look(): Promise<void> {
    this.#lookAgain = true;
    this.#looking ??= this.#lookUntilQuiet().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookUntilQuiet(): Promise<void> {
    while (this.#lookAgain && !this.#closed) {
      this.#lookAgain = false;
      await this.#lookOnce();
    }
  }

  async #lookOnce(): Promise<void> {
    try {
      const { rows } = await this.pool.query<{ seq: string; request_id: string }>(TAIL, [this.seen]);
      if (rows.length === 0) return;
      this.seen = Number(rows.at(-1)!.seq);
      const requestIds = new Set(rows.map((row) => row.request_id));
      for (const listener of this.#listeners) listener(requestIds);
    } catch {
      // The next look finds it.
    }
  }

  async #listen(): Promise<void> {
    if (this.#notices !== undefined || this.#closed) return;
    const { Client: Opened } = require("pg") as typeof import("pg");
    const client = new Opened(settings(this.address));
    this.#notices = client;
    const lost = () => {
      if (this.#notices === client) this.#notices = undefined;
      if (!this.#closed) setTimeout(() => void this.#listen(), LOOK_EVERY).unref();
    };
    client.on("notification", () => void this.#look());
    client.once("end", lost);
    client.on("error", () => {});
    await client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}`))
      .catch(lost);
  }
}

const settings = (address: string) => ({
  connectionString: address,
  application_name: "cellular receive",
  keepAlive: true,
  ...PATIENCE,
});

/** All or nothing, while nobody else holds the lock. */
async function transaction<T>(
  pool: Pool,
  lock: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // Told to nobody else while it is lent; the query under way fails with it.
  const broken = () => {};
  client.on("error", broken);
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [lock]);
    const result = await work(client);
    await client.query("commit");
    client.off("error", broken);
    client.release();
    return result;
  } catch (error) {
    // A connection in an unknown state goes back to nobody; its transaction ends with it.
    client.release(true);
    throw error;
  }
}
