import { expect, test } from "vitest";
import { valueChanges } from "../../../policies/value-changes";
import { held, plan, resource } from "../../support/plans";

const BUS = "304-228-6302";
const found = (resources: Parameters<typeof plan>[0], ...attributes: string[]) =>
  [...valueChanges(plan(resources), attributes)].map(({ attribute, before, after }) => [
    attribute,
    before,
    after,
  ]);
const set = (name: string, before: object | undefined, after: object | undefined) =>
  held(
    "kajeet:LineSet",
    name,
    before && { lines: { [BUS]: before as never } },
    after ? { lines: { [BUS]: after as never } } : { lines: {} },
  );

test("a changed value is found where its attribute is asked for", () => {
  const both = set("a", { note: "a", vpn: true }, { note: "b", vpn: false });
  expect(found([both], "vpn")).toEqual([["vpn", true, false]]);
  expect(found([both], "status")).toEqual([]);
  expect(found([set("a", { note: "a" }, { note: "b", vpn: false })], "vpn")).toEqual([]);
});

test("a value that changes on the way to another resource is found", () => {
  const moved = (after: object) =>
    found([set("a", { vpn: true, labels: ["A"] }, undefined), set("b", undefined, after)], "vpn", "labels");
  expect(moved({ vpn: false, labels: ["A"] })).toEqual([["vpn", true, false]]);
  expect(moved({ vpn: true, labels: ["A", "B"] })).toEqual([["labels", ["A"], ["A", "B"]]]);
  expect(moved({ vpn: true, labels: ["A"] })).toEqual([]);
  expect(moved({ note: "n" })).toEqual([]);
  expect(found([set("a", {}, undefined), set("b", undefined, { vpn: true })], "vpn")).toEqual([]);
});

test("a membership that lets a line move speaks of its own attributes only", () => {
  const left = held("kajeet:VpnStatus", "v", { lines: { [BUS]: { vpn: true } } }, { lines: {} });
  expect(
    found([left, set("a", { status: "active" }, { status: "suspended", vpn: true })], "status", "vpn"),
  ).toEqual([["status", "active", "suspended"]]);
});

test("an argument of another resource is no value of a line", () => {
  const trigger = resource("thingspace:Trigger", "t", {
    state: { name: "t", deviceGroup: "G" },
    wanted: { name: "t", deviceGroup: "H" },
  });
  expect(found([trigger], "deviceGroup")).toEqual([]);
});
