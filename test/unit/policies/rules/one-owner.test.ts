import { describe, expect, test } from "vitest";
import { oneOwner } from "../../../../policies/rules/one-owner";
import { held, resource, single } from "../../../support/plans";
import { findings, told } from "./told";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";
const OTHER = "89148000000800139708";
const set = (name: string, values: object) =>
  held("kajeet:LineSet", name, undefined, { lines: { [BUS]: values as never } });
const labels = (name: string, ...names: string[]) =>
  held("kajeet:LabelAssignment", name, undefined, { lines: { [BUS]: { labels: names } } });

describe("an attribute of a line", () => {
  test("has one owner", () => {
    const vpn = held("kajeet:VpnStatus", "v", undefined, { lines: { [BUS]: { vpn: true } } });
    const first = set("a", { vpn: true, note: "n" });
    expect(findings(oneOwner, [first, vpn])).toEqual([
      {
        subject: BUS,
        urn: first.urn,
        message: `${BUS}: vpn is managed by kajeet:LineSet a and kajeet:VpnStatus v; only one of them may`,
      },
    ]);
    expect(told(oneOwner, [set("a", { note: "n" }), vpn])).toEqual([]);
  });

  test("is told for each attribute that two manage, by whatever identifier", () => {
    const one = single("kajeet:Line", "b", undefined, { mdn: "3042286302", note: "n", status: "active" });
    expect(told(oneOwner, [set("a", { note: "m", status: "active", vpn: true }), one])).toEqual([
      `${BUS}: status is managed by kajeet:LineSet a and kajeet:Line b; only one of them may`,
      `${BUS}: note is managed by kajeet:LineSet a and kajeet:Line b; only one of them may`,
    ]);
  });

  test("may go from one to another", () => {
    const from = held("kajeet:LineSet", "a", { lines: { [BUS]: { vpn: true } } }, { lines: {} });
    expect(told(oneOwner, [from, set("b", { vpn: true })])).toEqual([]);
  });

  test("that only identifies it has no owner", () => {
    const sim = (name: string) =>
      held("kajeet:LineSet", name, undefined, { lines: { [BUS]: { iccid: SIM } } });
    expect(told(oneOwner, [sim("a"), sim("b")])).toEqual([]);
  });
});

test("a device group of Kajeet is an attribute like others", () => {
  const member = held("kajeet:DeviceGroup", "d", undefined, { lines: { [BUS]: { deviceGroup: "G" } } });
  expect(told(oneOwner, [set("a", { deviceGroup: "G" }), member])).toHaveLength(1);
});

describe("labels", () => {
  test("have an owner each", () => {
    expect(told(oneOwner, [labels("x", "A", "B"), labels("y", "C")])).toEqual([]);
    expect(told(oneOwner, [labels("x", "A", "B"), labels("y", "B", "C"), labels("z", "D")])).toEqual([
      `${BUS}: labels "B" is managed by kajeet:LabelAssignment x and kajeet:LabelAssignment y; only one of them may`,
    ]);
  });

  test("cannot be shared with whoever owns all of them", () => {
    expect(told(oneOwner, [set("a", { labels: ["A"] }), labels("x", "B")])).toEqual([
      `${BUS}: labels is managed by kajeet:LineSet a and kajeet:LabelAssignment x; only one of them may`,
    ]);
    expect(told(oneOwner, [set("a", { note: "n" }), labels("x", "B")])).toEqual([]);
  });
});

describe("a ThingSpace group", () => {
  const group = (name: string, lines: string[] | undefined, more: object = {}) =>
    resource("thingspace:DeviceGroup", name, { wanted: { name, ...(lines ? { lines } : {}), ...more } });

  test("owns the group of the lines that it names", () => {
    const line = (values: object) =>
      held("thingspace:LineSet", "m", undefined, { lines: { [SIM]: values as never } });
    expect(told(oneOwner, [line({ deviceGroup: "g" }), group("g", [SIM])])).toEqual([
      `${SIM}: deviceGroup is managed by thingspace:LineSet m and thingspace:DeviceGroup g; only one of them may`,
    ]);
    expect(told(oneOwner, [line({ costCenter: "c" }), group("g", [SIM])])).toEqual([]);
    expect(told(oneOwner, [line({ deviceGroup: "g" }), group("g", undefined)])).toEqual([]);
    expect(told(oneOwner, [line({ deviceGroup: "g" }), group("g", [OTHER])])).toEqual([]);
  });

  test("shares no line with another one, held or not", () => {
    expect(told(oneOwner, [group("g", [SIM]), group("h", [SIM, OTHER])])).toEqual([
      `${SIM}: deviceGroup is managed by thingspace:DeviceGroup g and thingspace:DeviceGroup h; only one of them may`,
    ]);
    const gone = resource("thingspace:DeviceGroup", "g", { state: { name: "g", lines: [SIM] } });
    expect(told(oneOwner, [gone, group("h", [SIM])])).toEqual([]);
  });

  test("is the same line, however its number is written", () => {
    expect(told(oneOwner, [group("g", [BUS]), group("h", ["3042286302"])])).toHaveLength(1);
  });

  test("is no matter of others that name lines", () => {
    const label = resource("thingspace:UsageLabel", "u", { wanted: { lines: [SIM] } });
    expect(told(oneOwner, [label, group("g", [SIM])])).toEqual([]);
  });

  test("is told once where line sets and groups say the same", () => {
    const two = ["a", "b"].map((name) =>
      held("thingspace:LineSet", name, undefined, { lines: { [SIM]: { deviceGroup: "g" } } }),
    );
    expect(told(oneOwner, [...two, group("g", [SIM])])).toEqual([
      `${SIM}: deviceGroup is managed by thingspace:LineSet a and thingspace:LineSet b and thingspace:DeviceGroup g; only one of them may`,
    ]);
  });
});

test("of a line that a ThingSpace group names, the other attributes have one owner, too", () => {
  const two = ["a", "b"].map((name) =>
    held("thingspace:LineSet", name, undefined, { lines: { [SIM]: { ratePlan: "P" } } }),
  );
  const named = resource("thingspace:DeviceGroup", "g", { wanted: { name: "g", lines: [SIM] } });
  expect(told(oneOwner, [...two, named])).toEqual([
    `${SIM}: ratePlan is managed by thingspace:LineSet a and thingspace:LineSet b; only one of them may`,
  ]);
});

test("groups that manage no lines claim none", () => {
  const groups = ["a", "b"].map((name) => resource("thingspace:DeviceGroup", name, { wanted: { name } }));
  expect(told(oneOwner, groups)).toEqual([]);
});

test("two names that are none are two lines", () => {
  const named = (name: string, line: string) =>
    resource("thingspace:DeviceGroup", name, { wanted: { name, lines: [line] } });
  expect(told(oneOwner, [named("a", "??"), named("b", "!!")])).toEqual([]);
  expect(told(oneOwner, [named("a", "??"), named("b", "??")])).toHaveLength(1);
});
