import { describe, expect, test } from "vitest";
import { naming } from "../../../../policies/rules/naming";
import { held, single } from "../../../support/plans";
import { faults, findings, told } from "./told";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";
const patterns = { kajeet: { nickname: "Bus #[0-9]+" }, "control-center": { deviceId: "[A-Z]{3}|none" } };
const set = (values: object) =>
  held("kajeet:LineSet", "fleet", undefined, { lines: { [BUS]: values as never } });

describe("a value", () => {
  test("that does not fit as a whole is told with its expression", () => {
    const line = set({ nickname: "Bus #47 old" });
    expect(findings(naming, [line], { options: { patterns } })).toEqual([
      { subject: BUS, urn: line.urn, message: `${BUS}: nickname "Bus #47 old" does not fit /Bus #[0-9]+/` },
    ]);
    expect(told(naming, [set({ nickname: "old Bus #47" })], { patterns })).toHaveLength(1);
    expect(told(naming, [set({ nickname: "Bus #47" })], { patterns })).toEqual([]);
  });

  test("fits any of the ways that an expression has", () => {
    const sim = (deviceId: string) => single("control-center:Line", "s", undefined, { iccid: SIM, deviceId });
    expect(["ABC", "none"].flatMap((id) => told(naming, [sim(id)], { patterns }))).toEqual([]);
    expect(["ABCD", "nonesuch", "xABC"].map((id) => told(naming, [sim(id)], { patterns }).length)).toEqual([
      1, 1, 1,
    ]);
  });

  test("of a list is each of its names", () => {
    const found = (...labels: string[]) =>
      told(naming, [set({ labels })], { patterns: { kajeet: { labels: "[a-z]+" } } });
    expect(found("a", "b")).toEqual([]);
    expect(found("a", "B")).toEqual([`${BUS}: labels ["B","a"] does not fit /[a-z]+/`]);
  });

  test("of another carrier or attribute is no matter", () => {
    expect(told(naming, [set({ note: "any" })], { patterns })).toEqual([]);
    const meters = held("thingspace:LineSet", "t", undefined, { lines: { [SIM]: { customField1: "x" } } });
    expect(told(naming, [meters], { patterns })).toEqual([]);
    expect(told(naming, [meters], { patterns: { thingspace: { customField1: "A.*" } } })).toHaveLength(1);
    expect(told(naming, [set({ nickname: "x" })])).toEqual([]);
  });
});

describe("a value that is missing", () => {
  test("is told where it is required", () => {
    for (const values of [{ note: "n" }, { nickname: null }]) {
      expect(told(naming, [set(values)], { patterns })).toEqual([]);
      expect(told(naming, [set(values)], { patterns, required: true })).toEqual([
        `${BUS}: nickname is missing; it must fit /Bus #[0-9]+/`,
      ]);
    }
  });

  test("is no matter of a membership", () => {
    const vpn = held("kajeet:VpnStatus", "v", undefined, { lines: { [BUS]: { vpn: true } } });
    expect(told(naming, [vpn], { patterns, required: true })).toEqual([]);
  });
});

test("exceptions are let through", () => {
  expect(told(naming, [set({ nickname: "x" })], { patterns, except: ["304-*"] })).toEqual([]);
});

test("expressions and attributes are checked", () => {
  expect(faults(naming, { patterns: { kajeet: { nickname: "[a" } } })).toEqual([
    "patterns.kajeet.nickname: is no regular expression",
  ]);
  expect(faults(naming, { patterns: { kajeet: { nickname: "a)|(b" } } })).toHaveLength(1);
  expect(faults(naming, { patterns: { kajeet: { nickame: "a" } } })).toEqual([
    'patterns.kajeet.nickame: unknown attribute "nickame"; did you mean "nickname"?',
  ]);
  expect(faults(naming, { patterns: { kajeet: { nickname: "a{" } } })).toHaveLength(1);
  expect(told(naming, [set({ nickname: "Ä" })], { patterns: { kajeet: { nickname: "\\p{Lu}" } } })).toEqual(
    [],
  );
  expect(faults(naming, { patterns: { other: { a: "a" } } })).toHaveLength(1);
});
