import { afterAll, afterEach, describe, expect, it } from "vitest";
import {
  envelope,
  messagesOf,
  metric,
  post,
  query,
  receiver,
  removeDirectories,
  type TestReceiver,
  TOKEN,
} from "../../support/receiver";

let running: TestReceiver | undefined;
const started = async (...args: Parameters<typeof receiver>) => {
  running = await receiver(...args);
  return running;
};
afterEach(async () => {
  await running?.close();
  running = undefined;
});
afterAll(removeDirectories);

/** Until so many long polls wait. */
async function waiting(url: string, count: number): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) if ((await metric(url, "polls_waiting")) === count) return;
  throw new Error(`never ${count} long polls waiting`);
}

describe("long polling", () => {
  it("answers as soon as a message of one of its requests comes, and not for others", async () => {
    const { url } = await started();
    const one = messagesOf(url, "r1", { wait: 60 });
    const many = query(url, { requestIds: ["r3", "r1", "r2"], after: 0, waitSeconds: 60 });
    const other = messagesOf(url, "r9", { wait: 60 });
    await waiting(url, 3);
    await post(url, envelope("elsewhere", "891"));
    await post(url, envelope("r1", "891"));
    expect((await one).messages).toHaveLength(1);
    expect((await many).messages.map(({ requestId }) => requestId)).toEqual(["r1"]);
    await waiting(url, 1);
    await post(url, envelope("r9", "892"));
    expect((await other).messages).toHaveLength(1);
  });

  it("gives none when the time is over, and goes on from there", async () => {
    const { url } = await started();
    await post(url, envelope("r1", "891"));
    const { next } = await messagesOf(url, "r1");
    const none = await messagesOf(url, "r1", { after: next, wait: 0.02 });
    expect(none).toMatchObject({ status: 200, messages: [], next, more: false });
    await post(url, envelope("r1", "892"));
    const { messages } = await messagesOf(url, "r1", { after: none.next });
    expect(messages.map(({ devices }) => devices[0]?.id)).toEqual(["892"]);
  });

  it("takes a position for each request", async () => {
    const { url } = await started();
    for (const id of ["a", "b"]) await post(url, envelope(id, "891"));
    const { messages, next } = await query(url, { requestIds: ["a", "b"] });
    expect(messages).toHaveLength(2);
    const again = await query(url, { requestIds: ["a", "b"], after: { a: next } });
    expect(again.messages.map(({ requestId }) => requestId)).toEqual(["b"]);
  });

  it("lets go of whoever has gone", async () => {
    const { url } = await started();
    const gone = new AbortController();
    const headers = { authorization: `Bearer ${TOKEN}` };
    const asked = fetch(`${url}/requests/r1/messages?wait=60`, { headers, signal: gone.signal });
    await waiting(url, 1);
    gone.abort();
    await expect(asked).rejects.toThrow();
    await waiting(url, 0);
  });

  it("is bounded in number", async () => {
    const { url } = await started({ limits: { polls: 1 } });
    const first = messagesOf(url, "r1", { wait: 60 });
    await waiting(url, 1);
    expect((await messagesOf(url, "r1")).status).toBe(503);
    await post(url, envelope("r1", "891"));
    expect((await first).messages).toHaveLength(1);
  });

  it("is answered with none when the receiver stops", async () => {
    const { url } = await started();
    const asked = messagesOf(url, "r1", { wait: 60 });
    await waiting(url, 1);
    await running?.close();
    running = undefined;
    expect(await asked).toMatchObject({ status: 200, messages: [] });
    await expect(messagesOf(url, "r1")).rejects.toThrow();
  });

  it.each([
    ["no list", {}],
    ["an empty list", { requestIds: [] }],
    ["too many", { requestIds: Array.from({ length: 1001 }, (_, index) => `${index}`) }],
    ["a number among them", { requestIds: ["a", 5] }],
    ["a negative position", { requestIds: ["a"], after: -1 }],
    ["a position that is a text", { requestIds: ["a"], after: { a: "1" } }],
    ["a wait over a minute", { requestIds: ["a"], waitSeconds: 61 }],
    ["no object", 5],
  ])("refuses %s", async (_, body) => {
    const { url } = await started();
    expect((await query(url, body)).status).toBe(400);
  });
});

describe("the token", () => {
  it.each([
    ["none", {}],
    ["a wrong one", { authorization: "Bearer guess" }],
    ["one too long", { authorization: `Bearer ${TOKEN}x` }],
    ["another scheme", { authorization: `Basic ${TOKEN}` }],
  ])("is needed (%s)", async (_, headers) => {
    const { url } = await started();
    await post(url, envelope("r1", "891"));
    const asked = await messagesOf(url, "r1", { headers: headers as Record<string, string> });
    expect([asked.status, asked.messages]).toEqual([401, undefined]);
    const many = await fetch(`${url}/messages/query`, { method: "POST", headers, body: "{}" });
    const metrics = await fetch(`${url}/metrics`, { headers });
    expect([many.status, metrics.status]).toEqual([401, 401]);
    expect(await metric(url, "wrong_tokens_total")).toBe(3);
  });

  it("is not needed for the health, nor for metrics where these are open", async () => {
    const { url } = await started({ openMetrics: true });
    const health = await fetch(`${url}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.status).toBe(200);
    expect(await metrics.text()).toMatch(/^# HELP cellular_receiver_received_total .*\n# TYPE .* counter\n/);
  });
});

describe("a receiver", () => {
  it("removes what is older than it keeps when it starts", async () => {
    const first = await started();
    await post(first.url, envelope("r1", "891"));
    await first.close();
    running = await receiver({ store: first.directory, retentionMs: 1 });
    const removed = () => metric(running!.url, 'removed_total{reason="expired"}');
    for (let tries = 0; (await removed()) === 0 && tries < 1000; tries++);
    expect([await removed(), await metric(running.url, "store_messages")]).toEqual([1, 0]);
    expect((await messagesOf(running.url, "r1")).messages).toEqual([]);
  });

  it.each([
    [{ token: "" }, "no token. Set CELLULAR_RECEIVER_TOKEN."],
    [{ token: "short" }, "shorter than 16 characters"],
    [{ token: "with spaces in the middle" }, "others than A-Z"],
    [{ password: "" }, "Set CELLULAR_RECEIVER_PASSWORD."],
    [{ password: "x".repeat(41) }, "A registration at thingspace takes at most 40"],
    [{ host: "0.0.0.0" }, "without TLS it listens on loopback only"],
    [{ store: "package.json" }, "the store in package.json cannot be opened"],
    [{ store: "postgres://fleet:hush@127.0.0.1:1/none" }, "the store at postgres://127.0.0.1:1/none"],
  ])("does not start with %j", async (options, message) => {
    const starting = receiver({ store: "unused", ...options });
    await expect(starting).rejects.toMatchObject({ name: "Misconfigured" });
    await expect(starting).rejects.toThrow(message);
    await expect(starting).rejects.not.toThrow("hush");
  });

  it("has its store for itself", async () => {
    const { directory } = await started();
    await expect(receiver({ store: directory })).rejects.toThrow("Another receiver uses it");
  });
});
