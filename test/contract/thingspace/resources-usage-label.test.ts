import { describe, expect, test } from "vitest";
import { declarations } from "../../../provider/core/resource";
import "../../../provider/thingspace/usage-label";
import { resourceWorld } from "./resources-world";

const world = resourceWorld("thingspace:UsageLabel");
const LABEL = { name: "Route", value: "North7" };
const HOUR = 3_600_000;

const labelsOf = async (iccid: string) => (await world.simulator.line(iccid))?.labels;
const labelled = async () =>
  (await world.simulator.lines())
    .filter(({ labels }) => labels.some(({ name, value }) => name === "Route" && value === "North7"))
    .map(({ iccid }) => iccid ?? "")
    .sort();
/** All that was asked for has been done at the carrier. */
const later = async () => {
  await world.simulator.clock.advance(HOUR);
  await world.simulator.settle();
};

describe("without a receiver", () => {
  test("a request that was taken is the end", async () => {
    const lines = await world.actives(3);
    const state = await world.done({ ...LABEL, lines });
    expect(state.lines).toEqual(lines);
    expect(state).not.toHaveProperty("pending");
    await later();
    expect(await labelled()).toEqual(lines);
    expect(await world.steps({ ...LABEL, lines: [...lines].reverse() })).toEqual([]);
    expect(await world.writes()).toEqual({ setUsageLabels: 1 });
  });

  test("a line that comes gets the label, and nothing else is sent", async () => {
    const [one = "", two = ""] = await world.actives(2);
    await world.done({ ...LABEL, lines: [one] });
    await world.simulator.clearJournal();
    await world.done({ ...LABEL, lines: [one, two] });
    expect(await world.bodies("setUsageLabels")).toEqual([
      expect.objectContaining({ labels: [{ deviceIds: [{ id: two, kind: "iccid" }], label: LABEL }] }),
    ]);
  });

  test("when a line leaves, the label is removed and given to the others again", async () => {
    const [one = "", two = ""] = await world.actives(2);
    await world.done({ ...LABEL, lines: [one, two] });
    await later();
    await world.simulator.clearJournal();
    await world.done({ ...LABEL, lines: [two] });
    await later();
    expect(await labelled()).toEqual([two]);
    expect(await world.writes()).toEqual({ removeUsageLabels: 1, setUsageLabels: 1 });
  });

  test("it is taken off at the end, or left", async () => {
    const lines = await world.actives(2);
    await world.done({ ...LABEL, lines, onDelete: "retain" });
    await later();
    await world.engine.destroy();
    await later();
    expect(await labelled()).toEqual(lines);
    await world.done({ ...LABEL, lines });
    await world.engine.destroy();
    await later();
    expect(await labelled()).toEqual([]);
    // A second life begins anew: the ledger of the first one is closed.
    await world.done({ ...LABEL, lines });
    await later();
    expect(await labelled()).toEqual(lines);
  });

  test("a run that was lost with the answer of its request begins it again", async () => {
    const lines = await world.actives(2);
    const lost = await world.up({ ...LABEL, lines }, { death: { call: 1, when: "after" } });
    expect(lost.lost).toBe(true);
    await world.done({ ...LABEL, lines });
    await later();
    expect(await labelled()).toEqual(lines);
    // Whether the lost call arrived nobody can know: the label is put on once more, which changes nothing.
    expect(await world.writes()).toEqual({ setUsageLabels: 2 });
  });

  test("another value is another label", async () => {
    const lines = await world.actives(1);
    await world.done({ ...LABEL, lines });
    expect(await world.steps({ ...LABEL, value: "South", lines })).toEqual(["replace one"]);
  });
});

