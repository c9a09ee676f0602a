import { expect, test } from "vitest";
import { planOf } from "../../../../policies/plan/plan";
import { judgeable } from "../../../../policies/rules/judgeable";
import { held, NOW } from "../../../support/plans";
import { told } from "./told";

test("each thing that cannot be read is told with the reason", () => {
  const unreadable = [
    { urn: "urn:a", name: "fleet", reason: "lines is a secret, so it cannot be judged" },
    { urn: "urn:b", name: "meters", reason: "thingspace:Meter is no type that this version knows" },
  ];
  expect([...judgeable.check(planOf({ resources: [], whole: true, unreadable }, [], NOW), {})]).toEqual([
    { subject: "fleet", urn: "urn:a", message: "fleet: lines is a secret, so it cannot be judged" },
    {
      subject: "meters",
      urn: "urn:b",
      message: "meters: thingspace:Meter is no type that this version knows",
    },
  ]);
});

test("rows that nobody can have written are told", () => {
  const set = held("kajeet:LineSet", "fleet", undefined, { lines: { "304-228-6302": {} } });
  const broken = { ...set, wanted: { ...set.wanted, lines: { "304-228-6302": "colour=red" } } };
  expect(told(judgeable, [broken])[0]).toMatch(/^fleet: "colour=red" is no cell of a row/);
  expect(told(judgeable, [set])).toEqual([]);
});
