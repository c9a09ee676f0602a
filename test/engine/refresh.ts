/** Refresh: every resource is read, all in parallel, and the state becomes what was found. */

import { EngineDied } from "./crash";
import { type Deployment, rebase } from "./deployment";
import { diffResource } from "./diff-resource";
import { InitError } from "./provider-errors";
import { changesOf } from "./reports";
import type { ResourceState } from "./resource-state";
import type { Step } from "./step";
import { inverted, type ResourceDiff } from "./structural-diff";
import type { StepOp } from "./types";
import { isProviderType } from "./urn";
import { equal } from "./values";

interface Found {
  /** Undefined when the resource is gone. */
  state: ResourceState | undefined;
  op: StepOp;
  diff?: ResourceDiff;
}

/**
 * Reads all (targeted) resources. One that cannot be read fails the run, but stops no other. `asOperation` reports
 * what was found (update, delete, same) in place of the reading itself.
 */
export async function refreshState(deployment: Deployment, asOperation: boolean): Promise<boolean> {
  const states = deployment.base.filter(
    (state) => deployment.target === undefined || deployment.target(state.urn),
  );
  for (const state of states) deployment.registry.ensure(state.provider, deployment.base);
  const found = new Map<ResourceState, ResourceState | undefined>();
  let ok = true;
  const queue = states.slice();
  const work = async (): Promise<void> => {
    for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
      const result = await readOne(deployment, state, asOperation);
      if (result === undefined) ok = false;
      else found.set(state, result.state);
    }
  };
  await Promise.all(Array.from({ length: deployment.parallel }, work));
  deployment.crash.check();
  const resources = repaired(
    deployment.base.flatMap((state) => (found.has(state) ? (found.get(state) ?? []) : state)),
  );
  rebase(deployment, resources);
  deployment.checkpoint.rebase(resources);
  return ok;
}

async function readOne(
  deployment: Deployment,
  old: ResourceState,
  asOperation: boolean,
): Promise<Found | undefined> {
  const { reports, diagnostics } = deployment;
  const step: Step = { op: "refresh", urn: old.urn, old, fresh: old };
  const report = reports.begin(step);
  try {
    const found = await read(deployment, old);
    if (found.state !== undefined) step.fresh = found.state;
    if (found.diff !== undefined) {
      step.diff = found.diff;
      report.diff = changesOf(found.diff, old.inputs, found.state?.inputs, old.outputs);
    }
    if (asOperation) report.op = found.op;
    reports.end(step, report, true, asOperation ? found.op : undefined);
    return found;
  } catch (error) {
    if (error instanceof EngineDied) throw error;
    diagnostics.error((error as Error).message, old.urn);
    reports.end(step, report, false);
    return undefined;
  }
}

async function read(deployment: Deployment, old: ResourceState): Promise<Found> {
  if (!old.custom || isProviderType(old.type) || old.pendingReplacement) return { state: old, op: "same" };
  const { crash, registry, diagnostics } = deployment;
  let initErrors: string[] = [];
  crash.at("before-read", old.urn);
  const client = registry.get(old.provider);
  const call = crash.during("read", old.urn, () => client.read(old.urn, old.id, old.inputs, old.outputs));
  const live = await call.catch((error: Error) => {
    if (!(error instanceof InitError)) throw error;
    initErrors = error.reasons;
    diagnostics.add(
      "warning",
      `Refreshed resource is in an unhealthy state:\n* ${initErrors.join("\n* ")}`,
      old.urn,
    );
    return { id: error.id, outputs: error.outputs, inputs: error.inputs };
  });
  crash.at("after-read-before-save", old.urn);
  if (live.id === "") return { state: undefined, op: "delete" };
  const inputs = live.inputs ?? old.inputs;
  const state: ResourceState = { ...old, id: live.id, inputs, outputs: live.outputs, initErrors };
  if (!equal(inputs, old.inputs) || !equal(live.outputs, old.outputs))
    state.modified = new Date().toISOString();
  if (old.external) return { state, op: equal(old.outputs, state.outputs) ? "same" : "update" };
  // What an update would change back is what the world has changed.
  const diff = inverted(await diffResource(deployment, state, old.inputs, old.provider, old.ignoreChanges));
  return { state, diff, op: diff.changes ? "update" : "same" };
}

/** Takes references to resources that are gone out of those that stay; children move to the next ancestor. */
function repaired(states: ResourceState[]): ResourceState[] {
  const present = new Set<string>();
  const parents = new Map<string, string>();
  for (const state of states) {
    const known = (urn: string): boolean => present.has(urn);
    state.dependencies = state.dependencies.filter(known);
    const kept = Object.entries(state.propertyDependencies ?? {}).map(
      ([key, urns]) => [key, urns.filter(known)] as const,
    );
    state.propertyDependencies = Object.fromEntries(kept.filter(([, urns]) => urns.length > 0));
    if (!known(state.deletedWith)) state.deletedWith = "";
    state.replaceWith = state.replaceWith.filter(known);
    if (state.parent !== "" && !known(state.parent)) state.parent = parents.get(state.parent) ?? "";
    present.add(state.urn);
    parents.set(state.urn, state.parent);
  }
  return states;
}
