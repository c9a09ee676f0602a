import { z } from "zod";
import { checkIccid, checkImei } from "../../core/identifiers";
import { type Attribute, schemas } from "../../core/lines/attribute";
import type { Value } from "../../core/value";
import type { Device } from "../api/device-schema";

/** Read as `suspended_lost_stolen`, written as `SUSPENDED_LOST_STOLEN` (A-ST2), declared in lower camel case. */
export const STATUSES = {
  active: "ACTIVE",
  suspended: "SUSPENDED",
  suspendedLostStolen: "SUSPENDED_LOST_STOLEN",
} as const;

/** A status however it is written, as we write it; an unknown one comes back as it was. */
export function statusName(text: string): string {
  const bare = text.replace(/[^a-z]/gi, "").toLowerCase();
  return Object.keys(STATUSES).find((name) => name.toLowerCase() === bare) ?? text;
}

const status = z.preprocess(
  (value) => (typeof value === "string" ? statusName(value) : value),
  z.enum(["active", "suspended", "suspendedLostStolen"]),
);

const number = (check: (value: string) => { problem?: string }) =>
  z.string().superRefine((value, issue) => {
    const { problem } = check(value);
    if (problem) issue.addIssue({ code: "custom", message: problem });
  });

const mac = z
  .string()
  .regex(
    /^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/,
    "a MAC address is six pairs of hexadecimal digits, AA:BB:CC:DD:EE:FF",
  )
  .transform((text) => text.replaceAll("-", ":").toUpperCase());

type Field = Omit<Attribute<Device>, "role" | "kind"> & Partial<Pick<Attribute<Device>, "role" | "kind">>;

const attribute = (field: Field): Attribute<Device> => ({ role: "setting", kind: "text", ...field });

/** A text or number that the carrier leaves out, or answers as null or empty, where there is none. */
const orNone = (value: string | number | null | undefined): Value =>
  value === undefined || value === "" ? null : value;

/** Every attribute of a Sentinel line, in the order in which rows show them. */
export const kajeetAttributes: readonly Attribute<Device>[] = [
  attribute({
    name: "status",
    schema: status,
    describe:
      "active, suspended or suspendedLostStolen. A lost or stolen line must become active before it can be suspended.",
    observed: ({ status }) => statusName(status),
  }),
  attribute({
    name: "statusReason",
    role: "order",
    schema: schemas.text(255),
    describe: "Reason sent along when the status changes; the carrier does not show it again.",
    observed: () => undefined,
  }),
  attribute({
    name: "ratePlan",
    schema: schemas.text(64),
    describe:
      "Code of the rate plan, one of getBillingPlans. Takes effect at once and changes what the line costs.",
    observed: ({ ratePlan }) => orNone(ratePlan),
  }),
  attribute({
    name: "verizonBiPlanId",
    clearable: true,
    schema: schemas.text(64),
    describe: "Plan of a Verizon business internet line, one of getBusinessInternetPlans.",
    observed: ({ verizonBiPlanId }) => orNone(verizonBiPlanId),
  }),
  attribute({
    name: "filterGroup",
    schema: schemas.text(64),
    describe: "Name of the content filter group, one of getFilterGroups.",
    observed: ({ filterGroup }) => orNone(filterGroup),
  }),
  attribute({
    name: "deviceGroup",
    schema: schemas.text(64),
    describe: "Corp id of the device group the line is in. The line is found only there afterwards.",
    observed: ({ corpId }) => corpId ?? undefined,
  }),
  attribute({
    name: "monthlyLimit",
    kind: "number",
    clearable: true,
    schema: schemas.megabytes,
    describe: "Data a month in MB; null removes the limit.",
    observed: ({ monthlyLimit }) => orNone(monthlyLimit),
  }),
  attribute({
    name: "dailyLimit",
    kind: "number",
    clearable: true,
    schema: schemas.megabytes,
    describe: "Data a day in MB; null removes the limit.",
    observed: ({ dailyLimit }) => orNone(dailyLimit),
  }),
  attribute({
    name: "nickname",
    clearable: true,
    schema: schemas.text(100),
    describe: "Nickname, up to 100 characters; null clears it.",
    observed: ({ nickname }) => orNone(nickname),
  }),
  attribute({
    name: "note",
    clearable: true,
    schema: schemas.text(1000),
    describe: "Note, up to 1000 characters; null clears it.",
    observed: ({ note }) => orNone(note),
  }),
  attribute({
    name: "customField",
    clearable: true,
    schema: schemas.text(255),
    describe: "Custom field of the line, up to 255 characters, such as an asset tag; null clears it.",
    observed: ({ mdnCustomField }) => orNone(mdnCustomField),
  }),
  attribute({
    name: "summerUsage",
    kind: "flag",
    schema: schemas.flag,
    describe:
      "Whether the line keeps working during the account's summer suspension. Accounts of the kind Kajeet Choice only.",
    observed: ({ summerStatus }) => (summerStatus ? /^enabled$/i.test(summerStatus) : undefined),
  }),
  attribute({
    name: "vpn",
    kind: "flag",
    schema: schemas.flag,
    describe: "The line's own VPN (NNI) setting. Corps with NNI enabled only.",
    observed: ({ vpnStatus }) => (vpnStatus ? /^enabled$/i.test(vpnStatus) : undefined),
  }),
  attribute({
    name: "labels",
    kind: "set",
    schema: schemas.names,
    describe:
      "Names of all labels of the line; labels it carries beyond these are taken off. Two of one category exclude each other.",
    observed: ({ labels }) => (labels ?? []).map(({ name }) => name).sort(),
  }),
  attribute({
    name: "imei",
    schema: number(checkImei),
    describe:
      "IMEI of the device, 14 to 16 digits. Can be changed on lines of the network ARCNT only; needed to order a line.",
    observed: ({ imei }) => orNone(imei),
  }),
  attribute({
    name: "iccid",
    role: "fact",
    schema: number(checkIccid),
    describe:
      "ICCID of the SIM, 18 to 20 digits. Checked against the carrier, never changed; needed to order a line.",
    observed: ({ uicc }) => orNone(uicc),
  }),
  attribute({
    name: "carrier",
    role: "order",
    schema: schemas.text(32),
    describe:
      "Code of the network to activate on, one of getCarriers, such as VERIZON; needed to order a line.",
    observed: () => undefined,
  }),
  attribute({
    name: "oemSerialNumber",
    schema: schemas.text(64),
    describe: "Serial number of the device's maker.",
    observed: ({ oemSerialNumber }) => orNone(oemSerialNumber),
  }),
  attribute({
    name: "macAddress",
    schema: mac,
    describe: "MAC address of the device, AA:BB:CC:DD:EE:FF.",
    observed: ({ mac: address }) => (address ? address.replaceAll("-", ":").toUpperCase() : null),
  }),
];

