import { standing } from "../../provider/core/approvals";
import { IMPACT_CLASSES, UNDOS } from "../../provider/core/impact";
import type { Change, Grave } from "../plan/change";
import { effortOf } from "../plan/effort";
import type { Plan } from "../plan/plan";
import { resourceName } from "../plan/resource";
import type { Setting } from "../policy-file";
import type { Judged, Verdict } from "../verdict";
import { headlineOf } from "./headline";
import {
  type ChangeRow,
  type IrreversibleChange,
  type MissingApproval,
  REPORT_SCHEMA,
  type Report,
  type ReportOutcome,
  type ResourceRows,
  type RuleFindings,
} from "./model";
import { costOf, numbersOf } from "./numbers";

/** What a report is made of. */
export interface Judgement {
  readonly plan: Plan;
  readonly verdict: Verdict;
  readonly settings: readonly Setting[];
  /** What went wrong in the preview: such a plan is never passed. */
  readonly errors: readonly string[];
}

/** Everything that is told of a plan. Pure. */
export function reportOf({ plan, verdict, settings, errors }: Judgement): Report {
  const nicknames = nicknamesOf(plan);
  const irreversible = plan.changes
    .flatMap((change) => (change.grave ? [irreversibleOf(plan, change, change.grave, nicknames)] : []))
    .sort((a, b) => STATES.indexOf(a.approval.state) - STATES.indexOf(b.approval.state));
  const outcome: ReportOutcome =
    errors.length > 0 && verdict.outcome !== "block" ? "unjudged" : verdict.outcome;
  const cost = costOf(plan, settings);
  const stack = stackOf(plan);
  const findings = byRule(verdict.findings);
  return {
    schema: REPORT_SCHEMA,
    outcome,
    headline: headlineOf({ outcome, irreversible, findings, errors }),
    ...(stack === undefined ? {} : { stack }),
    plan: plan.hash,
    judgedAt: new Date(plan.now).toISOString(),
    whole: plan.whole,
    numbers: numbersOf(plan),
    ...(cost ? { cost } : {}),
    effort: effortOf(plan),
    irreversible,
    missingApprovals: missingOf(irreversible),
    errors,
    unreadable: plan.unreadable,
    findings,
    resources: resourcesOf(plan, nicknames),
  };
}

const STATES = ["not approved", "protected", "approved"];

/** What lines are called, by carrier and any number under which a change may speak of them. */
function nicknamesOf({ before, after }: Plan): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { carrier, name, values } of [...after.lines, ...before.lines]) {
    if (typeof values.nickname === "string") names.set(`${carrier} ${name}`, values.nickname);
  }
  return names;
}

function nicknameOf(change: Change, nicknames: ReadonlyMap<string, string>) {
  const nickname = [change.line, ...change.identifiers]
    .map((name) => nicknames.get(`${change.carrier} ${name}`))
    .find((one) => one !== undefined);
  return nickname === undefined ? {} : { nickname };
}

/** What of a change is the same in every list. */
const values = ({ attribute, before, after, on }: Change) => ({
  ...(attribute === undefined ? {} : { attribute }),
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  ...(on === undefined ? {} : { on }),
});

function irreversibleOf(
  { approvals, now }: Plan,
  change: Change,
  { action, loss, codes, protected: isProtected }: Grave,
  nicknames: ReadonlyMap<string, string>,
): IrreversibleChange {
  const { carrier, resource, line, subject, identifiers } = change;
  const found = standing(approvals, { action, codes, identifiers }, now);
  const by = found.holds
    ? { by: found.by.by, reason: found.by.reason, until: found.by.until }
    : { problem: found.problem };
  const state = isProtected ? "protected" : found.holds ? "approved" : "not approved";
  return {
    carrier,
    kind: line === undefined ? "resource" : "line",
    resource: resourceName(resource),
    urn: resource.urn,
    name: line ?? identifiers[0] ?? subject,
    subject,
    ...nicknameOf(change, nicknames),
    action,
    loss,
    ...values(change),
    code: codes[0],
    approval: { state, ...by },
  };
}

/** Approvals that are missing, by action. Those of protected lines too: they are needed as soon as protection is off. */
function missingOf(irreversible: readonly IrreversibleChange[]): MissingApproval[] {
  const missing: { action: string; lines: Record<string, string> }[] = [];
  for (const { action, name, code, approval } of irreversible) {
    if (approval.by !== undefined) continue;
    // An approval has one code a line; a second change of the same line needs another approval.
    let entry = missing.find((one) => one.action === action && (one.lines[name] ?? code) === code);
    if (!entry) {
      entry = { action, lines: {} };
      missing.push(entry);
    }
    entry.lines[name] = code;
  }
  return missing;
}

function byRule(findings: readonly Judged[]): RuleFindings[] {
  const rules = new Map<string, RuleFindings & { findings: RuleFindings["findings"][number][] }>();
  for (const { rule, level, message, subject, urn, change } of findings) {
    let known = rules.get(rule.name);
    if (!known) {
      const { name, severity, describe, why, remediation, framework } = rule;
      const facts = { rule: name, level, severity, describe, why, remediation };
      known = { ...facts, ...(framework ? { framework } : {}), findings: [] };
      rules.set(name, known);
    }
    known.findings.push({
      message,
      subject,
      ...(urn === undefined ? {} : { urn }),
      irreversible: change?.grave !== undefined,
    });
  }
  return [...rules.values()];
}

function resourcesOf({ changes }: Plan, nicknames: ReadonlyMap<string, string>): ResourceRows[] {
  const resources = new Map<string, ResourceRows & { changes: ChangeRow[] }>();
  for (const change of changes) {
    const { resource, subject, operation, class: kind, undo, why, drift } = change;
    let known = resources.get(resource.urn);
    if (!known) {
      known = { resource: resourceName(resource), urn: resource.urn, step: resource.step, changes: [] };
      resources.set(resource.urn, known);
    }
    known.changes.push({
      subject,
      ...nicknameOf(change, nicknames),
      operation,
      ...values(change),
      class: kind,
      undo,
      ...(why === undefined ? {} : { why }),
      ...(drift ? { drift: { was: drift.was } } : {}),
    });
  }
  for (const { changes: rows } of resources.values()) rows.sort((a, b) => weight(b) - weight(a));
  const worst = ({ changes: rows }: ResourceRows) => weight(rows[0]!);
  return [...resources.values()].sort((a, b) => worst(b) - worst(a));
}

const weight = ({ class: kind, undo }: ChangeRow) => 10 * UNDOS.indexOf(undo) + IMPACT_CLASSES.indexOf(kind);

/** Project and stack stand in every URN: `urn:pulumi:<stack>::<project>::…`. */
function stackOf({ resources, unreadable }: Plan): string | undefined {
  const urn = resources[0]?.urn ?? unreadable[0]?.urn;
  const [, , stack, , project] = urn?.split(":") ?? [];
  return stack && project ? `${project}/${stack}` : undefined;
}
