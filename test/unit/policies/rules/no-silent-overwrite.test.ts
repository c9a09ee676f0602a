import { describe, expect, test } from "vitest";
import { planOf } from "../../../../policies/plan/plan";
import { noSilentOverwrite } from "../../../../policies/rules/no-silent-overwrite";
import { packed } from "../../../../provider/core/lines/observed";
import type { Value } from "../../../../provider/core/value";
import { declarations } from "../../../../provider/index";
import { held, NOW, single } from "../../../support/plans";
import { findings, told } from "./told";

const BUS = "304-228-6302";
type Of = Readonly<Record<string, Value>>;

/** A line as it was when git last had it, as the carrier has it now, and as git wants it. */
function drifted(was: Of, now: Of, wanted: Of, type = "kajeet:LineSet") {
  const { attributes } = declarations.get(type)!.lines!;
  const __drift = packed(new Map([[BUS, was]]), attributes);
  return held(type, "fleet", { lines: { [BUS]: now }, __drift }, { lines: { [BUS]: wanted } });
}
const stolen = drifted({ status: "active" }, { status: "suspended" }, { status: "active" });
const codeOf = (resource: typeof stolen) =>
  planOf({ resources: [resource], whole: true }, [], NOW).changes.find(({ drift }) => drift)!.drift!.code;
const approval = (code: string, more: object = {}) => ({
  action: "overwrite",
  lines: { "3042286302": code },
  by: "Ada",
  reason: "found again",
  until: "2026-12-31",
  ...more,
});

describe("a value that was changed outside git", () => {
  test("is told with what it was, is, and would become, and how to approve", () => {
    expect(findings(noSilentOverwrite, [stolen])).toMatchObject([
      {
        subject: BUS,
        urn: stolen.urn,
        message: `${BUS}: status was changed outside git from "active" to "suspended", and would become "active": no approval names it. Approval: { action: overwrite, lines: { "${BUS}": ${codeOf(stolen)} }, by: …, reason: …, until: … }`,
        change: { attribute: "status" },
      },
    ]);
  });

  test("is told of a single line and of a membership", () => {
    const { attributes } = declarations.get("kajeet:Line")!.lines!;
    const one = single(
      "kajeet:Line",
      "bus",
      { mdn: BUS, status: "suspended", __drift: packed(new Map([[BUS, { status: "active" }]]), attributes) },
      { mdn: BUS, status: "active" },
    );
    expect(told(noSilentOverwrite, [one])).toEqual(told(noSilentOverwrite, [stolen]));
    expect(
      told(noSilentOverwrite, [
        drifted({ vpn: false }, { vpn: true }, { vpn: false }, "kajeet:VpnStatus"),
      ])[0],
    ).toMatch(/vpn was changed outside git from false to true, and would become false/);
  });

  test("is shown as none where there is none", () => {
    const limit = drifted(
      { status: "active" },
      { status: "active", monthlyLimit: null },
      { status: "active", monthlyLimit: 5 },
    );
    expect(told(noSilentOverwrite, [limit])[0]).toMatch(/from \(none\) to \(none\), and would become 5/);
  });

  test("is approved under the name by which the line is declared", () => {
    const SIM = "89012604706900592925";
    const { attributes } = declarations.get("kajeet:LineSet")!.lines!;
    const __drift = packed(new Map([[SIM, { status: "active" }]]), attributes);
    const set = held(
      "kajeet:LineSet",
      "fleet",
      { lines: { [SIM]: { status: "suspended" } }, numbers: { [SIM]: BUS }, __drift },
      { lines: { [SIM]: { status: "active" } } },
    );
    expect(told(noSilentOverwrite, [set])[0]).toMatch(
      /^304-228-6302: status .*lines: \{ "89012604706900592925": /,
    );
  });

  test("may be kept", () => {
    expect(
      told(noSilentOverwrite, [
        drifted({ status: "active" }, { status: "suspended" }, { status: "suspended" }),
      ]),
    ).toEqual([]);
  });

  test("is no matter where git changes another one", () => {
    const other = drifted(
      { status: "active", ratePlan: "A" },
      { status: "suspended", ratePlan: "A" },
      { status: "suspended", ratePlan: "B" },
    );
    expect(told(noSilentOverwrite, [other])).toEqual([]);
  });
});

describe("what may be overwritten", () => {
  const note = drifted({ note: "a" }, { note: "b" }, { note: "a" });

  test("is what is cosmetic, or of another class that is named", () => {
    expect(told(noSilentOverwrite, [note])).toEqual([]);
    expect(told(noSilentOverwrite, [note], { classes: [] })).toHaveLength(1);
    expect(told(noSilentOverwrite, [stolen], { classes: ["connectivity"] })).toEqual([]);
    expect(told(noSilentOverwrite, [stolen], { classes: ["cost"] })).toHaveLength(1);
  });

  test("is an attribute that is named", () => {
    expect(told(noSilentOverwrite, [stolen], { attributes: ["status"] })).toEqual([]);
    expect(told(noSilentOverwrite, [stolen], { attributes: ["ratePlan"] })).toHaveLength(1);
  });
});

describe("an approval", () => {
  const approvedBy = (given: object) =>
    told(noSilentOverwrite, [stolen], {}, { approvals: [given as never] });

  test("of this very change lets it through, until its day", () => {
    expect(approvedBy(approval(codeOf(stolen)))).toEqual([]);
    expect(approvedBy(approval(codeOf(stolen), { until: "2026-11-22" }))[0]).toMatch(
      /its approval by Ada ended on 2026-11-22/,
    );
  });

  test("of another change or action does not", () => {
    expect(approvedBy(approval("bbbbb-bbbbb"))[0]).toMatch(/what Ada approved is another change/);
    expect(approvedBy(approval(codeOf(stolen), { action: "remove" }))[0]).toMatch(/no approval names it/);
  });
});
