import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { line, lineSet } from "../support/declared";
import { MiniEngine, type Run } from "../support/mini-engine";
import { BUS, iccid, OFFICE, orderable } from "../support/numbers";

// User name and password are a case of test/contract/carriers. Through the engines' own processes and state files it is shown in engine.test.ts.
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

test("a given token is in no state, error or log", async () => {
  const token = await givenToken();
  const none = { "cellular:kajeetUsername": "", "cellular:kajeetPassword": "" };
  const engine = new MiniEngine(simulator, { ...none, "cellular:kajeetToken": token });
  const runs = await eventful(engine);
  expect(runs[0]?.errors).toHaveLength(2);
  expect(runs[0]?.log.length).toBeGreaterThan(0);
  const kept = JSON.stringify([...engine.state]) + JSON.stringify(runs);
  expect(kept).toContain(OFFICE);
  expect(kept).not.toContain(token);
  expect(kept).not.toMatch(/Bearer|eyJ/);
});
