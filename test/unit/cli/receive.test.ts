import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CREDENTIALS, directory, envelope, post, removeDirectories, TOKEN } from "../../support/receiver";
import { cellular } from "./terminal";

beforeEach(() => {
  vi.stubEnv("CELLULAR_RECEIVER_TOKEN", TOKEN);
  vi.stubEnv("CELLULAR_RECEIVER_USERNAME", CREDENTIALS.username);
  vi.stubEnv("CELLULAR_RECEIVER_PASSWORD", CREDENTIALS.password);
  vi.stubEnv("CELLULAR_RECEIVER_STORE", undefined);
});
afterAll(removeDirectories);

const receive = (...args: string[]) => cellular(["receive", "--port", "0", ...args]);

describe("cellular receive", () => {
  it("prints one line of JSON, takes callbacks, and ends well", async () => {
    const store = directory();
    let status = 0;
    const { code, out, err } = await cellular(["receive", "--port", "0", "--store", store], {
      stop: async (line) => {
        const { callbacks } = JSON.parse(line) as { callbacks: { thingspace: string } };
        status = await post(callbacks.thingspace, envelope("r1", "891"), "");
      },
    });
    expect({ code, err, status, lines: out.length }).toEqual({ code: 0, err: "", status: 200, lines: 1 });
    const told = JSON.parse(out[0]!);
    expect(told).toEqual({
      receiver: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      callbacks: { thingspace: `${told.receiver}/callbacks/thingspace` },
      store,
      env: { CELLULAR_RECEIVER_URL: told.receiver },
    });
  });

  it("says which secrets are missing", async () => {
    vi.stubEnv("CELLULAR_RECEIVER_TOKEN", "");
    vi.stubEnv("CELLULAR_RECEIVER_PASSWORD", undefined);
    const { code, err } = await receive();
    expect(code).toBe(2);
    expect(err).toContain("CELLULAR_RECEIVER_TOKEN, CELLULAR_RECEIVER_PASSWORD are not set");
  });

  it.each([
    [["--host", "0.0.0.0"], "without TLS it listens on loopback only, not on 0.0.0.0"],
    [["--tls-cert", "cert.pem"], "a certificate and its key go together"],
    [["--tls-cert", "no.pem", "--tls-key", "no.pem"], "no.pem cannot be read"],
    [["--store", "postgres://fleet:hush@db/fleet"], "--store holds a password"],
    [["--retention", "30"], "Expected minutes, hours or days"],
    [["--max-body", "0"], "Expected bytes"],
    [["--host", "192.0.2.1", "--behind-proxy", "--store", "STORE"], "192.0.2.1 port 0 cannot be listened on"],
  ])("refuses %j with exit code 2", async (args, message) => {
    const { code, out, err } = await receive(...args.map((each) => (each === "STORE" ? directory() : each)));
    expect({ code, out }).toEqual({ code: 2, out: [""] });
    expect(err).toContain(message);
    expect(err).not.toContain("hush");
  });
});
