import type { ImpactClass, Undo } from "../../provider/core/impact";
import type { Value } from "../../provider/core/value";
import type { Operation } from "../plan/change";
import type { Effort } from "../plan/effort";
import type { Unreadable } from "../plan/resource";
import type { Framework, Severity } from "../rule";

/** The form of the JSON report. A new number comes only where a member changes its meaning or goes; others may be added. */
export const REPORT_SCHEMA = "pulumi-cellular/gate-report/1";

/** `unjudged`: the preview itself failed, so that nobody knows the whole plan; nothing in what is known blocks. */
export const OUTCOMES = ["pass", "warn", "block", "unjudged"] as const;
export type ReportOutcome = (typeof OUTCOMES)[number];

/** How many changes there are, and of how many different lines and other resources. */
export interface Count {
  readonly changes: number;
  readonly lines: number;
  readonly resources: number;
}

/** What a fleet costs a month, where the policy file has prices. */
export interface Cost {
  readonly currency: string;
  readonly before: number;
  readonly after: number;
  /** Billed lines after the deployment that have no price, or no known rate plan: they are not in the sums. */
  readonly unpriced: number;
}

export interface Numbers {
  /** Lines in the plan, before and after: all of the stack only where `whole` says so. */
  readonly fleet: { readonly before: number; readonly after: number };
  /** Different lines that anything happens to, moves between resources aside. */
  readonly lines: number;
  /** Other resources that anything happens to. */
  readonly resources: number;
  readonly byOperation: Readonly<Partial<Record<Operation, Count>>>;
  readonly byClass: Readonly<Record<ImpactClass, Count>>;
  readonly byUndo: Readonly<Record<Undo, Count>>;
}

/** `protected`: `deletionProtection` is on, so that no approval helps until it is switched off. */
export type ApprovalState = "approved" | "not approved" | "protected";

/** One change that cannot be undone. */
export interface IrreversibleChange {
  readonly carrier: string;
  /** Whether it happens to a line, or to another resource such as an eSIM profile. */
  readonly kind: "line" | "resource";
  /** Type and name of the resource: `kajeet:LineSet buses`. */
  readonly resource: string;
  readonly urn: string;
  /** As approvals name it. */
  readonly name: string;
  /** As people name it. */
  readonly subject: string;
  /** What the line is called, where it has a nickname. */
  readonly nickname?: string;
  readonly action: string;
  /** What is lost: the second half of a sentence. */
  readonly loss: string;
  readonly attribute?: string;
  readonly before?: Value;
  readonly after?: Value;
  /** The day on which it is made, where that is a later one. */
  readonly on?: string;
  /** What approves this change and no other. */
  readonly code: string;
  readonly approval: {
    readonly state: ApprovalState;
    readonly by?: string;
    readonly reason?: string;
    readonly until?: string;
    /** What is wrong with the approvals that name it. */
    readonly problem?: string;
  };
}

/** What one rule objects to. */
export interface RuleFindings {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  readonly severity: Severity;
  readonly describe: string;
  readonly why: string;
  readonly remediation: string;
  readonly framework?: Framework;
  readonly findings: readonly {
    readonly message: string;
    readonly subject: string;
    readonly urn?: string;
    /** The change is among those that cannot be undone. */
    readonly irreversible: boolean;
  }[];
}

/** One change as tables show it. */
export interface ChangeRow {
  readonly subject: string;
  readonly nickname?: string;
  readonly operation: Operation;
  readonly attribute?: string;
  readonly before?: Value;
  readonly after?: Value;
  readonly class: ImpactClass;
  readonly undo: Undo;
  readonly why?: string;
  readonly on?: string;
  /** What the attribute was before somebody changed it outside git. */
  readonly drift?: { readonly was: Value | undefined };
}

/** What happens to one resource and its lines; the worst change first. */
export interface ResourceRows {
  readonly resource: string;
  readonly urn: string;
  readonly step: string;
  readonly changes: readonly ChangeRow[];
}

/** Approvals of one action that are missing: to be put into the approvals file once somebody has decided. */
export interface MissingApproval {
  readonly action: string;
  /** Codes by line. */
  readonly lines: Readonly<Record<string, string>>;
}

/** Everything that is told of a plan, whatever the form. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly outcome: ReportOutcome;
  /** The verdict in a sentence. */
  readonly headline: string;
  /** Project and stack, where the plan has anything to take them from. */
  readonly stack?: string;
  /** The hash of the changes: another plan has another one. */
  readonly plan: string;
  /** When it was judged, ISO 8601. */
  readonly judgedAt: string;
  /** The plan shows every resource of the stack; without that, totals and shares are those of what changes. */
  readonly whole: boolean;
  readonly numbers: Numbers;
  readonly cost?: Cost;
  readonly effort: Effort;
  /** Those that are not approved first. */
  readonly irreversible: readonly IrreversibleChange[];
  readonly missingApprovals: readonly MissingApproval[];
  /** What went wrong in the preview. */
  readonly errors: readonly string[];
  readonly unreadable: readonly Unreadable[];
  readonly findings: readonly RuleFindings[];
  readonly resources: readonly ResourceRows[];
}
