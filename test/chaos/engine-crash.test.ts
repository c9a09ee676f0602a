import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { LineArgs } from "../../provider/kajeet/index";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import type { BundledStack, OperationResult } from "../engine";
import { expectAsDeclared } from "../support/carrier-truth";
import { ordersOf } from "../support/journal";
import { BUS, iccid, OFFICE, orderable } from "../support/numbers";
import { changesOf, errorsOf, type FleetStack, openFleet, type Written } from "../support/stack";

// The engine itself dies here, with all its processes, and state is what a file holds. What becomes of a process lost
// at each single call is in crash-sweep.test.ts.
const LINES = 520;
const MDN = /^\d{3}-\d{3}-\d{4}$/;
const inSet = { ...orderable(1), nickname: "Bus #90", labels: ["Bus"] };
const alone = { ...orderable(2), note: "spare" };

let simulator: KajeetSimulator;
let fleet: FleetStack<BundledStack>;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: LINES, activationStepMs: 40 });
});
beforeEach(async () => {
  await simulator.reset();
  fleet = await openFleet(simulator, "bundled");
});
afterEach(() => fleet.close());
afterAll(() => simulator.close());

const activations: Written[] = [
  {
    type: "LineSet",
    name: "fleet",
    args: { lines: { [OFFICE]: { nickname: "Office" }, [iccid(1)]: inSet } },
  },
  { type: "Line", name: "spare", args: alone },
];
const activated = { [OFFICE]: { nickname: "Office" }, [iccid(1)]: inSet, [iccid(2)]: alone };

/** Kills the engine, or its provider's process alone, as soon as the carrier has had so many calls of an operation. */
async function killAt(operation: string, count: number, victim: "engine" | "provider"): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    if ((await simulator.journal({ operation })).length >= count) break;
    await pause(10);
  }
  if (victim === "engine") fleet.stack.running?.die();
  else fleet.stack.running?.killProvider();
}

/** Runs once more, to the end, and looks at the world. */
async function recover(lines: Readonly<Record<string, LineArgs>>, refresh: boolean): Promise<void> {
  const again = await fleet.stack.up({ refresh });
  expect(errorsOf(again)).toEqual([]);
  expect(again.ok).toBe(true);
  await expectAsDeclared(simulator, lines);
  const preview = await fleet.stack.preview();
  expect(changesOf(preview)).toEqual([]);
}

const deathOf = async (run: Promise<OperationResult>) => (await run).died?.phase;

test("an activation in a set and one of a line of its own: the engine dies at each step of them, one run after another", {
  timeout: 120_000,
}, async () => {
  fleet.declare(activations);

  // The provider's process is lost when both orders are at the carrier and not answered.
  await simulator.faults.add({ kind: "latency", ms: 400, operation: "submitActivation", count: 2 });
  await simulator.clock.freeze();
  const [submitting] = await Promise.all([fleet.stack.up(), killAt("submitActivation", 2, "provider")]);
  expect(submitting.ok).toBe(false);
  await pause(450); // the carrier goes on with what it has received

  // The engine dies while it waits for them.
  await simulator.clearJournal();
  const [polling] = await Promise.all([
    deathOf(fleet.stack.up()),
    killAt("getActivationTransaction", 3, "engine"),
  ]);
  expect(polling).toBe("on-request");
  expect(await ordersOf(simulator)).toEqual({});
  await simulator.clock.resume();

  // When the lines are there, and one of the resources is not in state.
  const saving = await deathOf(fleet.stack.up({ dieAt: { phase: "after-create-before-save", nth: 2 } }));
  expect(saving).toBe("after-create-before-save");

  await recover(activated, false);
  expect(await ordersOf(simulator)).toEqual({});
  expect((await simulator.state()).transactions).toHaveLength(2);
  expect(await fleet.stack.outputs()).toMatchObject({
    mdns: { value: { fleet: { [iccid(1)]: expect.stringMatching(MDN) }, spare: expect.stringMatching(MDN) } },
  });
});

test("a bulk change: the engine dies between its batches, and again when all is done and nothing is saved", {
  timeout: 120_000,
}, async () => {
  const declare = async (nickname: string): Promise<Record<string, LineArgs>> => {
    const lines: Record<string, LineArgs> = {};
    for (const { mdn } of await simulator.lines()) lines[mdn] = { nickname };
    const { [BUS]: bus, ...others } = lines;
    fleet.declare([
      { type: "LineSet", name: "fleet", args: { lines: others } },
      { type: "Line", name: "bus", args: { mdn: BUS, ...bus } },
    ]);
    return lines;
  };
  await declare("before");
  expect((await fleet.stack.up()).ok).toBe(true);

  // One batch of 500, one of the rest, and the line of its own: the first is answered, the others hang.
  await simulator.clearJournal();
  const hanging = await simulator.faults.add({ kind: "latency", ms: 500, operation: "setNickname", skip: 1 });
  const lines = await declare("after");
  const [between] = await Promise.all([deathOf(fleet.stack.up()), killAt("setNickname", 2, "engine")]);
  expect(between).toBe("on-request");
  await pause(550);
  await simulator.faults.remove(hanging);

  const saving = await deathOf(fleet.stack.up({ dieAt: { phase: "after-update-before-save" } }));
  expect(saving).toBe("after-update-before-save");
  await recover(lines, true);
});
