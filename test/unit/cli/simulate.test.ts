import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { connectSimulator } from "../../../simulator/index";
import { cellular } from "./terminal";

const MAIN = join(__dirname, "../../../dist/cli/main.js");

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

/** The command as people start it, in a process of its own, once it has printed its line. */
async function started(
  ...args: string[]
): Promise<{ child: ChildProcess; line: string; ended: Promise<number | null> }> {
  expect(existsSync(MAIN), "npm run build makes the command").toBe(true);
  const child = spawn(process.execPath, [MAIN, "simulate", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout!.on("data", (chunk) => {
      text += chunk;
      if (text.endsWith("\n")) resolve(text);
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before its line`)));
  });
  return { child, line, ended };
}

it.each(["SIGINT", "SIGTERM"] as const)(
  "prints one line of JSON, serves, and ends well on %s",
  async (signal) => {
    const { child, line, ended } = await started("--lines", "12");
    expect(line.trimEnd()).not.toContain("\n");
    const described = JSON.parse(line) as { carrier: string; url: string; env: Record<string, string> };
    expect(Object.keys(described)).toEqual(["carrier", "url", "env"]);
    expect(described.carrier).toBe("kajeet");
    expect(described.env.CELLULAR_KAJEET_URL).toMatch(new RegExp(`^${described.url}/`));
    const simulator = await connectSimulator(described.url);
    expect((await simulator.health()).lines).toBe(12);
    child.kill(signal);
    expect(await ended).toBe(0);
    await expect(connectSimulator(described.url)).rejects.toThrow();
  },
);

it("starts with the lines of an inventory", async () => {
  const file = join(__dirname, "../../../examples/01-district-fleet/lines.csv");
  let lines = 0;
  const { code } = await cellular(["simulate", "--inventory", file], {
    stop: async (line) => {
      const { url } = JSON.parse(line) as { url: string };
      lines = (await (await connectSimulator(url)).health()).lines;
    },
  });
  expect({ code, lines }).toEqual({ code: 0, lines: 499 });
});

it("simulates ThingSpace, with its own lines", async () => {
  let seen = {};
  const { code } = await cellular(["simulate", "--carrier", "thingspace", "--lines", "7"], {
    stop: async (line) => {
      const { carrier, url, env } = JSON.parse(line) as {
        carrier: string;
        url: string;
        env: Record<string, string>;
      };
      const { lines } = await (await connectSimulator(url)).health();
      seen = { carrier, lines, account: env.CELLULAR_THINGSPACE_ACCOUNT };
    },
  });
  expect({ code, seen }).toEqual({
    code: 0,
    seen: { carrier: "thingspace", lines: 7, account: "0000123456-00001" },
  });
});

it("simulates Control Center, with its own lines", async () => {
  let seen = {};
  const { code } = await cellular(["simulate", "--carrier", "control-center", "--lines", "7"], {
    stop: async (line) => {
      const { carrier, url, env } = JSON.parse(line) as {
        carrier: string;
        url: string;
        env: Record<string, string>;
      };
      const { lines } = await (await connectSimulator(url)).health();
      seen = { carrier, lines, host: env.CELLULAR_CONTROL_CENTER_URL === url, names: Object.keys(env) };
    },
  });
  const names = ["URL", "USERNAME", "API_KEY"].map((name) => `CELLULAR_CONTROL_CENTER_${name}`);
  expect({ code, seen }).toEqual({
    code: 0,
    seen: { carrier: "control-center", lines: 7, host: true, names },
  });
});

it("says what to do about a taken port, and ends with 2", async () => {
  let second: Awaited<ReturnType<typeof cellular>> | undefined;
  let port = "";
  await cellular(["simulate", "--lines", "1"], {
    stop: async (line) => {
      port = new URL((JSON.parse(line) as { url: string }).url).port;
      second = await cellular(["simulate", "--port", port]);
    },
  });
  expect({ code: second?.code, out: second?.out }).toEqual({ code: 2, out: [""] });
  expect(second?.err).toContain(`port ${port} is taken by another program. Choose another one with --port`);
});

it.each([
  ["no/such.csv", "there is no inventory no/such.csv"],
  ["package.json", "the inventory package.json cannot be used"],
])("refuses the inventory %s with exit code 2", async (file, message) => {
  const { code, out, err } = await cellular(["simulate", "--inventory", file]);
  expect({ code, out }).toEqual({ code: 2, out: [""] });
  expect(err).toContain(message);
});
