import { expect, test } from "vitest";
import { noLineReplacement } from "../../../../policies/rules/no-line-replacement";
import { held, resource, single } from "../../../support/plans";
import { findings, told } from "./told";

const LINES = { "304-228-6302": {}, "304-201-3111": {} };

test("a set that would be replaced is told with its lines and the reason", () => {
  const set = held(
    "kajeet:LineSet",
    "fleet",
    { lines: LINES, corp: "1" },
    { lines: LINES, corp: "2" },
    "replace",
  );
  expect(findings(noLineReplacement, [set])).toEqual([
    {
      subject: "kajeet:LineSet fleet",
      urn: set.urn,
      message:
        'kajeet:LineSet fleet: it would be replaced, because corp "1" becomes "2": 2 lines would be let go and taken anew',
    },
  ]);
});

test("so is a single line, and a membership", () => {
  const line = single(
    "thingspace:Line",
    "m",
    { mdn: "304-228-6302", accountName: "a" },
    { mdn: "304-228-6302", accountName: "b", connection: "c" },
    "replace",
  );
  expect(told(noLineReplacement, [line])).toEqual([
    'thingspace:Line m: it would be replaced, because accountName "a" becomes "b" and connection (none) becomes "c": 1 line would be let go and taken anew',
  ]);
  const member = held("kajeet:VpnStatus", "v", { lines: {} }, { lines: {} }, "replace");
  expect(told(noLineReplacement, [member])).toEqual([
    "kajeet:VpnStatus v: it would be replaced: 0 lines would be let go and taken anew",
  ]);
});

test("a reason that only state knows is told, too", () => {
  const set = held("kajeet:LineSet", "f", { lines: LINES }, { lines: LINES, corp: "2" }, "replace");
  const known = { ...set, state: { ...set.state, corp: "1" }, declared: {} };
  expect(told(noLineReplacement, [known])[0]).toMatch(/because corp "1" becomes "2":/);
});

test("the arguments in state count before what the carrier told", () => {
  const set = held(
    "kajeet:LineSet",
    "f",
    { lines: LINES, corp: "1" },
    { lines: LINES, corp: "2" },
    "replace",
  );
  const known = { ...set, state: { ...set.state, corp: "0" } };
  expect(told(noLineReplacement, [known])[0]).toMatch(/because corp "1" becomes "2":/);
});

test("what changes in place, and what holds no lines, is let through", () => {
  expect(told(noLineReplacement, [held("kajeet:LineSet", "f", { lines: LINES }, { lines: {} })])).toEqual([]);
  expect(told(noLineReplacement, [held("kajeet:LineSet", "f", { lines: LINES }, undefined)])).toEqual([]);
  expect(
    told(noLineReplacement, [held("kajeet:LineSet", "f", undefined, { lines: LINES }, "replace")]),
  ).toEqual([]);
  const label = resource("kajeet:Label", "l", {
    state: { name: "a" },
    wanted: { name: "b" },
    step: "replace",
  });
  expect(told(noLineReplacement, [label])).toEqual([]);
});
