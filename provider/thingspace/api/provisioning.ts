/**
 * ThingSpace API: Device management, the life of lines. Orders: each is answered with a requestId and carried out within
 * minutes (up to a day under load), each counts against the five provisioning actions a line has a day, and none is ever
 * sent twice on a guess. CarrierService reports line by line.
 */
import { z } from "zod";
import { listOf, maybe, requestAccepted } from "./answers";
import { shownDeviceIds } from "./device-ids";
import {
  accountName,
  carrierName,
  customFields,
  DEVICES_OR_FILTER,
  devices,
  devicesOrFilter,
  devicesUpTo,
  filter,
  groupName,
  mdnZipCode,
  ONE_TARGET,
  oneTarget,
  primaryPlaceOfUse,
  publicIpRestriction,
  servicePlan,
  smsrOid,
  target,
  text,
} from "./fields";
import { operation } from "./operation";

/**
 * Activates lines: an order for service. Devices that the carrier does not know are added first; one whose activation
 * fails may stay in the list as deactive. Each device is named by IMEI and ICCID.
 *
 * ThingSpace API: Device management, POST /devices/actions/activate. At most 10,000 devices a call and 100 calls a minute.
 * Reported by CarrierService (and NiddService for NB-IoT lines).
 * @throws Ambiguous where no answer came: look for the lines before ordering again.
 */
export const activateDevices = operation("activateDevices", {
  input: z
    .strictObject({
      devices: devices.optional(),
      servicePlan,
      mdnZipCode,
      accountName: accountName.optional(),
      carrierIpPoolName: text.optional().describe("IP pool; the default one of the account where left out."),
      carrierName: carrierName.optional(),
      costCenterCode: text.max(36).optional(),
      customFields: customFields.optional(),
      groupName: groupName
        .optional()
        .describe("With devices: the group to put them in. Without: activate every member of it."),
      leadId: text.optional(),
      primaryPlaceOfUse: primaryPlaceOfUse.optional(),
      publicIpRestriction: publicIpRestriction.optional(),
      skuNumber: text.optional().describe("Stands for the IMEI where only ICCID or EID is known."),
    })
    .refine(({ devices: named, groupName: group }) => named !== undefined || group !== undefined, {
      message: "give devices or groupName",
      path: ["devices"],
    }),
  answer: requestAccepted,
});

/**
 * Suspends active lines. A suspension ends by itself after the days that the contract allows.
 *
 * ThingSpace API: Device management, POST /devices/actions/suspend. At most 10,000 devices a call. Reported by
 * CarrierService.
 */
export const suspendDevices = operation("suspendDevices", {
  input: z
    .strictObject({
      ...target,
      withBilling: z.boolean().optional().describe("True: go on paying for the plan while suspended."),
    })
    .refine(oneTarget, ONE_TARGET),
  answer: requestAccepted,
});

/**
 * Ends the suspension of lines.
 *
 * ThingSpace API: Device management, POST /devices/actions/restore. At most 10,000 devices a call. Reported by
 * CarrierService.
 */
export const restoreDevices = operation("restoreDevices", {
  input: z.strictObject(target).refine(oneTarget, ONE_TARGET),
  answer: requestAccepted,
});

/**
 * Ends the service of lines. Their numbers are lost: reserved for 50 days, yet a new activation gets a new one. SIM and
 * device stay paired until the line is deleted. Only from active; a suspended line has to be restored first.
 *
 * ThingSpace API: Device management, POST /devices/actions/deactivate. At most 10,000 devices a call. Reported by
 * CarrierService.
 */
export const deactivateDevices = operation("deactivateDevices", {
  input: z
    .strictObject({
      ...target,
      accountName,
      reasonCode: z.literal("FF").default("FF").describe("The one reason that the carrier takes."),
      etfWaiver: z.boolean().optional().describe("True: waive the fee for ending the contract early."),
      deleteAfterDeactivation: z.boolean().optional(),
    })
    .refine(oneTarget, ONE_TARGET),
  answer: requestAccepted,
});

/**
 * Brings lines to a service and state that the customer has defined. All of them are taken to start in the state of the
 * first one.
 *
 * ThingSpace API: Device management, PUT /devices/actions/gotostate. At most 10,000 devices a call. Reported by
 * StateService.
 */
export const goToState = operation("goToState", {
  input: z
    .strictObject({
      serviceName: text,
      stateName: text,
      servicePlan,
      mdnZipCode,
      accountName: accountName.optional(),
      devices: devices.optional(),
      filter: filter.optional(),
      devicesWithServiceAddress: z.array(z.unknown()).optional(),
      carrierIpPoolName: text.optional(),
      publicIpRestriction: publicIpRestriction.optional(),
      skuNumber: text.optional(),
      customFields: customFields.optional(),
      ipAddress: z.string().optional(),
      groupName: groupName.optional(),
      primaryPlaceOfUse: primaryPlaceOfUse.optional(),
    })
    .refine(devicesOrFilter, DEVICES_OR_FILTER),
  answer: requestAccepted,
});

/**
 * Moves active lines to another billing account; a plan of that account may be given along.
 *
 * ThingSpace API: Device management, PUT /devices/actions/move. At most 10,000 devices a call. Reported by CarrierService.
 */
export const moveDevices = operation("moveDevices", {
  input: z
    .strictObject({
      accountName: accountName.describe("The account to move to."),
      devices: devices.optional(),
      filter: filter.optional(),
      groupName: groupName.optional(),
      customFields: customFields.optional(),
      carrierIpPoolName: text.optional(),
      servicePlan: servicePlan.optional().describe("Plan in the new account; the same code where left out."),
    })
    .refine(devicesOrFilter, DEVICES_OR_FILTER),
  answer: requestAccepted,
});

/** What became of one device, told at once: adding calls the word `response`, deleting `status`. */
const outcome = z
  .looseObject({ deviceIds: shownDeviceIds, response: maybe, status: maybe, message: maybe })
  .transform(({ deviceIds, response, status, message }) => ({
    deviceIds,
    succeeded: (response ?? status ?? "").toLowerCase() === "success",
    message: message ?? undefined,
  }));

/** What became of one device: its identifiers, whether it worked, and the carrier's reason where it did not. */
export type DeviceOutcome = z.output<typeof outcome>;

/**
 * Adds devices without service (pre-active).
 *
 * ThingSpace API: Device management, POST /devices/actions/add. At once; at most 200 devices a call.
 * @returns one outcome a device; a device that is refused is no failure of the call.
 */
export const addDevices = operation("addDevices", {
  input: z.strictObject({
    devicesToAdd: devicesUpTo(200),
    state: z.literal("preactive").default("preactive"),
    accountName: accountName.optional(),
    customFields: customFields.optional(),
    groupName: groupName.optional(),
    skuNumber: text.optional(),
    smsrOid: smsrOid.optional(),
  }),
  answer: listOf(outcome),
});

/**
 * Deletes deactivated devices: their history is erased, SIM and hardware are free again.
 *
 * ThingSpace API: Device management, POST /devices/actions/delete. At once; at most 100 devices a call.
 * @returns one outcome a device; one that is in the wrong state is a failed item, not a failure of the call.
 */
export const deleteDevices = operation("deleteDevices", {
  input: z.strictObject({ devicesToDelete: devicesUpTo(100), accountName: accountName.optional() }),
  answer: listOf(outcome),
});
