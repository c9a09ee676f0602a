import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Approval, approves, readApprovals } from "../../../provider/core/approvals";

const directory = mkdtempSync(join(tmpdir(), "approvals-"));
afterAll(() => rmSync(directory, { recursive: true }));

const given: Approval = {
  action: "remove",
  lines: ["304-228-6302"],
  by: "A. Admin",
  reason: "sold",
  until: "2026-12-31",
};
const what = { action: "remove", identifiers: ["3042286302", "89012604706900592925"] };
const at = (text: string) => Date.parse(text);

describe("approves", () => {
  test.each([
    [{}, "2026-11-01T00:00:00Z", true],
    [{}, "2026-12-31T23:59:59Z", true],
    [{}, "2027-01-01T00:00:00Z", false],
    [{ until: "2026-12-31T18:00:00Z" }, "2026-12-31T18:00:01Z", false],
    [{ lines: ["8901 2604 7069 0059 2925"] }, "2026-11-01T00:00:00Z", true],
    [{ lines: ["3042286303"] }, "2026-11-01T00:00:00Z", false],
    [{ action: "cancel" }, "2026-11-01T00:00:00Z", false],
  ])("%o at %s: %s", (more, now, expected) => {
    expect(approves({ ...given, ...more }, what, at(now))).toBe(expected);
  });
});

describe("readApprovals", () => {
  const file = join(directory, "approvals.yaml");

  test("no file means no approvals, unless one was named", () => {
    expect(readApprovals(undefined, join(directory, "nowhere"))).toEqual([]);
    expect(() => readApprovals("other.yaml", directory)).toThrow(
      "the approvals file other.yaml does not exist",
    );
  });

  test("an empty file means none, and a file is read as it stands", () => {
    writeFileSync(file, "");
    expect(readApprovals(undefined, directory)).toEqual([]);
    writeFileSync(file, JSON.stringify({ approvals: [given] }));
    expect(readApprovals("approvals.yaml", directory)).toEqual([given]);
  });

  test.each([
    ["approvals: [", "is no YAML"],
    ["approval: []", "approvals: is missing"],
    [
      JSON.stringify({ approvals: [{ ...given, until: "soon" }] }),
      "approval 1, until: write a day as 2026-12-31",
    ],
    [JSON.stringify({ approvals: [given, { ...given, by: "" }] }), "approval 2, by: must be not empty"],
    [JSON.stringify({ approvals: [{ ...given, line: "x" }] }), 'approval 1: has no "line"'],
  ])("%s is refused", (content, reason) => {
    writeFileSync(file, content);
    expect(() => readApprovals(undefined, directory)).toThrow(reason);
  });
});
