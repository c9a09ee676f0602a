import { connect } from "node:net";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import {
  CREDENTIALS,
  envelope,
  messagesOf,
  metric,
  post,
  receiver,
  removeDirectories,
  type TestReceiver,
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

/** Sends raw bytes and gives all that comes back until the connection ends. */
function raw(port: number, ...pieces: string[]): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });
}

const head = (length: number | string) =>
  `POST /callbacks/thingspace HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`;

describe("callbacks", () => {
  it("are answered, kept without credentials, and handed out", async () => {
    const { url } = await started();
    expect(
      await post(url, envelope("r1", "891"), "/callbacks/thingspace/0000123456-00001/StateService"),
    ).toBe(200);
    const { messages } = await messagesOf(url, "r1");
    expect(messages).toMatchObject([
      {
        requestId: "r1",
        account: "0000123456-00001",
        service: "StateService",
        devices: [{ kind: "iccid", id: "891" }],
        status: "Success",
      },
    ]);
    expect(JSON.stringify(messages)).not.toContain(CREDENTIALS.password);
    expect(JSON.stringify(messages)).not.toContain(CREDENTIALS.username);
  });

  it("doubled are kept once; several messages of one request and device are kept each", async () => {
    const { url } = await started();
    const swap = [
      envelope("swap", "891", { deviceResponse: { deactivateResponse: { deactivated: true } } }),
      envelope("swap", "891"),
      envelope("swap", "891", { deviceResponse: { goToStateResponse: { state: "active" } } }),
    ];
    for (const message of [...swap, ...swap.map((each) => ({ ...each, callbackCount: 2 }))]) {
      expect(await post(url, message)).toBe(200);
    }
    const { messages } = await messagesOf(url, "swap");
    expect(messages.map(({ kind }) => kind)).toEqual([
      "deactivateResponse",
      "activateResponse",
      "goToStateResponse",
    ]);
    expect([await metric(url, "stored_total"), await metric(url, "duplicates_total")]).toEqual([3, 3]);
  });

  it("of unknown requests and out of order are kept for whoever asks later", async () => {
    const { url } = await started();
    await Promise.all(["b", "a", "c"].map((id) => post(url, envelope(id, `dev-${id}`))));
    for (const id of ["a", "b", "c"]) expect((await messagesOf(url, id)).messages).toHaveLength(1);
    expect((await messagesOf(url, "d")).messages).toEqual([]);
  });

  it.each([
    ["a wrong password", { password: "guess" }],
    ["a wrong user name", { username: "guess" }],
    ["empty credentials", { username: "", password: "" }],
    ["a longer password", { password: `${CREDENTIALS.password}x` }],
    ["credentials that are no texts", { username: ["fleet"], password: { a: 1 } }],
  ])("with %s are refused and leave nothing behind", async (_, wrong) => {
    const { url } = await started();
    expect(await post(url, envelope("r1", "891", wrong))).toBe(401);
    expect((await messagesOf(url, "r1")).messages).toEqual([]);
    expect(await metric(url, 'refused_total{reason="credentials"}')).toBe(1);
    expect(await metric(url, "store_messages")).toBe(0);
  });

  it.each([
    ["no JSON", "{nonsense"],
    ["nothing", ""],
    ["JSON that is no object", "[1, 2]"],
    ["an object that is no message", '{"a": 1}'],
    ["deep nesting", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["half of one", JSON.stringify(envelope("r1", "891")).slice(0, 80)],
  ])("that are garbage (%s) are refused, and the next one is taken", async (_, body) => {
    const { url } = await started();
    expect(await post(url, body)).toBe(400);
    expect(await metric(url, 'refused_total{reason="garbage"}')).toBe(1);
    expect(await post(url, envelope("r1", "891"))).toBe(200);
  });

  it("that are no UTF-8 are refused", async () => {
    const { url } = await started();
    const body = Buffer.concat([Buffer.from('{"requestId":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const { status } = await fetch(`${url}/callbacks/thingspace`, { method: "POST", body });
    expect(status).toBe(400);
  });

  it("that are too large are refused, with and without a stated length", async () => {
    const { url, port } = await started({ mostBody: 2000 });
    const large = envelope("r1", "891", { filling: "x".repeat(3000) });
    expect(await post(url, large)).toBe(413);
    const chunk = "x".repeat(1500);
    const sized = `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
    const chunked = "POST /callbacks/thingspace HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n";
    expect(await raw(port, chunked, sized, sized)).toContain(" 413 ");
    expect(await metric(url, 'refused_total{reason="size"}')).toBe(2);
    expect(await post(url, envelope("r1", "891"))).toBe(200);
  });

  it("whose body does not come in time are let go", async () => {
    const { url, port } = await started({ limits: { bodyMs: 30 } });
    expect(await raw(port, head(500), '{"requestId":')).toContain(" 408 ");
    expect(await metric(url, 'refused_total{reason="timeout"}')).toBe(1);
  });

  it("whose headers do not come in time are let go", async () => {
    const { port } = await started({ limits: { headersMs: 30 } });
    expect(await raw(port, "POST /callbacks/thingspace HTTP/1.1\r\nhost:")).toContain(" 408 ");
  });

  it("beyond the number or the memory taken at once are sent back with 503", async () => {
    const { url, port } = await started({ limits: { callbacks: 2, bodyMs: 40 } });
    const slow = [raw(port, head(500)), raw(port, head(500))];
    for (let tries = 0; (await metric(url, "callbacks_in_flight")) < 2 && tries < 500; tries++);
    expect(await post(url, envelope("r1", "891"))).toBe(503);
    await Promise.all(slow);
    expect(await post(url, envelope("r1", "891"))).toBe(200);
    await running?.close();
    const tight = await started({ limits: { bodyBytes: 100 } });
    expect(await post(tight.url, envelope("r1", "891"))).toBe(503);
    expect(await metric(tight.url, 'refused_total{reason="busy"}')).toBe(1);
  });

  it.each([
    ["GET", "/callbacks/thingspace", 405],
    ["POST", "/callbacks/acme", 404],
    ["POST", "/callbacks", 404],
    ["POST", "/callbacks/thingspace/a b", 404],
    ["POST", "/callbacks/thingspace/a/b/c", 404],
    ["POST", "/callbacks/thingspace/%E0%A4%A", 400],
  ])("%s %s is answered with %i", async (method, path, status) => {
    const { url } = await started();
    const body = method === "POST" ? JSON.stringify(envelope("r1", "891")) : null;
    expect((await fetch(`${url}${path}`, { method, body })).status).toBe(status);
    expect((await messagesOf(url, "r1")).messages).toEqual([]);
  });

  it("survive a restart, and are still known as received", async () => {
    const first = await started();
    await post(first.url, envelope("r1", "891"));
    running = await first.restart();
    expect(running.url).toBe(first.url);
    expect(await post(running.url, envelope("r1", "891", { callbackCount: 2 }))).toBe(200);
    expect((await messagesOf(running.url, "r1")).messages).toHaveLength(1);
  });
});
