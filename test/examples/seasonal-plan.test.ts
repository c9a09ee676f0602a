import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlCenterSimulator, startControlCenterSimulator } from "../../simulator/index";
import { type EngineName, type EngineStack, engineOnPath, openStack } from "../engine/index";
import { changesOf, errorsOf } from "../support/stack";

const checkout = join(__dirname, "..", "..");
const example = join(checkout, "examples", "03-seasonal-plan");
const HOUR = 3_600_000;
const [STANDARD, SEASONAL] = ["Standard 1 GB", "Seasonal 50 MB"];
// A day and a half ahead is tomorrow or the day after it, also where a test runs over midnight.
const FROM = new Date(Date.now() + 36 * HOUR).toISOString().slice(0, 10);

/** What the operations cost. */
async function callsOf(carrier: ControlCenterSimulator): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operationId, status } of await carrier.journal()) {
    const name = `${operationId} ${status}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  await carrier.clearJournal();
  return counts;
}

const engines: EngineName[] = engineOnPath() === undefined ? ["bundled"] : ["bundled", "cli"];

describe.each(engines)("on the %s engine", (engine) => {
  let folder: string;
  let carrier: ControlCenterSimulator;
  let stack: EngineStack;
  const config = { "cellular:controlCenterCallsPerSecond": "1000", nextPlan: SEASONAL };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "seasonal-"));
    cpSync(example, folder, { recursive: true });
    symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"), "junction");
    carrier = await startControlCenterSimulator({ inventory: join(folder, "lines.csv"), oneAtATime: true });
    stack = await openStack({
      engine,
      projectDir: folder,
      config: { ...config, from: "" },
      env: { ...carrier.env, PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    });
  }, 60_000);
  afterAll(async () => {
    await stack?.close();
    await carrier?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const reads = { "searchDevices 200": 6 };
  const plans = async () => [...new Set((await carrier.lines()).map(({ ratePlan }) => ratePlan))];
  const said = (
    { diagnostics }: { diagnostics: { severity: string; message: string }[] },
    severity: string,
  ) => diagnostics.filter((one) => one.severity === severity).map(({ message }) => message);

  test("300 lines are adopted, and none is written to", async () => {
    const before = await carrier.lines();
    const up = await stack.up();
    expect(errorsOf(up)).toEqual([]);
    expect(up.outputs).toEqual({ count: 300, booked: [] });
    expect(await callsOf(carrier)).toEqual(reads);
    expect(await carrier.lines()).toEqual(before);
  }, 60_000);

  test("a plan for a later day is one entry in the plan and one call a line, each taken and none done", async () => {
    stack.setConfig({ ...config, from: FROM });
    const preview = await stack.preview();
    expect(changesOf(preview)).toEqual(["update controllers"]);
    const update = preview.steps.find(({ name }) => name === "controllers");
    expect(update?.diff.map(({ path, kind }) => `${kind} ${path}`)).toEqual(["add schedule[0]"]);
    expect(await callsOf(carrier)).toEqual({});

    const up = await stack.up();
    expect(errorsOf(up)).toEqual([]);
    expect(up.outputs).toEqual({ count: 300, booked: [`300 lines on ${FROM}+00:00`] });
    const edits = await carrier.journal();
    expect(new Set(edits.map(({ path }) => path)).size).toBe(300);
    const asked = { ratePlan: SEASONAL, effectiveDate: `${FROM}+00:00` };
    expect(edits.map(({ body }) => body)).toEqual(edits.map(() => asked));
    expect(await callsOf(carrier)).toEqual({ "editDevice 202": 300 });
    expect(await plans()).toEqual([STANDARD]);
    expect((await carrier.state()).pending).toHaveLength(300);
  }, 60_000);

  test("what is pending is no drift, and is not sent again", async () => {
    const up = await stack.up({ refresh: true });
    expect(errorsOf(up)).toEqual([]);
    expect(said(up, "info").join()).toMatch(/300 lines .*: pending at the carrier, and no drift/);
    expect(changesOf(up).filter((step) => !step.startsWith("refresh"))).toEqual([]);
    expect(await callsOf(carrier)).toEqual(reads);
  }, 60_000);

  test("once its day has come, all lines have it, and that is no drift either", async () => {
    await carrier.clock.advance(48 * HOUR);
    expect(await plans()).toEqual([SEASONAL]);
    const up = await stack.up({ refresh: true });
    expect(errorsOf(up)).toEqual([]);
    expect(said(up, "warning")).toEqual([]);
    expect(changesOf(up).filter((step) => !step.startsWith("refresh"))).toEqual([]);
    expect(await callsOf(carrier)).toEqual(reads);
  }, 60_000);

  test("the program is cleaned up without a call, and nothing is left to do", async () => {
    const path = join(folder, "lines.csv");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(STANDARD, SEASONAL));
    stack.setConfig({ ...config, from: "" });
    const up = await stack.up();
    expect(errorsOf(up)).toEqual([]);
    expect(changesOf(up)).toEqual(["update controllers"]);
    expect(await callsOf(carrier)).toEqual({});
    const after = await stack.up({ refresh: true });
    expect(changesOf(after).filter((step) => !step.startsWith("refresh"))).toEqual([]);
    expect(await callsOf(carrier)).toEqual(reads);
    expect(await plans()).toEqual([SEASONAL]);
  }, 60_000);
});
