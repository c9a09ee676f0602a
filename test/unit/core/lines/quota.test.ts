import { describe, expect, test } from "vitest";
import type { Writer } from "../../../../provider/core/lines/model";
import { beyond, foresee, type Quota, Tally, warnings } from "../../../../provider/core/lines/quota";
import type { Values } from "../../../../provider/core/value";

const ACTIONS: Quota = { name: "actions", most: 2, per: "day", writers: ["suspend", "restore"] };
const PLANS: Quota = { name: "changes of plan", most: 1, per: "month", writers: ["plan"] };
const NOON = Date.parse("2026-11-30T12:00:00Z");
const HOUR = 3600_000;

const tally = (now = NOON, state?: string) => new Tally([ACTIONS, PLANS], now, state);

describe("a tally", () => {
  test("allows so many a line, whichever of the writers they are", () => {
    const one = tally();
    one.add("A", "suspend");
    expect(one.exceeded("A", "restore")).toBeUndefined();
    one.add("A", "restore");
    expect(one.exceeded("A", "restore")).toBe(ACTIONS);
    expect(one.exceeded("A", "suspend")).toBe(ACTIONS);
    expect(one.exceeded("A", "plan")).toBeUndefined();
    expect(one.exceeded("A", "fields")).toBeUndefined();
    expect(one.exceeded("B", "restore")).toBeUndefined();
  });

  test("comes back from state as it was", () => {
    const one = tally();
    for (const writer of ["suspend", "restore", "plan", "fields"]) one.add("A", writer);
    one.add("B", "suspend");
    const other = tally(NOON + HOUR, one.packed());
    expect(other.exceeded("A", "suspend")).toBe(ACTIONS);
    expect(other.exceeded("A", "plan")).toBe(PLANS);
    expect(other.exceeded("B", "suspend")).toBeUndefined();
    expect(other.packed()).toBe(one.packed());
  });

  test("takes no place in state where nothing was spent", () => {
    expect(tally().packed()).toBeUndefined();
    const one = tally();
    one.add("A", "fields");
    expect(one.packed()).toBeUndefined();
  });

  test("forgets a day at midnight UTC, and a month with its last day", () => {
    const one = tally();
    for (const writer of ["suspend", "restore", "plan"]) one.add("A", writer);
    const evening = tally(Date.parse("2026-11-30T23:59:59.999Z"), one.packed());
    expect(evening.exceeded("A", "suspend")).toBe(ACTIONS);
    const after = tally(Date.parse("2026-12-01T00:00:00Z"), one.packed());
    expect(after.exceeded("A", "suspend")).toBeUndefined();
    expect(after.exceeded("A", "plan")).toBeUndefined();
    expect(after.packed()).toBeUndefined();
  });

  test("keeps the month where only the day is over", () => {
    const now = Date.parse("2026-11-02T12:00:00Z");
    const one = tally(now);
    for (const writer of ["suspend", "restore", "plan"]) one.add("A", writer);
    const next = tally(now + 24 * HOUR, one.packed());
    expect(next.exceeded("A", "suspend")).toBeUndefined();
    expect(next.exceeded("A", "plan")).toBe(PLANS);
  });

  test("costs state a few bytes a line", () => {
    const one = tally();
    for (let line = 0; line < 10_000; line += 1)
      one.add(`8914800000${String(line).padStart(10, "0")}`, "suspend");
    expect(one.packed()!.length / 10_000).toBeLessThan(10);
  });
});

describe("what is said", () => {
  test("of a line that has had it", () => {
    expect(beyond(PLANS)).toBe(
      "it has had its 1 changes of plan of this month, and the carrier would refuse another",
    );
  });

  test("in a plan: a sentence a quota, with five lines at most by name", () => {
    const many = Array.from({ length: 7 }, (_, at) => ({ name: `L${at}`, quota: ACTIONS }));
    expect(warnings([...many, { name: "P", quota: PLANS }])).toEqual([
      "more than 2 actions a day for L0, L1, L2, L3, L4 and 2 more: what goes beyond is not sent, and left to a run next day",
      "more than 1 changes of plan a month for P: what goes beyond is not sent, and left to a run next month",
    ]);
    expect(warnings([])).toEqual([]);
  });
});

describe("a plan", () => {
  const attribute = (name: string) => ({
    name,
    kind: "text" as const,
    role: "setting" as const,
    schema: undefined as never,
    describe: name,
    observed: () => undefined,
  });
  const ATTRIBUTES = ["status", "plan"].map(attribute);
  const send = async () => [];
  const WRITERS: Writer<object, unknown>[] = [
    {
      name: "restore",
      attributes: ["status"],
      limit: 10,
      parts: (before, _, wanted) =>
        before.status === "off" && wanted.status === "on" ? [{ status: "on" }] : [],
      send,
    },
    { name: "plan", attributes: ["plan"], limit: 10, stage: 1, send },
    {
      name: "suspend",
      attributes: ["status"],
      limit: 10,
      stage: 2,
      parts: (before, _, wanted) =>
        before.status === "on" && wanted.status === "off" ? [{ status: "off" }] : [],
      send,
    },
  ];
  const rows = (values: Record<string, Values>) => new Map(Object.entries(values));
  const excess = (before: Record<string, Values>, wanted: Record<string, Values>, one: Tally) =>
    foresee(rows(before), rows(wanted), WRITERS, ATTRIBUTES as never, one).map(({ name, quota }) => [
      name,
      quota.name,
    ]);

  test("finds nothing where nothing differs, however much was spent", () => {
    const one = tally();
    for (let times = 0; times < 3; times += 1) one.add("A", "suspend");
    expect(excess({ A: { status: "on" } }, { A: { status: "on" } }, one)).toEqual([]);
  });

  test("finds the lines that would go beyond, and no others", () => {
    const one = tally();
    for (const line of ["A", "B"]) for (let times = 0; times < 2; times += 1) one.add(line, "suspend");
    one.add("C", "suspend");
    one.add("B", "plan");
    const before = { A: { status: "on" }, B: { plan: "x", status: "on" }, C: { status: "on" }, D: {} };
    const wanted = {
      A: { status: "off" },
      B: { plan: "y", status: "on" },
      C: { status: "off" },
      D: { plan: "y" },
    };
    expect(excess(before, wanted, one)).toEqual([
      ["B", "changes of plan"],
      ["A", "actions"],
    ]);
  });

  test("asks for each step of a line once", () => {
    const one = tally();
    one.add("A", "suspend");
    expect(excess({ A: { status: "off", plan: "x" } }, { A: { status: "on", plan: "y" } }, one)).toEqual([]);
    expect(one.exceeded("A", "suspend")).toBe(ACTIONS);
  });
});
