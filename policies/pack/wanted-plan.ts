import { hasUnknown, ours } from "../../provider/core/wire";
import { declarations } from "../../provider/index";
import { type Plan, planOf } from "../plan/plan";
import { readingProblem } from "../plan/readable";
import { type Bag, type PlannedResource, typeOf } from "../plan/resource";
import { knownValues } from "./known";
import { type Round, roundFor } from "./round";

/** A resource as the SDK gives it to a policy of a resource. */
export interface GivenArguments {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly props: Bag;
}

/** So many plans are kept: resources are judged several at a time, by one policy after another. */
const KEPT = 32;

/** Plans of one resource each, with nothing but what is wanted of it, made once for all policies. */
export class WantedPlans {
  private readonly made = new Map<string, Round<Plan | undefined>>();

  constructor(private readonly now: () => number) {}

  /** The plan of a resource of ours for a policy; nothing for any other. What is known later only is in it as unreadable. */
  of(policy: string, given: GivenArguments): Plan | undefined {
    const round = roundFor(this.made.get(given.urn), policy, given.urn, () => this.make(given));
    this.made.set(given.urn, round);
    for (const urn of this.made.keys()) {
      if (this.made.size <= KEPT) break;
      this.made.delete(urn);
    }
    return round.plan;
  }

  private make(given: GivenArguments): Plan | undefined {
    const resource = wantedResource(given);
    if (!resource) return undefined;
    const problem = readingProblem(resource);
    const [resources, unreadable] = problem ? [[], [problem]] : [[resource], []];
    return planOf({ resources, unreadable, whole: false }, [], this.now());
  }
}

/** A resource of ours as if it were new; nothing for any other resource, or a type that this version does not know. */
export function wantedResource({ urn, type, name, props }: GivenArguments): PlannedResource | undefined {
  const ourType = typeOf(type);
  const spec = ourType === undefined ? undefined : declarations.get(ourType);
  if (ourType === undefined || !spec) return undefined;
  const wanted = ours(knownValues(props));
  return { urn, name, type: ourType, spec, step: "create", wanted, forgotten: false };
}

/**
 * Puts safe values into the properties of a resource, in place: the engine takes what comes back as a whole, so that what
 * is not named, its own `__provider` among it, must stay; and what was secret stays secret only in place.
 */
export function applied(props: Record<string, unknown>, remedy: Bag): Record<string, unknown> {
  const before = knownValues(props);
  for (const [name, value] of Object.entries(remedy)) {
    if (hasUnknown(value) || JSON.stringify(before[name]) === JSON.stringify(value)) continue;
    props[name] = value;
  }
  return props;
}
