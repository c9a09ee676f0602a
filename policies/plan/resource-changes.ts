import { codesOf } from "../../provider/core/change-code";
import type { Impact, ResourceImpacts } from "../../provider/core/impact";
import { sameValue, type Value } from "../../provider/core/value";
import type { Change, Operation } from "./change";
import { graveFacts } from "./grave-facts";
import { endingOf, impactsOf } from "./impacts";
import type { Bag, PlannedResource } from "./resource";

/** What happens to a resource that holds no lines: it is made, changed, ended, or an action is done. */
export function* resourceChanges(resource: PlannedResource): Generator<Change> {
  const impacts = impactsOf(resource);
  const { step, state, wanted } = resource;
  if (step === "same") return;
  if (isAction(resource)) {
    if (wanted && wanted.trigger !== state?.ranFor) yield about(resource, "act", impacts.create);
    return;
  }
  if (!wanted) yield about(resource, "end", endingOf(resource));
  else if (!state || step === "replace") {
    if (state) yield about(resource, "end", endingOf(resource));
    yield about(resource, "make", impacts.create);
  } else yield* adjusting(resource, impacts, state, wanted);
}

/** Is it an action, which is done once for each trigger? */
const isAction = ({ spec }: Pick<PlannedResource, "spec">): boolean => "ranFor" in spec.outputs;

function* adjusting(
  resource: PlannedResource,
  impacts: ResourceImpacts,
  state: Bag,
  wanted: Bag,
): Generator<Change> {
  for (const name of argumentsOf(resource)) {
    const [before, after] = [resource.declared?.[name] ?? state[name], wanted[name]];
    if (after === undefined || sameValue(asValue(before), asValue(after))) continue;
    const impact = impacts.arguments?.[name] ?? impacts.create;
    yield {
      ...about(resource, "adjust", impact),
      attribute: name,
      ...(before === undefined ? {} : { before: asValue(before) }),
      after: asValue(after),
    };
  }
}

const argumentsOf = ({ spec }: PlannedResource): string[] =>
  Object.keys((spec.args as { shape: Record<string, unknown> }).shape);

function about(resource: PlannedResource, operation: Operation, impact: Impact): Change {
  const carrier = resource.spec.carrier.name;
  const facts = impact.undo === "never" ? graveFacts(resource, impact.action) : undefined;
  const change = {
    resource,
    carrier,
    operation,
    subject: facts?.name ?? `${resource.type.split(":")[1]} ${resource.name}`,
    identifiers: facts?.identifiers ?? [],
    class: impact.class,
    undo: impact.undo,
  };
  if (impact.undo !== "never" || !facts)
    return impact.undo !== "never" && impact.why ? { ...change, why: impact.why } : change;
  const { action, loss } = impact;
  const terms = resource.wanted ?? resource.state ?? {};
  return {
    ...change,
    why: loss,
    grave: { action, loss, codes: codesOf(facts), protected: terms.deletionProtection !== false },
  };
}

/** Arguments as a report shows them: what is no plain value is shown as text. */
function asValue(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value as string[];
  return JSON.stringify(value);
}
