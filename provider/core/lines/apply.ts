import { Coalescer } from "../batch";
import { CellularError, Rejected } from "../errors";
import type { Value, Values } from "../value";
import type { Attribute } from "./attribute";
import type { LineOutcome, Refusal, Wish, Writer } from "./model";
import { type Change, difference, planSteps, type Step } from "./plan";
import type { Progress } from "./progress";

/** What became of one line: the values it has now, and what could not be done. */
export interface Applied {
  readonly name: string;
  readonly reached: Values;
  readonly errors: readonly CellularError[];
}

interface Item<H> {
  readonly handle: H;
  readonly before: Values;
}

// One coalescer a session, so that single lines declared as resources of their own share the calls of their account.
const coalescers = new WeakMap<object, Coalescer<unknown, LineOutcome>>();

/** Problems the carrier's room finds in wanted values, by declared name, before anything is sent to any line. */
export async function verify<S>(
  session: S,
  wishes: readonly Wish[],
  writers: readonly Writer<S, never>[],
  attributes: readonly Attribute<never>[],
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const writer of writers) {
    if (!writer.verify) continue;
    const mine = wishes.filter(({ before, wanted }) => {
      const differing = difference(before, wanted, attributes);
      return writer.attributes.some((name) => differing[name] !== undefined);
    });
    if (mine.length > 0) refusals.push(...(await writer.verify(session, mine)));
  }
  return refusals;
}

/**
 * Makes the changes: stage after stage, the calls of a stage side by side. A line that fails leaves the others done;
 * each line comes back with what it reached.
 */
export async function apply<S extends object, H>(
  session: S,
  changes: readonly Change<H>[],
  writers: readonly Writer<S, H>[],
  attributes: readonly Attribute<never>[],
  scope: (handle: H) => string,
  progress: Progress,
): Promise<Applied[]> {
  const reached = new Map(changes.map((change) => [change, { ...change.before } as Record<string, Value>]));
  const errors = new Map<Change<H>, CellularError[]>();
  const failed = new Map<Change<H>, Set<string>>();
  for (const stage of planSteps(changes, writers, attributes, scope)) {
    const ends = await Promise.all(stage.map((step) => run(session, step, progress)));
    // In the order of the writers and not of the answers, so that the same faults give the same message.
    for (const [at, step] of stage.entries()) {
      for (const [index, change] of step.changes.entries()) {
        const { error } = ends[at]![index]!;
        if (error) {
          errors.set(change, [...(errors.get(change) ?? []), named(error, change.name)]);
          failed.set(change, new Set([...(failed.get(change) ?? []), ...step.writer.attributes]));
        } else record(reached.get(change)!, change, step);
      }
    }
  }
  return changes.map((change) => ({
    name: change.name,
    reached: settle(change, reached.get(change)!, failed.get(change) ?? new Set(), attributes),
    errors: errors.get(change) ?? [],
  }));
}

async function run<S extends object, H>(
  session: S,
  step: Step<S, H>,
  progress: Progress,
): Promise<LineOutcome[]> {
  let coalescer = coalescers.get(session) as Coalescer<Item<H>, LineOutcome> | undefined;
  if (!coalescer) {
    coalescer = new Coalescer<Item<H>, LineOutcome>();
    coalescers.set(session, coalescer as Coalescer<unknown, LineOutcome>);
  }
  const counter = progress.task(step.writer.name, step.changes.length);
  const items = step.changes.map((change) => ({ handle: change.handle, before: change.before }));
  const key = JSON.stringify([step.writer.name, step.scope, step.values]);
  const results = await coalescer.submit(key, step.writer.limit, items, async (batch) => {
    const outcomes = await step.writer.send(session, {
      lines: batch.map((item) => item.handle),
      values: step.values,
      before: batch.map((item) => item.before),
    });
    counter.add(batch.length);
    return outcomes;
  });
  return results.map((result) => (result instanceof Error ? { error: result } : result));
}

function record<S, H>(reached: Record<string, Value>, change: Change<H>, step: Step<S, H>): void {
  for (const name of step.writer.attributes) {
    if (step.writer.parts) {
      if (change.wanted[name] !== undefined) reached[name] = change.wanted[name];
    } else if (step.values[name] !== undefined) reached[name] = step.values[name];
  }
}

/**
 * The row as it will be kept. A failed attribute keeps its old value, also where a part of it (one label of several)
 * was done: the next run then does the whole again, which is harmless. What cannot be read, or only serves an order,
 * is remembered as declared.
 */
function settle<H>(
  change: Change<H>,
  reached: Record<string, Value>,
  failed: ReadonlySet<string>,
  attributes: readonly Attribute<never>[],
): Values {
  for (const { name, role } of attributes) {
    const wanted = change.wanted[name];
    if (failed.has(name)) {
      const before = change.before[name];
      if (before === undefined) delete reached[name];
      else reached[name] = before;
    } else if (wanted === undefined) delete reached[name];
    else if (role === "order" || (role === "fact" && (reached[name] ?? null) === null))
      reached[name] = wanted;
  }
  return reached;
}

function named(error: Error, name: string): CellularError {
  if (error instanceof CellularError) return error;
  return new Rejected(error.message, { subject: name, cause: error });
}
