import { type Approval, readApprovals } from "../provider/core/approvals";
import { DEFAULT_BUDGET } from "../provider/core/guard";
import { planOf } from "./plan/plan";
import { readPlanText } from "./plan/plan-text";
import { settingsOf } from "./policy-file";
import type { Report } from "./report/model";
import { reportOf } from "./report/report";
import { approvedChangesOnly } from "./rules/approved-changes-only";
import { rules } from "./rules/index";
import { judge } from "./verdict";

/** What the gate judges, and by what. */
export interface GateInput {
  /** What the engine printed, and how messages call where it came from. */
  readonly plan: { readonly text: string; readonly source: string };
  /** The content of the policy file; every rule as it is by default where there is none. */
  readonly policy?: { readonly content: unknown; readonly source: string } | undefined;
  /** The approvals file, seen from the project; what the plan's configuration says where it is left out. */
  readonly approvals?: string | undefined;
  /** The directory of Pulumi.yaml. */
  readonly project: string;
  /** When it is judged, milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Judges a plan by the rules. Throws `Misconfigured` for a plan, a policy file or approvals that cannot be read; whatever is
 * wrong with the plan itself stands in the report.
 */
export function gate({ plan: { text, source }, policy, approvals, project, now }: GateInput): Report {
  const preview = readPlanText(text, source);
  const { config, errors } = preview;
  const settings = settingsOf(rules, withBudget(policy?.content, config), policy?.source ?? "no policy file");
  const given: Approval[] = readApprovals(approvals ?? config["cellular:approvals"], project);
  const plan = planOf(preview, given, now);
  return reportOf({ plan, verdict: judge(plan, settings), settings, errors });
}

/** The guard's budget is the stack's: where the policy file does not say another one, the gate counts by the same. */
function withBudget(content: unknown, config: Readonly<Record<string, string>>): unknown {
  const budget = Number(config["cellular:irreversibleBudget"] ?? DEFAULT_BUDGET);
  if (!Number.isInteger(budget) || budget < 0) return content;
  if (content !== undefined && content !== null && (typeof content !== "object" || Array.isArray(content))) {
    return content;
  }
  const rule = approvedChangesOnly.name;
  const said = (content as Readonly<Record<string, unknown>> | null | undefined)?.[rule];
  const options = typeof said === "string" ? { enforcementLevel: said } : said;
  if (options !== undefined && (typeof options !== "object" || options === null)) return content;
  return { ...(content as object), [rule]: { budget, ...options } };
}
