import { describe, expect, test } from "vitest";
import { monthlyCostRule } from "../../../../policies/rules/monthly-cost";
import { held } from "../../../support/plans";
import { faults, many, told } from "./told";

const prices = { kajeet: { A: 10, B: 15, FREE: 0 } };
const set = (before: string | undefined, after: string, count = 100) =>
  held(
    "kajeet:LineSet",
    "fleet",
    before === undefined ? undefined : { lines: many(0, count, { ratePlan: before }) },
    { lines: many(0, count, { ratePlan: after }) },
  );

describe("a budget", () => {
  test("is told of with what is over it", () => {
    expect(told(monthlyCostRule, [set("A", "B")], { prices, budget: 1400 })).toEqual([
      "the fleet: it would cost 1,500.00 USD a month, which is 100.00 USD over the budget of 1,400.00 USD",
    ]);
    expect(told(monthlyCostRule, [set("A", "B")], { prices, budget: 1400, currency: "EUR" })[0]).toContain(
      "100.00 EUR over",
    );
  });

  test("may be used up", () => {
    expect(told(monthlyCostRule, [set("A", "B")], { prices, budget: 1500 })).toEqual([]);
    expect(told(monthlyCostRule, [set("A", "B")], { prices, budget: 1499.99 })).toHaveLength(1);
  });

  test("is no matter of a plan that adds nothing, or shows only a part", () => {
    expect(told(monthlyCostRule, [set("B", "A")], { prices, budget: 900 })).toEqual([]);
    expect(told(monthlyCostRule, [set("A", "A")], { prices, budget: 900 })).toEqual([]);
    expect(told(monthlyCostRule, [set("A", "B")], { prices, budget: 900 }, { whole: false })).toEqual([]);
  });
});

describe("an increase", () => {
  test("in money may be as large as its limit, and is known of a part, too", () => {
    expect(told(monthlyCostRule, [set("A", "B")], { prices, increase: 500 })).toEqual([]);
    expect(told(monthlyCostRule, [set("A", "B")], { prices, increase: 499 }, { whole: false })).toEqual([
      "the fleet: its cost would rise by 500.00 USD a month, from 1,000.00 USD to 1,500.00 USD, and at most 499.00 USD may be added",
    ]);
  });

  test("in per cent goes by the cost before", () => {
    expect(told(monthlyCostRule, [set("A", "B")], { prices, increasePercent: 50 })).toEqual([]);
    expect(told(monthlyCostRule, [set("A", "B")], { prices, increasePercent: 49.9 })).toEqual([
      "the fleet: its cost would rise from 1,000.00 USD to 1,500.00 USD a month, 50.0 %, which is over 49.9 %",
    ]);
    expect(told(monthlyCostRule, [set("A", "B")], { prices, increasePercent: 10 }, { whole: false })).toEqual(
      [],
    );
  });

  test("from nothing is no share of it", () => {
    expect(told(monthlyCostRule, [set(undefined, "B")], { prices, increasePercent: 10 })).toEqual([]);
    expect(told(monthlyCostRule, [set("FREE", "B")], { prices, increasePercent: 10 })).toEqual([]);
    expect(told(monthlyCostRule, [set(undefined, "B")], { prices, increase: 10 })).toHaveLength(1);
  });
});

