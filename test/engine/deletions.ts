/** What goes at the end of an operation: resources the program no longer wants, and those that were replaced. */
import { deletionRounds, dependents } from "./dependency-graph";
import { BailError } from "./diagnostics";
import { replacedWith } from "./replacements";
import type { ResourceState } from "./resource-state";
import type { Step } from "./step";
import type { StepGenerator } from "./step-generator";

export interface Deletions {
  /** Untargeted resources, kept as they are. */
  sames: Step[];
  /** Rounds, each of which may run in parallel; dependents first. */
  rounds: Step[][];
}

export async function planDeletions(generator: StepGenerator): Promise<Deletions> {
  const { deployment } = generator;
  const allowed = await targetedForDelete(generator);
  const deletes = new Map<ResourceState, Step>();
  const sames: Step[] = [];
  for (const state of deployment.base) {
    const operated = generator.operated.has(generator.aliases.current(state.urn));
    if (allowed !== undefined && !allowed.has(state.urn)) {
      if (!operated)
        sames.push({ op: "same", urn: state.urn, old: state, fresh: { ...state }, untargeted: true });
      continue;
    }
    const step = deletion(generator, state, operated);
    if (step === undefined) continue;
    generator.deletes.add(state.urn);
    deployment.registry.ensure(state.provider, deployment.base);
    deletes.set(state, step);
  }
  refuseUnspecified(generator, deletes.keys());
  return { sames, rounds: deletionRounds(deployment.base, deletes) };
}

function deletion(generator: StepGenerator, state: ResourceState, operated: boolean): Step | undefined {
  const urn = state.urn;
  const alsoDeleted = generator.deletes;
  if (state.delete) {
    if (generator.pendingDeletes.has(state)) return undefined;
    return { op: state.external ? "discard-replaced" : "delete-replaced", urn, old: state, alsoDeleted };
  }
  if (operated) return undefined;
  if (state.pendingReplacement) {
    // Its provider has deleted it already, and nothing wants a successor any more.
    return { op: "remove-pending-replace", urn, old: state };
  }
  return { op: state.external ? "discard" : "delete", urn, old: state, alsoDeleted };
}

/** The targets, what rests on them, and what could not outlive them. */
async function targetedForDelete(generator: StepGenerator): Promise<Set<string> | undefined> {
  const { base, target } = generator.deployment;
  if (target === undefined) return undefined;
  const allowed = new Set<string>();
  for (const state of base) {
    if (!target(state.urn)) continue;
    allowed.add(state.urn);
    for (const dependent of dependents(base, state, { children: true })) allowed.add(dependent.urn);
    for (const doomed of await replacedWith(generator, state)) allowed.add(doomed.state.urn);
  }
  return allowed;
}

function refuseUnspecified(generator: StepGenerator, states: Iterable<ResourceState>): void {
  const { target, targetDependents, diagnostics, dryRun } = generator.deployment;
  if (target === undefined || targetDependents) return;
  let refused = false;
  for (const { urn } of states) {
    if (target(urn)) continue;
    refused = true;
    diagnostics.error(
      `Resource '${urn}' will be destroyed but was not specified in --target list.\n` +
        "Either include resource in --target list or pass --target-dependents to proceed.",
      urn,
    );
  }
  if (!refused) return;
  generator.sawError = true;
  if (!dryRun) throw new BailError("delete untargeted resource");
}
