import { CellularError } from "../../provider/core/errors";
import { type Plan, planOf } from "../plan/plan";
import { type Bag, typeOf, type Unreadable } from "../plan/resource";
import { plannedStack, type Registered, type Stored } from "../plan/stack";
import { type ApprovalsRead, approvalsOf } from "./approvals";
import { knownValues } from "./known";
import { type Round, roundFor } from "./round";
import { stateBefore } from "./state-before";
import type { Surroundings } from "./surroundings";

/** A resource as the SDK gives it to a policy of the stack. */
export interface GivenResource {
  readonly urn: string;
  readonly type: string;
  readonly props: Bag;
  readonly opts?: { readonly aliases?: readonly string[] };
}

/** What all policies of the stack judge, and why it cannot be judged at all where it cannot. */
export interface StackPlan {
  readonly plan: Plan;
  readonly problem?: CellularError;
}

/**
 * The plan of a preview, made once for all policies: the SDK gives each of them the same resources anew, and reading the
 * state and 10,000 lines for each would be slow.
 */
export class StackPlans {
  private before: Promise<readonly Stored[]> | undefined;
  private approvals: ApprovalsRead | undefined;
  private made: Round<Promise<StackPlan>> | undefined;

  constructor(private readonly surroundings: Surroundings) {}

  /** The plan of these resources for a policy. What stands in the way of it is in the answer, and in the plan. */
  of(policy: string, resources: readonly GivenResource[]): Promise<StackPlan> {
    const urns = resources.map(({ urn }) => urn).join("\n");
    this.made = roundFor(this.made, policy, urns, () => this.make(resources.flatMap(registeredOf)));
    return this.made.plan;
  }

  private async make(registered: readonly Registered[]): Promise<StackPlan> {
    const now = this.surroundings.now();
    try {
      this.before ??= stateBefore(this.surroundings);
      const planned = plannedStack(await this.before, registered);
      this.approvals ??= approvalsOf(this.surroundings);
      const { approvals, problem } = this.approvals;
      const plan = planOf(planned, approvals, now);
      const asked = plan.changes.some(({ grave, drift }) => grave ?? drift);
      if (problem === undefined || !asked) return { plan };
      return { plan: { ...plan, unreadable: [...plan.unreadable, wholly("the approvals", problem)] } };
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      const unreadable = [wholly("the state before", error.message)];
      return { plan: planOf({ resources: [], whole: false, unreadable }, [], now), problem: error };
    }
  }
}

/** Something that no resource is to blame for. */
const wholly = (name: string, reason: string): Unreadable => ({ urn: "", name, reason });

/** Only resources of ours are read. */
function registeredOf({ urn, type, props, opts }: GivenResource): Registered[] {
  if (typeOf(type) === undefined) return [];
  const aliases = opts?.aliases ?? [];
  return [{ urn, type, props: knownValues(props), ...(aliases.length > 0 ? { aliases } : {}) }];
}
