import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attribute } from "../../../../provider/core/lines/attribute";
import type { Writer } from "../../../../provider/core/lines/model";
import { type Change, difference, planSteps, stagesOf } from "../../../../provider/core/lines/plan";
import type { Values } from "../../../../provider/core/value";

const attribute = (name: string, role: Attribute<never>["role"] = "setting") =>
  ({ name, role }) as Attribute<never>;
const attributes = [
  attribute("status"),
  attribute("reason", "order"),
  attribute("nickname"),
  attribute("labels"),
  attribute("iccid", "fact"),
  attribute("group"),
];
const writer = (name: string, more: Partial<Writer<never, string>> = {}): Writer<never, string> => ({
  name,
  attributes: [name],
  limit: 2,
  send: async () => [],
  ...more,
});
const writers = [
  writer("status", { attributes: ["status", "reason"] }),
  writer("nickname"),
  writer("labels", {
    parts: (before, wanted) =>
      (wanted.labels as string[])
        .filter((label) => !((before.labels as string[] | undefined) ?? []).includes(label))
        .map((label) => ({ add: label })),
  }),
  writer("group", { stage: 1 }),
];
const change = (name: string, before: Values, wanted: Values): Change<string> => ({
  name,
  handle: name.startsWith("w") ? "west" : "east",
  before,
  wanted,
});
const plan = (changes: Change<string>[]) =>
  stagesOf(writers)
    .map((stage) => planSteps(changes, stage, attributes, (handle) => handle))
    .filter((steps) => steps.length > 0);
const outline = (changes: Change<string>[]) =>
  plan(changes).map((stage) =>
    stage.map((step) => [step.scope, step.values, step.changes.map(({ name }) => name)]),
  );

describe("difference", () => {
  test("is what is wanted, managed and not there yet; facts and what only serves an order are never sent", () => {
    const before = { status: "active", nickname: "a", labels: ["x", "y"] };
    const wanted = { status: "active", nickname: null, labels: ["y", "x"], iccid: "8", reason: "r" };
    expect(difference(before, wanted, attributes)).toEqual({ nickname: null });
  });
});

describe("planSteps", () => {
  test("puts lines that want the same into one step, by account", () => {
    const changes = ["e1", "e2", "w1"].map((name) => change(name, {}, { nickname: "n" }));
    expect(outline(changes)).toEqual([
      [
        ["east", { nickname: "n" }, ["e1", "e2"]],
        ["west", { nickname: "n" }, ["w1"]],
      ],
    ]);
  });

  test("sends what accompanies a change along with it, and not alone", () => {
    expect(outline([change("e1", { status: "active" }, { status: "suspended", reason: "lost" })])).toEqual([
      [["east", { status: "suspended", reason: "lost" }, ["e1"]]],
    ]);
    expect(outline([change("e1", { status: "active" }, { status: "active", reason: "lost" })])).toEqual([]);
  });

  test("makes a step a label, however the lines combine them", () => {
    const changes = [
      change("e1", { labels: ["a"] }, { labels: ["a", "b"] }),
      change("e2", { labels: [] }, { labels: ["b", "c"] }),
    ];
    expect(outline(changes)).toEqual([
      [
        ["east", { add: "b" }, ["e1", "e2"]],
        ["east", { add: "c" }, ["e2"]],
      ],
    ]);
  });

  test("leaves what changes the address of a line to the end", () => {
    const stages = outline([change("e1", {}, { group: "west", nickname: "n" })]);
    expect(stages.map((stage) => stage.map(([, values]) => values))).toEqual([
      [{ nickname: "n" }],
      [{ group: "west" }],
    ]);
  });

  test("takes each changed line once for each of its changes, in a step a value", () => {
    const wishes = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(wishes, (nicknames) => {
        const changes = nicknames.map((nickname, index) =>
          change(`e${index}`, { nickname: "a" }, { nickname }),
        );
        const steps = plan(changes).flat();
        const named = steps.flatMap((step) => step.changes.map(({ name }) => name)).sort();
        const expected = changes.filter(({ wanted }) => wanted.nickname !== "a").map(({ name }) => name);
        expect(named).toEqual(expected.sort());
        const wanted = new Set(nicknames.filter((nickname) => nickname !== "a"));
        expect(new Set(steps.map(({ values }) => values.nickname))).toEqual(wanted);
        expect(steps).toHaveLength(wanted.size);
      }),
    );
  });
});
