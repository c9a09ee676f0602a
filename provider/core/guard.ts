import { type Approval, approvalText, standing } from "./approvals";
import { type ChangeFacts, codesOf } from "./change-code";
import type { Clock } from "./clock";
import { Guarded } from "./errors";

/** Something that cannot be taken back, about to be done to one thing. */
export interface Irreversible {
  readonly carrier: string;
  /** What would be done, as approvals name it: `remove` a line, `cancel` an eSIM profile, … */
  readonly action: string;
  /** How people name the thing. */
  readonly name: string;
  /** Every identifier under which an approval may name it (MDN with and without hyphens, ICCID, IMEI, …). */
  readonly identifiers: readonly string[];
  /** What is lost. */
  readonly loss: string;
  /** How to keep it: what to do about the declaration; where it is left out, its end is what was declared. */
  readonly keep?: string;
  /** What approvals are bound to: the same facts that the plan shows. */
  readonly facts: ChangeFacts;
}

/** The declared protection of a resource. */
export interface Protection {
  /** Refuses everything irreversible while it is on; on unless switched off. */
  readonly deletionProtection: boolean;
}

/** Irreversible changes one deployment may make where nothing else is configured. */
export const DEFAULT_BUDGET = 10;

/**
 * The last ring against destruction: it stands in the provider, so it holds under `--skip-preview`, under `destroy`
 * and with no policy pack at all. Whatever cannot be undone needs three things: protection switched off in the
 * program, an approval of this very change that names the line, and room in the deployment's budget.
 */
export class Guard {
  private spent = 0;

  constructor(
    private readonly approvals: () => readonly Approval[],
    private readonly budget: number,
    private readonly clock: Clock,
  ) {}

  /** Returns when it may be done, and counts it; throws `Guarded` with the reason and the way out. */
  permit(what: Irreversible, protection: Protection): void {
    const refuse = (problem: string, next: string) => {
      throw new Guarded(`not ${done(what.action)}: ${problem}; ${what.loss}`, {
        carrier: what.carrier,
        subject: what.name,
        next,
      });
    };
    if (protection.deletionProtection) {
      refuse(
        "it is protected",
        `To keep it, ${what.keep ?? "set onDelete to retain"}. To go on, set deletionProtection: false, apply, and approve it by name.`,
      );
    }
    const codes = codesOf(what.facts);
    const approved = standing(this.approvals(), { ...what, codes }, this.clock.now());
    if (!approved.holds) {
      refuse(
        approved.problem,
        `Add an approval to the approvals file: ${approvalText(what.action, what.name, codes[0])}.`,
      );
    }
    if (this.spent >= this.budget) {
      refuse(
        `this deployment's budget of ${this.budget} irreversible ${this.budget === 1 ? "change" : "changes"} is used up`,
        "Run it again for the next ones, or raise cellular:irreversibleBudget in the reviewed change.",
      );
    }
    this.spent += 1;
  }
}

const PAST: Record<string, string> = {
  remove: "removed",
  deactivate: "deactivated",
  retire: "retired",
  purge: "purged",
  delete: "deleted",
  cancel: "cancelled",
  swap: "swapped",
};
const done = (action: string) => PAST[action] ?? `done (${action})`;
