import { describe, expect, test } from "vitest";
import { groupLoss } from "../../../../policies/rules/group-loss";
import type { Value } from "../../../../provider/core/value";
import { held, resource } from "../../../support/plans";
import { faults, many, mdn, told } from "./told";

type Of = Readonly<Record<string, Value>>;

/** A set of lines with one value, the first of which get another one. */
const set = (count: number, changed: number, before: Of, after: Of, type = "kajeet:LineSet") =>
  held(
    type,
    "fleet",
    { lines: many(0, count, before) },
    { lines: { ...many(0, count, before), ...many(0, changed, after) } },
  );
const STRICT = { filterGroup: "Strict" };
const OPEN = { filterGroup: "Open" };

describe("the share of a group that leaves it", () => {
  test("may be as large as the limit", () => {
    expect(told(groupLoss, [set(40, 20, STRICT, OPEN)])).toEqual([]);
    expect(told(groupLoss, [set(40, 21, STRICT, OPEN)])).toEqual([
      'kajeet filterGroup "Strict": 21 of 40 lines would leave it, 52.5 %, which is over 50.0 %',
    ]);
    expect(told(groupLoss, [set(40, 20, STRICT, OPEN)], { percent: 49 })).toHaveLength(1);
    expect(told(groupLoss, [set(40, 40, STRICT, OPEN)], { percent: null })).toEqual([]);
  });

  test("is not told of a few lines, nor of a part of a stack", () => {
    expect(told(groupLoss, [set(10, 10, STRICT, OPEN)])).toEqual([]);
    expect(told(groupLoss, [set(11, 11, STRICT, OPEN)])).toHaveLength(1);
    expect(told(groupLoss, [set(1, 1, STRICT, OPEN)], { least: 0 })).toEqual([
      'kajeet filterGroup "Strict": 1 of 1 line would leave it, 100.0 %, which is over 50.0 %',
    ]);
    expect(told(groupLoss, [set(40, 40, STRICT, OPEN)], {}, { whole: false })).toEqual([]);
  });
});

test("the number of lines that leave may be as large as the limit", () => {
  expect(told(groupLoss, [set(40, 5, STRICT, OPEN)], { lines: 5 })).toEqual([]);
  expect(told(groupLoss, [set(40, 6, STRICT, OPEN)], { lines: 5 }, { whole: false })).toEqual([
    'kajeet filterGroup "Strict": 6 of 40 lines would leave it, and at most 5 may',
  ]);
  expect(told(groupLoss, [set(40, 40, STRICT, OPEN)], { lines: 5 })).toHaveLength(1);
});

describe("a group", () => {
  const all = { lines: 0 };

  test("is a filter group, a device group or a label, as the option says", () => {
    expect(told(groupLoss, [set(3, 1, { deviceGroup: "G" }, { deviceGroup: "H" })], all)).toEqual([
      'kajeet deviceGroup "G": 1 of 3 lines would leave it, and at most 0 may',
    ]);
    expect(told(groupLoss, [set(3, 1, { labels: ["A", "B"] }, { labels: ["B", "C"] })], all)).toEqual([
      'kajeet label "A": 1 of 3 lines would leave it, and at most 0 may',
    ]);
    const meters = set(3, 1, { deviceGroup: "G" }, { deviceGroup: null }, "thingspace:LineSet");
    expect(told(groupLoss, [meters], all)).toEqual([
      'thingspace deviceGroup "G": 1 of 3 lines would leave it, and at most 0 may',
    ]);
    expect(told(groupLoss, [meters], { ...all, attributes: ["filterGroup", "labels"] })).toEqual([]);
  });

  test("that is excepted may lose lines", () => {
    expect(told(groupLoss, [set(3, 1, STRICT, OPEN)], { ...all, except: ["Str*"] })).toEqual([]);
    expect(told(groupLoss, [set(3, 1, STRICT, OPEN)], { ...all, except: ["Open"] })).toHaveLength(1);
  });

  test("loses nobody by other changes", () => {
    expect(
      told(groupLoss, [set(3, 3, { ...STRICT, status: "active" }, { ...STRICT, status: "suspended" })], all),
    ).toEqual([]);
    expect(told(groupLoss, [set(3, 3, { note: "n" }, OPEN)], all)).toEqual([]);
    expect(told(groupLoss, [set(3, 3, { labels: ["A"] }, { labels: ["A", "B"] })], all)).toEqual([]);
  });
});

