import { controlCenterImpacts } from "../../provider/control-center/impacts";
import { type CarrierImpacts, type Impact, type ResourceImpacts, UNNAMED } from "../../provider/core/impact";
import { kajeetImpacts } from "../../provider/kajeet/impacts";
import { thingspaceImpacts } from "../../provider/thingspace/impacts";
import type { PlannedResource } from "./resource";

/** The tables of all carriers. */
export const impactTables: Readonly<Record<string, CarrierImpacts>> = {
  kajeet: kajeetImpacts,
  thingspace: thingspaceImpacts,
  "control-center": controlCenterImpacts,
};

/** What can happen with a resource that holds no lines. */
export function impactsOf({ type, spec }: PlannedResource): ResourceImpacts {
  const [, name = ""] = type.split(":");
  return impactTables[spec.carrier.name]?.resources[name] ?? { create: UNNAMED, remove: UNNAMED };
}

/** What it means that a resource which holds no lines ends: what its state says of that, and nothing where it is only forgotten. */
export function endingOf(resource: PlannedResource): Impact {
  const { remove } = impactsOf(resource);
  if (resource.forgotten) return LET_BE;
  return isImpact(remove) ? remove : (remove[String(resource.state?.onDelete ?? "retain")] ?? LET_BE);
}

/** It is let be. */
export const LET_BE: Impact = { class: "cosmetic", undo: "call", operations: [], why: "it stays as it is" };

const isImpact = (remove: ResourceImpacts["remove"]): remove is Impact => typeof remove.undo === "string";
