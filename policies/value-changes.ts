import type { Value } from "../provider/core/value";
import type { Change } from "./plan/change";
import type { FleetLine } from "./plan/fleet";
import type { Plan } from "./plan/plan";

/** A value of a line that becomes another one. */
export interface ValueChange {
  readonly change: Change;
  readonly attribute: string;
  readonly before: Value;
  /** Nothing where a line gives a value up, and the carrier's default takes its place. */
  readonly after: Value | undefined;
}

/**
 * Every value of these attributes that a plan changes: by a change of the line, by its leaving a membership that gives back
 * what was before, and by moving to a resource that wants another value.
 */
export function* valueChanges(plan: Plan, attributes: readonly string[]): Generator<ValueChange> {
  for (const change of plan.changes) {
    const { operation, attribute, before } = change;
    if (operation === "move") yield* moved(plan, change, attributes);
    else if (attribute !== undefined && attributes.includes(attribute) && before !== undefined) {
      if (change.line !== undefined) yield { change, attribute, before, after: change.after };
    }
  }
}

function* moved(plan: Plan, change: Change, attributes: readonly string[]): Generator<ValueChange> {
  const [old, fresh] = [lineOf(plan, change, "before"), lineOf(plan, change, "after")];
  const own = change.resource.spec.lines!.attributes;
  for (const attribute of attributes) {
    const [before, after] = [old?.values[attribute], fresh?.values[attribute]];
    if (before === undefined || after === undefined || !own.some(({ name }) => name === attribute)) continue;
    if (JSON.stringify(before) !== JSON.stringify(after)) yield { change, attribute, before, after };
  }
}

/** The line of a change on one side of its plan. */
export function lineOf(
  plan: Plan,
  { carrier, resource, identifiers }: Change,
  side: "before" | "after",
): FleetLine | undefined {
  const { lines } = resource.spec;
  return lines && plan[side].find(carrier, lines.model, identifiers);
}
