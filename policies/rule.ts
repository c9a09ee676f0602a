import type { z } from "zod";
import type { Change } from "./plan/change";
import type { Plan } from "./plan/plan";
import type { Bag, PlannedResource } from "./plan/resource";

export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a finding of a rule does: it stops the deployment, or is only told; a rule may also be switched off. */
export const LEVELS = ["mandatory", "advisory", "disabled"] as const;
export type Level = (typeof LEVELS)[number];

/** The control of a framework that a rule serves. */
export interface Framework {
  readonly name: string;
  readonly version?: string;
  /** The control, such as `CC8.1`. */
  readonly reference: string;
  /** What the control asks for, in our words. */
  readonly specification: string;
}

/** Something that a rule objects to. */
export interface Finding {
  /** What is wrong, with the line or resource, the numbers, and what would be right. */
  readonly message: string;
  /** The line or resource it is about. */
  readonly subject: string;
  /** The resource that carries it; absent where it is about the whole plan. */
  readonly urn?: string;
  /** The change it is about, where it is about one. */
  readonly change?: Change;
}

/** One rule: pure, with typed options. It sees a plan and says what it objects to. */
export interface Rule<O extends z.ZodObject = z.ZodObject> {
  /** Its name in the policy file and as a policy of the pack: `approved-changes-only`. */
  readonly name: string;
  /** What it does not allow, in a sentence. */
  readonly describe: string;
  /** Why one wants it. */
  readonly why: string;
  readonly severity: Severity;
  /** What it does where the policy file says nothing. */
  readonly level: Level;
  /**
   * `wanted`: the arguments of each resource alone are enough, so the pack also stops the update of that resource.
   * `change`: it needs the state before, or the whole plan.
   */
  readonly sees: "wanted" | "change";
  readonly tags: readonly string[];
  readonly framework?: Framework;
  /** What to do about a finding. */
  readonly remediation: string;
  /** Options; each has a description, and a default unless the rule does nothing without it. */
  readonly options: O;
  check(plan: Plan, options: z.output<O>): Iterable<Finding>;
  /**
   * The safe arguments of a resource, where there are any: applied by the pack only where somebody asked for remediation.
   * Nothing where the resource is in order.
   */
  remedy?(resource: PlannedResource, options: z.output<O>): Bag | undefined;
}

/** Declares a rule, with its options typed. */
export const defineRule = <O extends z.ZodObject>(rule: Rule<O>): Rule => rule as never;
