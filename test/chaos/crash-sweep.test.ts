import { afterAll, beforeAll, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { expectAsDeclared } from "../support/carrier-truth";
import { membership } from "../support/declared";
import type { Death } from "../support/deployment";
import { removalsOf } from "../support/journal";
import { MiniEngine } from "../support/mini-engine";
import { BUS, OFFICE } from "../support/numbers";

// Changes, orders and removals of lines that are cut off anywhere are cases of test/contract/carriers. Here it is lines
// that change their membership, with a value that is put back and labels that are owned in part.
const THIRD = "681-300-0000";
/** Nobody declares it; its label exists because of it. */
const BYSTANDER = "681-300-0001";
const LABEL = "Loaner 2026";

const membershipsOf = (filtered: string[], labelled: string[]) => [
  membership("FilterGroup", "staff", filtered, { filterGroup: "Staff" }, { onDelete: "restore" }),
  membership("LabelAssignment", "loaners", labelled, { labels: [LABEL] }),
];
const before = membershipsOf([OFFICE, BUS], [OFFICE, BUS]);
const declared = membershipsOf([BUS, THIRD], [THIRD]);
const lines = {
  [OFFICE]: { filterGroup: "Default", labels: ["Campus: Oak Hill Elementary"] },
  [BUS]: { filterGroup: "Staff", labels: ["Bus"] },
  [THIRD]: { filterGroup: "Staff" },
};

let simulator: KajeetSimulator;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
afterAll(() => simulator.close());

/** Loses the process at one call, runs again, looks at the world, and gives whether the call was reached. */
async function survive(death: Death, refreshFirst: boolean): Promise<boolean> {
  await simulator.reset();
  await simulator.editLine(BYSTANDER, { labels: [LABEL] });
  const engine = new MiniEngine(simulator);
  expect((await engine.up(before)).errors).toEqual([]);
  const { lost } = await engine.up(declared, { death });
  if (lost) {
    if (refreshFirst) expect((await engine.refresh()).errors).toEqual([]);
    expect((await engine.up(declared)).errors).toEqual([]);
  }
  await expectAsDeclared(simulator, lines);
  expect((await simulator.line(THIRD))?.labels.map(({ name }) => name)).toContain(LABEL);
  expect((await simulator.line(BYSTANDER))?.labels.map(({ name }) => name)).toEqual([LABEL]);
  expect(await removalsOf(simulator)).toEqual([]);
  expect((await engine.preview(declared)).steps).toEqual([]);
  expect((await engine.refresh()).errors).toEqual([]);
  expect((await engine.preview(declared)).steps).toEqual([]);
  return lost;
}

// Every other call with a refresh first: what is lost after one call and before the next is nearly the same.
test.each(["before", "after"] as const)(
  "the process is lost %s the effect of each call in turn",
  async (when) => {
    let call = 1;
    while (await survive({ call, when }, (call % 2 === 0) === (when === "after"))) call += 1;
    expect(call).toBeGreaterThan(2);
  },
);
