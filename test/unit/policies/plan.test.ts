import { describe, expect, test } from "vitest";
import { planOf } from "../../../policies/plan/plan";
import { changeCode } from "../../../provider/core/change-code";
import { packed } from "../../../provider/core/lines/observed";
import { declarations } from "../../../provider/index";
import { held, NOW, plan, single } from "../../support/plans";

const BUS = "304-228-6302";
const OFFICE = "304-201-3111";
const SIM = "89012604706900592925";
const set = (before: object, after: object, more: object = {}) =>
  held(
    "kajeet:LineSet",
    "fleet",
    { lines: { [BUS]: before as never }, ...more },
    { lines: { [BUS]: after as never } },
  );

describe("a plan", () => {
  test("is not changed by a resource that stays the same, whose lines are in the fleet", () => {
    const same = { ...set({ note: "a" }, { note: "b" }), step: "same" } as const;
    const { changes, before, after } = plan([same]);
    expect(changes).toEqual([]);
    expect([before.lines.length, after.lines.length]).toEqual([1, 1]);
  });

  test("does not take a fault of ours for a state that cannot be read", () => {
    const broken = set({}, {});
    const lines = {
      ...broken.spec.lines!,
      known: () => {
        throw new TypeError("broken");
      },
    };
    const resources = [{ ...broken, spec: { ...broken.spec, lines } }];
    expect(() => planOf({ resources, whole: true }, [], NOW)).toThrow(TypeError);
  });
});

describe("the plan's hash", () => {
  test("is that of its changes, in any order", () => {
    const [a, b] = [
      set({ note: "a" }, { note: "b" }),
      single("kajeet:Line", "o", { mdn: OFFICE }, undefined),
    ];
    expect(plan([a, b]).hash).toBe(plan([b, a]).hash);
    expect(plan([a]).hash).not.toBe(plan([a, b]).hash);
    expect(plan([a]).hash).toMatch(/^[0-9a-f]{16}$/);
  });

  test("is another one for another resource, operation, line, attribute, value, day or code", () => {
    const sims = (on: string) =>
      held(
        "control-center:LineSet",
        "sims",
        { lines: { [SIM]: { ratePlan: "A" } } },
        { lines: { [SIM]: { ratePlan: "A" } }, schedule: [{ on, set: { ratePlan: "B" } }] },
      );
    const ended = (iccid: string) => {
      const terms = { onDelete: "remove", deletionProtection: false };
      return held(
        "kajeet:LineSet",
        "fleet",
        { lines: { [BUS]: { iccid } }, ...terms },
        { lines: {}, ...terms },
      );
    };
    const one = set({ note: "a" }, { note: "b" });
    const hashes = [
      one,
      { ...one, urn: `${one.urn}2` },
      held("kajeet:LineSet", "fleet", undefined, { lines: { [BUS]: {} } }),
      held("kajeet:LineSet", "fleet", { lines: { [BUS]: {} } }, { lines: {} }),
      held(
        "kajeet:LineSet",
        "fleet",
        { lines: { [OFFICE]: { note: "a" } } },
        { lines: { [OFFICE]: { note: "b" } } },
      ),
      set({ deviceGroup: "a" }, { deviceGroup: "b" }),
      set({ note: "c" }, { note: "b" }),
      set({ note: "a" }, { note: "c" }),
      sims("2026-12-24"),
      sims("2026-12-25"),
      ended(SIM),
      ended("89148000007770000194"),
    ].map((each) => plan([each]).hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe("the code of overwriting a value", () => {
  const overwritten = (now: object, wanted: object) => {
    const { attributes } = declarations.get("kajeet:LineSet")!.lines!;
    const __drift = packed(new Map([[BUS, { status: "suspended", ratePlan: "A" }]]), attributes);
    return plan([set(now, wanted, { __drift })]).changes;
  };
  const code = (attribute: string, before: object, after: object) =>
    changeCode({
      carrier: "kajeet",
      action: "overwrite",
      name: `${BUS} ${attribute}`,
      before: { ...before },
      after: { ...after },
    });

  test("is that of the line, the attribute, what it is, and what it would become", () => {
    const [status, ratePlan] = overwritten(
      { status: "active", ratePlan: "B" },
      { status: "suspended", ratePlan: "C" },
    );
    expect(status!.drift).toEqual({
      was: "suspended",
      code: code("status", { status: "active" }, { status: "suspended" }),
    });
    expect(ratePlan!.drift).toEqual({
      was: "A",
      code: code("ratePlan", { ratePlan: "B" }, { ratePlan: "C" }),
    });
  });

  test("is that of nothing where the carrier has none", () => {
    const [status] = overwritten({ ratePlan: "A" }, { status: "active" });
    expect(status!.drift).toEqual({ was: "suspended", code: code("status", {}, { status: "active" }) });
  });
});
