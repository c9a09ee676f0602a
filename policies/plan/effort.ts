import { gather } from "../../provider/core/gather";
import { valuesReached } from "../../provider/core/lines/apply";
import type { AnyLineModel } from "../../provider/core/lines/model";
import { planSteps, type Step, stagesOf } from "../../provider/core/lines/plan";
import type { Values } from "../../provider/core/value";
import { type CarrierEffort, CallTally as Tally } from "./call-tally";
import type { Change } from "./change";
import { endingOf, impactsOf } from "./impacts";
import { type Sent, sentTo } from "./line-effort";
import type { Plan } from "./plan";
import type { PlannedResource } from "./resource";

/** Calls and minutes that a plan will take. Carriers work side by side, so the minutes are those of the slowest. */
export interface Effort {
  readonly calls: number;
  /** Absent where no carrier's limit slows it. */
  readonly minutes?: number;
  readonly carriers: readonly CarrierEffort[];
}

/** Counts what a plan sends, grouped into calls by the same code by which the provider will group it. Pure. */
export function effortOf({ changes, held }: Pick<Plan, "changes" | "held">): Effort {
  const byResource = new Map<PlannedResource, Change[]>();
  for (const change of changes) gather(byResource, change.resource, change);
  const tallies = new Map<string, Tally>();
  // What several resources send over one connection at the same moment shares calls.
  const connections = new Map<string, { model: AnyLineModel; sent: Sent[] }>();
  for (const [resource, some] of byResource) {
    const { carrier } = resource.spec;
    const lines = held.get(resource);
    const tally = entry(tallies, carrier.name, () => new Tally(carrier.name));
    if (lines) {
      const { connection = "" } = resource.wanted ?? resource.state ?? {};
      const key = `${carrier.name} ${connection}`;
      const { sent } = entry(connections, key, () => ({ model: lines.holder.model, sent: [] as Sent[] }));
      sent.push(...sentTo(lines, some, tally));
    } else for (const call of callsOf(resource)) tally.add(call, 0);
  }
  for (const { model, sent } of connections.values()) {
    const tally = tallies.get(model.carrier.name)!;
    for (const { writer, changes: lines } of stepsOf(model, sent))
      tally.add(writer.name, lines.length, writer);
  }
  const carriers = [...tallies.values()].map((tally) => tally.effort());
  const minutes = carriers.flatMap((one) => one.minutes ?? []);
  return {
    calls: carriers.reduce((sum, { calls }) => sum + calls, 0),
    ...(minutes.length > 0 ? { minutes: Math.max(...minutes) } : {}),
    carriers,
  };
}

/** The steps of all stages: what an earlier one brings about is not sent by a later one. */
function stepsOf(model: AnyLineModel, sent: readonly Sent[]): Step<object, unknown>[] {
  const reached = new Map<string, Values>();
  const keyOf = ({ name, handle }: Pick<Sent, "name"> & { handle: unknown }) => `${handle} ${name}`;
  return stagesOf(model.writers).flatMap((writers) => {
    const left = sent.map((one) => ({ ...one, before: reached.get(keyOf(one)) ?? one.before }));
    const steps = planSteps(left, writers, model.attributes as never, String);
    for (const step of steps) {
      for (const change of step.changes) {
        reached.set(keyOf(change), {
          ...(reached.get(keyOf(change)) ?? change.before),
          ...valuesReached(step, change),
        });
      }
    }
    return steps;
  });
}

/** The calls by which a resource without lines is made, changed or ended: one each, and none where it is only let go. */
function callsOf(resource: PlannedResource): string[] {
  const { wanted, state, step } = resource;
  const ends = !wanted || (state && step === "replace") ? endingOf(resource) : undefined;
  const made = wanted ? impactsOf(resource).create : undefined;
  return [ends, made].flatMap((impact) => impact?.operations.slice(0, 1) ?? []);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
