import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { line, lineSet } from "../support/declared";
import { MiniEngine, type Run } from "../support/mini-engine";
import { BUS, iccid, OFFICE, orderable } from "../support/numbers";

// Through the engines' own processes and state files it is shown in engine.test.ts.
const PASSWORD = "Tr0ub4dor-and-3";

let simulator: KajeetSimulator;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8, password: PASSWORD });
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

async function givenToken(): Promise<string> {
  const answer = await fetch(`${simulator.env.CELLULAR_KAJEET_URL}/v1.0/auth/token`, {
    method: "POST",
    body: JSON.stringify({ username: "fleet-api", password: PASSWORD }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** A run of many ends: an adoption, an order, refusals, and faults that repeat what was sent. */
async function eventful(engine: MiniEngine): Promise<Run[]> {
  const program = [
    lineSet("fleet", { [OFFICE]: { nickname: "a" }, [iccid(1)]: orderable(1) }),
    line("bus", { mdn: BUS, note: "n" }),
    line("none", { mdn: "304-999-9999", note: "n" }),
  ];
  await simulator.faults.add({ kind: "status", status: 400, operation: "setNote", message: "No" });
  return [await engine.up(program), await engine.refresh()];
}

test.each([
  ["user name and password", async () => ({ config: {}, secret: PASSWORD })],
  [
    "a given token",
    async () => {
      const token = await givenToken();
      const none = { "cellular:kajeetUsername": "", "cellular:kajeetPassword": "" };
      return { config: { ...none, "cellular:kajeetToken": token }, secret: token };
    },
  ],
])("%s are in no state, error or log", async (_, given) => {
  const { config, secret } = await given();
  const engine = new MiniEngine(simulator, config);
  const runs = await eventful(engine);
  expect(runs[0]?.errors).toHaveLength(2);
  expect(runs[0]?.log.length).toBeGreaterThan(0);
  const kept = JSON.stringify([...engine.state]) + JSON.stringify(runs);
  expect(kept).toContain(OFFICE);
  expect(kept).not.toContain(secret);
  expect(kept).not.toMatch(/Bearer|eyJ/);
});

test("a wrong password is not repeated in the error it causes", async () => {
  const engine = new MiniEngine(simulator, { "cellular:kajeetPassword": "gu3ssed-it" });
  const { errors } = await engine.up([line("bus", { mdn: BUS, note: "n" })]);
  expect(errors[0]).toContain("Bad credentials");
  expect(errors[0]).not.toContain("gu3ssed-it");
});
