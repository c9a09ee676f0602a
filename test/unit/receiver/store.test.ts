import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IncomingMessage } from "../../../receiver/message";
import { LevelStore } from "../../../receiver/store/level";
import { PostgresStore } from "../../../receiver/store/postgres";
import type { Entry, Store } from "../../../receiver/store/store";
import { hasPostgres, type PostgresServer, startPostgres } from "../../support/postgres";
import { directory, removeDirectories } from "../../support/receiver";

const NOON = Date.parse("2026-11-02T12:00:00Z");

function entry(requestId: string, digest: string, receivedAt = NOON, filling = ""): Entry {
  const message: IncomingMessage = {
    carrier: "thingspace",
    requestId,
    devices: [{ kind: "iccid", id: digest }],
    payload: { filling },
  };
  return { message, digest, receivedAt };
}

/** What a store gives, in short: `request/digest` by number. */
async function read(store: Store, after: Record<string, number>, limit = 1000) {
  const page = await store.read({ after: new Map(Object.entries(after)), limit });
  const told = page.messages.map(({ requestId, devices }) => `${requestId}/${devices[0]?.id}`);
  return { told, seqs: page.messages.map(({ seq }) => seq), next: page.next, more: page.more };
}

/** The same cases for each kind of store. `place` makes a new empty one; opening it twice shows what is kept. */
function cases(place: () => Promise<string>, open: (place: string) => Promise<Store>, shared: boolean) {
  const opened: Store[] = [];
  const at = async (where: string) => {
    const store = await open(where);
    opened.push(store);
    return store;
  };
  /** One that reads and those that write: several processes where the store takes them. */
  const sharing = async (where: string): Promise<[Store, Store[]]> => {
    const reader = await at(where);
    return [reader, shared ? [await at(where), await at(where)] : [reader]];
  };
  const empty = async () => at(await place());
  afterAll(async () => {
    for (const store of opened) await store.close().catch(() => {});
  });

  it("gives each request its messages in the order they came, and nothing twice", async () => {
    const store = await empty();
    for (const [id, digest] of [
      ["a", "1"],
      ["b", "2"],
      ["a", "3"],
    ] as const) {
      expect(await store.add(entry(id, digest))).toBe("stored");
    }
    const both = await read(store, { a: 0, b: 0, unknown: 0 });
    expect(both.told).toEqual(["a/1", "b/2", "a/3"]);
    expect(both.seqs).toEqual([...both.seqs].sort((x, y) => x - y));
    expect(both).toMatchObject({ next: both.seqs[2], more: false });
    expect((await read(store, { a: both.seqs[0]!, b: both.seqs[1]! })).told).toEqual(["a/3"]);
    expect(await read(store, { a: both.next, b: both.next })).toMatchObject({ told: [], next: both.next });
  });

  it("keeps a message once, also where all its deliveries come at once", async () => {
    const store = await empty();
    const all = await Promise.all(Array.from({ length: 20 }, () => store.add(entry("a", "same"))));
    expect(all.filter((outcome) => outcome === "stored")).toHaveLength(1);
    expect(await store.add(entry("a", "same"))).toBe("duplicate");
    expect(await store.add(entry("b", "same"))).toBe("stored");
    expect((await read(store, { a: 0 })).told).toEqual(["a/same"]);
    expect((await store.size()).messages).toBe(2);
  });

  it("hands out in pages, so that going on from each leaves out nothing", async () => {
    const store = await empty();
    const ids = ["a", "b", "c"];
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => store.add(entry(ids[index % 3]!, `${index}`))),
    );
    const told: string[] = [];
    for (let after = 0, more = true; more; ) {
      const page = await read(store, { a: after, b: after, c: after }, 7);
      expect(page.told.length).toBeLessThanOrEqual(7);
      told.push(...page.told);
      ({ next: after, more } = page);
    }
    const wanted = Array.from({ length: 60 }, (_, index) => `${ids[index % 3]}/${index}`);
    expect([...told].sort()).toEqual([...wanted].sort());
  });

  it("cuts a page that would become too large", async () => {
    const store = await empty();
    const large = "x".repeat(900_000);
    for (let index = 0; index < 8; index++) await store.add(entry("a", `${index}`, NOON, large));
    const first = await read(store, { a: 0 });
    expect(first.told.length).toBeLessThan(8);
    expect(first.more).toBe(true);
    const rest = await read(store, { a: first.next });
    expect([...first.told, ...rest.told]).toEqual(Array.from({ length: 8 }, (_, index) => `a/${index}`));
  });

  it("knows everything after it was closed and opened, and counts on", async () => {
    const where = await place();
    const before = await at(where);
    await before.add(entry("a", "1"));
    const { next } = await read(before, { a: 0 });
    const [id, size] = [before.id, await before.size()];
    await before.close();
    const after = await at(where);
    expect([after.id, await after.size()]).toEqual([id, size]);
    expect((await read(after, { a: 0 })).told).toEqual(["a/1"]);
    expect(await after.add(entry("a", "1"))).toBe("duplicate");
    await after.add(entry("a", "2"));
    expect((await read(after, { a: next })).told).toEqual(["a/2"]);
  });

  it("removes what is too old, and does not count from the beginning again", async () => {
    const where = await place();
    const store = await at(where);
    await store.add(entry("a", "old", NOON - 10_000));
    await store.add(entry("a", "older", NOON - 20_000));
    const { next } = await read(store, { a: 0 });
    expect(await store.prune(NOON, 1e9)).toEqual({ expired: 2, crowdedOut: 0 });
    expect(await store.size()).toEqual({ messages: 0, bytes: 0 });
    expect((await read(store, { a: next })).next).toBeGreaterThanOrEqual(next);
    await store.close();
    const again = await at(where);
    await again.add(entry("a", "new"));
    expect((await read(again, { a: next })).told).toEqual(["a/new"]);
    // Long gone, so it is a message like any other.
    expect(await again.add(entry("a", "old"))).toBe("stored");
  });

  it("removes the oldest ones until the rest fits", async () => {
    const store = await empty();
    for (let index = 0; index < 1200; index++) void store.add(entry("a", `${index}`, NOON, "x".repeat(100)));
    await store.add(entry("a", "last", NOON, "x".repeat(100)));
    const { bytes, messages } = await store.size();
    expect(messages).toBe(1201);
    const { crowdedOut } = await store.prune(NOON - 1, bytes / 4);
    const left = await read(store, { a: 0 });
    expect((await store.size()).bytes).toBeLessThanOrEqual(bytes / 4);
    expect(crowdedOut + left.told.length).toBe(1201);
    expect(left.told.length).toBeGreaterThan(250);
    expect(left.told.at(-1)).toBe("a/last");
    expect(left.told[0]).toBe(`a/${crowdedOut}`);
  });

  it("lets nobody who reads while others write miss a message", async () => {
    const where = await place();
    const [reader, writers] = await sharing(where);
    const [total, ids] = [400, ["a", "b", "quiet"]];
    const writing = Promise.all(
      Array.from({ length: total }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index % 40));
        await writers[index % writers.length]!.add(entry(ids[index % 2]!, `${index}`));
      }),
    );
    const told: string[] = [];
    for (let after = 0; told.length < total; ) {
      const page = await read(reader, Object.fromEntries(ids.map((id) => [id, after])), 10);
      told.push(...page.told);
      after = page.next;
      // A read that finds nothing may not have waited for anything: the writers need their turn.
      await new Promise(setImmediate);
    }
    await writing;
    expect(new Set(told).size).toBe(total);
  });

  it("tells whose messages came, once they can be read", async () => {
    const store = await empty();
    const told = new Promise<string[]>((resolve) => {
      const stop = store.onNew(async (requestIds) => {
        stop();
        expect((await read(store, { "a/b ü": 0 })).told).toHaveLength(1);
        resolve([...requestIds]);
      });
    });
    await store.add(entry("a/b ü", "1"));
    expect(await told).toEqual(["a/b ü"]);
    await store.check();
  });
}

