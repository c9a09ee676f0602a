/** What the carrier allows a line in a day and a month: said in the plan, kept in the run, made up for the next day. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator/index";
import { MiniEngine, outputsOf } from "../../support/mini-engine";
import { timesSent } from "./callbacks-world";
import { fresh, line, lineSet, membership, writesBy } from "./lines-world";

const ACCOUNT = "0000123456-00001";
const DAY = 24 * 3600_000;

let simulator: ThingspaceSimulator;
let engine: MiniEngine;
/** The day on which the next run is made. */
let today: number;
beforeAll(async () => {
  simulator = await startThingspaceSimulator({ lines: 60 });
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
  await begin("2026-11-02T08:00:00Z");
});
afterAll(() => simulator.close());

/** Carrier and runs live in the same time. */
async function begin(at: string): Promise<void> {
  today = Date.parse(at);
  await simulator.clock.freeze(at);
}

const up = (declared: Parameters<MiniEngine["up"]>[0]) => engine.up(declared, { from: now() });
const preview = (declared: Parameters<MiniEngine["preview"]>[0]) => engine.preview(declared, { from: now() });
let passed = 0;
/** A minute after the run before. */
function now(): number {
  passed += 60_000;
  return today + passed;
}

async function tomorrow(days = 1): Promise<void> {
  passed = 0;
  await begin(new Date(today + days * DAY).toISOString());
}

async function actives(count: number): Promise<string[]> {
  const lines = (await simulator.lines()).filter(
    ({ status, account, ratePlan }) => status === "active" && account === ACCOUNT && ratePlan === "LTE2GB",
  );
  expect(lines.length).toBeGreaterThanOrEqual(count);
  return lines.slice(0, count).map(({ iccid }) => iccid!);
}

const warnings = ({ log }: { log: { level: string; message: string }[] }) =>
  log.filter(({ level }) => level === "warning").map(({ message }) => message);

describe("five provisioning actions a day", () => {
  const of = (lines: Readonly<Record<string, object>>) => [lineSet("fleet", lines)];
  const all = (iccids: readonly string[], values: object) =>
    of(Object.fromEntries(iccids.map((iccid) => [iccid, values])));

  /** Suspends and restores: five changes, after which the line is suspended. */
  async function spent(iccids: readonly string[]): Promise<void> {
    expect((await up(all(iccids, { status: "active" }))).errors).toEqual([]);
    for (const status of ["suspend", "active", "suspend", "active", "suspend"]) {
      const plan = await preview(all(iccids, { status }));
      expect(warnings(plan)).toEqual([]);
      expect((await up(all(iccids, { status }))).errors).toEqual([]);
    }
  }

  test("the sixth is told in the plan, not sent, and done the next day; other lines are done", async () => {
    const [worn, other] = (await actives(2)) as [string, string];
    await spent([worn]);
    const wish = of({ [worn]: { status: "active", customField1: "x" }, [other]: { status: "suspend" } });
    const plan = await preview(wish);
    expect(warnings(plan).join()).toContain(
      `more than 5 provisioning actions a day for ${worn}: what goes beyond is not sent, and left to a run next day`,
    );
    expect(warnings(plan).join()).not.toContain(other);

    await simulator.clearJournal();
    const refused = await up(wish);
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors[0]).toContain(
      `${worn}: it has had its 5 provisioning actions of this day, and the carrier would refuse another`,
    );
    expect(refused.errors[0]).toContain("It was not sent. Run it again next day.");
    expect(refused.errors[0]).not.toContain(other);
    expect(await timesSent(simulator, "restoreDevices")).toEqual({});
    expect(await simulator.line(other)).toMatchObject({ status: "suspend" });
    expect(await simulator.line(worn)).toMatchObject({ status: "suspend" });

    // The same day it is the same again; nothing is sent for it.
    expect((await up(wish)).errors).toHaveLength(1);
    expect(await timesSent(simulator, "restoreDevices")).toEqual({});

    await tomorrow();
    expect(warnings(await preview(wish))).toEqual([]);
    expect((await up(wish)).errors).toEqual([]);
    expect(await simulator.line(worn)).toMatchObject({ status: "active", customField1: "x" });
    expect(await timesSent(simulator, "restoreDevices")).toEqual({ [worn]: 1 });
    expect(await timesSent(simulator, "suspendDevices")).toEqual({ [other]: 1 });
    expect((await preview(wish)).steps).toEqual([]);
  });

  test("of single lines are counted as well", async () => {
    const [iccid] = (await actives(1)) as [string];
    const one = (status: string) => [line("meter", { iccid, status })];
    expect((await up(one("active"))).errors).toEqual([]);
    for (const status of ["suspend", "active", "suspend", "active", "suspend"]) {
      expect((await up(one(status))).errors).toEqual([]);
    }
    expect(warnings(await preview(one("active"))).join()).toContain("more than 5 provisioning actions a day");
    const refused = await up(one("active"));
    expect(refused.errors.join()).toContain("it has had its 5 provisioning actions of this day");
    expect(await writesBy(simulator)).toEqual({ suspendDevices: 3, restoreDevices: 2 });
    await tomorrow();
    expect((await up(one("active"))).errors).toEqual([]);
  });

  test("are more where the contract has more", async () => {
    const [iccid] = (await actives(1)) as [string];
    engine = new MiniEngine(simulator, { "cellular:thingspaceDailyActions": "2" });
    for (const status of ["active", "suspend", "active"]) {
      expect((await up(all([iccid], { status }))).errors).toEqual([]);
    }
    expect((await up(all([iccid], { status: "suspend" }))).errors.join()).toContain(
      "its 2 provisioning actions",
    );
  });

  test("what the carrier has failed to do is not counted", async () => {
    const [iccid] = (await actives(1)) as [string];
    engine = new MiniEngine(simulator, { "cellular:thingspaceDailyActions": "2" });
    const one = (status: string) => [line("meter", { iccid, status })];
    expect((await up(one("active"))).errors).toEqual([]);
    await simulator.faults.add({ kind: "work", code: "REQUEST_FAILED.UnexpectedError", count: 3 });
    for (let times = 0; times < 3; times += 1) {
      expect((await up(one("suspend"))).errors.join()).toContain("the carrier did not make the change");
    }
    for (const status of ["suspend", "active"]) expect((await up(one(status))).errors).toEqual([]);
    expect((await up(one("suspend"))).errors.join()).toContain("its 2 provisioning actions");
  });

  test("a line that is activated, and restored on the way to a plan, is counted for each", async () => {
    const [sim] = fresh(1);
    const { iccid, imei } = sim!;
    engine = new MiniEngine(simulator, { "cellular:thingspaceDailyActions": "2" });
    const of = (status: string, ratePlan: string) => [
      lineSet("new", { [iccid]: { imei, status, ratePlan, zipCode: "78701" } }),
    ];
    expect((await up(of("active", "LTE2GB"))).errors).toEqual([]);
    expect((await up(of("suspend", "LTE2GB"))).errors).toEqual([]);
    const third = await up(of("active", "LTE10GB"));
    expect(third.errors.join()).toContain("its 2 provisioning actions");
    expect(await writesBy(simulator)).toEqual({ activateDevices: 1, suspendDevices: 1 });
    await tomorrow();
    expect((await up(of("active", "LTE10GB"))).errors).toEqual([]);
    expect(await simulator.line(iccid)).toMatchObject({ status: "active", ratePlan: "LTE10GB" });
  });

  test("the tally is in state, goes with what is over, and is kept by a refresh", async () => {
    const [iccid] = (await actives(1)) as [string];
    await spent([iccid]);
    await engine.refresh({ from: now() });
    expect(outputsOf(engine, "fleet")).toHaveProperty("__spent");
    expect((await up(all([iccid], { status: "active" }))).errors).toHaveLength(1);
    await tomorrow();
    expect((await up(all([iccid], { status: "suspend", customField1: "x" }))).errors).toEqual([]);
    expect(outputsOf(engine, "fleet")).not.toHaveProperty("__spent");
  });

  test("what the carrier refuses is no failure of others, and is counted by the carrier alone", async () => {
    const [mine, theirs] = (await actives(2)) as [string, string];
    // Somebody else has used the day up, of which this declaration knows nothing.
    const other = new MiniEngine(simulator);
    for (const status of ["active", "suspend", "active", "suspend", "active", "suspend"]) {
      expect((await other.up(all([theirs], { status }), { from: now() })).errors).toEqual([]);
    }
    expect((await up(all([mine], { status: "active" }))).errors).toEqual([]);
    const run = await up([
      lineSet("fleet", { [mine]: { status: "suspend" } }),
      line("lone", { iccid: theirs, status: "active" }),
    ]);
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]).toMatch(/lone/);
    expect(await simulator.line(mine)).toMatchObject({ status: "suspend" });
  });
});

