import { type DeviceId, type IdKind, spelled } from "./identifiers";

export type DeviceState = "preactive" | "pending activation" | "active" | "suspend" | "deactive";

export const CUSTOM_FIELDS = [
  "customField1",
  "customField2",
  "customField3",
  "customField4",
  "customField5",
] as const;
export type CustomFieldName = (typeof CUSTOM_FIELDS)[number];

/** The primary place of use, as the API takes it. */
export interface PlaceOfUse {
  address: {
    addressLine1: string;
    addressLine2?: string | undefined;
    city: string;
    state: string;
    zip: string;
    zip4?: string | undefined;
    country: string;
    phone?: string | undefined;
    phoneType?: string | undefined;
    emailAddress?: string | undefined;
  };
  customerName: {
    title?: string | undefined;
    firstName: string;
    middleName?: string | undefined;
    lastName: string;
    suffix?: string | undefined;
  };
}

type Identifiers = Record<IdKind, string | null>;
type CustomFieldValues = Record<CustomFieldName, string | null>;

/** A device as the carrier keeps it. Moments in milliseconds since 1970. */
export interface Device extends Identifiers, CustomFieldValues {
  /** Counts up with each device that is added: the cursor of the device list. */
  readonly deviceId: number;
  account: string;
  /** Id of the group, so that a group may be renamed under its members. */
  groupId: number;
  state: DeviceState;
  /** Code of the plan; null while the device has no service. */
  servicePlan: string | null;
  /** A change of plan that is to come (takeEffect). */
  plannedPlan: { servicePlan: string; at: number } | null;
  ipPool: string | null;
  ipAddress: string | null;
  publicIpRestriction: "restricted" | "unrestricted" | null;
  costCenter: string | null;
  leadId: string | null;
  skuNumber: string | null;
  zipCode: string | null;
  placeOfUse: PlaceOfUse | null;
  /** The customer-defined service and state last gone to. */
  serviceName: string | null;
  stateName: string | null;
  connected: boolean;
  readonly createdAt: number;
  lastActivationBy: string | null;
  lastActivationDate: number | null;
  lastConnectionDate: number | null;
  lastDeactivationDate: number | null;
  suspendedAt: number | null;
  /** When the carrier ends the suspension by itself. */
  resumeAt: number | null;
  withBilling: boolean;
  /** Of the last deactivation: nobody else gets it for 50 days, this device gets another one. */
  reservedMdn: { mdn: string; until: number } | null;
  smsrOid: string | null;
  /** NOT_DOWNLOADED, ENABLE, …; null for what is no eUICC device. */
  profileStatus: string | null;
  preImei: string | null;
  preSku: string | null;
  simOtaDate: number | null;
  /** NB-IoT with NIDD: its provisioning is told to NiddService, too. */
  nbIot: boolean;
  /** Usage segmentation labels. */
  labels: { name: string; value: string }[];
}

export const CARRIER_NAME = "Verizon Wireless";

export function blankDevice(deviceId: number, account: string, groupId: number, createdAt: number): Device {
  // Written out, and not put together: thousands of devices of one shape are quick to make and to copy.
  return {
    mdn: null,
    imei: null,
    iccid: null,
    imsi: null,
    msisdn: null,
    min: null,
    eid: null,
    meid: null,
    esn: null,
    customField1: null,
    customField2: null,
    customField3: null,
    customField4: null,
    customField5: null,
    deviceId,
    account,
    groupId,
    state: "preactive",
    servicePlan: null,
    plannedPlan: null,
    ipPool: null,
    ipAddress: null,
    publicIpRestriction: null,
    costCenter: null,
    leadId: null,
    skuNumber: null,
    zipCode: null,
    placeOfUse: null,
    serviceName: null,
    stateName: null,
    connected: false,
    createdAt,
    lastActivationBy: null,
    lastActivationDate: null,
    lastConnectionDate: null,
    lastDeactivationDate: null,
    suspendedAt: null,
    resumeAt: null,
    withBilling: false,
    reservedMdn: null,
    smsrOid: null,
    profileStatus: null,
    preImei: null,
    preSku: null,
    simOtaDate: null,
    nbIot: false,
    labels: [],
  };
}

/** The order in which answers list the identifiers. */
const LISTED: readonly IdKind[] = ["mdn", "imei", "iccid", "imsi", "msisdn", "min", "eid", "meid", "esn"];

/** The identifiers a device has, in the spelling of live answers. */
export function idsOf(device: Device): DeviceId[] {
  const ids: DeviceId[] = [];
  for (const kind of LISTED) {
    const id = device[kind];
    if (id !== null) ids.push({ id, kind: spelled(kind) });
  }
  return ids;
}

/** States are compared without case, hyphen and space; undefined for a word that is no state. */
export function stateOf(word: string): DeviceState | undefined {
  return STATES.get(word.toLowerCase().replaceAll(/[-_ ]/g, ""));
}

const STATES = new Map<string, DeviceState>([
  ["preactive", "preactive"],
  ["pendingactivation", "pending activation"],
  ["active", "active"],
  ["suspend", "suspend"],
  ["suspended", "suspend"],
  ["deactive", "deactive"],
]);
