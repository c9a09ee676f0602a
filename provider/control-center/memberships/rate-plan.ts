import { defineMembership } from "../../core/lines/membership";
import { type AccountArgs, accountField, controlCenterLines } from "../lines/model";

/**
 * Puts lines on a rate plan, a call a line.
 *
 * Control Center API: Edit device details, PUT /rws/api/v1/devices/{iccid}.
 */
export const RatePlan = defineMembership<{ ratePlan: string }, AccountArgs>(
  controlCenterLines,
  accountField,
  {
    name: "RatePlan",
    describe: "Puts lines on a rate plan. The carrier takes a line a call, five a second.",
    attributes: ["ratePlan"],
    restore: { kind: "before" },
    onDelete: "retain",
  },
);

export type RatePlan = InstanceType<typeof RatePlan>;
