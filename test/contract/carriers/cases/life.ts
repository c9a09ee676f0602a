import { expect } from "vitest";
import { outputsOf } from "../../../support/mini-engine";
import type { Case } from "./case";

const adopt: Case = {
  async play(stage) {
    const { carrier, simulator } = stage;
    const lines: Record<string, object> = {};
    for (const line of carrier.lines) {
      const truth = await carrier.readBack(simulator, line);
      lines[line] = { [carrier.plain]: truth?.[carrier.plain] ?? null };
    }
    const declared = stage.fleet(lines as never);
    await stage.up(declared);
    expect(await stage.writes()).toEqual([]);
    await stage.expectAgreed(declared, lines as never);
  },
};

const order: Case = {
  possible: ({ newLines }) => newLines !== undefined,
  async play(stage) {
    const [first, second] = stage.carrier.newLines!;
    const lines = { ...stage.plain("o", [stage.carrier.lines[0]]), [first.line]: first.values };
    await stage.up(stage.fleet(lines));
    await stage.expectAgreed(stage.fleet(lines), lines);
    const more = { ...lines, [second.line]: second.values };
    await stage.up(stage.fleet(more));
    await stage.expectAgreed(stage.fleet(more), more);
    expect(await stage.orders()).toEqual({ [first.line]: 1, [second.line]: 1 });
    const outputs = [...stage.engine.state.keys()].map((name) => outputsOf(stage.engine, name));
    const numbers = outputs.flatMap((all) => [all.mdn, ...Object.values((all.numbers as object) ?? {})]);
    const known = new Set(numbers.filter((number) => typeof number === "string"));
    expect(known.size).toBeGreaterThanOrEqual(2);
  },
};

const noChange: Case = {
  async play(stage) {
    const declared = stage.fleet(stage.carrier.change.before);
    await stage.up(declared);
    await stage.simulator.clearJournal();
    await stage.expectNothingToDo(declared);
    expect(await stage.up(declared)).toMatchObject({ steps: [], calls: 0 });
    await stage.expectNothingToDo(declared);
    expect(await stage.simulator.journal()).toEqual([]);
  },
};

const membership: Case = {
  possible: ({ membership }) => membership !== undefined,
  grains: ["a set"],
  async play(stage) {
    const { carrier, simulator, engine } = stage;
    const { type, values } = carrier.membership!;
    const [first, second, third] = carrier.lines;
    const before = await carrier.readBack(simulator, third);
    const names = Object.keys(values);
    const beside = { ...(await carrier.readBack(simulator, first)) };
    const both = [stage.declare.membership(type, "common", [first, second], values)];
    await stage.up(both);
    await stage.expectAgreed(both, { [first]: values, [second]: values });
    expect(await carrier.readBack(simulator, third)).toEqual(before);
    expect(await carrier.readBack(simulator, first)).toEqual({ ...beside, ...values });
    const was = Object.fromEntries(names.map((name) => [name, before?.[name] ?? null]));
    await carrier.edit(simulator, second, was);
    await stage.refresh();
    expect((await engine.preview(both)).steps).toEqual(["update common"]);
    await stage.up(both);
    await stage.expectAt({ [second]: values });
    await simulator.clearJournal();
    await stage.up([stage.declare.membership(type, "common", [first], values)]);
    await stage.up([]);
    expect(await stage.writes()).toEqual([]);
    await stage.expectAt({ [first]: values, [second]: values });
  },
};

const undeclared: Case = {
  async play(stage) {
    const { carrier, simulator } = stage;
    const [line] = carrier.lines;
    const other = Object.keys(carrier.change.before[line]!).find((name) => name !== carrier.plain)!;
    await stage.up(stage.fleet({ [line]: { ...carrier.change.before[line], [carrier.plain]: "ours" } }));
    const declared = stage.fleet(stage.plain("ours", [line]));
    await stage.up(declared);
    await carrier.edit(simulator, line, { [other]: carrier.change.after[line]![other]! });
    await stage.refresh();
    await stage.expectNothingToDo(declared);
    expect(await stage.up(declared)).toMatchObject({ steps: [] });
    await stage.expectAt({ [line]: { [other]: carrier.change.after[line]![other]! } });
  },
};

const gone: Case = {
  async play(stage) {
    const { carrier, simulator, engine } = stage;
    const [first, second] = carrier.lines;
    const declared = stage.fleet(stage.plain("n", [first, second]));
    await stage.up(declared);
    const names = [...engine.state.keys()];
    await simulator.faults.add({ kind: "status", status: 503 });
    expect((await engine.refresh()).ok).toBe(false);
    expect([...engine.state.keys()]).toEqual(names);
    await simulator.faults.clear();
    await stage.expectNothingToDo(declared);

    await carrier.drop(simulator, first);
    await stage.refresh();
    expect((await engine.preview(declared)).steps).toHaveLength(1);
    await simulator.clearJournal();
    const { errors } = await engine.up(declared);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(first);
    expect(await stage.orders()).toEqual({});
    await stage.expectAt(stage.plain("n", [second]));
  },
};

/** How lines come to be managed, and what it costs to leave them as they are. */
export const life = { adopt, order, "no-change": noChange, membership, undeclared, gone };
