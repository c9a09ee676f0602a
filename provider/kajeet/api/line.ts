/** Sentinel API: Devices, one line. */
import { z } from "zod";
import { actionAnswer } from "./action-schema";
import { lineOutcomes } from "./bulk";
import { device } from "./device-schema";
import { corpId, imei, mdn } from "./fields";
import { ifShown, operation } from "./operation";

/**
 * One line by its number.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/{mdn}. Any token.
 * @throws NotFound where the corp has no such line; a line that moved to another device group is not in this corp.
 */
export const getDevice = operation("getDevice", {
  input: z.strictObject({ corpId, mdn }),
  answer: device,
});

/**
 * Ends a line of service for good, from any status. The number is lost and every later read gives NotFound.
 *
 * Sentinel API: Devices, DELETE /v1.0/devices/{mdn}. Scope org_super; not for PRIVATELTE accounts.
 * @throws Ambiguous where no answer came: it is never sent twice.
 */
export const removeLine = operation("removeLine", {
  input: z.strictObject({ mdn }),
  answer: actionAnswer,
});

/**
 * Records another IMEI for one line (A-IM1: several lines with one IMEI are refused). The line must be on network ARCNT.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/imei. Scope org_super, org_tech, org_kajeetmanaged or org_managerplus.
 * @throws Misconfigured for more than one line; Conflict comes as the outcome of a line on another network.
 */
export const setImei = operation("setImei", {
  input: z.strictObject({
    corpId,
    imei,
    mdns: z.array(mdn).length(1, "one line a call: an IMEI belongs to one line (A-IM1)"),
  }),
  answer: ({ mdns }) => lineOutcomes("setImei", mdns),
});

/**
 * Records the maker's serial number and the MAC address of a device (A-HW1). At least one of them.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{imei}/deviceDetails. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus.
 */
export const setHardwareDetails = operation("setHardwareDetails", {
  input: z
    .strictObject({
      imei,
      oemSerialNumber: z.string().max(64).optional().describe("Serial number of the maker."),
      macAddress: z
        .string()
        .regex(/^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/, "expected six pairs such as 00:1A:2B:3C:4D:5E")
        .optional()
        .describe("Read back as mac."),
    })
    .refine((input) => input.oemSerialNumber !== undefined || input.macAddress !== undefined, {
      message: "give oemSerialNumber, macAddress or both",
    }),
  answer: ifShown(device),
});
