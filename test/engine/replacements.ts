/** Replacing a resource: create first and delete at the end, or delete first, and then its dependents before it. */
import { dependents } from "./dependency-graph";
import { diffResource } from "./diff-resource";
import type { Goal } from "./goal";
import type { ResourceState } from "./resource-state";
import type { Step } from "./step";
import type { StepGenerator } from "./step-generator";
import { isReplacement, type ResourceDiff, withReplaceOnChanges } from "./structural-diff";
import { parseReference } from "./urn";
import { type Properties, UNKNOWN } from "./values";

interface Doomed {
  state: ResourceState;
  keys: string[];
}

export async function replacementSteps(
  generator: StepGenerator,
  goal: Goal,
  old: ResourceState,
  fresh: ResourceState,
  diff: ResourceDiff,
  done: (state: ResourceState) => void,
): Promise<Step[]> {
  const urn = fresh.urn;
  generator.operated.add(urn);
  const create: Step = { op: "create-replacement", urn, old, fresh, diff, done };
  const replace: Step = { op: "replace", urn, old, fresh, diff };
  if (!(goal.deleteBeforeReplace ?? diff.deleteBeforeReplace))
    return [{ ...create, pendingDelete: true }, replace];
  const steps: Step[] = [];
  for (const { state, keys } of (await replacedWith(generator, old)).reverse()) {
    if (generator.pendingDeletes.has(state)) continue;
    generator.dependentReplaceKeys.set(state.urn, keys);
    refuseProtected(generator, state, urn);
    const { urn: condemned } = state;
    const alsoDeleted = generator.deletes;
    steps.push(
      state.delete
        ? { op: "delete", urn: condemned, old: state, alsoDeleted }
        : { op: "delete-replaced", urn: condemned, old: state, alsoDeleted, pendingReplacement: true },
    );
    generator.deletes.add(condemned);
    generator.pendingDeletes.add(state);
  }
  generator.deployment.registry.ensure(old.provider, generator.deployment.base);
  if (!old.pendingReplacement) {
    generator.deletes.add(old.urn);
    steps.push({
      op: "delete-replaced",
      urn: old.urn,
      old,
      alsoDeleted: generator.deletes,
      pendingReplacement: true,
    });
  }
  return [...steps, replace, create];
}

function refuseProtected(generator: StepGenerator, state: ResourceState, because: string): void {
  if (!state.protect || state.delete) return;
  generator.sawError = true;
  generator.deployment.diagnostics.bail(
    `unable to replace resource "${state.urn}" as part of replacing "${because}" as it is currently marked for ` +
      "protection. To unprotect the resource, remove the `protect` flag from the resource in your Pulumi program and " +
      `run \`pulumi up\`, or use the command:\n\`pulumi state unprotect '${state.urn}'\``,
    because,
  );
}

/** The resources that cannot outlive `root`: their inputs would change in a way that replaces them. */
export async function replacedWith(generator: StepGenerator, root: ResourceState): Promise<Doomed[]> {
  const { deployment } = generator;
  if (!deployment.base.includes(root)) return [];
  const ignore = (urn: string): boolean => generator.operated.has(urn) || generator.deletes.has(urn);
  const doomed: Doomed[] = [];
  const urns = new Set([root.urn]);
  for (const state of dependents(deployment.base, root, { children: false, ignore })) {
    const keys = await keysReplacing(generator, state, urns);
    if (keys === undefined) continue;
    doomed.push({ state, keys });
    urns.add(state.urn);
  }
  return doomed;
}

/** What would replace this resource if those went; undefined when it can stay. */
async function keysReplacing(
  generator: StepGenerator,
  state: ResourceState,
  gone: ReadonlySet<string>,
): Promise<string[] | undefined> {
  const { deployment } = generator;
  if (!state.custom || state.external) return undefined;
  if (state.provider !== "" && gone.has(parseReference(state.provider).urn)) return [];
  if (gone.has(state.deletedWith) || state.replaceWith.some((urn) => gone.has(urn))) return [];
  const inputs: Properties = { ...state.inputs };
  let touched = false;
  for (const [key, urns] of Object.entries(state.propertyDependencies ?? {})) {
    if (!(key in inputs) || !urns.some((urn) => gone.has(urn))) continue;
    inputs[key] = UNKNOWN;
    touched = true;
  }
  if (!touched) return undefined;
  deployment.registry.ensure(state.provider, deployment.base);
  const raw = await diffResource(deployment, state, inputs, state.provider, state.ignoreChanges);
  const diff = withReplaceOnChanges(raw, state.replaceOnChanges);
  return isReplacement(diff) ? diff.replaceKeys : undefined;
}
