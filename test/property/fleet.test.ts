import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { play } from "./fleet-run";
import { stories } from "./fleet-story";

const SEED = Number(process.env.CELLULAR_TEST_SEED ?? Date.now() % 2 ** 31);
const BUDGET_MS = Number(process.env.CELLULAR_TEST_BUDGET_MS ?? 25_000);

let simulator: KajeetSimulator;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 9 });
});
afterAll(() => simulator.close());

test(`whatever happened, one more run makes the carrier as declared (CELLULAR_TEST_SEED=${SEED})`, {
  timeout: 20 * BUDGET_MS,
}, async () => {
  let played = 0;
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      played += 1;
      await play(simulator, story);
    }),
    // A story that hangs is a failure, and must not pass for a test that ran out of time.
    { seed: SEED, numRuns: 2_000, interruptAfterTimeLimit: BUDGET_MS, timeout: BUDGET_MS / 2 },
  );
  expect(played).toBeGreaterThan(10);
});
