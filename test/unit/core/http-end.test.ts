import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHttp } from "../../../provider/core/http";
import { closeAtEnd, closed } from "../../../provider/core/http-end";
import type { CarrierProfile } from "../../../provider/core/http-types";
import { type Carrier, connectionTo, FastClock, profile, read, serve } from "./http-fixture";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const ignore = () => {};
const listeners = () =>
  [...SIGNALS, "beforeExit" as const].map((name) => process.listenerCount(name as "SIGINT"));

beforeEach(() => {
  // Somebody else listens too, so that these tests survive the signals they send.
  for (const signal of SIGNALS) process.on(signal, ignore);
});

afterEach(() => {
  for (const signal of SIGNALS) process.removeListener(signal, ignore);
});

describe("the end of the process", () => {
  it.each([...SIGNALS, "beforeExit"] as const)("closes everything that is open on %s", async (event) => {
    const before = listeners();
    const clients = [1, 2].map(() => {
      const client = { close: vi.fn(async () => closed(client)) };
      closeAtEnd(client);
      return client;
    });
    expect(listeners()).toEqual(before.map((count) => count + 1));
    process.emit(event as "SIGINT", event as "SIGINT");
    await vi.waitFor(() => expect(clients.every(({ close }) => close.mock.calls.length === 1)).toBe(true));
    await vi.waitFor(() => expect(listeners()).toEqual(before));
  });

  it("finds no listener of ours where everything has been closed before", () => {
    const before = listeners();
    const client = { close: async () => {} };
    closeAtEnd(client);
    closeAtEnd(client);
    closed(client);
    expect(listeners()).toEqual(before);
  });
});

describe("a client that can sign out", () => {
  let carrier: Carrier;
  afterEach(() => carrier.close());

  const leaving: Partial<CarrierProfile> = {
    signOut: async ({ send, held, signal }) => {
      const token = await held<string>("token");
      await send({
        ...read({ operation: "logout", method: "POST", path: "/logout", signal }),
        headers: { authorization: `Bearer ${token}` },
        answer: "none",
      });
    },
  };

  const start = async (changes: Partial<CarrierProfile> = leaving) => {
    carrier = await serve(({ url }) => {
      if (url === "/base/logout") return { json: {} };
      return { json: url === "/base/token" ? { token: "token-number-1" } : { ok: true } };
    });
    return createHttp(profile(changes), connectionTo(carrier.url), { clock: new FastClock() });
  };

  it("does so when the process ends", async () => {
    const before = listeners();
    const http = await start();
    expect(listeners()).toEqual(before);
    await http.send(read());
    process.emit("SIGTERM", "SIGTERM");
    await vi.waitFor(() => expect(carrier.seen.at(-1)?.url).toBe("/base/logout"));
    expect(carrier.seen.at(-1)?.headers.authorization).toBe("Bearer token-number-1");
    await http.close();
    expect(listeners()).toEqual(before);
  });

  it("gives up on a carrier that hangs", async () => {
    const http = await start({ signOut: () => new Promise(() => {}) });
    await http.send(read());
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
    await http.close();
    expect(timeout).toHaveBeenCalledOnce();
    timeout.mockRestore();
    expect(carrier.seen.map(({ url }) => url)).not.toContain("/base/logout");
  });

  it("listens for nothing where the carrier knows no signing out", async () => {
    const before = listeners();
    const http = await start({});
    await http.send(read());
    expect(listeners()).toEqual(before);
    await http.close();
  });
});
