import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { play } from "./fleet-run";
import { stories } from "./fleet-story";

const SEED = Number(process.env.CELLULAR_TEST_SEED ?? Date.now() % 2 ** 31);
const BUDGET_MS = Number(process.env.CELLULAR_TEST_BUDGET_MS ?? 30_000);

let simulator: KajeetSimulator;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 9 });
});
afterAll(() => simulator.close());

test(`whatever happened, one more run makes the carrier as declared (CELLULAR_TEST_SEED=${SEED})`, {
  timeout: 20 * BUDGET_MS,
}, async () => {
  await fc.assert(
    fc.asyncProperty(stories, (story) => play(simulator, story)),
    { seed: SEED, numRuns: 2_000, interruptAfterTimeLimit: BUDGET_MS },
  );
});
