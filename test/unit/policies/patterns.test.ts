import { describe, expect, test } from "vitest";
import { exceptOption, isExcept } from "../../../policies/exceptions";
import { groupByOption, groupOf, groupText, inGroups } from "../../../policies/groups";
import { limitText, percentOf, percentText } from "../../../policies/numbers";
import { matchesAny, namesAny, patterns } from "../../../policies/patterns";

describe("a pattern", () => {
  test.each([
    ["Bus*", "Bus 47", true],
    ["Bus*", "Bus", true],
    ["*47", "Bus 47", true],
    ["B*4*", "Bus 47", true],
    ["*", "", true],
    ["Bus", "Bus 47", false],
    ["us*", "Bus 47", false],
    ["bus*", "Bus 47", false],
    ["a.c", "abc", false],
    ["a.c", "a.c", true],
    ["(a|b)+[c]", "(a|b)+[c]", true],
  ])("%s, for %s: %s", (pattern, text, expected) => {
    expect(matchesAny([pattern], text)).toBe(expected);
    expect(matchesAny([pattern], text)).toBe(expected);
  });

  test("is one of several, or there is none", () => {
    expect(matchesAny(["x", "Bus*"], "Bus 1")).toBe(true);
    expect(matchesAny([], "")).toBe(false);
  });
});

describe("the name of a line", () => {
  test("may be any of its names, with hyphens or without", () => {
    expect(namesAny(["3042286302"], ["304-228-6302"])).toBe(true);
    expect(namesAny(["304-228-63*"], ["3042286302"])).toBe(true);
    expect(namesAny(["8901*"], ["304-228-6302", "89012604706900592925"])).toBe(true);
    expect(namesAny(["304-228-6303"], ["304-228-6302"])).toBe(false);
    expect(namesAny([], ["304-228-6302"])).toBe(false);
  });

  test("of a line that is let through is its MDN, ICCID or IMEI, as far as they are known", () => {
    const line = { name: "304-228-6302", values: { iccid: "8901", imei: null } };
    expect(isExcept(["8901"], line)).toBe(true);
    expect(isExcept(["304*"], line)).toBe(true);
    expect(isExcept(["3520"], line)).toBe(false);
    expect(isExcept(["3520"], { name: "a", values: {} })).toBe(false);
  });
});

describe("the group of a line", () => {
  const line = { values: { deviceGroup: "G", filterGroup: null, account: "1" }, account: "2" };

  test("is what it is grouped by, and the account is that of the line before that of its resource", () => {
    expect(groupOf(line, "deviceGroup")).toBe("G");
    expect(groupOf(line, "filterGroup")).toBeUndefined();
    expect(groupOf(line, "account")).toBe("1");
    expect(groupOf({ values: {}, account: "2" }, "account")).toBe("2");
    expect(groupText("deviceGroup", "G")).toBe('deviceGroup "G"');
  });

  test("is one of some patterns; all of them also mean none", () => {
    expect(inGroups(line, "deviceGroup", ["H", "G*"])).toBe(true);
    expect(inGroups(line, "filterGroup", ["un*", "nu*"])).toBe(false);
    expect(inGroups(line, "filterGroup", ["*"])).toBe(true);
  });
});

test("a share has as many digits as tell it from its limit", () => {
  expect([percentText(25.202, 25.2), percentText(25.3, 25.2)]).toEqual(["25.202 %", "25.3 %"]);
  expect([percentOf(120, 480), limitText(5)]).toEqual([25, "5.0 %"]);
});

test("nothing said means device groups, and no line let through; a pattern has a character at least", () => {
  expect([groupByOption.parse(undefined), exceptOption.parse(undefined)]).toEqual(["deviceGroup", []]);
  expect([patterns.safeParse([""]).success, patterns.safeParse(["ab"]).success]).toEqual([false, true]);
});
