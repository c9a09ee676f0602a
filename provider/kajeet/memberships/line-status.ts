import { defineMembership } from "../../core/lines/membership";
import { type CorpArgs, corpField, kajeetLines } from "../lines/model";

/**
 * Gives lines a status: a list of suspended lines, for example. `restore` gives back the status from before.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/status.
 */
export const LineStatus = defineMembership<
  { status: "active" | "suspended" | "suspendedLostStolen"; statusReason?: string },
  CorpArgs
>(kajeetLines, corpField, {
  name: "LineStatus",
  describe: "Gives lines a status, for example a list of suspended lines.",
  attributes: ["status", "statusReason"],
  optional: ["statusReason"],
  restore: { kind: "before" },
  onDelete: "retain",
});

export type LineStatus = InstanceType<typeof LineStatus>;
