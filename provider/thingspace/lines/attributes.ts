import { z } from "zod";
import { checkIccid, checkImei } from "../../core/identifiers";
import type { Attribute } from "../../core/lines/attribute";
import type { Value, Values } from "../../core/value";
import type { Device } from "../api/device-schema";
import { placeAttributes, placeShown } from "./place";

/** States a line can be declared in. `pendingactivation` is only ever read. */
export const STATUSES = ["preactive", "active", "suspend", "deactive"] as const;

const CUSTOM_FIELDS = [1, 2, 3, 4, 5].map((number) => `customField${number}`);

const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^'<\\]*$/, "the carrier takes no ', < or \\ in a text");

const number = (check: (value: string) => { problem?: string }) =>
  z.string().superRefine((value, issue) => {
    const { problem } = check(value);
    if (problem) issue.addIssue({ code: "custom", message: problem });
  });

type Field = Omit<Attribute<Device>, "role" | "kind"> & Partial<Pick<Attribute<Device>, "role" | "kind">>;

const attribute = (field: Field): Attribute<Device> => ({ role: "setting", kind: "text", ...field });

/** Serves the activation (or what else is said), and is not compared. */
const order = (name: string, schema: z.ZodType<Value>, describe: string): Attribute<Device> =>
  attribute({ name, role: "order", schema, describe, observed: () => undefined });

/** The group that the carrier puts a line in which is in no other. */
export const isDefaultGroup = (name: string): boolean => /^(default:|unassigned devices$)/i.test(name);

/** G-LIST1: a list may leave the extended attributes out altogether; then nothing is known of what stands in them. */
const extended = ({ extendedAttributes }: Device, name: string): Value | undefined =>
  extendedAttributes[name] ??
  (Object.keys(extendedAttributes).some((key) => key !== "DeviceId") ? null : undefined);

