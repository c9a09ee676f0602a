import { type PlannedResource, resourceName } from "../../../policies/plan/resource";
import { settingsOf } from "../../../policies/policy-file";
import type { Report } from "../../../policies/report/model";
import { reportOf } from "../../../policies/report/report";
import { rules } from "../../../policies/rules/index";
import { judge } from "../../../policies/verdict";
import type { Approval } from "../../../provider/core/approvals";
import { held, plan } from "../../support/plans";

/** The report of a plan of these resources, judged by the rules as they are, or as a policy file says. */
export function report(
  resources: readonly PlannedResource[],
  {
    approvals = [],
    policy,
    errors = [],
  }: { approvals?: readonly Approval[]; policy?: object; errors?: readonly string[] } = {},
): Report {
  const settings = settingsOf(rules, policy, "test");
  const judged = plan(resources, approvals);
  return reportOf({ plan: judged, verdict: judge(judged, settings), settings, errors });
}

/** Only what cannot be undone is judged. */
export const ONLY_APPROVALS = { all: "disabled", "approved-changes-only": "mandatory" };

export const REMOVES = { onDelete: "remove", deletionProtection: false };

/** A number of made-up buses. */
export const bus = (at: number) => `304-228-${String(1000 + at)}`;

/** A set of so many buses, of which the last ones are taken out of the program. */
export function leaving(count: number, left: number, more: object = {}): PlannedResource {
  const lines = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [bus(at), { status: "active", nickname: `Bus ${at}`, ...more }]),
  );
  const kept = Object.fromEntries(Object.entries(lines).slice(0, count - left));
  return held("kajeet:LineSet", "buses", { lines, ...REMOVES }, { lines: kept, ...REMOVES });
}

/** An approval of all of a resource's removals. */
export function approvalOf(resource: PlannedResource, until = "2026-12-31"): Approval {
  const graves = plan([resource]).changes.filter(({ grave }) => grave);
  return {
    action: graves[0]!.grave!.action,
    lines: Object.fromEntries(graves.map(({ line, grave }) => [line!, grave!.codes[0]])),
    by: "M. Alvarez",
    reason: `${resourceName(resource)} is given up`,
    until,
  };
}
