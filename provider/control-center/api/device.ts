/** Control Center API: Device details, what a line is. */
import { z } from "zod";
import { shown, shownMoment } from "./answers";
import { iccid } from "./fields";
import { CUSTOM_FIELDS, sameFor } from "./members";
import { operation } from "./operation";

const TEXTS = [
  "imsi",
  "msisdn",
  "imei",
  "ratePlan",
  "communicationPlan",
  "customer",
  "endConsumerId",
  "accountId",
  "fixedIPAddress",
  "fixedIpv6Address",
  ...CUSTOM_FIELDS,
  "simNotes",
  "deviceID",
  "modemID",
  "globalSimType",
  "eid",
  "simProfileId",
  "mec",
] as const;

const MOMENTS = ["dateActivated", "dateAdded", "dateUpdated", "dateShipped"] as const;

/** Always asked for: an answer without them would be no line. */
const ALWAYS = ["iccid", "status"] as const;

/** What can be asked for, by the carrier's names. */
const DEVICE_FIELDS = [...ALWAYS, ...TEXTS, ...MOMENTS] as const;

const details = z
  .looseObject({
    iccid: z.string().min(1),
    status: z.string().min(1),
    ...sameFor(TEXTS, shown),
    ...sameFor(MOMENTS, shownMoment),
    euiccid: shown,
  })
  // Older answers call the eSIM's number so.
  .transform(({ euiccid, ...device }) =>
    device.eid === undefined && euiccid !== undefined ? { ...device, eid: euiccid } : device,
  );

/**
 * A line. A field that is empty is "", one that the carrier does not show (to this role, or since it was not asked for) is
 * undefined. The fixed addresses have other names here than in an edit: fixedIPAddress, fixedIpv6Address.
 */
export type Device = z.output<typeof details>;

const fields = z
  .union([z.literal("*"), z.array(z.enum(DEVICE_FIELDS)).min(1)])
  .transform((asked) => (asked === "*" ? asked : [...new Set([...ALWAYS, ...asked])].join(",")))
  .describe("Only these fields, beside iccid and status; all of them where left out.");

/**
 * One line by its ICCID. Nothing of a pending change is in it (C-ED3), nor overageLimitOverride (`getDeviceUsage` has
 * that), nor apn and pdpId, which nothing shows.
 *
 * Control Center API: Device details, GET /rws/api/v1/devices/{iccid}. One line a call.
 * @throws NotFound where there is no such SIM.
 */
export const getDevice = operation("getDevice", {
  input: z.strictObject({ iccid, fields: fields.optional() }),
  query: ["fields"],
  answer: details,
});
