import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { lineSet } from "../support/declared";
import { callsOf } from "../support/journal";
import { MiniEngine } from "../support/mini-engine";

// A bulk call may be answered with nothing: then the lines themselves say whether the change has reached them.
let simulator: KajeetSimulator;
let mdns: string[];
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 20 });
});
beforeEach(async () => {
  await simulator.reset();
  mdns = (await simulator.lines())
    .filter(({ status }) => status === "active")
    .map(({ mdn }) => mdn)
    .slice(0, 3);
});
afterAll(() => simulator.close());

const set = (values: Parameters<typeof lineSet>[1][string]) =>
  lineSet("few", Object.fromEntries(mdns.map((mdn) => [mdn, values])));

test("a status is asked for line by line, and found to be there", async () => {
  const engine = new MiniEngine(simulator);
  await engine.up([set({ status: "active" })]);
  await simulator.faults.add({ kind: "empty", operation: "setLineStatus", when: "after" });
  const run = await engine.up([set({ status: "suspended" })]);
  expect(run.errors).toEqual([]);
  expect((await callsOf(simulator)).getDeviceIfStatus).toBe(3);
  for (const mdn of mdns) expect((await simulator.line(mdn))?.status).toBe("suspended");
  expect((await engine.preview([set({ status: "suspended" })])).steps).toEqual([]);
});

test("a status that has not come is told, line by line, and sent again by the next run", async () => {
  const engine = new MiniEngine(simulator);
  await engine.up([set({ status: "active" })]);
  const fault = await simulator.faults.add({ kind: "empty", operation: "setLineStatus", when: "before" });
  const run = await engine.up([set({ status: "suspended" })]);
  expect(run.ok).toBe(false);
  for (const mdn of mdns)
    expect(run.errors.join("\n")).toContain(
      `${mdn}: the carrier took the change, but it does not have status suspended`,
    );
  await simulator.faults.remove(fault);
  expect((await engine.up([set({ status: "suspended" })])).errors).toEqual([]);
  for (const mdn of mdns) expect((await simulator.line(mdn))?.status).toBe("suspended");
});

test("labels are looked for on the lines", async () => {
  const engine = new MiniEngine(simulator);
  const label = (await simulator.state()).labels.find(({ categoryId }) => categoryId === null)!.name;
  await engine.up([set({ labels: [] })]);
  const fault = await simulator.faults.add({ kind: "empty", operation: "bulkAssignLabels", when: "before" });
  const run = await engine.up([set({ labels: [label] })]);
  for (const mdn of mdns)
    expect(run.errors.join("\n")).toContain(
      `${mdn}: the carrier took the change, but it does not carry label`,
    );
  await simulator.faults.remove(fault);
  await simulator.faults.add({ kind: "empty", operation: "bulkAssignLabels", when: "after" });
  expect((await engine.up([set({ labels: [label] })])).errors).toEqual([]);
});