describe("four changes of plan a month", () => {
  const PLANS = ["LTE10GB", "LTEUNL", "LTE10GB", "LTEUNL"] as const;

  test("the fifth is told, not sent, and done in the next month; a membership counts, too", async () => {
    const [worn, other] = (await actives(2)) as [string, string];
    const plan = (lines: readonly string[], ratePlan: string) => [
      membership("RatePlan", "plan", lines, { ratePlan }),
    ];
    expect((await up(plan([worn], "LTE2GB"))).errors).toEqual([]);
    for (const ratePlan of PLANS) {
      expect(warnings(await preview(plan([worn], ratePlan)))).toEqual([]);
      expect((await up(plan([worn], ratePlan))).errors).toEqual([]);
    }
    const wish = plan([worn, other], "NB50KB");
    expect(warnings(await preview(wish)).join()).toContain(`more than 4 changes of plan a month for ${worn}`);
    await simulator.clearJournal();
    const refused = await up(wish);
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors[0]).toContain(`${worn}: it has had its 4 changes of plan of this month`);
    expect(refused.errors[0]).toContain("Run it again next month.");
    expect(await timesSent(simulator, "changeServicePlan")).toEqual({ [other]: 1 });

    await tomorrow();
    expect((await up(wish)).errors).toHaveLength(1);
    await tomorrow(30);
    expect(warnings(await preview(wish))).toEqual([]);
    expect((await up(wish)).errors).toEqual([]);
    expect(await timesSent(simulator, "changeServicePlan")).toEqual({ [worn]: 1, [other]: 1 });
    expect((await simulator.line(worn))?.ratePlan).toBe("NB50KB");
  });

  test("a suspension that waits for its plan is not made up for by half", async () => {
    const [iccid] = (await actives(1)) as [string];
    const one = (ratePlan: string, status: string) => [lineSet("fleet", { [iccid]: { ratePlan, status } })];
    expect((await up(one("LTE2GB", "active"))).errors).toEqual([]);
    for (const ratePlan of PLANS) expect((await up(one(ratePlan, "active"))).errors).toEqual([]);
    const refused = await up(one("NB50KB", "suspend"));
    expect(refused.errors.join()).toContain("its 4 changes of plan of this month");
    expect(await simulator.line(iccid)).toMatchObject({ status: "active", ratePlan: "LTEUNL" });
    await tomorrow(31);
    expect((await up(one("NB50KB", "suspend"))).errors).toEqual([]);
    expect(await simulator.line(iccid)).toMatchObject({ status: "suspend", ratePlan: "NB50KB" });
  });
});
