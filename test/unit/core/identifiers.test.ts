import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkEid,
  checkIccid,
  checkImei,
  checkMdn,
  formatMdn,
  luhnDigit,
  mdnKey,
} from "../../../provider/core/identifiers";

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(""));

describe("MDN", () => {
  it("has two forms of one number", () => {
    fc.assert(
      fc.property(digits(10), (key) => {
        const shown = formatMdn(key);
        expect(shown).toMatch(/^\d{3}-\d{3}-\d{4}$/);
        expect(mdnKey(shown)).toBe(key);
        expect(formatMdn(shown)).toBe(shown);
        expect([checkMdn(key), checkMdn(shown)]).toEqual([undefined, undefined]);
      }),
    );
  });

  it.each([
    ["(521) 267-1508", "did you mean 521-267-1508?"],
    ["+1 521 267 1508", "did you mean 521-267-1508?"],
    ["15212671508", "did you mean 521-267-1508?"],
    ["521-2671508", "did you mean 521-267-1508?"],
    [" 5212671508", "did you mean 521-267-1508?"],
    ["521267150", "expected ten digits"],
    ["", "expected ten digits"],
    ["５２１２６７１５０８", "expected ten digits"],
  ])("is not %j", (value, hint) => {
    expect(checkMdn(value)).toContain(hint);
    expect(formatMdn(value)).toBe(value);
  });
});

describe("IMEI", () => {
  it.each(["355737360073462", "35573736007346", "3557373600734601"])("may be %s", (value) => {
    expect(checkImei(value)).toEqual({});
  });

  it("warns of a wrong check digit and names the right one; strict, it is a problem", () => {
    expect(checkImei("355737360073465").warning).toContain("should be 2, not 5");
    expect(checkImei("355737360073465").problem).toBeUndefined();
    expect(checkImei("355737360073465", { strict: true }).problem).toContain("should be 2, not 5");
  });

  it.each([
    ["3557373600734", "has 13 digits, expected 14 to 16"],
    ["35573736007346213", "has 17 digits"],
    ["35573736007346X", "characters other than digits"],
    ["3.55737E+14", "spreadsheet"],
    ["", "characters other than digits"],
  ])("is not %j", (value, problem) => {
    expect(checkImei(value).problem).toContain(problem);
  });
});

describe("ICCID", () => {
  it.each(["89014103211118510720", "890141032111185107"])("may be %s", (value) => {
    expect(checkIccid(value)).toEqual({});
  });

  it("warns of a wrong check digit", () => {
    expect(checkIccid("89014103211118510721").warning).toContain("should be 0, not 1");
    expect(checkIccid("89014103211118510721", { strict: true }).problem).toContain("should be 0, not 1");
  });

  it.each(["89014103211118510", "890141032111185107201", "8901410321111851072F"])("is not %j", (value) => {
    expect(checkIccid(value).problem).toBeDefined();
  });
});

describe("EID", () => {
  it("takes the check digits of the standard's example and warns of others", () => {
    expect(checkEid("89001012012341234012345678901224")).toEqual({});
    expect(checkEid("89001012012341234012345678901225").warning).toContain("should be 24, not 25");
    expect(checkEid("890010120123412340123456789012").problem).toContain("expected 32 digits");
  });
});

describe("check digit", () => {
  it("finds every single mistyped digit and every swap of neighbours but 09 and 90", () => {
    fc.assert(
      fc.property(digits(14), fc.nat(14), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const whole = body + luhnDigit(body);
        const typed = String((Number(whole[at]) + by) % 10);
        const wrong = whole.slice(0, at) + typed + whole.slice(at + 1);
        expect(checkImei(whole)).toEqual({});
        expect(checkImei(wrong).warning).toBeDefined();
        const next = whole[at + 1];
        const pair = [whole[at], next].sort().join("");
        if (next !== undefined && next !== whole[at] && pair !== "09") {
          const swapped = whole.slice(0, at) + next + whole[at] + whole.slice(at + 2);
          expect(checkImei(swapped).warning).toBeDefined();
        }
      }),
    );
  });
});
