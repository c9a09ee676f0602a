/**
 * A thousand lines at a carrier that takes one call at a time, and five a second, which is seen from the times in its journal:
 * what each run costs, in calls and in minutes, and that the minutes are told before.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ControlCenterSimulator } from "../../../simulator/index";
import { MiniEngine, type Run } from "../../support/mini-engine";
import { callsBy, carrierWith, inventory, lineSet, sims } from "./lines-world";

const LINES = 1_000;
const PAGES = LINES / 50;
/** So many of them manage what searches do not show, and so many of these the override, which details do not show. */
const DETAILED = 400;
const OVERRIDDEN = 100;
const PER_SECOND = 5;

let simulator: ControlCenterSimulator;
let engine: MiniEngine;
const all = sims(LINES);

/** Everybody has a plan, some a name of the device, some only the override. */
const wish = (at: number, ratePlan: string) => ({
  ratePlan,
  ...(at < DETAILED ? { deviceId: `bus-${at}` } : {}),
  ...(at < OVERRIDDEN ? { overageLimitOverride: "default" } : {}),
});
const declared = (plan: (at: number) => string = () => "Standard 1 GB") => [
  lineSet("fleet", Object.fromEntries(all.map((sim, at) => [sim, wish(at, plan(at))]))),
];

beforeAll(async () => {
  simulator = await carrierWith(inventory(LINES, (at) => (at < DETAILED ? { deviceID: `bus-${at}` } : {})));
  // Time passes by the deployment's waiting alone, so that the pace is seen.
  await simulator.clock.freeze("2026-11-02T08:00:00.000Z");
  engine = new MiniEngine(simulator);
}, 60_000);
afterAll(() => simulator.close());

/** Every other line gets another plan. */
const planOf = (at: number) => (at % 2 === 0 ? "Standard 5 GB" : "Standard 1 GB");

/** One run: that it kept the pace, and how long it took. */
async function paced(run: () => Promise<Run>): Promise<{ run: Run; seconds: number }> {
  // The next run begins later than the last one ended.
  await simulator.clock.advance(1_000);
  await simulator.clearJournal();
  const done = await run();
  expect(done.errors).toEqual([]);
  const calls = await simulator.journal();
  expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
  const times = calls.map(({ time }) => Date.parse(time));
  const gaps = times.slice(1).map((time, at) => time - times[at]!);
  expect(gaps.filter((gap) => gap < 1000 / PER_SECOND)).toEqual([]);
  return { run: done, seconds: times.length === 0 ? 0 : (times.at(-1)! - times[0]!) / 1000 };
}

const logged = ({ log }: Run, level: string) =>
  log.flatMap((entry) => (entry.level === level ? [entry.message] : []));

const COMPLETION = "details that searches do not show";
const READS = DETAILED + OVERRIDDEN;

// One story: each run builds on the one before.
describe("a thousand lines", () => {
  test("are adopted with the pages of one search, details where they are managed, and no write", async () => {
    const { run, seconds } = await paced(() => engine.up(declared()));
    expect(await callsBy(simulator)).toEqual({
      searchDevices: PAGES,
      getDevice: DETAILED,
      getDeviceUsage: OVERRIDDEN,
    });
    expect(seconds).toBeCloseTo((PAGES + READS - 1) / PER_SECOND, 0);
    expect(logged(run, "info").join("\n")).toContain("adopted 1000 lines that the carrier already has; none");
  }, 60_000);

  test("take no call where nothing is to be done", async () => {
    const { run } = await paced(() => engine.preview(declared()));
    expect(run).toMatchObject({ steps: [], calls: 0 });
    expect(await simulator.journal()).toEqual([]);
  });

  test("are refreshed with the same reads, which tell the minutes first and then how far they are", async () => {
    const { run, seconds } = await paced(() => engine.refresh());
    expect(await callsBy(simulator)).toEqual({
      searchDevices: PAGES,
      getDevice: DETAILED,
      getDeviceUsage: OVERRIDDEN,
    });
    const read = (await simulator.journal({ operation: "getDevice" })).map(({ path }) =>
      path.split("/").at(-1),
    );
    expect(read.sort()).toEqual(all.slice(0, DETAILED).sort());
    const minutes = Math.round(READS / PER_SECOND / 60);
    expect(logged(run, "info")).toContainEqual(
      expect.stringContaining(
        `${COMPLETION}: ${READS} lines at ${PER_SECOND} a second take about ${minutes} min`,
      ),
    );
    expect(Math.abs(seconds / 60 - minutes)).toBeLessThan(0.5);
    const steps = logged(run, "status").filter((text) => text.includes(COMPLETION));
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.length).toBeLessThan(READS / 5);
    expect((await engine.preview(declared())).steps).toEqual([]);
  }, 60_000);

  test("change with one call for each line that differs, and no look before", async () => {
    const changed = declared(planOf);
    const { run, seconds } = await paced(() => engine.up(changed));
    expect(await callsBy(simulator)).toEqual({ editDevice: LINES / 2 });
    const minutes = Math.round(LINES / 2 / PER_SECOND / 60);
    expect(logged(run, "info")).toContainEqual(
      expect.stringContaining(`${LINES / 2} lines at ${PER_SECOND} a second take about ${minutes} min`),
    );
    expect(Math.abs(seconds / 60 - minutes)).toBeLessThan(0.5);
    for (const at of [0, 1, 999]) {
      expect(await simulator.line(all[at]!)).toMatchObject({ ratePlan: planOf(at) });
    }
    await paced(() => engine.refresh());
    expect((await engine.preview(changed)).steps).toEqual([]);
  }, 60_000);

  test("change to a value of their own each, and the minutes are told all the same", async () => {
    const named = lineSet(
      "fleet",
      Object.fromEntries(all.map((sim, at) => [sim, { ...wish(at, planOf(at)), deviceId: `van-${at}` }])),
    );
    const { run, seconds } = await paced(() => engine.up([named]));
    expect(await callsBy(simulator)).toMatchObject({ editDevice: LINES });
    const writing = logged(run, "info").filter((text) => text.includes("editDevice"));
    const minutes = Math.round(LINES / PER_SECOND / 60);
    expect(writing).toEqual([
      expect.stringContaining(`${LINES} lines at ${PER_SECOND} a second take about ${minutes} min`),
      expect.stringContaining(`${LINES} of ${LINES} lines`),
    ]);
    expect(seconds / 60).toBeGreaterThan(minutes - 0.5);
    expect(logged(run, "status").filter((text) => text.includes("editDevice")).length).toBeGreaterThan(10);
  }, 60_000);

  test("are read with the pages alone where searches show all that is managed", async () => {
    const plain = new MiniEngine(simulator);
    const plans = [lineSet("fleet", Object.fromEntries(all.map((sim) => [sim, { status: "activated" }])))];
    await paced(() => plain.up(plans));
    expect(await callsBy(simulator)).toEqual({ searchDevices: PAGES });
    await paced(() => plain.refresh());
    expect(await callsBy(simulator)).toEqual({ searchDevices: PAGES });
  }, 60_000);
});
