import { describe, expect, test } from "vitest";
import type { Approval } from "../../../../provider/core/approvals";
import { changeCode, codesOf } from "../../../../provider/core/change-code";
import { Guarded } from "../../../../provider/core/errors";
import { Guard } from "../../../../provider/core/guard";
import { factsOf, permitChange, refusalOf } from "../../../../provider/core/lines/permit";
import type { Values } from "../../../../provider/core/value";
import { declarations } from "../../../../provider/index";
import { VirtualClock } from "../../../support/virtual-clock";

const SIM = "89148000007770000194";
const { model } = declarations.get("thingspace:LineSet")!.lines!;
const OFF = { deletionProtection: false };
const before = { status: "active", iccid: SIM, imei: "352099001761481", ratePlan: "A" };
const known = { rows: new Map<string, Values>([["m1", before]]), numbers: { m1: "304-228-6302" } };
const guard = (...approvals: Approval[]) => new Guard(() => approvals, 10, new VirtualClock());
const approval = (name: string, code: string): Approval => ({
  action: "deactivate",
  lines: { [name]: code },
  by: "A. Admin",
  reason: "sold",
  until: "2026-12-31",
});
const asked = (by: Guard, wanted: Values, protection = OFF, number: string | undefined = undefined) =>
  permitChange(model, by, { name: "m1", handle: {} as never, before, wanted }, known, number, protection);
const ENDED = { status: "deactive" };
const CODE = changeCode(factsOf(model, "deactivate", "m1", known, ENDED));

describe("a change of a line's values", () => {
  test("that can be undone is nobody's question", () => {
    expect(asked(guard(), { status: "suspend", ratePlan: "B" })).toBeUndefined();
    expect(asked(guard(), { status: "active" })).toBeUndefined();
  });

  test("that cannot is refused with what is lost and how to keep it", () => {
    const refused = asked(guard(), ENDED, { deletionProtection: true })!;
    expect(refused).toBeInstanceOf(Guarded);
    expect(refused.facts).toMatchObject({ carrier: "thingspace", subject: "m1" });
    expect(refused.message).toMatch(
      /^m1: not deactivated: it is protected; .+\. To keep it, take the change back\. /,
    );
    expect(asked(guard(), ENDED)!.message).toContain(`lines: { "m1": ${CODE} }`);
  });

  test.each([
    ["its name", "m1", undefined],
    ["its number", "304-228-6302", "304-228-6302"],
    ["its SIM", SIM, undefined],
    ["its device", before.imei, undefined],
  ])("is approved under %s", (_, name, number) => {
    expect(asked(guard(approval(name, CODE)), ENDED, OFF, number)).toBeUndefined();
    expect(asked(guard(approval("304-228-9999", CODE)), ENDED, OFF, number)).toBeInstanceOf(Guarded);
  });

  test("is found beside others that can be undone", () => {
    expect(asked(guard(), { ratePlan: "B", status: "deactive" })).toBeInstanceOf(Guarded);
  });
});

describe("the facts of a change", () => {
  test("are those of the row that state has, its number, and what is wanted", () => {
    expect(factsOf(model, "deactivate", "m1", known, ENDED)).toEqual({
      carrier: "thingspace",
      action: "deactivate",
      name: "m1",
      before: { status: "active", iccid: SIM, imei: before.imei, number: "304-228-6302" },
      after: ENDED,
    });
    const nothing = { rows: new Map<string, Values>(), numbers: {} };
    expect(factsOf(model, "deactivate", "m1", nothing, undefined)).toEqual({
      carrier: "thingspace",
      action: "deactivate",
      name: "m1",
      before: {},
      begunFrom: [],
    });
  });

  test("of an end that has begun say from where it may have begun", () => {
    const of = (status: Values[string]) =>
      factsOf(model, "deactivate", "m1", { rows: new Map([["m1", { status }]]), numbers: {} }, undefined);
    expect(of("deactive").begunFrom).toEqual(["active", "suspend"]);
    expect(of("suspend").begunFrom).toEqual([]);
    expect(of(null).begunFrom).toEqual([]);
    expect(codesOf(of("deactive"))).toContain(changeCode(of("active")));
  });
});

test("a carrier whose statuses can all be undone has no end that a status tells", () => {
  const kajeet = declarations.get("kajeet:LineSet")!.lines!.model;
  const rows = new Map<string, Values>([["304-228-6302", { status: "suspended" }]]);
  const facts = factsOf(kajeet, "remove", "304-228-6302", { rows, numbers: {} }, undefined);
  expect(facts).toMatchObject({ carrier: "kajeet", before: { status: "suspended" }, begunFrom: [] });
});

test("only what is said to people is a refusal", () => {
  const broken = {
    permit: () => {
      throw new TypeError("broken");
    },
  } as unknown as Guard;
  const what = {
    carrier: "thingspace",
    action: "deactivate",
    name: "m1",
    identifiers: ["m1"],
    loss: "it is gone",
  };
  const facts = factsOf(model, "deactivate", "m1", known, ENDED);
  expect(() => refusalOf(broken, { ...what, facts }, OFF)).toThrow(TypeError);
});
