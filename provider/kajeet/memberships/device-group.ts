import { defineMembership } from "../../core/lines/membership";
import { type CorpArgs, corpField, kajeetLines } from "../lines/model";

/**
 * Moves lines to a device group (a corp below the account). A line is found only there afterwards (A-DG1).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/deviceGroup.
 */
export const DeviceGroup = defineMembership<{ deviceGroup: string }, CorpArgs>(kajeetLines, corpField, {
  name: "DeviceGroup",
  describe: "Moves lines to a device group, where alone they are found afterwards.",
  attributes: ["deviceGroup"],
  restore: { kind: "before" },
  onDelete: "retain",
});

export type DeviceGroup = InstanceType<typeof DeviceGroup>;