/** Every attribute of a ThingSpace line, in the order in which rows show them. */
export const thingspaceAttributes: readonly Attribute<Device>[] = [
  attribute({
    name: "status",
    schema: z.enum(STATUSES),
    describe:
      "preactive, active, suspend or deactive. A line in suspend ends it by itself after the contract's longest time; deactive loses the number for good and needs an approval that names the line.",
    observed: ({ state }) => state || null,
  }),
  attribute({
    name: "ratePlan",
    schema: text(64),
    describe:
      "Code of the service plan, one of getServicePlans. At most four changes a month, and none while the line is suspended.",
    observed: ({ servicePlan }) => servicePlan || null,
  }),
  attribute({
    name: "deviceGroup",
    clearable: true,
    schema: text(50),
    describe:
      "Name of the device group the line is in; a line is in exactly one. null puts it into the account's default group.",
    observed: ({ groupNames }) => {
      const [name] = groupNames;
      return name === undefined || isDefaultGroup(name) ? null : name;
    },
  }),
  ...CUSTOM_FIELDS.map((name, index) =>
    attribute({
      name,
      clearable: true,
      schema: text(50),
      describe: `Custom field ${index + 1}, up to 50 characters, without ', < and \\; null clears it.`,
      observed: ({ customFields }) => customFields[customFieldKey(name)] ?? null,
    }),
  ),
  attribute({
    name: "costCenter",
    clearable: true,
    schema: z.string().regex(/^[A-Za-z0-9 !#-]{1,36}$/, "up to 36 letters, digits, spaces and - ! #"),
    describe: "Cost centre, up to 36 letters, digits, spaces and - ! #; null removes it.",
    observed: (device) => extended(device, "CostCenterCode"),
  }),
  attribute({
    name: "account",
    schema: text(32),
    describe:
      "Billing account the line is in, such as 0000123456-00001; it is moved there when it is in another one. Active lines only.",
    observed: ({ accountName }) => accountName,
  }),
  attribute({
    name: "iccid",
    schema: number(checkIccid),
    describe:
      "ICCID of the SIM, 18 to 20 digits. Another one on a line that is known is a change of the SIM: the line keeps its number.",
    observed: ({ ids }) => ids.iccid,
  }),
  attribute({
    name: "imei",
    schema: number(checkImei),
    describe:
      "IMEI of the device, 14 to 16 digits. Another one on a line that is known is a change of the device: the line keeps its number.",
    observed: ({ ids }) => ids.imei,
  }),
  ...placeAttributes,
  order(
    "zipCode",
    z.string().regex(/^\d{5}$/, "five digits"),
    "ZIP code by which the carrier picks the number; needed to activate a line.",
  ),
  order("leadId", text(64), "Lead that an activation is booked on, one of getLeads."),
  order("skuNumber", text(64), "SKU of the device, one of getDeviceSkus; sent with an activation."),
  order(
    "ipPool",
    text(64),
    "Pool the line gets its address from, one of the account's; sent with an activation, a change of plan or a move.",
  ),
  order(
    "publicIpRestriction",
    z.enum(["restricted", "unrestricted"]),
    "Whether a public address can be reached from outside; sent with an activation.",
  ),
];

/** The attributes of a line as a program writes them; each is optional, and one that is left out is not managed. */
export interface ThingspaceLineArgs {
  /** preactive, active, suspend or deactive. */
  status?: (typeof STATUSES)[number];
  /** Code of the service plan. */
  ratePlan?: string;
  /** Name of the device group; null puts the line into the default group. */
  deviceGroup?: string | null;
  /** Custom field 1, up to 50 characters; null clears it. */
  customField1?: string | null;
  /** Custom field 2, up to 50 characters; null clears it. */
  customField2?: string | null;
  /** Custom field 3, up to 50 characters; null clears it. */
  customField3?: string | null;
  /** Custom field 4, up to 50 characters; null clears it. */
  customField4?: string | null;
  /** Custom field 5, up to 50 characters; null clears it. */
  customField5?: string | null;
  /** Cost centre, up to 36 characters; null removes it. */
  costCenter?: string | null;
  /** Billing account the line is in; a change moves it. */
  account?: string;
  /** ICCID of the SIM; a change on a known line is a change of the SIM. */
  iccid?: string;
  /** IMEI of the device; a change on a known line is a change of the device. */
  imei?: string;
  /** Title of the person at the primary place of use. */
  placeTitle?: string;
  /** First name of the person. */
  placeFirstName?: string;
  /** Middle name of the person. */
  placeMiddleName?: string;
  /** Last name of the person. */
  placeLastName?: string;
  /** Suffix of the person's name. */
  placeSuffix?: string;
  /** Street and number. */
  placeAddressLine1?: string;
  /** Second line of the address. */
  placeAddressLine2?: string;
  /** City. */
  placeCity?: string;
  /** State, two letters. */
  placeState?: string;
  /** ZIP code, five digits. */
  placeZip?: string;
  /** The four digits after the ZIP code. */
  placeZip4?: string;
  /** Country, such as USA. */
  placeCountry?: string;
  /** Number under which the person can be called back. */
  placePhone?: string;
  /** Kind of that number, one letter. */
  placePhoneType?: string;
  /** Electronic mail address. */
  placeEmail?: string;
  /** ZIP code by which the carrier picks the number of a new line. */
  zipCode?: string;
  /** Lead that an activation is booked on. */
  leadId?: string;
  /** SKU of the device, sent with an activation. */
  skuNumber?: string;
  /** Pool the line gets its address from. */
  ipPool?: string;
  /** Whether a public address can be reached from outside. */
  publicIpRestriction?: "restricted" | "unrestricted";
}

/** The carrier's name of a custom field: `CustomField1`. */
export const customFieldKey = (name: string): string => `C${name.slice(1)}`;

export const CUSTOM_FIELD_NAMES: readonly string[] = CUSTOM_FIELDS;

/** A record as it is after our own write of these values. */
export function patched(device: Device, values: Values): Device {
  const next = {
    ...device,
    ids: { ...device.ids },
    customFields: { ...device.customFields },
    extendedAttributes: { ...device.extendedAttributes, ...placeShown(values) },
  };
  const set = (bag: Record<string, string>, name: string, value: Value) => {
    if (value === null) delete bag[name];
    else bag[name] = String(value);
  };
  for (const [name, value] of Object.entries(values)) {
    if (name === "status") next.state = value === null ? "" : String(value);
    else if (name === "ratePlan") next.servicePlan = value === null ? undefined : String(value);
    else if (name === "deviceGroup") next.groupNames = value === null ? [] : [String(value)];
    else if (name === "account") next.accountName = String(value);
    else if (name === "iccid" || name === "imei") next.ids[name] = String(value);
    else if (name === "costCenter") set(next.extendedAttributes, "CostCenterCode", value);
    else if (CUSTOM_FIELDS.includes(name)) set(next.customFields, customFieldKey(name), value);
  }
  next.deviceIds = Object.entries(next.ids).map(([kind, id]) => ({ kind, id })) as Device["deviceIds"];
  return next;
}
