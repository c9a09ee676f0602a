/** Fields that many operations share, checked before anything is sent. */
import { z } from "zod";
import { deviceIds } from "./device-ids";

/** A text without what the carrier refuses anywhere: `'`, `<` and `\`. */
export const plain = (field: z.ZodString): z.ZodString =>
  field.regex(/^[^'<\\]*$/, "the carrier takes no ', < or \\ in a text");

/** A text that the carrier takes. */
export const text = plain(z.string().min(1));

export const accountName = text.describe(
  "Billing account, leading zeros kept, for example 0000123456-00001.",
);
export const groupName = text.describe("Name of a device group.");
export const requestId = z.string().min(1).describe("Id of an asynchronous request.");
export const servicePlan = text.describe("Code of the service plan.");
export const carrierName = text.describe("Carrier, for example Verizon Wireless.");

/** A moment, as ISO 8601 with an offset or Z. */
export const moment = z
  .string()
  .refine(
    (value) => !Number.isNaN(Date.parse(value)),
    "expected a date and time such as 2026-03-01T00:00:00Z",
  );

/** One device; a static address where the account has them. */
export const oneDevice = z.strictObject({ deviceIds, ipAddress: z.string().min(1).optional() });

/** Devices of one call. */
export function devicesUpTo(limit: number) {
  return z
    .array(oneDevice)
    .min(1)
    .max(limit, `at most ${limit} devices a call; cut the list`)
    .describe(`Devices, at most ${limit}.`);
}

/** Most calls take so many. */
export const devices = devicesUpTo(10_000);

/** Values of custom fields. G-CLEAR1: an empty value clears the field. */
export const customFields = z
  .array(
    z.strictObject({
      key: z.enum(["CustomField1", "CustomField2", "CustomField3", "CustomField4", "CustomField5"]),
      value: plain(z.string().max(50)),
    }),
  )
  .max(5);

/** Lines picked by what they are. It depends on the moment which ones these are. */
const selection = {
  accountName: accountName.optional(),
  groupName: groupName.optional(),
  customFields: customFields.optional().describe("Only lines with these values."),
  servicePlan: servicePlan.optional().describe("Only lines on this plan."),
};

/** Devices by identifier, or lines picked by what they are; spread into an input and close with `oneTarget`. */
export const target = { devices: devices.optional(), ...selection };

interface Target {
  devices?: unknown;
  accountName?: unknown;
  groupName?: unknown;
  customFields?: unknown;
  servicePlan?: unknown;
}

/** Refines an input with `target` to one way of naming lines. An account may be named with either. */
export function oneTarget(input: Target): boolean {
  const { devices: named, accountName: account, groupName: group } = input;
  if (named === undefined) return account !== undefined || group !== undefined;
  return group === undefined && input.customFields === undefined && input.servicePlan === undefined;
}

/** What `oneTarget` says when it fails. */
export const ONE_TARGET = {
  message:
    "give devices, or accountName or groupName (narrowed by servicePlan and customFields), and not both",
  path: ["devices"],
};

/** Lines picked by what they are, in a member of its own. */
export const filter = z.strictObject({
  accountName: accountName.optional(),
  groupName: groupName.optional(),
  servicePlan: servicePlan.optional(),
  customFields: customFields.optional(),
});

/** Refines an input with `devices` and `filter` to one of them. */
export function devicesOrFilter(input: { devices?: unknown; filter?: unknown }): boolean {
  return (input.devices === undefined) !== (input.filter === undefined);
}

/** What `devicesOrFilter` says when it fails. */
export const DEVICES_OR_FILTER = {
  message: "give either devices or filter, and not both",
  path: ["devices"],
};

const optional = text.optional();

/** Where a line is used, and by whom: what taxes and emergency calls go by. */
export const primaryPlaceOfUse = z.strictObject({
  address: z.strictObject({
    addressLine1: text,
    addressLine2: optional,
    city: text,
    state: text,
    zip: text,
    zip4: optional,
    country: text.describe("US or USA."),
    phone: optional,
    phoneType: text.max(1).optional(),
    emailAddress: optional,
  }),
  customerName: z.strictObject({
    title: optional,
    firstName: text,
    middleName: optional,
    lastName: text,
    suffix: optional,
  }),
});

export type PrimaryPlaceOfUse = z.output<typeof primaryPlaceOfUse>;

export const mdnZipCode = z
  .string()
  .regex(/^\d{5}$/, "expected five digits")
  .describe("ZIP code the MDN is chosen by.");
export const publicIpRestriction = z.enum(["restricted", "unrestricted"]);
export const smsrOid = z
  .string()
  .regex(/^[0-9.]{3,46}$/, "expected digits and dots")
  .describe("OID of the SM-SR.");
