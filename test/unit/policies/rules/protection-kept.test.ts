import { describe, expect, test } from "vitest";
import { protectionKept } from "../../../../policies/rules/protection-kept";
import { held, resource, single } from "../../../support/plans";
import { findings, remedied, told } from "./told";

const BUS = "304-228-6302";
const SIM = "89012604706900592925";
const RIGHT = 'right are deletionProtection true and onDelete "retain"';
const set = (terms: object, type = "kajeet:LineSet", line = BUS) =>
  held(type, "fleet", undefined, { lines: { [line]: {} }, ...terms });

describe("protection", () => {
  test("that is switched off is told", () => {
    const off = set({ deletionProtection: false });
    expect(findings(protectionKept, [off])).toEqual([
      {
        subject: "kajeet:LineSet fleet",
        urn: off.urn,
        message: `kajeet:LineSet fleet: deletionProtection is false; ${RIGHT}`,
      },
    ]);
    expect(
      told(protectionKept, [set({ deletionProtection: true }), set({ deletionProtection: undefined })]),
    ).toEqual([]);
  });

  test("is also that leaving git ends no line, at each carrier", () => {
    expect(told(protectionKept, [set({ onDelete: "remove" })])).toEqual([
      `kajeet:LineSet fleet: onDelete is "remove" (its number would be lost for good); ${RIGHT}`,
    ]);
    const count = (onDelete: string, type: string) =>
      told(protectionKept, [set({ onDelete }, type, SIM)]).length;
    expect(
      ["retain", "suspend", "deactivate", "remove"].map((way) => count(way, "thingspace:LineSet")),
    ).toEqual([0, 0, 1, 1]);
    expect(["retain", "deactivate", "retire"].map((way) => count(way, "control-center:LineSet"))).toEqual([
      0, 0, 1,
    ]);
    expect(told(protectionKept, [set({ onDelete: "suspend" })])).toEqual([]);
  });

  test("says both where both are off", () => {
    const line = single("kajeet:Line", "bus", undefined, {
      mdn: BUS,
      onDelete: "remove",
      deletionProtection: false,
    });
    expect(told(protectionKept, [line])).toEqual([
      `kajeet:Line bus: deletionProtection is false, and onDelete is "remove" (its number would be lost for good); ${RIGHT}`,
    ]);
  });

  test("is that of profiles, too", () => {
    const profile = (onDelete: string) =>
      resource("thingspace:EsimProfile", "p", { wanted: { iccid: SIM, onDelete, deletionProtection: true } });
    expect(
      ["retain", "disable", "deactivate", "delete"].map((way) => told(protectionKept, [profile(way)]).length),
    ).toEqual([0, 0, 1, 1]);
  });

  test("is no matter of what has none, or goes", () => {
    const member = held("kajeet:VpnStatus", "v", undefined, {
      lines: { [BUS]: { vpn: true } },
      deletionProtection: false,
    });
    const label = resource("kajeet:Label", "l", { wanted: { name: "l", onDelete: "remove" } });
    const gone = held("kajeet:LineSet", "f", { lines: {}, deletionProtection: false }, undefined);
    expect(told(protectionKept, [member, label, gone])).toEqual([]);
  });
});

describe("what is better", () => {
  test("is both, with all else as it was", () => {
    const off = set({ deletionProtection: false, corp: "0000" });
    expect(remedied(protectionKept, off)).toEqual({
      ...off.wanted,
      deletionProtection: true,
      onDelete: "retain",
    });
    const ends = set({ onDelete: "remove" });
    expect(remedied(protectionKept, ends)).toEqual({ ...ends.wanted, onDelete: "retain" });
  });

  test("is nothing where all is in order", () => {
    expect(remedied(protectionKept, set({}))).toBeUndefined();
    expect(remedied(protectionKept, set({ onDelete: "suspend" }))).toBeUndefined();
  });
});

test("a resource that says nothing of its end is in order", () => {
  expect(told(protectionKept, [resource("kajeet:LineSet", "fleet", { wanted: { lines: {} } })])).toEqual([]);
});
