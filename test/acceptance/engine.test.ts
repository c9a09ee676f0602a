import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { engineOnPath } from "../engine";
import { PASSWORD, type Told, tell } from "./engine-story";

const MINUTES = 60_000;

let simulator: KajeetSimulator;
let told: Told;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8, activationStepMs: 20 });
});
afterAll(() => simulator.close());

test("a fleet's life on the bundled engine", { timeout: 3 * MINUTES }, async () => {
  told = await tell(simulator, "bundled");
  const outlines = told.chapters.map(({ name, ok, changes, errors, calls }) => ({
    name,
    ok,
    changes,
    errors,
    calls,
  }));
  expect(outlines).toMatchInlineSnapshot();
});

test("no secret is in state, in what the engine says, or in what the processes print", async () => {
  expect(told.printed).not.toContain(PASSWORD);
  expect(told.printed).not.toMatch(/Bearer|eyJ/);
});

const version = engineOnPath();
const where = version ?? "not on PATH, so this half is skipped";
describe.skipIf(version === undefined)(`on the real command line (pulumi ${where})`, () => {
  test("the same steps, messages, calls and states", { timeout: 5 * MINUTES }, async () => {
    const { chapters, printed } = await tell(simulator, "cli");
    expect(chapters).toEqual(told.chapters);
    expect(printed).not.toContain(PASSWORD);
  });
});
