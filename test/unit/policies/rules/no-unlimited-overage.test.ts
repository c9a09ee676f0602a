import { describe, expect, test } from "vitest";
import { noUnlimitedOverage } from "../../../../policies/rules/no-unlimited-overage";
import { held, single } from "../../../support/plans";
import { faults, findings, remedied, told } from "./told";

const BUS = "304-228-6302";
const OFFICE = "304-201-3111";
const SIM = "89012604706900592925";
const sim = (overageLimitOverride: string) =>
  held("control-center:LineSet", "sims", undefined, { lines: { [SIM]: { overageLimitOverride } } });
const bus = (monthlyLimit: number | null) =>
  held("kajeet:LineSet", "fleet", undefined, {
    lines: { [BUS]: { monthlyLimit }, [OFFICE]: { monthlyLimit: 5 } },
  });

describe("Control Center", () => {
  test("lines that go on for ever are told", () => {
    const set = sim("permanentOverride");
    expect(findings(noUnlimitedOverage, [set])).toEqual([
      {
        subject: SIM,
        urn: set.urn,
        message: `${SIM}: overageLimitOverride "permanentOverride" lets it go on beyond its data limit; right is "default"`,
      },
    ]);
    expect(told(noUnlimitedOverage, [sim("default")])).toEqual([]);
  });

  test("lines that go on until the cycle ends are told where that is asked for", () => {
    expect(told(noUnlimitedOverage, [sim("temporaryOverride")])).toEqual([]);
    expect(told(noUnlimitedOverage, [sim("temporaryOverride")], { temporary: true })).toEqual([
      `${SIM}: overageLimitOverride "temporaryOverride" lets it go on beyond its data limit; right is "default"`,
    ]);
    expect(told(noUnlimitedOverage, [sim("default")], { temporary: true })).toEqual([]);
  });

  test("lines get the default back", () => {
    expect(remedied(noUnlimitedOverage, sim("permanentOverride"))).toMatchObject({
      onDelete: "retain",
      lines: { [SIM]: "overageLimitOverride=default" },
    });
    expect(remedied(noUnlimitedOverage, sim("temporaryOverride"))).toBeUndefined();
    expect(remedied(noUnlimitedOverage, sim("permanentOverride"), { except: [SIM] })).toBeUndefined();
    const one = single("control-center:Line", "s", undefined, {
      iccid: SIM,
      overageLimitOverride: "permanentOverride",
    });
    expect(remedied(noUnlimitedOverage, one)).toEqual({ ...one.wanted, overageLimitOverride: "default" });
  });
});

describe("Kajeet", () => {
  test("lines without a limit are told, by sets, lines and memberships", () => {
    const expected = [`${BUS}: monthlyLimit null lets it use data without end; give it a number of MB`];
    expect(told(noUnlimitedOverage, [bus(null)])).toEqual(expected);
    expect(
      told(noUnlimitedOverage, [single("kajeet:Line", "b", undefined, { mdn: BUS, monthlyLimit: null })]),
    ).toEqual(expected);
    const limit = held("kajeet:DataLimit", "d", undefined, {
      lines: { [BUS]: { monthlyLimit: null } },
      monthlyLimit: null,
    });
    expect(findings(noUnlimitedOverage, [limit])).toMatchObject([{ urn: limit.urn }]);
    const set = held("kajeet:LineSet", "f", undefined, { lines: { [BUS]: { note: "n" } } });
    expect(findings(noUnlimitedOverage, [set, limit])).toMatchObject([{ urn: limit.urn }]);
    expect(told(noUnlimitedOverage, [bus(0)])).toEqual([]);
    expect(told(noUnlimitedOverage, [single("kajeet:Line", "b", undefined, { mdn: BUS })])).toEqual([]);
  });

  test("lines that are excepted are let through, however they are written", () => {
    expect(told(noUnlimitedOverage, [bus(null)], { except: ["3042286302"] })).toEqual([]);
    expect(told(noUnlimitedOverage, [bus(null)], { except: ["304-228-*"] })).toEqual([]);
    expect(told(noUnlimitedOverage, [bus(null)], { except: ["304-229-*"] })).toHaveLength(1);
    const one = single("kajeet:Line", "b", undefined, {
      mdn: BUS,
      monthlyLimit: null,
      iccid: SIM,
      imei: "352099001761481",
    });
    expect(told(noUnlimitedOverage, [one], { except: [SIM] })).toEqual([]);
    expect(told(noUnlimitedOverage, [one], { except: ["352099001761481"] })).toEqual([]);
  });

  test("lines get a limit where one is given", () => {
    expect(remedied(noUnlimitedOverage, bus(null))).toBeUndefined();
    expect(remedied(noUnlimitedOverage, bus(null), { limit: 2000 })?.lines).toEqual({
      [BUS]: "monthlyLimit=2000",
      [OFFICE]: "monthlyLimit=5",
    });
    expect(remedied(noUnlimitedOverage, bus(5), { limit: 2000 })).toBeUndefined();
    const one = single("kajeet:Line", "b", undefined, { mdn: BUS, monthlyLimit: null, note: "n" });
    expect(remedied(noUnlimitedOverage, one, { limit: 2000 })).toStrictEqual({
      ...one.wanted,
      monthlyLimit: 2000,
    });
  });

  test("memberships get it for their lines and for themselves, and keep what else they say", () => {
    const limit = (lines: string[]) =>
      held("kajeet:DataLimit", "d", undefined, {
        lines: Object.fromEntries(lines.map((line) => [line, { monthlyLimit: null, dailyLimit: 9 }])),
        monthlyLimit: null,
        dailyLimit: 9,
        exclusive: false,
      });
    expect(remedied(noUnlimitedOverage, limit([BUS, OFFICE]), { limit: 7 })).toEqual({
      onDelete: "retain",
      exclusive: false,
      dailyLimit: 9,
      monthlyLimit: 7,
      lines: { [BUS]: "monthlyLimit=7; dailyLimit=9", [OFFICE]: "monthlyLimit=7; dailyLimit=9" },
    });
    // One line stays as it is, so the membership itself says what it said.
    expect(remedied(noUnlimitedOverage, limit([BUS, OFFICE]), { limit: 7, except: [BUS] })).toMatchObject({
      monthlyLimit: null,
      lines: { [BUS]: "monthlyLimit=(none); dailyLimit=9", [OFFICE]: "monthlyLimit=7; dailyLimit=9" },
    });
  });

  test("what holds no lines, or goes, stays as it is", () => {
    expect(
      remedied(
        noUnlimitedOverage,
        held("kajeet:LineSet", "f", { lines: { [BUS]: { monthlyLimit: null } } }, undefined),
        { limit: 7 },
      ),
    ).toBeUndefined();
    expect(remedied(noUnlimitedOverage, { ...bus(null), spec: {} as never }, { limit: 7 })).toBeUndefined();
  });
});

test("a limit is no less than nothing", () => {
  expect([-1, 0].map((limit) => faults(noUnlimitedOverage, { limit }).length)).toEqual([1, 0]);
});
