import { defineMembership } from "../../core/lines/membership";
import { type CorpArgs, corpField, kajeetLines } from "../lines/model";

/**
 * Says whether lines keep working during the account's summer suspension (A-SU1). Accounts of the kind Kajeet Choice only.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/summerUsage.
 */
export const SummerUsage = defineMembership<{ summerUsage: boolean }, CorpArgs>(kajeetLines, corpField, {
  name: "SummerUsage",
  describe:
    "Says whether lines keep working during the summer suspension. Accounts of the kind Kajeet Choice only.",
  attributes: ["summerUsage"],
  restore: { kind: "before" },
  onDelete: "retain",
});

export type SummerUsage = InstanceType<typeof SummerUsage>;
