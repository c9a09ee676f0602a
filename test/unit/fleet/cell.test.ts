import { describe, expect, it } from "vitest";
import type { Cell } from "../../../provider/fleet/carrier";
import { carriers } from "../../../provider/fleet/carriers";
import { formatCell, readCell } from "../../../provider/fleet/cell";

const read = (name: string, cell: Cell | undefined) =>
  readCell(carriers[0]!.attributes.find((attribute) => attribute.name === name)!, cell);
const problem = (text: string) => ({ problem: expect.stringContaining(text) });

describe("nothing and none", () => {
  it.each([undefined, "", "  \t"])("%j is not managed", (cell) => {
    for (const name of ["status", "nickname", "labels", "monthlyLimit", "vpn"])
      expect(read(name, cell)).toEqual({ empty: true });
  });

  it.each([null, "(none)", " (None) "])("%j clears what can be cleared", (cell) => {
    expect(read("nickname", cell)).toEqual({ value: null });
    expect(read("monthlyLimit", cell)).toEqual({ value: null });
    expect(read("labels", cell)).toEqual({ value: [] });
    expect(read("status", cell)).toEqual(problem("status cannot be cleared"));
  });

  it("a backslash makes (none) a text", () => {
    expect(read("nickname", "\\(none)")).toEqual({ value: "(none)" });
    expect(read("nickname", "\\\\(none)")).toEqual({ value: "\\(none)" });
    expect(formatCell("(none)")).toBe("\\(none)");
  });
});

describe("text", () => {
  it("is trimmed, and numbers that are safe become text", () => {
    expect(read("nickname", "  Bus #47 ")).toEqual({ value: "Bus #47" });
    expect(read("nickname", 47)).toEqual({ value: "47" });
  });

  it("refuses a number that has lost digits", () => {
    expect(read("iccid", 89014103211118510000)).toEqual(problem("write it in quotes"));
  });

  it("says how long a text is and may be", () => {
    expect(read("nickname", "x".repeat(101))).toEqual(problem("has 101 characters, at most 100"));
  });

  it("names the nearest value of a list, and forgives spelling that leaves no doubt", () => {
    expect(read("status", "actve")).toEqual(problem('did you mean "active"?'));
    expect(read("status", "SUSPENDED_LOST_STOLEN")).toEqual({ value: "suspendedLostStolen" });
    expect(read("status", "suspended lost-stolen")).toEqual({ value: "suspendedLostStolen" });
  });
});

describe("numbers, switches and sets", () => {
  it.each([
    ["1024", 1024],
    ["0.5", 0.5],
    ["0", 0],
  ])("%s is a number", (cell, value) => expect(read("monthlyLimit", cell)).toEqual({ value }));

  it.each([
    ["10,240", "write 10240"],
    ["1024 MB", "write 1024"],
    ["lots", "such as 1024"],
    ["1e3", "such as 1024"],
    ["-5", "-5 is less than 0"],
    ["9999999999", "9999999999 is more than 1000000000"],
  ])("%s is none", (cell, text) => expect(read("monthlyLimit", cell)).toEqual(problem(text)));

  it("switches have many words", () => {
    for (const yes of ["enabled", "TRUE", "yes", "on", "1", true, 1])
      expect(read("summerUsage", yes)).toEqual({ value: true });
    for (const no of ["disabled", "False", "no", "off", "0", false])
      expect(read("summerUsage", no)).toEqual({ value: false });
    expect(read("summerUsage", "maybe")).toEqual(problem('"maybe" is no switch'));
  });

  it("sets are split at semicolons, or are lists", () => {
    expect(read("labels", "E-Rate; Loaner 2026;;E-Rate")).toEqual({ value: ["E-Rate", "Loaner 2026"] });
    expect(read("labels", ["a;b", " c "])).toEqual({ value: ["a;b", "c"] });
    expect(read("labels", `ok;${"x".repeat(65)}`)).toEqual(problem("has 65 characters, at most 64"));
  });
});