describe("lines that leave a resource", () => {
  const all = { lines: 0 };
  const gone = (onDelete: string) =>
    held(
      "kajeet:LineSet",
      "old",
      { lines: many(0, 3, STRICT), onDelete },
      { lines: many(0, 1, STRICT), onDelete },
    );

  test("are lost where they are ended, and stay in their group else", () => {
    expect(told(groupLoss, [gone("remove")], all)).toEqual([
      'kajeet filterGroup "Strict": 2 of 3 lines would leave it, and at most 0 may',
    ]);
    expect(told(groupLoss, [gone("retain")], all)).toEqual([]);
    expect(told(groupLoss, [gone("suspend")], all)).toEqual([]);
    expect(told(groupLoss, [gone("remove")], { ...all, attributes: ["labels"] })).toEqual([]);
  });

  test("are lost where they move to another group, and stay where they do not", () => {
    const next = (values: Of) => held("kajeet:LineSet", "new", undefined, { lines: many(1, 3, values) });
    expect(told(groupLoss, [gone("retain"), next(OPEN)], all)).toHaveLength(1);
    expect(told(groupLoss, [gone("retain"), next(STRICT)], all)).toEqual([]);
    expect(told(groupLoss, [gone("retain"), next({ note: "n" })], all)).toEqual([]);
  });

  test("lose the labels of an assignment that takes them off, unless another one has them", () => {
    const assigned = (name: string, before: string[], after: string[], label: string) =>
      held(
        "kajeet:LabelAssignment",
        name,
        { lines: Object.fromEntries(before.map((line) => [line, { labels: [label] }])), onDelete: "restore" },
        { lines: Object.fromEntries(after.map((line) => [line, { labels: [label] }])), onDelete: "restore" },
      );
    const left = assigned("a", [mdn(0), mdn(1)], [mdn(1)], "A");
    expect(told(groupLoss, [left], all)).toEqual([
      'kajeet label "A": 1 of 2 lines would leave it, and at most 0 may',
    ]);
    expect(told(groupLoss, [left, assigned("b", [], [mdn(0)], "A")], all)).toEqual([]);
    expect(told(groupLoss, [left, assigned("b", [], [mdn(0)], "B")], all)).toHaveLength(1);
  });
});

describe("a ThingSpace group", () => {
  const SIMS = ["89012604706900592925", "89148000000800139708", "89148000000800139716"];
  const all = { lines: 0 };
  const group = (before: object | undefined, after: object | undefined) =>
    resource("thingspace:DeviceGroup", "g", {
      ...(before ? { state: { name: "G", onDelete: "remove", ...before } } : {}),
      ...(after ? { wanted: { name: "G", onDelete: "remove", ...after } } : {}),
    });
  const LOST = ['thingspace deviceGroup "G": 2 of 3 lines would leave it, and at most 0 may'];

  test("loses those that it names no more", () => {
    expect(told(groupLoss, [group({ lines: SIMS }, { lines: SIMS.slice(0, 1) })], all)).toEqual(LOST);
    expect(told(groupLoss, [group({ lines: SIMS }, { lines: SIMS })], all)).toEqual([]);
    expect(told(groupLoss, [group({ lines: SIMS.slice(0, 1) }, { lines: SIMS })], all)).toEqual([]);
    expect(
      told(groupLoss, [group({ lines: SIMS }, { lines: [] })], { ...all, attributes: ["labels"] }),
    ).toEqual([]);
  });

  test("loses all where it ends, and nobody where it is let alone or renamed", () => {
    expect(told(groupLoss, [group({ lines: SIMS }, undefined)], all)).toEqual([
      'thingspace deviceGroup "G": 3 of 3 lines would leave it, and at most 0 may',
    ]);
    expect(told(groupLoss, [group({ lines: SIMS, onDelete: "retain" }, undefined)], all)).toEqual([]);
    expect(told(groupLoss, [group({ lines: SIMS }, {})], all)).toEqual([]);
    expect(told(groupLoss, [group({ lines: SIMS }, { name: "H", lines: SIMS })], all)).toEqual([]);
    expect(told(groupLoss, [group(undefined, { lines: SIMS }), group({}, { lines: [] })], all)).toEqual([]);
  });

  test("keeps those that their own declaration keeps in it", () => {
    const lines = (deviceGroup: string | null) =>
      held("thingspace:LineSet", "m", undefined, {
        lines: { [SIMS[1]!]: { deviceGroup }, [SIMS[2]!]: { deviceGroup } },
      });
    const left = group({ lines: SIMS }, { lines: SIMS.slice(0, 1) });
    expect(told(groupLoss, [left, lines("G")], all)).toEqual([]);
    expect(told(groupLoss, [left, lines("H")], all)).toEqual(LOST);
    expect(told(groupLoss, [left, lines(null)], all)).toEqual(LOST);
  });

  test("counts a line once that another resource holds, too", () => {
    const meters = held(
      "thingspace:LineSet",
      "m",
      { lines: { [SIMS[0]!]: { deviceGroup: "G" }, [SIMS[1]!]: { costCenter: "c" } } },
      { lines: { [SIMS[0]!]: { deviceGroup: "G" }, [SIMS[1]!]: { costCenter: "c" } } },
    );
    expect(told(groupLoss, [meters, group({ lines: SIMS }, { lines: SIMS.slice(0, 1) })], all)).toEqual(LOST);
  });
});

