import { hasUnknown, ours } from "../../provider/core/wire";
import { declarations } from "../../provider/index";
import { type Plan, planOf } from "../plan/plan";
import { readingProblem } from "../plan/readable";
import { type Bag, type PlannedResource, typeOf } from "../plan/resource";
import { knownValues } from "./known";

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
  private readonly made = new Map<string, { readonly text: string; readonly plan: Plan }>();

  constructor(private readonly now: () => number) {}

  /** The plan of a resource of ours; nothing for any other. What is known later only is in it as unreadable. */
  of(given: GivenArguments): Plan | undefined {
    const resource = wantedResource(given);
    if (!resource) return undefined;
    const text = JSON.stringify(resource.wanted);
    const known = this.made.get(given.urn);
    if (known?.text === text) return known.plan;
    const problem = readingProblem(resource);
    const planned = {
      resources: problem ? [] : [resource],
      unreadable: problem ? [problem] : [],
      whole: false,
    };
    const plan = planOf(planned, [], this.now());
    this.made.set(given.urn, { text, plan });
    for (const urn of this.made.keys()) {
      if (this.made.size <= KEPT) break;
      this.made.delete(urn);
    }
    return plan;
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
