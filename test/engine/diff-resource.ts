/** Asking a provider what changes, and working it out from the inputs when it does not say. */
import type { Deployment } from "./deployment";
import { parsePath, resetPath } from "./property-path";
import type { ResourceState } from "./resource-state";
import { diffInputs, type ResourceDiff } from "./structural-diff";
import { isProviderType } from "./urn";
import { equal, type Properties } from "./values";

export async function diffResource(
  deployment: Deployment,
  old: Pick<ResourceState, "urn" | "id" | "type" | "custom" | "inputs" | "outputs">,
  wanted: Properties,
  provider: string,
  ignoreChanges: string[],
): Promise<ResourceDiff> {
  if (!old.custom)
    return { changes: !equal(old.inputs, wanted), replaceKeys: [], deleteBeforeReplace: false };
  // The SDK's server cannot diff configurations; the engine then compares them as a whole.
  if (isProviderType(old.type))
    return { changes: !equal(old.outputs, wanted), replaceKeys: [], deleteBeforeReplace: false };
  const raw = await deployment.registry.get(provider).diff(old, wanted, ignoreChanges);
  const diff: ResourceDiff = {
    changes: raw.changes === "some",
    replaceKeys: raw.replaces,
    deleteBeforeReplace: raw.deleteBeforeReplace,
    ...(raw.diffs.length > 0 ? { changedKeys: raw.diffs } : {}),
  };
  if (raw.changes !== "unknown") return diff;
  const structural = diffInputs(old.inputs, ignoring(deployment, old.urn, wanted, old.inputs, ignoreChanges));
  const changes = (structural.changedKeys ?? []).length > 0;
  return changes ? { ...diff, ...structural, changes } : diff;
}

/** Puts old values back where the program says that changes do not matter. */
export function ignoring(
  deployment: Deployment,
  urn: string,
  wanted: Properties,
  old: Properties,
  ignoreChanges: string[],
): Properties {
  const failed: string[] = [];
  let inputs = wanted;
  for (const text of ignoreChanges) {
    const path = parsePath(text);
    if (path === undefined) continue;
    const reset = resetPath(path, old, inputs);
    if (reset === undefined) failed.push(text);
    else inputs = reset;
  }
  if (failed.length > 0) {
    deployment.diagnostics.add(
      "info",
      `cannot ignore changes in added or removed elements of the path: "${failed.join(", ")}"`,
      urn,
    );
  }
  return inputs;
}
