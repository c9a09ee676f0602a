/**
 * ThingSpace API: Device management, what is known about lines. Orders all the same: answered with a requestId, reported
 * by CarrierService line by line, counted against the day's limit of a line, and never sent twice on a guess.
 */
import { z } from "zod";
import { requestAccepted } from "./answers";
import { deviceIds } from "./device-ids";
import {
  accountName,
  customFields,
  groupName,
  moment,
  ONE_TARGET,
  oneTarget,
  primaryPlaceOfUse,
  servicePlan,
  smsrOid,
  target,
  text,
} from "./fields";
import { operation } from "./operation";

/** What is changed about a 4G line, in the carrier's words. */
const CHANGE_OPTIONS = [
  "ChangeICCID",
  "ChangeIMEI",
  "ChangeIMEIandICCID",
  "ChangeMSISDN",
  "3Gto4G",
  "4Gto3G",
  "ChangeIMEIandEID",
] as const;

/**
 * Moves a line to other hardware, or gives it another number; the line stays the same one.
 *
 * ThingSpace API: Device management, PUT /devices/{serviceType}/actions/deviceId. One line a call. Reported by
 * CarrierService (`changeIdentifierResponse` with the identifiers afterwards).
 */
export const changeDeviceIdentifier = operation("changeDeviceIdentifier", {
  input: z
    .strictObject({
      // G-SERVICE1: which words the path takes is not published.
      serviceType: z.enum(["3G", "4G"]).default("4G"),
      deviceIds: deviceIds.describe("The line as it is now."),
      deviceIdsTo: deviceIds.optional().describe("The new identifiers; not for ChangeMSISDN."),
      change4gOption: z.enum(CHANGE_OPTIONS).optional(),
      assignNonGeoMdn: z.boolean().optional(),
      npaNxx: z
        .string()
        .regex(/^\d{6}$/, "expected six digits")
        .optional()
        .describe("Area code and exchange wanted for the new number."),
      zipCode: text.optional(),
      servicePlan: servicePlan.optional(),
      smsrOid: smsrOid.optional().describe("For ChangeIMEIandEID."),
    })
    .refine(
      ({ change4gOption, deviceIdsTo }) =>
        (change4gOption === "ChangeMSISDN") !== (deviceIdsTo !== undefined),
      {
        message: "give the new identifiers; only ChangeMSISDN goes without, and with none",
        path: ["deviceIdsTo"],
      },
    ),
  answer: requestAccepted,
});

/**
 * Sets custom fields of lines. An empty value clears a field, one that is left out stays.
 *
 * ThingSpace API: Device management, PUT /devices/actions/customFields. At most 10,000 devices a call. Reported by
 * CarrierService.
 */
export const changeCustomFields = operation("changeCustomFields", {
  input: z
    .strictObject({ ...target, customFieldsToUpdate: customFields.min(1).describe("The new values.") })
    .refine(oneTarget, ONE_TARGET),
  answer: requestAccepted,
});

/**
 * Sets or removes the cost centre of lines: at most 36 letters, digits, blanks, `-`, `!` and `#`.
 *
 * ThingSpace API: Device management, PUT /devices/costCenter. At most 10,000 devices a call. Reported by CarrierService.
 */
export const changeCostCenter = operation("changeCostCenter", {
  input: z
    .strictObject({
      ...target,
      costCenter: z
        .string()
        .max(36)
        .regex(/^[A-Za-z0-9 \-!#]*$/, "a cost centre has letters, digits, blanks, -, ! and #")
        .optional(),
      removeCostCenter: z.boolean().optional().describe("True: take it away. It wins over costCenter."),
      primaryPlaceOfUse: primaryPlaceOfUse.optional(),
    })
    .refine(oneTarget, ONE_TARGET)
    .refine(({ costCenter, removeCostCenter }) => costCenter !== undefined || removeCostCenter === true, {
      message: "give costCenter, or removeCostCenter: true",
      path: ["costCenter"],
    }),
  answer: requestAccepted,
});

const contact = z
  .strictObject({
    ...target,
    primaryPlaceOfUse: primaryPlaceOfUse.describe("The whole of it: nothing is merged."),
  })
  .refine(oneTarget, ONE_TARGET);

/**
 * Sets name and address of the place where lines are used.
 *
 * ThingSpace API: Device management, PUT /devices/actions/contactInfo. At most 10,000 devices a call. Reported by
 * CarrierService.
 */
export const changeContactInfo = operation("changeContactInfo", { input: contact, answer: requestAccepted });

/**
 * As `changeContactInfo`, at the address that the carrier's list spells without the capital.
 *
 * ThingSpace API: Device management, PUT /devices/actions/contactinfo.
 */
export const changeContactInfoSeed = operation("changeContactInfoSeed", {
  input: contact,
  answer: requestAccepted,
});

/**
 * Moves lines to another service plan: at most four times a month for a line, and not while it is suspended.
 *
 * ThingSpace API: Device management, PUT /devices/actions/plan. At most 10,000 devices a call. Reported by CarrierService
 * (and NiddService for NB-IoT lines).
 * @throws Rejected where the account has no such plan.
 */
export const changeServicePlan = operation("changeServicePlan", {
  input: z
    .strictObject({
      servicePlan: servicePlan.describe("Code of the new plan."),
      currentServicePlan: servicePlan.optional().describe("Only lines on this plan."),
      devices: target.devices,
      accountName: accountName.optional(),
      groupName: groupName.optional(),
      customFields: customFields.optional(),
      carrierIpPoolName: text.optional(),
      // G-EFFECT1: left out, the change is made at once.
      takeEffect: moment.optional().describe("When the change is made; at once where left out."),
    })
    .refine(({ servicePlan: _new, ...rest }) => oneTarget(rest), ONE_TARGET),
  answer: requestAccepted,
});
