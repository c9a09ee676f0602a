import { describe, expect, test } from "vitest";
import { dataLimitsPresent } from "../../../../policies/rules/data-limits-present";
import { held, single } from "../../../support/plans";
import { findings, remedied, told } from "./told";

const BUS = "304-228-6302";
const OFFICE = "304-201-3111";
const SIM = "89012604706900592925";
const all = { groups: ["*"] };
const set = (values: object) =>
  held("kajeet:LineSet", "fleet", undefined, { lines: { [BUS]: values as never } });

describe("a line without a limit", () => {
  test("is told, whether none is declared or it is taken away", () => {
    expect(told(dataLimitsPresent, [set({ note: "n" })], all)).toEqual([
      `${BUS}: it has no monthly data limit; give it a number of MB`,
    ]);
    expect(told(dataLimitsPresent, [set({ monthlyLimit: null })], { ...all, min: 5 })).toEqual([
      `${BUS}: it has no monthly data limit; give it at least 5 MB`,
    ]);
    expect(told(dataLimitsPresent, [single("kajeet:Line", "b", undefined, { mdn: BUS })], all)).toHaveLength(
      1,
    );
    expect(told(dataLimitsPresent, [set({ monthlyLimit: 0 })], all)).toEqual([]);
  });

  test("has one where a DataLimit gives it, and has none where that takes it away", () => {
    const limit = (monthlyLimit: number | null) =>
      held("kajeet:DataLimit", "d", undefined, { lines: { [BUS]: { monthlyLimit } } });
    expect(told(dataLimitsPresent, [set({ note: "n" }), limit(500)], all)).toEqual([]);
    expect(findings(dataLimitsPresent, [set({ note: "n" }), limit(null)], { options: all })).toMatchObject([
      { urn: limit(null).urn },
    ]);
    expect(told(dataLimitsPresent, [limit(null)], all)).toHaveLength(1);
  });

  test("is not known of one that is only a member somewhere", () => {
    const vpn = held("kajeet:VpnStatus", "v", undefined, { lines: { [BUS]: { vpn: true } } });
    expect(told(dataLimitsPresent, [vpn], all)).toEqual([]);
  });

  test("is no matter of other carriers, other groups, exceptions, or of no option", () => {
    expect(
      told(dataLimitsPresent, [held("thingspace:LineSet", "t", undefined, { lines: { [SIM]: {} } })], all),
    ).toEqual([]);
    expect(told(dataLimitsPresent, [set({})])).toEqual([]);
    expect(told(dataLimitsPresent, [set({})], { ...all, except: [BUS] })).toEqual([]);
    const groups = { groups: ["LOAN*"] };
    expect(told(dataLimitsPresent, [set({ deviceGroup: "LOANERS" })], groups)).toHaveLength(1);
    expect(told(dataLimitsPresent, [set({ deviceGroup: "BUSES" })], groups)).toEqual([]);
    expect(told(dataLimitsPresent, [set({})], groups)).toEqual([]);
    expect(
      told(dataLimitsPresent, [set({ filterGroup: "LOANERS" })], { ...groups, groupBy: "filterGroup" }),
    ).toHaveLength(1);
  });
});

describe("a limit", () => {
  const found = (monthlyLimit: number, bounds: object) =>
    told(dataLimitsPresent, [set({ monthlyLimit })], { ...all, ...bounds });

  test("is within its bounds", () => {
    const bounds = { min: 500, max: 5000 };
    expect([500, 5000].flatMap((limit) => found(limit, bounds))).toEqual([]);
    expect(found(499, bounds)).toEqual([`${BUS}: its monthly data limit of 499 MB must be 500 to 5000 MB`]);
    expect(found(5001, bounds)).toHaveLength(1);
    expect(found(499, { min: 500 })).toEqual([
      `${BUS}: its monthly data limit of 499 MB must be at least 500 MB`,
    ]);
    expect(found(5001, { max: 5000 })).toEqual([
      `${BUS}: its monthly data limit of 5001 MB must be at most 5000 MB`,
    ]);
    expect(found(0, { max: 0 })).toEqual([]);
  });
});

describe("what is better", () => {
  const lines = (values: object, options: object) =>
    remedied(dataLimitsPresent, set(values), { ...all, ...options })?.lines;

  test("is a limit where there is none, and one is given", () => {
    expect(lines({ note: "n" }, { limit: 900 })).toEqual({ [BUS]: "monthlyLimit=900; note=n" });
    expect(lines({ monthlyLimit: null }, { limit: 900 })).toEqual({ [BUS]: "monthlyLimit=900" });
    expect(lines({ note: "n" }, {})).toBeUndefined();
  });

  test("is the nearest bound", () => {
    expect(lines({ monthlyLimit: 1 }, { min: 500, max: 5000 })).toEqual({ [BUS]: "monthlyLimit=500" });
    expect(lines({ monthlyLimit: 9000 }, { min: 500, max: 5000 })).toEqual({ [BUS]: "monthlyLimit=5000" });
    expect(lines({ monthlyLimit: 700 }, { min: 500, max: 5000, limit: 900 })).toBeUndefined();
    expect(lines({ monthlyLimit: 700 }, { limit: 900 })).toBeUndefined();
  });

  test("leaves lines of other groups, exceptions and carriers alone, and memberships that speak of no limit", () => {
    expect(lines({}, { limit: 9, groups: [] })).toBeUndefined();
    expect(lines({ deviceGroup: "A" }, { limit: 9, groups: ["B"] })).toBeUndefined();
    expect(lines({ deviceGroup: "B" }, { limit: 9, groups: ["B"] })).toBeDefined();
    expect(lines({}, { limit: 9, except: [BUS] })).toBeUndefined();
    const meters = held("thingspace:LineSet", "t", undefined, { lines: { [SIM]: {} } });
    expect(remedied(dataLimitsPresent, meters, { ...all, limit: 9 })).toBeUndefined();
    const daily = held("kajeet:DataLimit", "d", undefined, {
      lines: { [BUS]: { dailyLimit: 1 } },
      dailyLimit: 1,
    });
    expect(remedied(dataLimitsPresent, daily, { ...all, limit: 9 })).toBeUndefined();
    const none = held("kajeet:DataLimit", "d", undefined, {
      lines: { [BUS]: { monthlyLimit: null } },
      monthlyLimit: null,
    });
    expect(remedied(dataLimitsPresent, none, { ...all, limit: 9 })).toMatchObject({ monthlyLimit: 9 });
  });

  test("goes by the account of the arguments", () => {
    const corp = held("kajeet:LineSet", "f", undefined, {
      lines: { [BUS]: {}, [OFFICE]: {} },
      corp: "SCHOOL",
    });
    const options = { groupBy: "account", limit: 9 };
    expect(remedied(dataLimitsPresent, corp, { ...options, groups: ["SCHOOL"] })).toBeDefined();
    expect(remedied(dataLimitsPresent, corp, { ...options, groups: ["OTHER"] })).toBeUndefined();
  });
});
