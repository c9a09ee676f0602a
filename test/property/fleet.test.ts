import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { directory } from "../support/receiver";
import type { FleetCarrier, FleetWorld } from "./fleet-carrier";
import { kajeetFleet } from "./fleet-kajeet";
import { play } from "./fleet-run";
import { storiesOf } from "./fleet-story";
import { thingspaceFleet } from "./fleet-thingspace";

const SEED = Number(process.env.CELLULAR_TEST_SEED ?? Date.now() % 2 ** 31);
const BUDGET_MS = Number(process.env.CELLULAR_TEST_BUDGET_MS ?? 12_500);
/** However slow the machine is. */
const LEAST = 11;
/** A story that hangs is a failure, and must not pass for a test that ran out of time. */
const PATIENCE_MS = Math.max(12_500, BUDGET_MS / 2);

const ledger = () => join(directory(), "ledger.jsonl");
const fleets: readonly (FleetCarrier & { share: number })[] = [
  { ...kajeetFleet, share: 1 },
  { ...thingspaceFleet("ThingSpace", 60, ledger), share: 0.5 },
  { ...thingspaceFleet("ThingSpace under load", 200_000, ledger), share: 0.5 },
];

describe.each(fleets)("$name", ({ share, ...carrier }) => {
  const budgetMs = share * BUDGET_MS;
  let world: FleetWorld;
  beforeAll(async () => {
    world = await carrier.start();
  });
  afterAll(() => world.close());

  test(`whatever happened, the end is as declared (CELLULAR_TEST_SEED=${SEED})`, {
    timeout: Math.max(500_000, 20 * BUDGET_MS),
  }, async () => {
    let played = 0;
    const stories = fc.asyncProperty(storiesOf(carrier), async (story) => {
      played += 1;
      await play(carrier, world, story);
    });
    const until = Date.now() + budgetMs;
    await fc.assert(stories, { seed: SEED, numRuns: LEAST, timeout: PATIENCE_MS });
    for (let seed = SEED + 1; Date.now() < until; seed++) {
      await fc.assert(stories, { seed, numRuns: 5, timeout: PATIENCE_MS });
    }
    expect(played).toBeGreaterThan(10);
  });
});
