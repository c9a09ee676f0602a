import { defineMembership } from "../../core/lines/membership";
import { type CorpArgs, corpField, kajeetLines } from "../lines/model";

/**
 * Limits the data of lines, in MB a month and a day; null removes a limit, and `restore` removes both (A-DL1).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/dataLimits.
 */
export const DataLimit = defineMembership<
  { monthlyLimit?: number | null; dailyLimit?: number | null },
  CorpArgs
>(kajeetLines, corpField, {
  name: "DataLimit",
  describe:
    "Limits the data of lines, in MB; null removes a limit. With `restore`, a line that leaves loses both limits.",
  attributes: ["monthlyLimit", "dailyLimit"],
  optional: ["monthlyLimit", "dailyLimit"],
  restore: { kind: "value", value: async () => ({ monthlyLimit: null, dailyLimit: null }) },
  onDelete: "retain",
});

export type DataLimit = InstanceType<typeof DataLimit>;
