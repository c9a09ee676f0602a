/** Sentinel API: Devices, the status of lines. */
import { z } from "zod";
import { lineOutcomes } from "./bulk";
import { device } from "./device-schema";
import { changeableStatus, corpId, mdn, ONE_TARGET, oneTarget, readableStatus, target } from "./fields";
import { operation } from "./operation";

/**
 * The statuses that the business type of the account may use.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/status. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus.
 */
export const listAllowedStatuses = operation("listAllowedStatuses", {
  input: z.strictObject({ corpId }),
  answer: z.looseObject({ businessType: z.string().nullish(), statuses: z.array(z.string()) }),
});

/**
 * Sets the status of lines. From active and suspended every status can be reached; from lost or stolen only active.
 * Written in upper case, read in lower case, compared without case (A-ST2).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/status. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus. At most 500 lines a call (A-LIM1).
 * @returns the outcome of each line; Conflict for a transition that is not allowed.
 */
export const setLineStatus = operation("setLineStatus", {
  input: z
    .strictObject({
      corpId,
      ...target,
      status: changeableStatus,
      reason: z.string().optional().describe("Free text, for the carrier's records."),
    })
    .refine(oneTarget, ONE_TARGET),
  answer: ({ mdns }) => lineOutcomes("setLineStatus", mdns),
});

/**
 * The line, provided it has this status.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/{mdn}/{status}. Any token.
 * @throws NotFound where there is no such line, and also where it has another status (A-ST3).
 */
export const getDeviceIfStatus = operation("getDeviceIfStatus", {
  input: z.strictObject({ corpId, mdn, status: readableStatus }),
  answer: device,
});