describe("a rate plan without a price", () => {
  test("is told where lines come to it", () => {
    expect(told(monthlyCostRule, [set("A", "NEW")], { prices })).toEqual([
      'kajeet rate plan "NEW": 100 lines would have it, and it has no price; give it one in prices.kajeet',
    ]);
    expect(told(monthlyCostRule, [set("OLD", "OLD")], { prices })).toEqual([]);
    expect(told(monthlyCostRule, [set("OLD", "OLD")], { prices, unpriced: "new" })).toEqual([]);
    expect(told(monthlyCostRule, [set(undefined, "NEW", 1)], { prices })[0]).toContain(
      "1 line would have it",
    );
  });

  test("is told always, or never, where that is asked for", () => {
    expect(told(monthlyCostRule, [set("OLD", "OLD")], { prices, unpriced: "all" })).toHaveLength(1);
    expect(told(monthlyCostRule, [set("A", "NEW")], { prices, unpriced: "none" })).toEqual([]);
  });

  test("of one carrier is not taken for that of another one", () => {
    const meters = held(
      "thingspace:LineSet",
      "m",
      { lines: many(0, 5, { ratePlan: "NEW" }) },
      { lines: many(0, 5, { ratePlan: "NEW" }) },
    );
    const both = { ...prices, thingspace: {} };
    expect(told(monthlyCostRule, [set("A", "NEW", 3), meters], { prices: both })).toHaveLength(1);
  });
});

test("small sums count as large ones do", () => {
  const cents = { kajeet: { A: 0.25, B: 0.75 } };
  expect(
    told(monthlyCostRule, [set("A", "B", 1)], { prices: cents, budget: 0.5, increasePercent: 150 }),
  ).toEqual([
    "the fleet: it would cost 0.75 USD a month, which is 0.25 USD over the budget of 0.50 USD",
    "the fleet: its cost would rise from 0.25 USD to 0.75 USD a month, 200.0 %, which is over 150.0 %",
  ]);
});

describe("lines that cost nothing", () => {
  const meters = (status: string) =>
    held("thingspace:LineSet", "m", undefined, { lines: many(0, 10, { ratePlan: "M", status }) });
  const sims = (status: string) =>
    held("control-center:LineSet", "c", undefined, {
      lines: { "89012604706900592925": { ratePlan: "C", status } },
    });
  const list = { kajeet: { A: 10 }, thingspace: { M: 1 }, "control-center": { C: 1 } };
  const costs = (resource: ReturnType<typeof held>, more: object = {}) =>
    told(monthlyCostRule, [resource], { prices: list, increase: 0, ...more }).length === 1;

  test("are those before activation and after the end", () => {
    expect(["preactive", "deactive", "active", "suspend"].map((status) => costs(meters(status)))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(
      ["testReady", "inventory", "retired", "purged", "activated", "deactivated"].map((status) =>
        costs(sims(status)),
      ),
    ).toEqual([false, false, false, false, true, true]);
  });

  test("are those of the option", () => {
    const suspended = held("kajeet:LineSet", "f", undefined, {
      lines: many(0, 1, { ratePlan: "A", status: "suspended" }),
    });
    expect(costs(suspended)).toBe(true);
    expect(costs(suspended, { unbilled: { kajeet: ["suspended"] } })).toBe(false);
    expect(costs(meters("preactive"), { unbilled: { kajeet: ["suspended"] } })).toBe(false);
  });
});

test("nothing is told without prices", () => {
  expect(
    told(monthlyCostRule, [set("A", "B")], { budget: 1, increase: 0, increasePercent: 0, unpriced: "all" }),
  ).toEqual([]);
});

test("prices are of carriers that exist, and no less than nothing", () => {
  expect(faults(monthlyCostRule, { prices: { kajet: {} } })).toHaveLength(1);
  expect(faults(monthlyCostRule, { prices: { kajeet: { A: -1 } } })).toHaveLength(1);
  expect(faults(monthlyCostRule, { prices: { kajeet: { A: 0 } } })).toEqual([]);
});

test("what is left out has its default, and texts are not empty", () => {
  expect(monthlyCostRule.options.parse({})).toMatchObject({ unpriced: "new", currency: "USD", budget: null });
  expect(faults(monthlyCostRule, { currency: "" })).toHaveLength(1);
  expect(faults(monthlyCostRule, { currency: "$" })).toEqual([]);
  expect(faults(monthlyCostRule, { unbilled: { kajeet: [""] } })).toHaveLength(1);
  expect(faults(monthlyCostRule, { budget: -1 })).toHaveLength(1);
});
