import { defineMembership } from "../../core/lines/membership";
import { type CorpArgs, corpField, kajeetLines } from "../lines/model";

/**
 * Puts lines on a rate plan. The API has no bulk form, so a change is a call a line, with its progress shown.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{mdn}/ratePlan.
 */
export const RatePlan = defineMembership<{ ratePlan: string; verizonBiPlanId?: string | null }, CorpArgs>(
  kajeetLines,
  corpField,
  {
    name: "RatePlan",
    describe: "Puts lines on a rate plan. The carrier has no bulk form: a change is a call a line.",
    attributes: ["ratePlan", "verizonBiPlanId"],
    optional: ["verizonBiPlanId"],
    restore: { kind: "before" },
    onDelete: "retain",
  },
);

export type RatePlan = InstanceType<typeof RatePlan>;
