/** Nothing irreversible happens around gate and pack: the guard is asked, and only a reviewed approval answers it. */
import { afterAll, beforeAll, describe, test } from "vitest";
import { engineOnPath } from "../engine";
import { tellBypass } from "./bypass-story";
import { BypassWorld } from "./bypass-world";

const MINUTES = 60_000;

let world: BypassWorld;
beforeAll(async () => {
  world = await BypassWorld.open();
});
afterAll(() => world.close());

test("no unapproved irreversible call reaches a carrier, on the bundled engine", {
  timeout: 3 * MINUTES,
}, async () => {
  await tellBypass(world, "bundled");
});

const version = engineOnPath();
const where = version ?? "not on PATH, so this half is skipped";
describe.skipIf(version === undefined)(`on the real command line (pulumi ${where})`, () => {
  test("nor does one with its own protection ignored", { timeout: 5 * MINUTES }, async () => {
    await tellBypass(world, "cli");
  });
});
