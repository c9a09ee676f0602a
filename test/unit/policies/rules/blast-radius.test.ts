import { describe, expect, test } from "vitest";
import { blastRadius } from "../../../../policies/rules/blast-radius";
import { held, single } from "../../../support/plans";
import { faults, findings, many, mdn, told } from "./told";

/** A set of lines, the first of which get another rate plan. */
const set = (count: number, changed: number, after: Record<string, string> = { ratePlan: "B" }) =>
  held(
    "kajeet:LineSet",
    "fleet",
    { lines: many(0, count, { ratePlan: "A", status: "active" }) },
    {
      lines: {
        ...many(0, count, { ratePlan: "A", status: "active" }),
        ...many(0, changed, { ratePlan: "A", status: "active", ...after }),
      },
    },
  );
const NO_LIMIT = { lines: null, percent: null, weight: null };
const only = (limits: object) => ({ deployment: { ...NO_LIMIT, ...limits } });

describe("the share of the fleet", () => {
  test("is told with its numbers where it is over the limit", () => {
    expect(told(blastRadius, [set(499, 120)], only({ percent: 5 }))).toEqual([
      "the deployment: 120 of 499 lines, 24.0 %, are over 5.0 %",
    ]);
  });

  test("may be as large as the limit", () => {
    expect(told(blastRadius, [set(100, 25)])).toEqual([]);
    expect(told(blastRadius, [set(100, 26)])).toEqual([
      "the deployment: 26 of 100 lines, 26.0 %, are over 25.0 %",
    ]);
  });

  test("has as many digits as tell it from the limit", () => {
    expect(told(blastRadius, [set(496, 125)], only({ percent: 25.2 }))).toEqual([
      "the deployment: 125 of 496 lines, 25.202 %, are over 25.2 %",
    ]);
  });

  test("is not told for a few lines", () => {
    expect(told(blastRadius, [set(10, 10)])).toEqual([]);
    expect(told(blastRadius, [set(11, 11)])).toEqual([
      "the deployment: 11 of 11 lines, 100.0 %, are over 25.0 %",
    ]);
    expect(told(blastRadius, [set(1, 1)], { least: 0 })).toEqual([
      "the deployment: 1 of 1 line, 100.0 %, are over 25.0 %",
    ]);
  });

  test("is not known of a part of a stack", () => {
    expect(told(blastRadius, [set(100, 26)], {}, { whole: false })).toEqual([]);
  });
});

describe("the number of lines", () => {
  test("may be as large as the limit", () => {
    expect(told(blastRadius, [set(20, 3)], only({ lines: 3 }))).toEqual([]);
    expect(told(blastRadius, [set(20, 4)], only({ lines: 3 }), { whole: false })).toEqual([
      "the deployment: 4 of 20 lines would change, and at most 3 may",
    ]);
  });

  test("counts lines, and not attributes", () => {
    const both = set(20, 3, { ratePlan: "B", status: "suspended" });
    expect(told(blastRadius, [both], only({ lines: 3 }))).toEqual([]);
  });

  test("counts a line once that two resources change", () => {
    const vpn = held(
      "kajeet:VpnStatus",
      "vpn",
      { lines: { [mdn(0)]: { vpn: false } } },
      { lines: { [mdn(0)]: { vpn: true } } },
    );
    expect(told(blastRadius, [set(20, 1), vpn], only({ lines: 1 }))).toEqual([]);
    expect(told(blastRadius, [set(20, 1), vpn], only({ lines: 0 }))).toHaveLength(1);
  });

  test("is 500 unless it is said", () => {
    const deployment = { percent: null };
    expect(told(blastRadius, [set(510, 500)], { deployment })).toEqual([]);
    expect(told(blastRadius, [set(510, 501)], { deployment })).toEqual([
      "the deployment: 501 of 510 lines would change, and at most 500 may",
    ]);
  });
});

