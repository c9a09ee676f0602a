/** ThingSpace API: Device reachability monitoring. Everything is answered with a requestId and reported by DiagnosticsService. */
import { z } from "zod";
import { requestAccepted } from "./answers";
import { deviceId } from "./device-ids";
import { accountName, devices, moment } from "./fields";
import { operation } from "./operation";

/** What is watched. G-REACH1: only REACHABLE_FOR_DATA is confirmed by name. */
export const REACHABILITY_TYPES = [
  "REACHABLE_FOR_DATA",
  "REACHABLE_FOR_SMS",
  "LOSS_OF_CONNECTIVITY",
] as const;

const requestType = z.enum(REACHABILITY_TYPES);

/**
 * Watches devices, for ten years (3,650 days) at most. The first message confirms each device, later ones report.
 *
 * ThingSpace API: Device reachability monitoring, POST /diagnostics/basic/devicereachability.
 */
export const startReachability = operation("startReachability", {
  input: z.strictObject({ accountName, requestType, devices, monitorExpirationTime: moment }),
  answer: requestAccepted,
});

/**
 * Ends the watching, by the ids of monitors or for devices. G-REACH2: sent as a body, as in the guide; other pages flatten
 * it into the query.
 *
 * ThingSpace API: Device reachability monitoring, DELETE /diagnostics/basic/devicereachability.
 */
export const stopReachability = operation("stopReachability", {
  input: z
    .strictObject({
      accountName,
      monitorIds: z.array(z.string().min(1)).min(1).optional(),
      devices: devices.optional(),
    })
    .refine((input) => (input.monitorIds === undefined) !== (input.devices === undefined), {
      message: "give either monitorIds or devices, and not both",
      path: ["monitorIds"],
    }),
  answer: requestAccepted,
});

/**
 * Asks which monitors watch devices.
 *
 * ThingSpace API: Device reachability monitoring, POST /diagnostics/basic/devicereachability/monitors.
 */
export const listMonitors = operation("listMonitors", {
  input: z.strictObject({ accountName, devices, monitorType: z.enum(REACHABILITY_TYPES).optional() }),
  answer: requestAccepted,
});

/**
 * Asks whether one device can be reached; there may be two messages.
 *
 * ThingSpace API: Device reachability monitoring, POST /diagnostics/basic/devicereachability/status.
 */
export const getReachability = operation("getReachability", {
  input: z.strictObject({
    accountName,
    device: deviceId,
    requestType,
    requestExpirationTime: moment.optional(),
  }),
  answer: requestAccepted,
});
