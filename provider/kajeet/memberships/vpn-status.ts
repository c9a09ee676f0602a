import { defineMembership } from "../../core/lines/membership";
import { type CorpArgs, corpField, kajeetLines } from "../lines/model";

/**
 * Switches the VPN (NNI) of lines; `restore` switches it off (A-VPN1). Corps with NNI enabled only.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/vpnStatus.
 */
export const VpnStatus = defineMembership<{ vpn: boolean }, CorpArgs>(kajeetLines, corpField, {
  name: "VpnStatus",
  describe: "Switches the VPN of lines. With `restore`, it is switched off for a line that leaves.",
  attributes: ["vpn"],
  restore: { kind: "value", value: async () => ({ vpn: false }) },
  onDelete: "retain",
});

export type VpnStatus = InstanceType<typeof VpnStatus>;