describe("what counts", () => {
  const zero = only({ lines: 0 });

  test("is not what is cosmetic, unless its class is named", () => {
    const notes = set(20, 2, { note: "n" });
    expect(told(blastRadius, [notes], zero)).toEqual([]);
    expect(told(blastRadius, [notes], { ...zero, classes: ["cosmetic"] })).toHaveLength(1);
    expect(told(blastRadius, [set(20, 2)], { ...zero, classes: ["cosmetic"] })).toEqual([]);
  });

  test("is not a line that comes in, unless that is named", () => {
    const fresh = held("kajeet:LineSet", "fleet", undefined, {
      lines: { "89012604706900592925": { imei: "352099001761481", carrier: "VERIZON" } },
    });
    expect(told(blastRadius, [fresh], zero)).toEqual([]);
    expect(told(blastRadius, [fresh], { ...zero, operations: ["enter"] })).toEqual([
      "the deployment: 1 of 1 line would change, and at most 0 may",
    ]);
  });

  test("is a line that leaves, and not one that only moves", () => {
    const terms = { onDelete: "suspend" };
    const left = held(
      "kajeet:LineSet",
      "fleet",
      { lines: many(0, 2, {}), ...terms },
      { lines: {}, ...terms },
    );
    expect(told(blastRadius, [left], zero)).toHaveLength(1);
    const other = held("kajeet:LineSet", "other", undefined, { lines: many(0, 2, {}) });
    expect(told(blastRadius, [left, other], zero)).toEqual([]);
  });

  test("is not a line that stays as it is at the carrier", () => {
    const left = held("kajeet:LineSet", "fleet", { lines: many(0, 2, {}) }, { lines: {} });
    expect(told(blastRadius, [left], zero)).toEqual([]);
  });

  test("is every class but the cosmetic one, and what is booked", () => {
    for (const after of [{ ratePlan: "B" }, { status: "suspended" }, { deviceGroup: "G" }]) {
      expect(told(blastRadius, [set(20, 1, after as never)], zero)).toHaveLength(1);
    }
    const SIM = "89012604706900592925";
    const sims = held(
      "control-center:LineSet",
      "sims",
      { lines: { [SIM]: { ratePlan: "A" } } },
      { lines: { [SIM]: { ratePlan: "A" } }, schedule: [{ on: "2026-12-24", set: { ratePlan: "B" } }] },
    );
    expect(told(blastRadius, [sims], zero)).toHaveLength(1);
    expect(told(blastRadius, [sims], { ...zero, operations: ["change", "enter", "leave", "move"] })).toEqual(
      [],
    );
    expect(told(blastRadius, [sims], { ...zero, operations: ["book"] })).toHaveLength(1);
  });

  test("may be a line that moves, and what has no identity is no line", () => {
    const left = held("kajeet:LineSet", "a", { lines: many(0, 2, {}) }, { lines: {} });
    const other = held("kajeet:LineSet", "b", undefined, { lines: many(0, 2, {}) });
    const options = { ...zero, operations: ["move"], classes: ["cosmetic"] };
    expect(told(blastRadius, [left, other], options)).toHaveLength(1);
    const odd = held(
      "kajeet:LineSet",
      "odd",
      { lines: { "??": { ratePlan: "A" } } },
      { lines: { "??": { ratePlan: "B" } } },
    );
    expect(told(blastRadius, [odd], zero)).toEqual([]);
  });

  test("are lines alone", () => {
    const label = { name: "a", onDelete: "remove", force: false };
    const made = single(
      "kajeet:Line",
      "bus",
      { mdn: mdn(1), status: "active" },
      { mdn: mdn(1), status: "suspended" },
    );
    expect(told(blastRadius, [made], zero)).toHaveLength(1);
    const nothing = held("kajeet:LineSet", "fleet", { lines: {} }, { lines: {}, ...label });
    expect(told(blastRadius, [nothing], zero)).toEqual([]);
  });
});