afterAll(removeDirectories);

describe("in a directory", () => {
  cases(
    async () => directory(),
    (place) => LevelStore.open(place),
    false,
  );

  // As after a long absence: much is new, and each request is looked up by itself.
  describe("with much that is new", () =>
    cases(
      async () => directory(),
      (place) => LevelStore.open(place, 0),
      false,
    ));

  it("belongs to one process at a time", async () => {
    const where = directory();
    const store = await LevelStore.open(where);
    await expect(LevelStore.open(where)).rejects.toMatchObject({ cause: { code: "LEVEL_LOCKED" } });
    await store.close();
    await (await LevelStore.open(where)).close();
  });
});

const unless = hasPostgres ? "" : " (skipped: this machine has no PostgreSQL server)";

describe.skipIf(!hasPostgres)(`in PostgreSQL${unless}`, () => {
  let server: PostgresServer;
  let made = 0;
  const database = () => server.database(`receiver_${++made}`);
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());

  cases(database, PostgresStore.open, true);

  it("is shared: what one receiver takes wakes and answers the others, and is a duplicate for all of them", async () => {
    const where = await database();
    const stores = await Promise.all([1, 2, 3].map(() => PostgresStore.open(where)));
    const [one, two, three] = stores as [PostgresStore, PostgresStore, PostgresStore];
    expect(new Set(stores.map(({ id }) => id)).size).toBe(1);
    const woken = new Promise<string[]>((resolve) => {
      two.onNew((requestIds) => resolve([...requestIds]));
    });
    expect(await one.add(entry("a", "1"))).toBe("stored");
    expect(await woken).toEqual(["a"]);
    expect(await three.add(entry("a", "1"))).toBe("duplicate");
    expect((await read(two, { a: 0 })).told).toEqual(["a/1"]);
    for (const store of stores) await store.close();
  });
});