describe("with a receiver that hears CarrierService", () => {
  test("lines that fail are named, and only they are tried again", async () => {
    await world.hears("CarrierService");
    const [one = "", two = ""] = await world.actives(2);
    const code = "REQUEST_FAILED.UnexpectedError";
    await world.simulator.faults.add({ kind: "work", lines: [two], code, message: "no room for it" });
    const { errors } = await world.up({ ...LABEL, lines: [one, two] });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      new RegExp(`${two}: no room for it \\(thingspace setUsageLabels, \\S*${code}, request`),
    );
    expect(world.state.lines).toEqual([one]);
    await world.simulator.faults.clear();
    await world.simulator.clearJournal();
    await world.done({ ...LABEL, lines: [one, two] });
    expect(await labelled()).toEqual([one, two].sort());
    const [{ labels } = {}] = await world.bodies("setUsageLabels");
    expect(labels).toHaveLength(1);
  });

  test("what is under way at the deadline stays in state, and the next run goes on with it", async () => {
    await world.hears("CarrierService");
    const lines = await world.actives(2);
    await world.simulator.faults.add({ kind: "work", lines: [lines[1]!], delayMs: HOUR });
    const first = await world.up({ ...LABEL, lines });
    expect(first.errors[0]).toMatch(/Route=North7: still under way.*request .+nothing is sent twice/);
    expect(world.state.pending).toEqual([
      expect.objectContaining({ operation: "setUsageLabels", lines: [lines[1]], values: LABEL }),
    ]);
    await world.engine.refresh();
    expect(await world.steps({ ...LABEL, lines })).toEqual(["update one"]);
    await later();
    await world.done({ ...LABEL, lines });
    expect(world.state).not.toHaveProperty("pending");
    expect(await world.writes()).toEqual({ setUsageLabels: 1 });
    expect(await labelsOf(lines[1]!)).toEqual([LABEL]);
  });

  test("a refresh learns what became of it", async () => {
    await world.hears("CarrierService");
    const lines = await world.actives(1);
    await world.simulator.faults.add({ kind: "work", delayMs: HOUR });
    await world.up({ ...LABEL, lines });
    await later();
    await world.engine.refresh();
    expect(world.state).toMatchObject({ lines });
    expect(world.state).not.toHaveProperty("pending");
    expect(await world.steps({ ...LABEL, lines })).toEqual([]);
  });

  test("a run that was lost while it waited is continued from the ledger", async () => {
    await world.hears("CarrierService");
    const lines = await world.actives(2);
    await world.simulator.faults.add({ kind: "work", delayMs: 60_000 });
    // The look whether somebody listens is the call behind the request.
    const lost = await world.up({ ...LABEL, lines }, { death: { call: 2, when: "after" } });
    expect(lost.lost).toBe(true);
    expect(world.engine.state.size).toBe(0);
    await world.done({ ...LABEL, lines });
    expect(await world.writes()).toEqual({ setUsageLabels: 1 });
    expect(await labelled()).toEqual(lines);
  });

  test("a removal that fails is tried again by the next run", async () => {
    await world.hears("CarrierService");
    const lines = await world.actives(1);
    await world.done({ ...LABEL, lines });
    const fault = await world.simulator.faults.add({ kind: "work", code: "REQUEST_FAILED.UnexpectedError" });
    const refused = await world.engine.destroy();
    expect(refused.errors[0]).toMatch(/removeUsageLabels/);
    expect(world.engine.state.size).toBe(1);
    await world.simulator.faults.remove(fault);
    expect((await world.engine.destroy()).errors).toEqual([]);
    expect(await labelled()).toEqual([]);
  });
});

test("nobody is waited for where a receiver is there and nobody is registered", async () => {
  await world.hears("DeviceService");
  const lines = await world.actives(1);
  await world.done({ ...LABEL, lines });
  expect(world.state).toMatchObject({ lines });
});

describe("refused before anything is sent", () => {
  test.each([
    [{ name: "ab" }, /name/],
    [{ value: "North 7" }, /value/],
    [{ lines: ["8914"] }, /8914/],
    [{ lines: undefined }, /lines is required/],
  ])("%j", async (change, problem) => {
    const { errors } = await world.up({ ...LABEL, lines: [], ...change });
    expect(errors[0]).toMatch(problem);
    expect(await world.simulator.journal()).toEqual([]);
  });
});

describe("thousands of lines", () => {
  const many = resourceWorld("thingspace:UsageLabel", { lines: 2_500 });

  test("more lines than a call takes are split", async () => {
    const lines = await many.actives(2_001);
    await many.done({ ...LABEL, lines });
    await many.simulator.clock.advance(HOUR);
    await many.simulator.settle();
    expect((await many.simulator.lines()).filter(({ labels }) => labels.length === 1)).toHaveLength(2_001);
    const sizes = (await many.bodies("setUsageLabels")).map(({ labels }) => (labels as unknown[]).length);
    expect(sizes).toEqual([2_000, 1]);
  });
});

test("two owners of a label, or of its name on a line, are told apart while the program runs", () => {
  const { program } = declarations.get("thingspace:UsageLabel") as unknown as {
    program(name: string, args: object): object;
  };
  program("north", { ...LABEL, lines: ["3043008888"] });
  expect(() => program("south", { ...LABEL, value: "South1", lines: ["3043008888"] })).toThrow(
    /usageLabel is managed twice: by UsageLabel north and by UsageLabel south/,
  );
  expect(() => program("again", { ...LABEL, lines: [] })).toThrow(
    /the label is managed twice: by UsageLabel north and by UsageLabel again/,
  );
});
