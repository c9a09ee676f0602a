import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Ambiguous, Misconfigured, Rejected, Throttled } from "../../../provider/core/errors";
import { createHttp } from "../../../provider/core/http";
import {
  type Carrier,
  connectionTo,
  FastClock,
  failure,
  open,
  order,
  type Reply,
  read,
  reset,
  serve,
} from "./http-fixture";

let carrier: Carrier | undefined;
afterEach(async () => {
  await carrier?.close();
  carrier = undefined;
});

const good: Reply = { json: { ok: true } };

/** Answers in this order; the last one for ever. */
async function scripted(...replies: Reply[]) {
  carrier = await serve((_, number) => replies[Math.min(number, replies.length) - 1] ?? good);
  return carrier;
}

async function client(replies: Reply[], changes = {}) {
  const { url, seen } = await scripted(...replies);
  const clock = new FastClock();
  return { http: createHttp(open(changes), connectionTo(url), { clock, random: () => 0.5 }), clock, seen };
}

/** A port of loopback on which nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `http://127.0.0.1:${port}`;
}

describe("repetition", () => {
  it.each([500, 502, 503, 504])("repeats a read after %i, with growing waits", async (status) => {
    const { http, clock, seen } = await client([{ status }, { status }, { status }, good]);
    expect(await http.send(read())).toEqual({ ok: true });
    expect(seen).toHaveLength(4);
    expect(clock.sleeps).toEqual([250, 500, 1000]);
    await http.close();
  });

  it("ends after its repetitions with the meaning that the carrier's room gives", async () => {
    const { http, seen } = await client([{ status: 503, text: "busy" }]);
    const error = await failure(http.send(read()));
    expect(error).toBeInstanceOf(Rejected);
    expect(error.message).toContain("busy");
    expect(seen).toHaveLength(4);
    await http.close();
  });

  it("does not repeat a refusal", async () => {
    const { http, seen } = await client([{ status: 409, text: "no" }, good]);
    expect(await failure(http.send(read()))).toBeInstanceOf(Rejected);
    expect(seen).toHaveLength(1);
    await http.close();
  });

  it("waits as long as Retry-After says, also for a call that must not be made twice", async () => {
    const throttled: Reply = { status: 429, headers: { "retry-after": "7" } };
    const { http, clock, seen } = await client([throttled, good]);
    expect(await http.send(order())).toEqual({ ok: true });
    expect(clock.sleeps).toEqual([7000]);
    expect(seen).toHaveLength(2);
    await http.close();
  });

  it("says at once that it is throttled where the wait asked for is beyond the budget", async () => {
    const { http, clock } = await client([{ status: 429, headers: { "retry-after": "3600" } }, good]);
    const error = await failure(http.send(read()));
    expect(error).toBeInstanceOf(Throttled);
    expect((error as Throttled).facts.retryAfter).toBe(3600);
    expect(clock.sleeps).toEqual([]);
    await http.close();
  });

  it("stops where the next wait would go beyond the budget", async () => {
    const { http, clock, seen } = await client([{ status: 503 }], { budgetMs: 800, retries: 100 });
    await failure(http.send(read()));
    expect(clock.sleeps).toEqual([250, 500]);
    expect(seen).toHaveLength(3);
    await http.close();
  });

  it("makes the other calls wait too when one is throttled", async () => {
    const { http, clock } = await client([{ status: 429, headers: { "retry-after": "30" } }, good], {
      connections: 1,
    });
    let last = 0;
    const before = clock.now();
    await Promise.all([
      http.send(read()),
      http.send(read()).then(() => {
        last = clock.now();
      }),
    ]);
    expect(last - before).toBeGreaterThanOrEqual(30_000);
    await http.close();
  });

  it("repeats a read whose connection broke", async () => {
    const { http, seen } = await client([reset, reset, good]);
    expect(await http.send(read())).toEqual({ ok: true });
    expect(seen).toHaveLength(3);
    await http.close();
  });

  it.each([
    ["the connection broke after sending", reset],
    ["the carrier failed", { status: 500, text: "oops" } as Reply],
    ["the gateway gave up", { status: 504 } as Reply],
    [
      "the answer broke off",
      ((response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        response.write('{"ok":');
        setImmediate(() => response.destroy());
      }) as Reply,
    ],
  ])("never sends an order again when %s", async (_, reply) => {
    const { http, seen } = await client([reply, good]);
    const error = await failure(http.send(order({ subject: "521-267-1508" })));
    expect(error).toBeInstanceOf(Ambiguous);
    expect(error.message).toMatch(/521-267-1508.*may or may not/);
    expect(seen).toHaveLength(1);
    await http.close();
  });

  it("never sends an order again after a timeout", async () => {
    const { http, seen } = await client([() => undefined, good], { timeoutMs: 30 });
    const error = await failure(http.send(order()));
    expect(error).toBeInstanceOf(Ambiguous);
    expect((error as Ambiguous).facts.code).toBe("UND_ERR_HEADERS_TIMEOUT");
    expect(seen).toHaveLength(1);
    await http.close();
  });

  it("repeats even an order while the connection is refused, because nothing was sent", async () => {
    const clock = new FastClock();
    const http = createHttp(open(), connectionTo(await deadUrl()), { clock, random: () => 1 });
    const error = await failure(http.send(order()));
    expect(error).toBeInstanceOf(Rejected);
    expect(error.message).toMatch(/nothing was sent.*ECONNREFUSED.*CELLULAR_ACME_URL/);
    expect(clock.sleeps).toEqual([500, 1000, 2000]);
    await http.close();
  });

  it("names the address where there is no such host", async () => {
    const http = createHttp(open({ retries: 0 }), connectionTo("https://carrier.invalid"));
    const error = await failure(http.send(read()));
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain((error as Rejected).facts.code);
    expect(error.message).toContain("nothing was sent");
    await http.close();
  });

  it("does not repeat what can never be sent", async () => {
    const clock = new FastClock();
    const { url, seen } = await scripted(good);
    const bad = open({ authorize: async () => ({ "x-session": "line\nbreak" }) });
    const http = createHttp(bad, connectionTo(url), { clock });
    const error = await failure(http.send(read()));
    expect(error).toBeInstanceOf(Misconfigured);
    expect(error.message).not.toContain("break");
    expect(clock.sleeps).toEqual([]);
    expect(seen).toHaveLength(0);
    await http.close();
  });
});

describe("giving up", () => {
  it("ends a wait between attempts with the signal's reason", async () => {
    const { url } = await scripted({ status: 503 });
    const stop = new AbortController();
    const clock = new FastClock();
    clock.sleep = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
        stop.abort(new Error("enough"));
      });
    const http = createHttp(open(), connectionTo(url), { clock });
    expect((await failure(http.send(read({ signal: stop.signal })))).message).toBe("enough");
    await http.close();
  });

  it.each([
    ["a read ends with the reason", true],
    ["an order under way ends as Ambiguous", false],
  ])("while the carrier is silent: %s", async (_, repeatable) => {
    const stop = new AbortController();
    carrier = await serve(() => {
      stop.abort(new Error("enough"));
      return () => undefined;
    });
    const http = createHttp(open(), connectionTo(carrier.url));
    const error = await failure(http.send(read({ repeatable, method: "POST", signal: stop.signal })));
    if (repeatable) expect(error.message).toBe("enough");
    else expect(error).toBeInstanceOf(Ambiguous);
    expect(carrier.seen).toHaveLength(1);
    await http.close();
  });

  it("takes a waiting call out of the queue without sending it", async () => {
    const stop = new AbortController();
    carrier = await serve(({ url }) => {
      stop.abort(new Error("enough"));
      return url === "/base/first" ? good : { status: 500 };
    });
    const http = createHttp(open({ connections: 1 }), connectionTo(carrier.url));
    const first = http.send(read({ path: "/first" }));
    const second = failure(http.send(order({ path: "/second", signal: stop.signal })));
    expect(await first).toEqual({ ok: true });
    expect((await second).message).toBe("enough");
    expect(carrier.seen.map(({ url }) => url)).toEqual(["/base/first"]);
    await http.close();
  });
});

describe("limits", () => {
  it("lets many calls share one signal without a warning of a leak", async () => {
    const warnings: string[] = [];
    const onWarning = ({ name }: Error) => warnings.push(name);
    process.on("warning", onWarning);
    const { http } = await client([good]);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 50 }, () => http.send(read({ signal }))));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
    await http.close();
  });

  it("keeps to the number of connections", async () => {
    carrier = await serve(async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      return good;
    });
    const http = createHttp(open({ connections: 3 }), connectionTo(carrier.url));
    await Promise.all(Array.from({ length: 30 }, () => http.send(read())));
    expect(carrier.peak()).toBeLessThanOrEqual(3);
    expect(carrier.seen).toHaveLength(30);
    await http.close();
  });

  it("sends no faster than the bucket of an operation, and other operations freely", async () => {
    const rates = [
      { perSecond: 5, burst: 1, applies: ({ method }: { method: string }) => method === "POST" },
    ];
    const { http, clock } = await client([good], { rates, connections: 1 });
    for (let turn = 0; turn < 6; turn++) await http.send(order());
    for (let turn = 0; turn < 20; turn++) await http.send(read());
    expect(clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBe(1000);
    await http.close();
  });
});
