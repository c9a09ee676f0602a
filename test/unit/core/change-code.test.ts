import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChangeFacts, changeCode, codesOf, lineFacts, ON_DAY } from "../../../provider/core/change-code";

const line = { carrier: "kajeet", action: "remove", name: "304-228-6302" };
const row = { status: "active", iccid: "89012604706900592925", imei: "353012345678903", note: "Bus 47" };
const facts = (more: object = {}) => lineFacts({ ...line, ...more }, row, undefined, undefined);

describe("the code of a change", () => {
  test("is the same wherever it is computed: it stands in reviewed files", () => {
    expect(changeCode(facts())).toMatchInlineSnapshot(`"jhbkt-cksmb"`);
    expect(
      changeCode({ ...facts(), after: { status: "suspended", [ON_DAY]: "2026-12-01" } }),
    ).toMatchInlineSnapshot(`"djfmt-dptnv"`);
  });

  test("is no word and no number in any file format", () => {
    const values = fc.dictionary(fc.string(), fc.string());
    fc.assert(
      fc.property(fc.string(), values, (name, before) => {
        expect(changeCode({ ...facts(), name, before })).toMatch(
          /^[bcdfghjkmnpqrstv]{5}-[bcdfghjkmnpqrstv]{5}$/,
        );
      }),
    );
  });

  test("does not depend on the order of values, nor on what does not tell lines apart", () => {
    const { status, iccid, imei } = row;
    const turned = lineFacts(
      line,
      { imei, note: "Bus 48", labels: ["x"], iccid, status },
      undefined,
      undefined,
    );
    expect(changeCode(turned)).toBe(changeCode(facts()));
  });

  test("is the same for a set and a line of its own, which knows its name twice", () => {
    const known = { ...line, name: "89012604706900592925" };
    const [inSet, alone] = [{ status: "active" }, { status: "active", iccid: "8901 2604 7069 0059 2925" }];
    const code = (values: typeof inSet, number?: string) =>
      changeCode(lineFacts(known, values, number, { ...values, status: "suspended" }));
    expect(code(alone)).toBe(code(inSet));
    expect(code(inSet, known.name)).toBe(code(inSet));
    expect(code(inSet, "304-228-6302")).not.toBe(code(inSet));
  });

  test("takes a value that there is none of as it is", () => {
    const none = lineFacts(line, { status: "active", imei: null }, undefined, undefined);
    expect(none.before).toEqual({ status: "active", imei: null });
  });

  const others: [string, ChangeFacts][] = [
    ["carrier", facts({ carrier: "thingspace" })],
    ["action", facts({ action: "deactivate" })],
    ["line", facts({ name: "304-228-6303" })],
    ["status before", lineFacts(line, { ...row, status: "suspended" }, undefined, undefined)],
    ["SIM", lineFacts(line, { ...row, iccid: "89148000007770000194" }, undefined, undefined)],
    ["device", lineFacts(line, { ...row, imei: "353012345678911" }, undefined, undefined)],
    ["number", lineFacts(line, row, "720-885-7985", undefined)],
    ["wish", lineFacts(line, row, undefined, { status: "retired" })],
    ["day", lineFacts(line, row, undefined, { status: "retired", [ON_DAY]: "2026-12-01" })],
    ["knowledge before", lineFacts(line, undefined, undefined, undefined)],
  ];

  test("is another one for another carrier, action, line, SIM, device, number, status, wish or day", () => {
    const codes = [facts(), ...others.map(([, one]) => one)].map(changeCode);
    expect(new Set(codes).size).toBe(others.length + 1);
  });

  test("of what is left of a change is approved by the code of the whole", () => {
    const begunFrom = ["active", "suspended"];
    const left = { ...lineFacts(line, { ...row, status: "gone" }, undefined, undefined), begunFrom };
    expect(codesOf(facts())).toEqual([changeCode(facts())]);
    expect(codesOf(left)).toHaveLength(3);
    expect(codesOf(left)[0]).toBe(changeCode(left));
    expect(codesOf(left)).toContain(changeCode(facts()));
  });
});
