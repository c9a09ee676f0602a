import { sameValue, type Value, type Values } from "../value";
import type { Attribute } from "./attribute";
import type { Wish, Writer } from "./model";
import type { OpenChange } from "./open";

/** A line whose attributes shall change: what is there, as far as it is known, and what is wanted. */
export interface Change<H> extends Wish {
  readonly handle: H;
  /** What was sent earlier and has not ended, as far as anybody knows. */
  readonly open?: readonly OpenChange[];
}

/** Lines that get the same values from the same writer: one call, or several where the carrier limits their number. */
export interface Step<S, H> {
  readonly writer: Writer<S, H>;
  readonly scope: string;
  readonly values: Values;
  readonly changes: readonly Change<H>[];
}

/** The wanted settings that differ from what is there. Pure: no carrier is asked. */
export function difference(before: Values, wanted: Values, attributes: readonly Attribute<never>[]): Values {
  const changed: Record<string, Value> = {};
  for (const { name, role, inStep } of attributes) {
    const [had, value] = [before[name], wanted[name]];
    if (role !== "setting" || value === undefined || sameValue(had, value)) continue;
    if (had === undefined || had === null || !inStep?.(had, value)) changed[name] = value;
  }
  return changed;
}

/** The writers by stage, earlier stages first. */
export function stagesOf<S, H>(writers: readonly Writer<S, H>[]): Writer<S, H>[][] {
  const stages = [...new Set(writers.map(stageOf))].sort((a, b) => a - b);
  return stages.map((stage) => writers.filter((writer) => stageOf(writer) === stage));
}

/**
 * Groups changes so that the fewest calls make them: lines of one scope that want the same values of the same writer
 * go together.
 */
export function planSteps<S, H>(
  changes: readonly Change<H>[],
  writers: readonly Writer<S, H>[],
  attributes: readonly Attribute<never>[],
  scope: (handle: H) => string,
): Step<S, H>[] {
  const companions = attributes.filter(({ role }) => role === "order").map(({ name }) => name);
  const groups = new Map<string, Step<S, H> & { changes: Change<H>[] }>();
  for (const change of changes) {
    const differing = difference(change.before, change.wanted, attributes);
    for (const [index, writer] of writers.entries()) {
      const mine = pick(differing, writer.attributes);
      if (Object.keys(mine).length === 0) continue;
      const along = pick(
        change.wanted,
        writer.whole ? writer.attributes : writer.attributes.filter((name) => companions.includes(name)),
      );
      const had = pick(change.before, writer.attributes);
      for (const part of writer.parts ? writer.parts(had, mine, change.wanted) : [mine]) {
        const values = { ...part, ...along };
        const key = JSON.stringify([index, scope(change.handle), Object.entries(values).sort()]);
        let group = groups.get(key);
        if (!group) {
          group = { writer, scope: scope(change.handle), values, changes: [] };
          groups.set(key, group);
        }
        group.changes.push(change);
      }
    }
  }
  return [...groups.values()];
}

const stageOf = (writer: { stage?: number }) => writer.stage ?? 0;

export function pick(values: Values, names: readonly string[]): Values {
  const picked: Record<string, Value> = {};
  for (const name of names) if (values[name] !== undefined) picked[name] = values[name];
  return picked;
}
