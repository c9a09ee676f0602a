import type { Plan } from "./plan/plan";
import type { Setting } from "./policy-file";
import { type Finding, type Level, type Rule, SEVERITIES } from "./rule";

/** What is to be done with a plan: it may go on, it may with something to know, or it must not. */
export type Outcome = "pass" | "warn" | "block";

/** A finding with the rule that made it. */
export interface Judged extends Finding {
  readonly rule: Rule;
  readonly level: Exclude<Level, "disabled">;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The worst first. */
  readonly findings: readonly Judged[];
}

/** Judges a plan by all rules that are switched on. Pure. */
export function judge(plan: Plan, settings: readonly Setting[]): Verdict {
  const findings = settings.flatMap((setting) => findingsOf(plan, setting));
  const weight = ({ level, rule }: Judged) =>
    (level === "mandatory" ? 10 : 0) + SEVERITIES.indexOf(rule.severity);
  findings.sort((a, b) => weight(b) - weight(a));
  const blocks = findings.some(({ level }) => level === "mandatory");
  return { outcome: blocks ? "block" : findings.length > 0 ? "warn" : "pass", findings };
}

/** What one rule says. */
function findingsOf(plan: Plan, { rule, level, options }: Setting): Judged[] {
  if (level === "disabled") return [];
  return [...rule.check(plan, options as never)].map((finding) => ({ ...finding, rule, level }));
}
