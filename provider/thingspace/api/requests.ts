/** ThingSpace API: Device management, how far requests are, and what can be asked before and about orders. */
import { z } from "zod";
import { listOf, maybe, requestAccepted } from "./answers";
import { deviceId, deviceIds } from "./device-ids";
import {
  accountName,
  customFields,
  devices,
  filter,
  groupName,
  oneDevice,
  requestId,
  servicePlan,
  smsrOid,
  text,
} from "./fields";
import { operation } from "./operation";

/** Final outcomes are Success and Failure; in the first moments a request is Pending. */
const requestStatus = z
  .looseObject({ requestId: z.string(), status: z.string() })
  .transform((found) => ({ ...found, outcome: outcomeOf(found.status) }));

function outcomeOf(status: string): "pending" | "succeeded" | "failed" | "unknown" {
  const word = status.toLowerCase();
  if (word === "pending") return "pending";
  if (word === "success") return "succeeded";
  return word === "failure" || word === "failed" ? "failed" : "unknown";
}

/**
 * How far a request is. Only for activate, suspend, restore and deactivate of exactly one device; everything else has to
 * be read back.
 *
 * ThingSpace API: Device management, GET /accounts/{accountName}/requests/{requestId}/status. At once.
 * @throws NotFound where the request is unknown.
 */
export const getRequestStatus = operation("getRequestStatus", {
  input: z.strictObject({ accountName, requestId }),
  answer: requestStatus,
});

/**
 * Where the order for one device is. The carrier's list says GET, its pages POST: POST is what is sent.
 *
 * ThingSpace API: Device management, POST /devices/requests/status. One device, by ESN, ICCID or MEID. Answered with a
 * requestId; the answer comes by DeviceService.
 */
export const checkOrderStatus = operation("checkOrderStatus", {
  input: z.strictObject({
    accountName,
    devices: z.array(oneDevice).length(1),
    orderRequestId: requestId.optional().describe("The requestId of the activation."),
  }),
  answer: requestAccepted,
});

/**
 * The same as the carrier's list has it. G-ORDER1: its parameters are not published.
 *
 * ThingSpace API: Device management, GET /devices/requests/status. Answered with a requestId; the answer comes by
 * DeviceService.
 */
export const checkOrderStatusByGet = operation("checkOrderStatusByGet", {
  input: z.strictObject({ accountName, orderRequestId: requestId }),
  query: ["accountName", "orderRequestId"],
  answer: requestAccepted,
});

/**
 * Asks whether devices can be activated.
 *
 * ThingSpace API: Device management, POST /devices/availability/actions/list. At most 10,000 devices a call. Answered with
 * a requestId; one answer a device comes by DeviceService.
 */
export const checkAvailability = operation("checkAvailability", {
  input: z.strictObject({ accountName, devices }),
  answer: requestAccepted,
});

/**
 * Puts another device with an eSIM in the place of one. Never sent twice on a guess. G-SWAP1: the members of the body are not
 * published.
 *
 * ThingSpace API: Device management, POST /devices/actions/eidDeviceSwap. Answered with a requestId; three messages
 * follow: deactivation and change of identifiers by CarrierService, the new state by StateService.
 */
export const swapEidDevice = operation("swapEidDevice", {
  input: z.strictObject({
    accountName,
    deviceIds: deviceIds.describe("The device that is taken out, by EID."),
    deviceIdsTo: deviceIds.describe("The device that is put in, by EID and IMEI."),
    servicePlan: servicePlan.optional(),
    mdnZipCode: text.optional(),
    smsrOid: smsrOid.optional(),
  }),
  answer: requestAccepted,
});

/**
 * Asks how long lines have been suspended and when they resume.
 *
 * ThingSpace API: Device management, POST /devices/suspension/status. Answered with a requestId; one answer a device comes
 * by DeviceSuspensionStatus.
 */
export const getSuspensionStatus = operation("getSuspensionStatus", {
  input: z
    .strictObject({
      deviceIds: z.array(deviceId).min(1).optional(),
      filter: filter.optional(),
      accountName: accountName.optional(),
    })
    .refine((input) => (input.deviceIds === undefined) !== (input.filter === undefined), {
      message: "give either deviceIds or filter, and not both",
      path: ["deviceIds"],
    }),
  answer: requestAccepted,
});

/**
 * Asks for the version of the roaming list in CDMA devices; 4G devices have none.
 *
 * ThingSpace API: Device management, POST /devices/prl/actions/list. Answered with a requestId; one answer a device comes
 * by DevicePRLInformation.
 */
export const listPrl = operation("listPrl", {
  input: z.strictObject({
    deviceIds: z.array(deviceId).min(1).optional(),
    accountName: accountName.optional(),
    groupName: groupName.optional(),
    customFields: customFields.optional(),
    servicePlan: servicePlan.optional(),
  }),
  answer: requestAccepted,
});

const state = z.looseObject({
  name: maybe,
  workflowSequenceNumber: z.number().nullish(),
  servicePlans: listOf(z.string()),
});

const service = z.looseObject({ name: maybe, description: maybe, states: listOf(state) });

/** Services and states that the customer has defined. */
const statesAndServices = z.looseObject({
  engagement: listOf(z.looseObject({ engagementId: maybe, chargingGroup: maybe, services: listOf(service) })),
});

/**
 * The services and states that `goToState` can bring lines to.
 *
 * ThingSpace API: Device management, GET /accounts/{accountName}/statesandservices. At once.
 */
export const listStatesAndServices = operation("listStatesAndServices", {
  input: z.strictObject({ accountName }),
  answer: statesAndServices,
});

/**
 * As `listStatesAndServices`, at the address that the carrier's list spells without the first plural.
 *
 * ThingSpace API: Device management, GET /accounts/{accountName}/stateandservices.
 */
export const listStateAndServicesSeed = operation("listStateAndServicesSeed", {
  input: z.strictObject({ accountName }),
  answer: statesAndServices,
});
