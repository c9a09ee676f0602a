import { describe, expect, test } from "vitest";
import { planOf } from "../../../../policies/plan/plan";
import { approvedChangesOnly } from "../../../../policies/rules/approved-changes-only";
import { held, NOW, resource } from "../../../support/plans";
import { faults, findings, many, told } from "./told";

const removed = (count: number, terms: Readonly<Record<string, unknown>> = { deletionProtection: false }) => {
  const all = { onDelete: "remove", ...terms };
  return held(
    "kajeet:LineSet",
    "fleet",
    { lines: many(0, count, { status: "active" }), ...all },
    { lines: {}, ...all },
  );
};
const approvals = (resource: ReturnType<typeof removed>, more: object = {}) => [
  {
    action: "remove",
    lines: Object.fromEntries(
      planOf({ resources: [resource], whole: true }, [], NOW).changes.map(({ subject, grave }) => [
        subject,
        grave!.codes[0],
      ]),
    ),
    by: "Ada",
    reason: "sold",
    until: "2026-12-31",
    ...more,
  },
];

describe("what cannot be undone", () => {
  test("is told without an approval, with the one that it needs", () => {
    const one = removed(1);
    const [code] = Object.values(approvals(one)[0]!.lines);
    expect(findings(approvedChangesOnly, [one])).toMatchObject([
      {
        subject: "304-228-0000",
        urn: one.urn,
        message: `304-228-0000: remove: no approval names it; its number would be lost for good. Approval: { action: remove, lines: { "304-228-0000": ${code} }, by: …, reason: …, until: … }`,
      },
    ]);
  });

  test("is told where it is protected, approved or not", () => {
    const safe = removed(1, { deletionProtection: true });
    expect(told(approvedChangesOnly, [safe], {}, { approvals: approvals(safe) })).toEqual([
      "304-228-0000: remove: it is protected; its number would be lost for good",
    ]);
  });

  test("is approved under the name by which it is declared", () => {
    const SIM = "89012604706900592925";
    const terms = { onDelete: "remove", deletionProtection: false };
    const set = held(
      "kajeet:LineSet",
      "fleet",
      { lines: { [SIM]: {} }, numbers: { [SIM]: "304-228-6302" }, ...terms },
      { lines: {}, ...terms },
    );
    expect(told(approvedChangesOnly, [set])[0]).toMatch(
      /^304-228-6302: remove: .*\{ "89012604706900592925": /,
    );
    const profile = resource("kajeet:EsimProfile", "p", {
      state: { iccid: SIM, profileId: "P1", onDelete: "cancel", deletionProtection: false },
    });
    expect(told(approvedChangesOnly, [profile])[0]).toMatch(
      /^89012604706900592925: cancel: .*\{ "89012604706900592925": /,
    );
  });

  test("is let through where it is approved, until the last day", () => {
    const one = removed(1);
    expect(told(approvedChangesOnly, [one], {}, { approvals: approvals(one) })).toEqual([]);
    expect(
      told(approvedChangesOnly, [one], {}, { approvals: approvals(one, { until: "2026-11-22" }) })[0],
    ).toMatch(/ended on 2026-11-22/);
  });
});

test("more approved changes than the budget are told once", () => {
  const given = (count: number, options: Readonly<Record<string, unknown>> = {}) =>
    told(approvedChangesOnly, [removed(count)], options, { approvals: approvals(removed(count)) });
  expect(given(10)).toEqual([]);
  expect(given(11)).toEqual([
    "11 approved changes cannot be undone, and one deployment makes 10: the rest is refused until it runs again, or cellular:irreversibleBudget is raised",
  ]);
  expect(given(1, { budget: 0 })[0]).toMatch(
    /^1 approved change cannot be undone, and one deployment makes 0/,
  );
});

test("what can be undone is no matter", () => {
  const suspended = removed(1, { onDelete: "suspend" });
  expect(told(approvedChangesOnly, [suspended])).toEqual([]);
});

test("the budget is of the whole deployment, and no less than nothing", () => {
  const resource = removed(1);
  const given = { options: { budget: 0 }, approvals: approvals(resource) };
  expect(findings(approvedChangesOnly, [resource], given)).toMatchObject([{ subject: "the deployment" }]);
  expect([-1, 0].map((budget) => faults(approvedChangesOnly, { budget }).length)).toEqual([1, 0]);
});
