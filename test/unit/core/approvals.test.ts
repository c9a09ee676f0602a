import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Approval, readApprovals, standing } from "../../../provider/core/approvals";

const directory = mkdtempSync(join(tmpdir(), "approvals-"));
afterAll(() => rmSync(directory, { recursive: true }));

const CODE = "kfbqm-tdcrv";
const given: Approval = {
  action: "remove",
  lines: { "304-228-6302": CODE },
  by: "A. Admin",
  reason: "sold",
  until: "2026-12-31",
};
const what = { action: "remove", identifiers: ["3042286302", "89012604706900592925"], codes: [CODE] };
const at = (text: string) => Date.parse(text);

const NOBODY = "no approval names it";
const OTHER = "what A. Admin approved is another change than this one: it has changed since, or it is done";

describe("standing", () => {
  test.each([
    [{}, "2026-11-01T00:00:00Z", true],
    [{}, "2026-12-31T23:59:59Z", true],
    [{}, "2027-01-01T00:00:00Z", "its approval by A. Admin ended on 2026-12-31"],
    [
      { until: "2026-12-31T18:00:00Z" },
      "2026-12-31T18:00:01Z",
      "its approval by A. Admin ended on 2026-12-31T18:00:00Z",
    ],
    [{ until: "2026-12-31T18:00:00Z" }, "2026-12-31T18:00:00Z", true],
    [{ lines: { "8901 2604 7069 0059 2925": CODE } }, "2026-11-01T00:00:00Z", true],
    [{ lines: { "3042286303": CODE } }, "2026-11-01T00:00:00Z", NOBODY],
    [{ lines: {} }, "2026-11-01T00:00:00Z", NOBODY],
    [{ action: "cancel" }, "2026-11-01T00:00:00Z", NOBODY],
    [{ lines: { "304-228-6302": "bbbbb-bbbbb" } }, "2026-11-01T00:00:00Z", OTHER],
    // The code of one line is none for another one that is approved beside it.
    [{ lines: { "304-228-6302": "bbbbb-bbbbb", "3042286303": CODE } }, "2026-11-01T00:00:00Z", OTHER],
  ])("%o at %s: %s", (more, now, expected) => {
    const one = { ...given, ...more };
    expect(standing([one], what, at(now))).toEqual(
      expected === true ? { holds: true, by: one } : { holds: false, problem: expected },
    );
  });

  test("one that holds is enough, among others that do not, and the same line may be named twice", () => {
    const twice = { ...given, lines: { "304-228-6302": "bbbbb-bbbbb", "89012604706900592925": CODE } };
    const over = { ...given, until: "2026-01-01" };
    expect(standing([over, twice], what, at("2026-11-01T00:00:00Z"))).toEqual({ holds: true, by: twice });
    expect(standing([], what, 0)).toEqual({ holds: false, problem: NOBODY });
  });

  test("any of a change's codes will do, and each is a code", () => {
    const begun = { ...what, codes: ["bbbbb-bbbbb", CODE] };
    expect(standing([given], begun, at("2026-11-01T00:00:00Z")).holds).toBe(true);
    expect(standing([given], { ...what, codes: [] }, at("2026-11-01T00:00:00Z")).holds).toBe(false);
  });
});

describe("readApprovals", () => {
  const file = join(directory, "approvals.yaml");

  test("no file means no approvals, unless one was named", () => {
    expect(readApprovals(undefined, join(directory, "nowhere"))).toEqual([]);
    expect(() => readApprovals("other.yaml", directory)).toThrow(
      "the approvals file other.yaml does not exist. Correct cellular:approvals, or create the file with `approvals: []`.",
    );
  });

  test("one that is no YAML is told with where it is broken", () => {
    writeFileSync(file, "approvals: [");
    const read = () => readApprovals(undefined, directory);
    expect(read).toThrow(/approvals\.yaml is no YAML: .* at line 1/);
    expect(read).toThrow(expect.objectContaining({ cause: expect.any(Error) }));
  });

  test("an approval may hold until an exact time", () => {
    const one = { ...given, until: "2026-12-31T18:00:00Z" };
    writeFileSync(file, JSON.stringify({ approvals: [one] }));
    expect(readApprovals(undefined, directory)).toEqual([one]);
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
    [
      JSON.stringify({ approvals: [{ ...given, until: "2026-12-31T18:00:00" }] }),
      "or an exact time with zone as 2026-12-31T18:00:00Z",
    ],
    [
      JSON.stringify({ approvals: [{ ...given, until: "12/31/2026" }] }),
      "approval 1, until: write a day as 2026-12-31",
    ],
    [
      JSON.stringify({ approvals: [{ ...given, until: "by 2026-12-31" }] }),
      "approval 1, until: write a day as 2026-12-31",
    ],
    [
      JSON.stringify({ approvals: [{ ...given, until: "2026-12-31 18:00" }] }),
      "approval 1, until: write a day as 2026-12-31",
    ],
    [
      JSON.stringify({ approvals: [{ ...given, until: "2026-13-31" }] }),
      "approval 1, until: write a day as 2026-12-31",
    ],
    [JSON.stringify([]), "approvals.yaml: the file: must be an object"],
    [JSON.stringify({ approvals: [given, { ...given, by: "" }] }), "approval 2, by: must be not empty"],
    [JSON.stringify({ approvals: [{ ...given, line: "x" }] }), 'approval 1: has no "line"'],
    [
      JSON.stringify({ approvals: [{ ...given, lines: ["304-228-6302"] }] }),
      "approval 1, lines: each line is named with the code of its change, as `304-228-6302: kfbqm-tdcrv`",
    ],
    [
      JSON.stringify({ approvals: [{ ...given, lines: { "304-228-6302": "yes" } }] }),
      "approval 1, lines, 304-228-6302: a code is written as kfbqm-tdcrv",
    ],
    ...["xkfbqm-tdcrv", "kfbqm-tdcrvx"].map((code) => [
      JSON.stringify({ approvals: [{ ...given, lines: { "304-228-6302": code } }] }),
      "approval 1, lines, 304-228-6302: a code is written as kfbqm-tdcrv",
    ]),
    [JSON.stringify({ approvals: [{ ...given, lines: {} }] }), "approval 1, lines: name at least one line"],
    [
      JSON.stringify({ approvals: [{ ...given, by: "", reason: "" }] }),
      "approval 1, by: must be not empty; approval 1, reason: must be not empty. Each approval has action, lines, by, reason and until.",
    ],
  ])("%s is refused", (content, reason) => {
    writeFileSync(file, content);
    expect(() => readApprovals(undefined, directory)).toThrow(reason);
  });
});
