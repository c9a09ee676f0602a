/** ThingSpace API: eUICC devices, the global lists (v2). The lists are answered by callback, unlike those of v1. */
import { z } from "zod";
import { listOf, maybe, requestAccepted } from "./answers";
import { deviceId, shownDeviceIds } from "./device-ids";
import { accountName, carrierName, moment, requestId } from "./fields";
import { operation } from "./operation";

const PROVISIONING = [
  "UNKNOWN",
  "DEACTIVATED",
  "ACTIVATED",
  "DEACTIVE",
  "ACTIVE",
  "SUSPEND",
  "PENDING_ACTIVATION",
  "PENDING_DEACTIVATION",
  "PRE_ACTIVE",
  "ACTIVATION_READY",
  "INVENTORY",
  "PURGED",
  "REPLACED",
  "RETIRED",
  "TEST_READY",
] as const;

const PROFILE = [
  "ENABLE",
  "DISABLE",
  "DOWNLOAD_DISABLE",
  "DOWNLOAD_ENABLE",
  "NOT_DOWNLOADED",
  "UNKNOWN",
  "DELETE",
] as const;

/**
 * Asks for devices of an account and the state of their profiles.
 *
 * ThingSpace API: eUICC devices, POST /v2/devices/actions/list. Answered with a requestId; the list comes by
 * DeviceProfileService.
 */
export const listGlobalDevices = operation("listGlobalDevices", {
  input: z.strictObject({
    accountName,
    provisioningStatusFilter: z.enum(PROVISIONING).optional(),
    profileStatusFilter: z.enum(PROFILE).optional(),
    carrierNameFilter: carrierName.optional(),
    deviceFilter: z.array(deviceId).min(1).max(100).optional(),
  }),
  answer: requestAccepted,
});

/**
 * Asks for the provisioning history of a device. G-HISTORY1: the device goes alone, as in the guide; other pages send a list.
 *
 * ThingSpace API: eUICC devices, POST /v2/devices/history/actions/list. Answered with a requestId; the history comes by
 * DeviceProfileService.
 */
export const listGlobalHistory = operation("listGlobalHistory", {
  input: z.strictObject({
    accountName,
    deviceFilter: deviceId.optional(),
    earliest: moment.optional(),
    latest: moment.optional(),
  }),
  answer: requestAccepted,
});

/** How far a request is, by device. `ids` comes as one identifier or as a list of them. */
const globalStatus = z.looseObject({
  requestId: z.string(),
  status: z.string(),
  subrequests: listOf(z.looseObject({ ids: shownDeviceIds, status: maybe })),
});

/**
 * How far a request of the eUICC calls is.
 *
 * ThingSpace API: eUICC devices, GET /v2/accounts/{accountName}/requests/{requestId}/status. At once.
 * @throws NotFound where the request is unknown.
 */
export const getGlobalRequestStatus = operation("getGlobalRequestStatus", {
  input: z.strictObject({ accountName, requestId }),
  answer: globalStatus,
});
