import { z } from "zod";

/** Shapes that several bodies share. What has an error code of its own is judged by the handlers, not here. */

export const deviceId = z.object({ id: z.string().min(1), kind: z.string() });
export const deviceIds = z.array(deviceId).min(1);
/** `[{deviceIds: [{id, kind}], ipAddress?}]` */
export const devices = z.array(z.object({ deviceIds, ipAddress: z.string().optional() }));
export const customFields = z.array(z.object({ key: z.string(), value: z.string().nullish() })).max(5);
export const text = z.string().min(1);
export const zipCode = z.string().regex(/^\d{5}$/, "must be five digits");
export const ipRestriction = z.enum(["restricted", "unrestricted"]);

export const placeOfUse = z.object({
  address: z.object({
    addressLine1: text,
    addressLine2: z.string().optional(),
    city: text,
    state: text,
    zip: text,
    zip4: z.string().optional(),
    country: text,
    phone: z.string().optional(),
    phoneType: z.string().max(1).optional(),
    emailAddress: z.string().optional(),
  }),
  customerName: z.object({
    title: z.string().optional(),
    firstName: text,
    middleName: z.string().optional(),
    lastName: text,
    suffix: z.string().optional(),
  }),
});

/** Up to 36 letters, digits, spaces, and `-`, `!`, `#`. */
export const costCenter = z.string().regex(/^[A-Za-z0-9 \-!#]{0,36}$/, "is no cost center");

/** Members that pick devices by what they have in common. */
export const selector = {
  accountName: text.optional(),
  groupName: text.optional(),
  servicePlan: text.optional(),
  customFields: customFields.optional(),
};

/** Members of most changing calls: a list of devices, or a selector. */
export const target = { devices: devices.optional(), ...selector };

/** A selector as an object of its own; its account has two spellings. */
export const filter = z.object({ ...selector, account: text.optional() });

/** An identifier as requests write it. */
export type Id = z.output<typeof deviceId>;
