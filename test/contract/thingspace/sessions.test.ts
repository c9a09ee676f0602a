/** Logins in the middle of work on many lines: renewed once, nothing lost, nothing twice, and nobody locked out. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator/index";
import { MiniEngine } from "../../support/mini-engine";
import { timesSent } from "./callbacks-world";
import { line, lineSet, writesBy, writesOf } from "./lines-world";

const ACCOUNT = "0000123456-00001";
const PLANS = ["LTE2GB", "LTE10GB", "LTEUNL", "NB50KB"] as const;
const GROUPS = ["Students", "Staff", "Buses"] as const;

let simulator: ThingspaceSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startThingspaceSimulator({ lines: 420 });
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

/** Four plans, three groups and five texts: twelve calls for three hundred lines. */
const wishOf = (index: number) => ({
  status: "active",
  ratePlan: PLANS[index % 4]!,
  deviceGroup: GROUPS[index % 3]!,
  customField5: `Route ${index % 5}`,
});

async function actives(count: number): Promise<string[]> {
  const lines = (await simulator.lines()).filter(
    ({ status, account }) => status === "active" && account === ACCOUNT,
  );
  expect(lines.length).toBeGreaterThanOrEqual(count);
  return lines.slice(0, count).map(({ iccid }) => iccid!);
}

/** How often each login was made. */
async function logins(): Promise<{ bearer: number; session: number }> {
  const [bearers, sessions] = await Promise.all(
    ["requestOAuthToken", "loginSession"].map((operation) => simulator.journal({ operation })),
  );
  return { bearer: bearers!.length, session: sessions!.length };
}

/** Waits until the carrier has been asked for so many changes. */
async function written(count: number): Promise<void> {
  while ((await writesOf(simulator)).length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe("a login that ends in the middle of a change of three hundred lines", () => {
  const kinds = [
    { ends: ["bearer"], made: { bearer: 2, session: 1 } },
    { ends: ["session"], made: { bearer: 1, session: 2 } },
    { ends: ["bearer", "session"], made: { bearer: 2, session: 2 } },
  ];
  const moments = [1, 5, 10];
  const cases = kinds.flatMap((kind) => moments.map((after) => ({ ...kind, after })));

  test.each(cases)("$ends after $after calls: one renewal each", async ({ ends, made, after }) => {
    const iccids = await actives(300);
    const set = lineSet("fleet", Object.fromEntries(iccids.map((iccid, at) => [iccid, wishOf(at)])));
    await simulator.clearJournal();
    const running = engine.up([set]);
    await written(after);
    for (const kind of ends) await simulator.expireTokens(kind);
    const run = await running;
    expect(run.errors).toEqual([]);
    expect(await logins()).toEqual(made);
    // Calls that were refused for their login did nothing, and were made again.
    const accepted = (await writesOf(simulator)).filter(({ status }) => status === 200);
    expect(accepted).toHaveLength(PLANS.length + GROUPS.length + 5);
    for (const [at, iccid] of iccids.entries()) {
      expect(await simulator.line(iccid)).toMatchObject(wishOf(at));
    }
    expect((await engine.preview([set])).steps).toEqual([]);
    expect((await engine.refresh()).errors).toEqual([]);
    expect((await engine.preview([set])).steps).toEqual([]);
  });

  test("each run has logins of its own, and ends them", async () => {
    const [iccid] = await actives(1);
    await engine.up([line("one", { iccid, customField1: "a" })]);
    await engine.up([line("one", { iccid, customField1: "b" })]);
    expect(await logins()).toEqual({ bearer: 2, session: 2 });
    expect(await simulator.journal({ operation: "logoutSession" })).toHaveLength(2);
    expect(await timesSent(simulator, "changeCustomFields")).toEqual({ [iccid!]: 2 });
  });
});

describe("a login that is refused", () => {
  const guess = "gu3ssed-it";
  const wrong = { config: { "cellular:thingspacePassword": guess } };

  const declared = async () => {
    const iccids = await actives(60);
    return [
      ...iccids.slice(0, 40).map((iccid, at) => line(`line-${at}`, { iccid, customField1: "x" })),
      lineSet("fleet", Object.fromEntries(iccids.slice(40).map((iccid) => [iccid, { customField1: "x" }]))),
    ];
  };

  test("is tried once for a whole deployment, and every resource is told what to look at", async () => {
    const run = await engine.up(await declared(), wrong);
    expect(run.errors).toHaveLength(41);
    for (const error of run.errors) {
      expect(error).toMatch(/User name or password is wrong/);
      expect(error).toContain("Check CELLULAR_THINGSPACE_USERNAME");
      expect(error).toContain("CELLULAR_THINGSPACE_PASSWORD");
      expect(error).not.toContain(guess);
    }
    expect(await logins()).toEqual({ bearer: 1, session: 1 });
    expect(await writesBy(simulator)).toEqual({});
    expect((await engine.up(await declared())).errors).toEqual([]);
  });

  test("is tried twice at most where no answer came, and then never again", async () => {
    await simulator.faults.add({ kind: "reset", operation: "loginSession" });
    const run = await engine.up(await declared());
    expect(run.errors).toHaveLength(41);
    expect(await logins()).toEqual({ bearer: 1, session: 2 });
    expect(await writesBy(simulator)).toEqual({});
  });

  test("of the application is tried once, too", async () => {
    const run = await engine.up(await declared(), { config: { "cellular:thingspaceSecret": guess } });
    expect(run.errors).toHaveLength(41);
    for (const error of run.errors) expect(error).toContain("Check CELLULAR_THINGSPACE_KEY");
    expect(await logins()).toEqual({ bearer: 1, session: 0 });
  });

  test("has locked the user: one login says so, and goes on saying so", async () => {
    for (let run = 0; run < 5; run += 1) await engine.up(await declared(), wrong);
    expect((await simulator.state()).locked).toBe(true);
    await simulator.clearJournal();
    const run = await engine.up(await declared());
    expect(run.errors).toHaveLength(41);
    for (const error of run.errors) expect(error).toMatch(/locked/);
    expect(await logins()).toEqual({ bearer: 1, session: 1 });
    expect(await writesBy(simulator)).toEqual({});
  });
});
