import type { PlannedResource } from "../../../policies/plan/resource";

/** A preview as the engine prints it, of these resources; `sames` is how many the engine counted as unchanged. */
export function previewOf(
  resources: readonly PlannedResource[],
  { config = {}, diagnostics, sames }: { config?: object; diagnostics?: object[]; sames?: number } = {},
): string {
  const stack = {
    type: "pulumi:pulumi:Stack",
    urn: "urn:pulumi:test::fleet::pulumi:pulumi:Stack::fleet-test",
  };
  const steps = resources.map(({ urn, type, step, state, declared, wanted }) => {
    const own = { urn, type: `pulumi-nodejs:dynamic/${type}`, custom: true };
    return {
      op: step,
      urn,
      ...(state ? { oldState: { ...own, inputs: declared, outputs: state } } : {}),
      ...(wanted ? { newState: { ...own, inputs: wanted } } : {}),
    };
  });
  const shown = steps.filter(({ op }) => op === "same").length + 1;
  return JSON.stringify({
    config,
    steps: [{ op: "same", urn: stack.urn, oldState: stack, newState: stack }, ...steps],
    ...(diagnostics ? { diagnostics } : {}),
    changeSummary: { same: sames ?? shown },
  });
}
