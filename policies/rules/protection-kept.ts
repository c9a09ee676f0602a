import { z } from "zod";
import type { Impact } from "../../provider/core/impact";
import { impactsOf } from "../plan/impacts";
import { type PlannedResource, resourceName } from "../plan/resource";
import { defineRule } from "../rule";

/** What keeps a line when its declaration is lost. */
export const protectionKept = defineRule({
  name: "protection-kept",
  describe: "Lines and profiles keep their deletion protection, and leaving git does not end them.",
  why: "With both switched off, a line that is taken out of a file by mistake can be removed with a single approval.",
  severity: "medium",
  level: "advisory",
  sees: "wanted",
  tags: ["irreversible", "protection"],
  framework: {
    name: "SOC 2",
    reference: "CC8.1",
    specification:
      "Protection against unwanted changes is lifted for the one change that needs it, and only then.",
  },
  remediation:
    "Leave deletionProtection out, or set it to true, and onDelete to retain. Switch them off only in the deployment before the lines are ended, and on again afterwards.",
  options: z.object({}),
  *check({ resources }) {
    for (const resource of resources) {
      const problems = problemsOf(resource);
      if (problems.length === 0) continue;
      const subject = resourceName(resource);
      yield {
        subject,
        urn: resource.urn,
        message: `${subject}: ${problems.join(", and ")}; right are deletionProtection true and onDelete "retain"`,
      };
    }
  },
  remedy(resource) {
    if (problemsOf(resource).length === 0) return undefined;
    return { ...resource.wanted, deletionProtection: true, onDelete: "retain" };
  },
});

function problemsOf(resource: PlannedResource): string[] {
  const { wanted, spec } = resource;
  const { shape } = spec.args as { shape: Record<string, unknown> };
  if (!wanted || !("deletionProtection" in shape)) return [];
  const loss = lossBy(resource, String(wanted.onDelete));
  return [
    ...(wanted.deletionProtection === false ? ["deletionProtection is false"] : []),
    ...(loss === undefined ? [] : [`onDelete is "${wanted.onDelete}" (${loss})`]),
  ];
}

/** What is lost for good when the resource is no longer declared. */
function lossBy(resource: PlannedResource, way: string): string | undefined {
  const ways = resource.spec.lines?.model.impacts.endings ?? impactsOf(resource).remove;
  const impact = (ways as Readonly<Record<string, Impact>>)[way];
  return impact?.undo === "never" ? impact.loss : undefined;
}
