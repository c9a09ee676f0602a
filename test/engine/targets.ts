/** `--target`: which resources an operation may touch, and what becomes of the others. */
import type { Deployment } from "./deployment";
import { allDependencies, type ResourceState } from "./resource-state";
import type { Step } from "./step";
import type { StepGenerator } from "./step-generator";

export class TargetRules {
  private readonly reached = new Set<string>();
  readonly skippedCreates = new Set<string>();

  constructor(private readonly deployment: Deployment) {}

  includes(state: ResourceState): boolean {
    const { target, targetDependents } = this.deployment;
    if (target === undefined || target(state.urn)) return true;
    if (!targetDependents) return false;
    for (const urn of allDependencies(state)) if (this.reached.has(urn)) return true;
    return false;
  }

  /** Remembers a targeted resource, so that its dependents follow. Refuses one that rests on something left out. */
  add(urn: string, state: ResourceState): void {
    const { target, diagnostics, dryRun } = this.deployment;
    if (target === undefined) return;
    if (this.includes(state)) this.reached.add(urn);
    for (const dependency of allDependencies(state)) {
      if (!this.skippedCreates.has(dependency)) continue;
      const message = `Resource '${urn}' depends on '${dependency}' which was was not specified in --target list.`;
      if (!dryRun) diagnostics.bail(message, urn);
      diagnostics.error(message, urn);
      this.skippedCreates.delete(dependency);
    }
  }
}

/** Keeps an untargeted resource as it is, after everything that it rests on; leaves out one that does not exist yet. */
export function targetedSteps(
  generator: StepGenerator,
  urn: string,
  old: ResourceState | undefined,
  fresh: ResourceState,
  done: (state: ResourceState, unknown: boolean) => void,
): Step[] {
  generator.operated.add(urn);
  if (old === undefined) {
    generator.targets.skippedCreates.add(urn);
    return [{ op: "same", urn, fresh, skippedCreate: true, done: (state) => done(state, true) }];
  }
  const steps: Step[] = [];
  const carry = (state: ResourceState, tell?: (state: ResourceState) => void): void => {
    if (state.delete) return;
    generator.operated.add(state.urn);
    for (const dependency of allDependencies(state)) {
      const before = generator.deployment.olds.get(dependency);
      if (before !== undefined && !generator.operated.has(dependency) && !generator.seen.has(dependency))
        carry(before);
    }
    generator.seen.add(state.urn);
    const step: Step = { op: "same", urn: state.urn, old: state, fresh: { ...state }, untargeted: true };
    if (tell !== undefined) step.done = tell;
    steps.push(step);
  };
  carry(old, (state) => done(state, false));
  return steps;
}