/** The attributes of a line as a program writes them; each is optional, and one that is left out is not managed. */
export interface KajeetLineArgs {
  /** active, suspended or suspendedLostStolen. */
  status?: "active" | "suspended" | "suspendedLostStolen";
  /** Reason sent along when the status changes. */
  statusReason?: string;
  /** Code of the rate plan. */
  ratePlan?: string;
  /** Plan of a Verizon business internet line. */
  verizonBiPlanId?: string | null;
  /** Name of the content filter group. */
  filterGroup?: string;
  /** Corp id of the device group. */
  deviceGroup?: string;
  /** Data a month in MB; null removes the limit. */
  monthlyLimit?: number | null;
  /** Data a day in MB; null removes the limit. */
  dailyLimit?: number | null;
  /** Nickname, up to 100 characters. */
  nickname?: string | null;
  /** Note, up to 1000 characters. */
  note?: string | null;
  /** Custom field, up to 255 characters. */
  customField?: string | null;
  /** Whether the line keeps working during the summer suspension. */
  summerUsage?: boolean;
  /** The line's own VPN setting. */
  vpn?: boolean;
  /** Names of all labels of the line. */
  labels?: string[];
  /** IMEI of the device, 14 to 16 digits. */
  imei?: string;
  /** ICCID of the SIM, 18 to 20 digits. */
  iccid?: string;
  /** Code of the network to activate a new line on. */
  carrier?: string;
  /** Serial number of the device's maker. */
  oemSerialNumber?: string;
  /** MAC address of the device. */
  macAddress?: string;
}

/** A record as it is after our own write of these values. */
export function patched(device: Device, values: Readonly<Record<string, Value>>): Device {
  const next: Record<string, unknown> = { ...device };
  const names: Record<string, string> = {
    customField: "mdnCustomField",
    deviceGroup: "corpId",
    macAddress: "mac",
  };
  for (const [name, value] of Object.entries(values)) {
    if (name === "status") next.status = STATUSES[value as keyof typeof STATUSES].toLowerCase();
    else if (name === "summerUsage") next.summerStatus = value ? "enabled" : "disabled";
    else if (name === "vpn") next.vpnStatus = value ? "ENABLED" : "DISABLED";
    else if (name === "labels")
      next.labels = (value as string[]).map((label) => ({ labelId: 0, name: label }));
    else if (name === "iccid") next.uicc = value;
    else if (name !== "statusReason" && name !== "carrier") next[names[name] ?? name] = value;
  }
  return next as Device;
}
