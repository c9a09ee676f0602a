import { describe, expect, test } from "vitest";
import { held, resource, single } from "../../support/plans";
import { approvalOf, bus, leaving, ONLY_APPROVALS, REMOVES, report } from "./report-of";

describe("the verdict", () => {
  const change = single("kajeet:Line", "one", { mdn: bus(1), note: "a" }, { mdn: bus(1), note: "b" });

  test("passes what nothing stands in the way of", () => {
    expect(report([change])).toMatchObject({
      outcome: "pass",
      headline: "Passed: nothing stands in the way",
    });
  });

  test("of a preview that failed is none, and a block stays one", () => {
    expect(report([change], { errors: ["no answer"] })).toMatchObject({
      outcome: "unjudged",
      headline: "Not judged: the preview failed, so this is not the whole plan",
      errors: ["no answer"],
    });
    expect(report([leaving(4, 1)], { errors: ["no answer"], policy: ONLY_APPROVALS }).outcome).toBe("block");
  });

  test("says first what cannot be undone", () => {
    expect(report([leaving(40, 2)], { policy: ONLY_APPROVALS }).headline).toBe(
      "Blocked: 2 changes cannot be undone and may not be made",
    );
    const set = leaving(40, 2);
    const approved = report([set], { policy: ONLY_APPROVALS, approvals: [approvalOf(set)] });
    expect(approved).toMatchObject({
      outcome: "pass",
      headline: "Passed: 2 approved changes cannot be undone",
    });
  });

  test("counts other findings and warnings", () => {
    const policy = {
      ...ONLY_APPROVALS,
      "blast-radius": { enforcementLevel: "mandatory", deployment: { lines: 1 } },
    };
    expect(report([leaving(40, 2)], { policy }).headline).toMatch(/; \d other findings? must be put right$/);
    const warned = { ...policy, "approved-changes-only": "advisory", "blast-radius": "advisory" };
    expect(report([leaving(400, 2)], { policy: { ...warned, "blast-radius": "disabled" } })).toMatchObject({
      outcome: "warn",
      headline: "Passed with warnings: 2 changes cannot be undone and may not be made",
    });
  });
});

describe("the numbers", () => {
  test("count different lines once, and moves not at all", () => {
    const before = { lines: { [bus(1)]: { note: "a", ratePlan: "A" }, [bus(2)]: {} } };
    const after = { lines: { [bus(1)]: { note: "b", ratePlan: "B" } } };
    const { numbers } = report([
      held("kajeet:LineSet", "old", before, after),
      held("kajeet:LineSet", "new", undefined, { lines: { [bus(2)]: {} } }),
      resource("kajeet:Label", "spare", { wanted: { name: "Spare" } }),
    ]);
    expect(numbers).toMatchObject({
      fleet: { before: 2, after: 2 },
      resources: 1,
      byOperation: {
        change: { changes: 2, lines: 1, resources: 0 },
        move: { changes: 1, lines: 1, resources: 0 },
        make: { changes: 1, lines: 0, resources: 1 },
      },
      byClass: { cost: { changes: 1, lines: 1 }, destructive: { changes: 0, lines: 0, resources: 0 } },
      byUndo: { never: { changes: 0, lines: 0, resources: 0 } },
    });
    expect(numbers.lines).toBe(2);
  });

  test("have the cost a month where the policy file has prices, also where the rule is switched off", () => {
    const side = (ratePlan: string) => ({
      lines: { [bus(1)]: { ratePlan }, [bus(2)]: { ratePlan: "FREE" } },
    });
    const set = held("kajeet:LineSet", "buses", side("A"), side("B"));
    const prices = { enforcementLevel: "disabled", prices: { kajeet: { A: 8, B: 12.5 } }, currency: "EUR" };
    expect(report([set], { policy: { "monthly-cost": prices } }).cost).toEqual({
      currency: "EUR",
      before: 8,
      after: 12.5,
      unpriced: 1,
    });
    expect(report([set])).not.toHaveProperty("cost");
  });
});

describe("what cannot be undone", () => {
  const set = leaving(40, 2);

  test("says who approved it, and until when", () => {
    const [one] = report([set], { approvals: [approvalOf(set)] }).irreversible;
    expect(one).toMatchObject({
      name: bus(38),
      nickname: "Bus 38",
      action: "remove",
      loss: "its number would be lost for good",
      approval: { state: "approved", by: "M. Alvarez", until: "2026-12-31" },
    });
  });

  test("says what is wrong with an approval that has ended, or is of another change", () => {
    const states = (approvals: ReturnType<typeof approvalOf>[]) =>
      report([set], { approvals }).irreversible.map(({ approval }) => [approval.state, approval.problem]);
    expect(states([approvalOf(set, "2026-11-01")])[0]).toEqual([
      "not approved",
      "its approval by M. Alvarez ended on 2026-11-01",
    ]);
    expect(states([approvalOf(leaving(40, 2, { status: "suspended" }))])[0]![1]).toContain("another change");
  });

  test("is protected whatever is approved", () => {
    const line = single("kajeet:Line", "one", { mdn: bus(1), onDelete: "remove" }, undefined);
    const { irreversible, missingApprovals } = report([line], { approvals: [approvalOf(line)] });
    expect(irreversible[0]!.approval).toMatchObject({ state: "protected", by: "M. Alvarez" });
    expect(missingApprovals).toEqual([]);
  });

  test("lists approvals that are missing with the code of each change, those that stand left out", () => {
    const other = single("kajeet:Line", "one", { mdn: bus(99), ...REMOVES }, undefined);
    const { irreversible, missingApprovals } = report([set, other], { approvals: [approvalOf(other)] });
    const codes = Object.fromEntries(irreversible.slice(0, 2).map(({ name, code }) => [name, code]));
    expect(missingApprovals).toEqual([{ action: "remove", lines: codes }]);
    expect(Object.keys(codes)).toEqual([bus(38), bus(39)]);
    expect(irreversible.map(({ approval }) => approval.state)).toEqual([
      "not approved",
      "not approved",
      "approved",
    ]);
  });
});

test("findings stand by rule, with why and what to do", () => {
  const { findings } = report([leaving(40, 2)], { policy: ONLY_APPROVALS });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    rule: "approved-changes-only",
    level: "mandatory",
    severity: "critical",
  });
  expect(findings[0]!.findings.map(({ subject, irreversible }) => [subject, irreversible])).toEqual([
    [bus(38), true],
    [bus(39), true],
  ]);
});

test("the worst resource and the worst change come first", () => {
  const cosmetic = single("kajeet:Line", "one", { mdn: bus(99), note: "a" }, { mdn: bus(99), note: "b" });
  const { resources } = report([cosmetic, leaving(3, 1)]);
  expect(resources.map((one) => one.resource)).toEqual(["kajeet:LineSet buses", "kajeet:Line one"]);
});

test("the same plan has the same report, wherever it comes from", () => {
  const [a, b] = [report([leaving(40, 2)]), report([leaving(40, 2)])];
  expect(a).toEqual(b);
  expect(a).toMatchObject({
    schema: "pulumi-cellular/gate-report/1",
    stack: "fleet/test",
    judgedAt: "2026-11-23T12:00:00.000Z",
  });
});
