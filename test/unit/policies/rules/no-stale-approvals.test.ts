import { expect, test } from "vitest";
import { noStaleApprovals } from "../../../../policies/rules/no-stale-approvals";
import type { Approval } from "../../../../provider/core/approvals";
import { held, plan } from "../../../support/plans";

const [BUS, OFFICE] = ["304-228-6302", "304-201-3111"];
const removal = () =>
  held(
    "kajeet:LineSet",
    "fleet",
    {
      lines: { [BUS]: { note: "n" }, [OFFICE]: { note: "n" } },
      onDelete: "remove",
      deletionProtection: false,
    },
    { lines: {}, onDelete: "remove", deletionProtection: false },
  );
const codes = Object.fromEntries(plan([removal()]).changes.map(({ line, grave }) => [line, grave!.codes[0]]));

const approval = (more: Partial<Approval> = {}): Approval => ({
  action: "remove",
  lines: { [BUS]: codes[BUS]!, [OFFICE]: codes[OFFICE]! },
  by: "A. Admin",
  reason: "sold",
  until: "2026-12-31",
  ...more,
});
const told = (...approvals: Approval[]) =>
  [...noStaleApprovals.check(plan([removal()], approvals), {})].map(({ message }) => message);

test("an approval that the plan needs is in its place", () => {
  expect(told(approval())).toEqual([]);
  expect(told(approval({ lines: { [BUS.replaceAll("-", "")]: codes[BUS]! } }))).toEqual([]);
  expect(told()).toEqual([]);
});

test("one whose change is done, is another one, or whose day is over is told, with the lines", () => {
  expect(told(approval({ lines: { [BUS]: codes[BUS]!, "304-999-0000": "bcdfg-hjkmn" } }))).toEqual([
    "approval 1 (remove, by A. Admin, until 2026-12-31): 1 of 2 lines names no change of this plan, or no longer holds: 304-999-0000",
  ]);
  expect(told(approval(), approval({ action: "cancel" }))).toEqual([
    `approval 2 (cancel, by A. Admin, until 2026-12-31): 2 of 2 lines name no change of this plan, or no longer holds: ${BUS}, ${OFFICE}`,
  ]);
  expect(told(approval({ lines: { [BUS]: "bcdfg-hjkmn" } }))).toHaveLength(1);
  expect(told(approval({ until: "2026-11-22" }))).toHaveLength(1);
});

test("of many lines some are named", () => {
  const lines = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`304-999-000${at}`, "bcdfg-hjkmn"]));
  expect(told(approval({ lines }))[0]).toMatch(/: 304-999-0000, .*304-999-0004 and 2 more$/);
});

test("an approval to overwrite belongs to what drifted", () => {
  const seen = { lines: { [BUS]: { note: "portal" } } };
  const drifted = held("kajeet:LineSet", "fleet", seen, { lines: { [BUS]: { note: "n" } } });
  const was = held("kajeet:LineSet", "fleet", { lines: { [BUS]: { note: "n" } } }, undefined);
  const noted = { ...drifted, state: { ...drifted.state, __drift: was.state!.__observed } };
  const { drift } = plan([noted]).changes[0]!;
  const given = approval({ action: "overwrite", lines: { [BUS]: drift!.code } });
  expect([...noStaleApprovals.check(plan([noted], [given]), {})]).toEqual([]);
  expect([...noStaleApprovals.check(plan([drifted], [given]), {})]).toHaveLength(1);
});

test("as many lines as can be named are named without more", () => {
  const lines = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`304-999-000${at}`, "bcdfg-hjkmn"]));
  expect(told(approval({ lines }))[0]).toMatch(/, 304-999-0004$/);
});
