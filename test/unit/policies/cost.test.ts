import { describe, expect, test } from "vitest";
import { moneyText, monthlyCost } from "../../../policies/cost";
import { held, plan } from "../../support/plans";
import { many } from "./rules/told";

const fleet = (...sets: [type: string, lines: Parameters<typeof held>[2]][]) =>
  plan(sets.map(([type, side], at) => held(type, `s${at}`, undefined, side))).after.lines;
const prices = { kajeet: { "PLAN-A": 12.5, "PLAN-B": 0.1 }, thingspace: { M: 3 } };

describe("the monthly cost", () => {
  test("is that of each plan, and of all", () => {
    const lines = fleet(
      [
        "kajeet:LineSet",
        { lines: { ...many(0, 3, { ratePlan: "PLAN-B" }), ...many(3, 5, { ratePlan: "PLAN-A" }) } },
      ],
      ["thingspace:LineSet", { lines: many(10, 12, { ratePlan: "M" }) }],
    );
    expect(monthlyCost(lines, { prices, unbilled: {} })).toEqual({
      total: 31.3,
      plans: [
        { carrier: "kajeet", ratePlan: "PLAN-A", lines: 2, price: 12.5, total: 25 },
        { carrier: "kajeet", ratePlan: "PLAN-B", lines: 3, price: 0.1, total: 0.3 },
        { carrier: "thingspace", ratePlan: "M", lines: 2, price: 3, total: 6 },
      ],
      unpriced: 0,
      unplanned: 0,
    });
  });

  test("is without lines that have no price or no plan, and counts them", () => {
    const lines = fleet([
      "kajeet:LineSet",
      {
        lines: {
          ...many(0, 2, { ratePlan: "constructor" }),
          ...many(2, 5, { note: "n" }),
          ...many(5, 6, { ratePlan: "PLAN-A" }),
        },
      },
    ]);
    expect(monthlyCost(lines, { prices, unbilled: {} })).toEqual({
      total: 12.5,
      plans: [
        { carrier: "kajeet", ratePlan: "PLAN-A", lines: 1, price: 12.5, total: 12.5 },
        { carrier: "kajeet", ratePlan: "constructor", lines: 2, price: undefined, total: 0 },
      ],
      unpriced: 2,
      unplanned: 3,
    });
  });

  test("leaves out lines that are not billed, and carriers without prices", () => {
    const lines = fleet(
      [
        "kajeet:LineSet",
        {
          lines: {
            ...many(0, 1, { ratePlan: "PLAN-A", status: "suspended" }),
            ...many(1, 2, { ratePlan: "PLAN-A", status: "active" }),
            ...many(2, 3, { status: "suspended" }),
          },
        },
      ],
      ["thingspace:LineSet", { lines: many(10, 12, { ratePlan: "M", status: "suspend" }) }],
    );
    const total = (unbilled: object, list: object = prices) =>
      monthlyCost(lines, { prices: list as never, unbilled: unbilled as never });
    expect(total({}).total).toBe(31);
    expect(total({ kajeet: ["suspended"] }).total).toBe(18.5);
    expect(total({ kajeet: ["suspended"] }).unplanned).toBe(0);
    expect(total({ thingspace: ["suspended"] }).total).toBe(31);
    expect(total({ thingspace: ["suspend"] }).total).toBe(25);
    expect(total({}, { kajeet: prices.kajeet })).toMatchObject({ total: 25, unpriced: 0, unplanned: 1 });
  });

  test("is rounded to two decimals", () => {
    const lines = fleet(["kajeet:LineSet", { lines: many(0, 3, { ratePlan: "T" }) }]);
    expect(monthlyCost(lines, { prices: { kajeet: { T: 1.115 } }, unbilled: {} }).total).toBe(3.35);
  });
});

test("an amount is written as people write it", () => {
  expect(moneyText(1234567.5, "USD")).toBe("1,234,567.50 USD");
  expect(moneyText(0, "EUR")).toBe("0.00 EUR");
  expect(moneyText(0.125, "USD")).toBe("0.13 USD");
});
