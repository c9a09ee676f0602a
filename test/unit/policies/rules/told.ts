import { planOf } from "../../../../policies/plan/plan";
import type { PlannedResource } from "../../../../policies/plan/resource";
import type { Finding, Rule } from "../../../../policies/rule";
import type { Approval } from "../../../../provider/core/approvals";
import type { Value } from "../../../../provider/core/value";
import { NOW } from "../../../support/plans";

interface Setting {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly approvals?: readonly Approval[];
  readonly now?: number;
  /** False where the plan shows only a part of its stack. */
  readonly whole?: boolean;
}

/** What a rule finds in a plan of these resources. Options are read as those of a policy file. */
export function findings(
  rule: Rule,
  resources: readonly PlannedResource[],
  { options = {}, approvals = [], now = NOW, whole = true }: Setting = {},
): Finding[] {
  const plan = planOf({ resources, whole }, approvals, now);
  return [...rule.check(plan, rule.options.strict().parse(options))];
}

/** The messages of what it finds. */
export const told = (
  rule: Rule,
  resources: readonly PlannedResource[],
  options: Setting["options"] = {},
  more: Omit<Setting, "options"> = {},
): string[] => findings(rule, resources, { options, ...more }).map(({ message }) => message);

/** What a rule would make of the arguments of a resource. */
export const remedied = (rule: Rule, resource: PlannedResource, options: Setting["options"] = {}) =>
  rule.remedy?.(resource, rule.options.strict().parse(options));

/** What is wrong with options, each with its path. */
export const faults = (rule: Rule, options: unknown): string[] =>
  (rule.options.strict().safeParse(options).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

/** The number of a Kajeet or ThingSpace line for tests with many. */
export const mdn = (index: number): string => `304-228-${String(index).padStart(4, "0")}`;

/** Lines `from` to `to` (not with it) with the same values. */
export const many = (
  from: number,
  to: number,
  values: Readonly<Record<string, Value>>,
): Record<string, Readonly<Record<string, Value>>> =>
  Object.fromEntries(Array.from({ length: to - from }, (_, at) => [mdn(from + at), values]));
