import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type ReceiverClient, receiverOf } from "../../../provider/core/receiver-client";
import {
  envelope,
  messagesOf,
  metric,
  post,
  receiver,
  removeDirectories,
  type TestReceiver,
  TOKEN,
} from "../../support/receiver";
import { VirtualClock } from "../../support/virtual-clock";

let running: TestReceiver | undefined;
let client: ReceiverClient | undefined;
let odd: Server | undefined;
afterEach(async () => {
  await client?.close();
  await running?.close();
  odd?.close();
  odd?.closeAllConnections();
  [client, running, odd] = [undefined, undefined, undefined];
});
afterAll(removeDirectories);

function clientOf(url: string, token = TOKEN, clock = new VirtualClock()): ReceiverClient {
  const config: Record<string, string> = { "cellular:receiverUrl": url, "cellular:receiverToken": token };
  client = receiverOf((key) => config[key], clock);
  return client!;
}

const devices = (messages: readonly { devices: readonly { id: string }[] }[]) =>
  messages.map((message) => message.devices[0]?.id);

/** A server that answers everything with this. */
async function answering(status: number, body: string): Promise<string> {
  odd = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => odd!.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
}

describe("a deployment", () => {
  it("without an address has no receiver; half of the settings or an open address is a fault", () => {
    expect(receiverOf(() => undefined)).toBeUndefined();
    const only = (url: string, token?: string) => () =>
      receiverOf((key) =>
        key === "cellular:receiverUrl" ? url : key === "cellular:receiverToken" ? token : undefined,
      );
    expect(only("https://receiver.example.org")).toThrow("CELLULAR_RECEIVER_TOKEN");
    expect(only("http://receiver.example.org", TOKEN)).toThrow("must begin with https://");
  });

  it("gets each message once, and later ones when it asks again", async () => {
    running = await receiver();
    const asking = clientOf(running.url);
    await post(running.url, envelope("r1", "1"));
    expect(devices(await asking.messages(["r1"]))).toEqual(["1"]);
    expect(await asking.messages(["r1"])).toEqual([]);
    await post(running.url, envelope("r1", "2"));
    expect(devices(await asking.messages(["r1"]))).toEqual(["2"]);
    asking.forget(["r1"]);
    expect(devices(await asking.messages(["r1"]))).toEqual(["1", "2"]);
  });

  it("gets what came for a request before it asked about it, whatever it asked before", async () => {
    running = await receiver();
    const asking = clientOf(running.url);
    await post(running.url, envelope("late", "1"));
    await post(running.url, envelope("r1", "2"));
    expect(devices(await asking.messages(["r1"]))).toEqual(["2"]);
    expect(devices(await asking.messages(["r1", "late"]))).toEqual(["1"]);
  });

  it("waits until something comes", async () => {
    running = await receiver();
    const { url } = running;
    const asked = clientOf(url).messages(["r1"], { waitMs: 60_000 });
    for (let tries = 0; (await metric(url, "polls_waiting")) === 0 && tries < 1000; tries++);
    await post(url, envelope("r1", "1"));
    expect(devices(await asked)).toEqual(["1"]);
  });

  it("gets more messages of one request than fit into one answer", async () => {
    running = await receiver();
    const { url } = running;
    const ids = Array.from({ length: 1100 }, (_, index) => `${index}`);
    for (let from = 0; from < ids.length; from += 50) {
      await Promise.all(ids.slice(from, from + 50).map((id) => post(url, envelope("bulk", id))));
    }
    const found = devices(await clientOf(url).messages(["bulk"]));
    expect(found).toHaveLength(1100);
    expect(new Set(found).size).toBe(1100);
  });

  it("may ask about more requests than fit into one question", async () => {
    running = await receiver();
    const { url } = running;
    const ids = Array.from({ length: 2500 }, (_, index) => `request-${index}`);
    const asking = clientOf(url);
    const asked = asking.messages(ids, { waitMs: 60_000 });
    for (let tries = 0; (await metric(url, "polls_waiting")) < 3 && tries < 1000; tries++);
    await post(url, envelope("request-2400", "1"));
    expect(devices(await asked)).toEqual(["1"]);
    await post(url, envelope("request-3", "2"));
    expect(devices(await asking.messages(ids))).toEqual(["2"]);
  });

  it("goes on with a receiver that was restarted meanwhile", async () => {
    running = await receiver();
    const { port, url, directory } = running;
    const asking = clientOf(url);
    await post(url, envelope("r1", "1"));
    await asking.messages(["r1"]);
    await running.close();
    expect(await asking.messages(["r1"], { waitMs: 3000 })).toEqual([]);
    expect(asking.unavailable?.message).toContain("the callback receiver: it does not answer");
    running = await receiver({ store: directory, port });
    await post(url, envelope("r1", "2"));
    expect(devices(await asking.messages(["r1"], { waitMs: 3000 }))).toEqual(["2"]);
    expect(asking.unavailable).toBeUndefined();
  });

  it("notices that a receiver has another store, which counts from its own beginning", async () => {
    running = await receiver();
    const { port, url } = running;
    const asking = clientOf(url);
    for (const id of ["1", "2", "3"]) await post(url, envelope("r1", id));
    expect(await asking.messages(["r1"])).toHaveLength(3);
    await running.close();
    running = await receiver({ port });
    await post(url, envelope("r1", "4"));
    expect(devices(await asking.messages(["r1"], { waitMs: 1000 }))).toEqual(["4"]);
  });

  it("is told of a wrong token, not failed by it", async () => {
    running = await receiver();
    const asking = clientOf(running.url, "another token, long enough");
    expect(await asking.messages(["r1"], { waitMs: 100 })).toEqual([]);
    expect(asking.unavailable).toMatchObject({ name: "Unauthorized", facts: { status: 401 } });
    expect(asking.unavailable?.message).not.toContain("another token");
  });

  it.each([
    [200, "<html>", "Misconfigured"],
    [200, '{"messages": 5}', "Misconfigured"],
    [404, "{}", "Misconfigured"],
    [503, "{}", "Rejected"],
  ])("is told of an answer %i %s", async (status, body, name) => {
    const asking = clientOf(await answering(status, body));
    expect(await asking.messages(["r1"], { waitMs: 2000 })).toEqual([]);
    expect(asking.unavailable?.name).toBe(name);
  });

  it("stops asking when told to", async () => {
    running = await receiver();
    const { url } = running;
    const signal = new AbortController();
    const asked = clientOf(url).messages(["r1"], { waitMs: 60_000, signal: signal.signal });
    for (let tries = 0; (await metric(url, "polls_waiting")) === 0 && tries < 1000; tries++);
    signal.abort(new DOMException("enough", "AbortError"));
    await expect(asked).rejects.toThrow("enough");
    await post(url, envelope("r1", "1"));
    expect((await messagesOf(url, "r1")).messages).toHaveLength(1);
  });
});