describe("a line that gets back what it had", () => {
  const left = (had: string) =>
    held(
      "kajeet:DeviceGroup",
      "d",
      {
        lines: { [mdn(0)]: { deviceGroup: "G" } },
        onDelete: "restore",
        before: { [mdn(0)]: `deviceGroup=${had}` },
      },
      { lines: {}, onDelete: "restore" },
    );

  test("is lost where that is another group", () => {
    expect(told(groupLoss, [left("H")], { lines: 0 })).toHaveLength(1);
    expect(told(groupLoss, [left("G")], { lines: 0 })).toEqual([]);
  });
});

test("a label that another assignment takes over is not lost", () => {
  const labels = (name: string, before: string[] | undefined, after: string[]) =>
    held("kajeet:LabelAssignment", name, before && { lines: { [mdn(0)]: { labels: before } } }, {
      lines: { [mdn(0)]: { labels: after } },
    });
  expect(told(groupLoss, [labels("a", ["A"], ["C"]), labels("b", undefined, ["A"])], { lines: 0 })).toEqual(
    [],
  );
  expect(
    told(groupLoss, [labels("a", ["A"], ["C"]), labels("b", undefined, ["B"])], { lines: 0 }),
  ).toHaveLength(1);
});

test("other resources that name a group, and what has no identity, lose nobody", () => {
  const trigger = resource("thingspace:Trigger", "t", {
    state: { name: "t", deviceGroup: "G" },
    wanted: { name: "t", deviceGroup: "H" },
  });
  const odd = (onDelete: string, after: object) =>
    held("kajeet:LineSet", "odd", { lines: { "??": STRICT }, onDelete }, { lines: after as never, onDelete });
  expect(told(groupLoss, [trigger], { lines: 0 })).toEqual([]);
  expect(told(groupLoss, [odd("remove", {})], { lines: 0 })).toEqual([]);
  expect(told(groupLoss, [odd("retain", { "??": OPEN })], { lines: 0 })).toEqual([]);
});

test("limits are no less than nothing, and shares no more than all", () => {
  const wrong = (options: object) => faults(groupLoss, options).length;
  expect([{ percent: -1 }, { percent: 101 }, { lines: -1 }, { least: -1 }].map(wrong)).toEqual([1, 1, 1, 1]);
  expect([{ percent: 0 }, { percent: 100 }, { lines: 0 }, { least: 0 }].map(wrong)).toEqual([0, 0, 0, 0]);
});

test("each group is counted by itself", () => {
  const before = { ...many(0, 20, { filterGroup: "G1" }), ...many(20, 40, { filterGroup: "G2" }) };
  const after = { ...before, ...many(0, 15, { filterGroup: "G2" }) };
  expect(told(groupLoss, [held("kajeet:LineSet", "fleet", { lines: before }, { lines: after })])).toEqual([
    'kajeet filterGroup "G1": 15 of 20 lines would leave it, 75.0 %, which is over 50.0 %',
  ]);
});

test("a line that cannot come back, and stays declared in its group, does not leave it", () => {
  const meters = (status: string) => ({ lines: many(0, 20, { status, deviceGroup: "G" }) });
  const ended = held("thingspace:LineSet", "meters", meters("active"), meters("deactive"));
  expect(told(groupLoss, [ended])).toEqual([]);
});

test("a group without a name is none", () => {
  const unnamed = { lines: many(0, 20, { filterGroup: "" }) };
  const named = { lines: many(0, 20, { filterGroup: "G" }) };
  expect(told(groupLoss, [held("kajeet:LineSet", "fleet", unnamed, named)])).toEqual([]);
});