describe("the weight", () => {
  const ending = (count: number, onDelete: string) =>
    held("kajeet:LineSet", "old", { lines: many(100, 100 + count, {}), onDelete }, { lines: {}, onDelete });

  test("is that of the worst change of each line", () => {
    const resources = [set(20, 2), ending(3, "remove")];
    expect(told(blastRadius, resources, only({ weight: 32 }))).toEqual([]);
    expect(told(blastRadius, resources, only({ weight: 31 }))).toEqual([
      "the deployment: 5 of 23 lines would change with a weight of 32, and at most 31 may",
    ]);
  });

  test("is that of the worst change, whatever comes after it", () => {
    const moved = held(
      "thingspace:LineSet",
      "meters",
      { lines: many(0, 1, { ratePlan: "A", account: "1" }) },
      { lines: many(0, 1, { ratePlan: "B", account: "2" }) },
    );
    expect(told(blastRadius, [moved], only({ weight: 3 }))).toEqual([]);
    expect(told(blastRadius, [moved], only({ weight: 2 }))).toHaveLength(1);
  });

  test("counts a change with a delay between the two others", () => {
    const meters = held(
      "thingspace:LineSet",
      "meters",
      { lines: many(0, 2, { ratePlan: "A", status: "active" }) },
      { lines: many(0, 2, { ratePlan: "B", status: "suspend" }) },
    );
    expect(told(blastRadius, [meters], only({ weight: 6 }))).toEqual([]);
    expect(told(blastRadius, [meters], only({ weight: 5 }))).toHaveLength(1);
  });

  test("goes by the weights that are given", () => {
    const weights = { call: 2, never: 5 };
    expect(told(blastRadius, [set(20, 2), ending(1, "remove")], { ...only({ weight: 8 }), weights })).toEqual(
      ["the deployment: 3 of 21 lines would change with a weight of 9, and at most 8 may"],
    );
  });

  test("is 1000 unless it is said", () => {
    const deployment = { lines: null, percent: null };
    expect(told(blastRadius, [ending(100, "remove")], { deployment })).toEqual([]);
    expect(told(blastRadius, [ending(100, "remove"), set(20, 1)], { deployment })).toHaveLength(1);
  });
});

describe("carriers and groups", () => {
  const grouped = held(
    "kajeet:LineSet",
    "fleet",
    {
      lines: {
        ...many(0, 30, { deviceGroup: "G1", ratePlan: "A" }),
        ...many(30, 60, { deviceGroup: "G2", ratePlan: "A" }),
      },
    },
    {
      lines: {
        ...many(0, 20, { deviceGroup: "G1", ratePlan: "B" }),
        ...many(20, 30, { deviceGroup: "G1", ratePlan: "A" }),
        ...many(30, 60, { deviceGroup: "G2", ratePlan: "A" }),
      },
    },
  );
  const meters = held(
    "thingspace:LineSet",
    "meters",
    { lines: many(100, 140, { ratePlan: "A" }) },
    { lines: many(100, 140, { ratePlan: "A" }) },
  );

  test("have limits of their own", () => {
    const options = { deployment: NO_LIMIT, carrier: { percent: 30 }, group: { percent: 50, lines: 19 } };
    expect(told(blastRadius, [grouped, meters], options)).toEqual([
      "kajeet: 20 of 60 lines, 33.3 %, are over 30.0 %",
      'kajeet deviceGroup "G1": 20 of 30 lines would change, and at most 19 may',
      'kajeet deviceGroup "G1": 20 of 30 lines, 66.7 %, are over 50.0 %',
    ]);
  });

  test("have none unless they are given", () => {
    expect(told(blastRadius, [grouped, meters], { deployment: NO_LIMIT })).toEqual([]);
  });

  test("are what the option says", () => {
    const options = { deployment: NO_LIMIT, group: { lines: 0 } };
    const subjects = (groupBy: string) =>
      findings(blastRadius, [grouped], { options: { ...options, groupBy } }).map(({ subject }) => subject);
    expect(subjects("account")).toEqual(['kajeet account "0000"']);
    expect(subjects("filterGroup")).toEqual([]);
  });
});

test("a line in no group is in none", () => {
  const meters = held(
    "thingspace:LineSet",
    "m",
    { lines: many(0, 1, { ratePlan: "A", deviceGroup: null }) },
    { lines: many(0, 1, { ratePlan: "B", deviceGroup: null }) },
  );
  expect(told(blastRadius, [meters], { group: { lines: 0 } })).toEqual([]);
});

test("limits are no less than nothing, and shares no more than all", () => {
  const wrong = (limits: object) => faults(blastRadius, { deployment: limits }).length;
  expect(
    [{ lines: -1 }, { lines: 0.5 }, { percent: -1 }, { percent: 101 }, { weight: -1 }].map(wrong),
  ).toEqual([1, 1, 1, 1, 1]);
  expect([{ lines: 0 }, { percent: 0 }, { percent: 100 }, { weight: 0 }].map(wrong)).toEqual([0, 0, 0, 0]);
  const weights = (each: number) =>
    faults(blastRadius, { weights: { call: each, delay: each, never: each } }).length;
  expect([weights(0), weights(-1)]).toEqual([0, 3]);
  expect(
    [faults(blastRadius, { least: 0 }), faults(blastRadius, { least: -1 })].map(({ length }) => length),
  ).toEqual([0, 1]);
});
