/** Sentinel API: Devices, things done once to a device. None of them is ever sent twice on a guess. */
import { z } from "zod";
import { actionAnswer } from "./action-schema";
import { deviceOutcomes } from "./bulk";
import { device } from "./device-schema";
import { corpId, iccid, imei, imeis, mdn } from "./fields";
import { ifShown, operation } from "./operation";

const several = z.strictObject({ corpId: corpId.optional(), imeis });

/**
 * Reboots several SmartSpots: their users are cut off for a while.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/smartspot-reboot-multi. Any token. At most 500 a call (A-LIM1).
 */
export const rebootSmartSpots = operation("rebootSmartSpots", {
  input: several,
  answer: (input) => deviceOutcomes("rebootSmartSpots", input.imeis),
});

/**
 * Resets several SmartSpots to factory settings: their own settings are lost.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/smartspot-reset-multi. Any token. At most 500 a call (A-LIM1).
 */
export const resetSmartSpots = operation("resetSmartSpots", {
  input: several,
  answer: (input) => deviceOutcomes("resetSmartSpots", input.imeis),
});

/**
 * Reboots one SmartSpot.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{imei}/rebootSmartSpot. Any token.
 */
export const rebootSmartSpot = operation("rebootSmartSpot", {
  input: z.strictObject({ imei }),
  answer: actionAnswer,
});

/**
 * Resets one SmartSpot to factory settings.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{imei}/resetSmartSpot. Any token.
 */
export const resetSmartSpot = operation("resetSmartSpot", {
  input: z.strictObject({ imei }),
  answer: actionAnswer,
});

/**
 * Reboots a Cradlepoint router.
 *
 * Sentinel API: Devices, POST /v1.0/devices/{mdn}/reboot. Any token; business type WBU only, else Conflict.
 */
export const rebootCradlepoint = operation("rebootCradlepoint", {
  input: z.strictObject({ mdn }),
  answer: actionAnswer,
});

/**
 * Replaces the hardware behind a line; the MDN stays (A-RPL1). The line must be on network SPPCS, the new device in stock
 * state AV or PA, and its realm equal to the data method of the old one; else Conflict.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{mdn}/replace. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus.
 * @returns the line afterwards, or undefined where the answer does not show it.
 */
export const replaceDevice = operation("replaceDevice", {
  input: z.strictObject({ mdn, imei, iccid: iccid.optional() }),
  answer: ifShown(device),
});
