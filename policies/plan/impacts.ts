import { controlCenterImpacts } from "../../provider/control-center/impacts";
import type { CarrierImpacts, Impact, ResourceImpacts } from "../../provider/core/impact";
import { kajeetImpacts } from "../../provider/kajeet/impacts";
import { thingspaceImpacts } from "../../provider/thingspace/impacts";
import type { PlannedResource } from "./resource";

/** The tables of all carriers. */
export const impactTables: Readonly<Record<string, CarrierImpacts>> = {
  kajeet: kajeetImpacts,
  thingspace: thingspaceImpacts,
  "control-center": controlCenterImpacts,
};

/** What can happen with a resource that holds no lines; one that no table names is treated as one that connects. */
export function impactsOf({ type, spec }: PlannedResource): ResourceImpacts {
  const [, name = ""] = type.split(":");
  const unknown = { class: "connectivity", undo: "call", operations: [] } as const;
  return impactTables[spec.carrier.name]?.resources[name] ?? { create: unknown, remove: unknown };
}

/** What it means that a resource which holds no lines ends: what its state says of that, and nothing where it is only forgotten. */
export function endingOf(resource: PlannedResource): Impact {
  const { remove } = impactsOf(resource);
  if (resource.forgotten) return LET_BE;
  return isImpact(remove) ? remove : (remove[String(resource.state?.onDelete ?? "retain")] ?? LET_BE);
}

const LET_BE: Impact = { class: "cosmetic", undo: "call", operations: [], why: "it stays as it is" };

const isImpact = (remove: ResourceImpacts["remove"]): remove is Impact => typeof remove.undo === "string";
