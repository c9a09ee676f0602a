import { sameValue, type Values } from "../value";
import type { Attribute } from "./attribute";
import { packed, unpacked } from "./observed";

/**
 * Lines that somebody changed elsewhere, as they were before: a refresh notes them, since afterwards neither the arguments
 * nor what was observed tells a change that was made outside git from one that was made in it. The next change that is
 * applied forgets them. Internal to the engine like `Observation`, and packed like it.
 */
export interface DriftState {
  __drift?: string;
}

/** What a refresh notes: `before` is what state had, `now` what the carrier has. A line that is back as it was has not drifted. */
export function driftState(
  present: DriftState,
  before: ReadonlyMap<string, Values>,
  now: ReadonlyMap<string, Values>,
  attributes: readonly Attribute<never>[],
): DriftState {
  const noted = driftOf(present, attributes);
  const drifted = new Map<string, Values>();
  for (const [name, values] of now) {
    const was = noted.get(name) ?? before.get(name);
    if (was && differs(was, values)) drifted.set(name, was);
  }
  return drifted.size > 0 ? { __drift: packed(drifted, attributes) } : {};
}

/** The lines that were changed elsewhere, as they were before. */
export function driftOf(state: DriftState, attributes: readonly Attribute<never>[]): Map<string, Values> {
  return unpacked(state.__drift, attributes);
}

const differs = (was: Values, now: Values): boolean =>
  Object.keys({ ...was, ...now }).some((name) => !sameValue(was[name], now[name]));
