import { defineMembership } from "../../core/lines/membership";
import { type AccountArgs, accountField, thingspaceLines } from "../lines/model";

/**
 * Puts lines on a service plan, all in calls of up to 10,000. The carrier allows four changes a month and line, and none
 * while a line is suspended.
 *
 * ThingSpace API: Device management, PUT /devices/actions/plan.
 */
export const RatePlan = defineMembership<{ ratePlan: string }, AccountArgs>(thingspaceLines, accountField, {
  name: "RatePlan",
  describe:
    "Puts lines on a service plan. At most four changes a month and line, and none while it is suspended.",
  attributes: ["ratePlan"],
  restore: { kind: "before" },
  onDelete: "retain",
});

export type RatePlan = InstanceType<typeof RatePlan>;
