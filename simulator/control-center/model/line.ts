import { CUSTOM_FIELDS, type CustomField } from "./attributes";
import type { OverageOverride, SimStatus } from "./statuses";

/** A SIM with everything the carrier knows of it. Moments are milliseconds since 1970; null is what is not known. */
export interface Line extends Record<CustomField, string> {
  iccid: string;
  imsi: string | null;
  msisdn: string | null;
  imei: string | null;
  eid: string | null;
  status: SimStatus;
  ratePlan: string | null;
  communicationPlan: string | null;
  customer: string | null;
  deviceID: string | null;
  modemID: string | null;
  overageLimitOverride: OverageOverride;
  ipv4Address: string | null;
  ipv6Address: string | null;
  /** Names the fixed address; not the APN that the device uses. No call of the API reads it. */
  apn: string | null;
  /** Names the fixed address. No call of the API reads it. */
  pdpId: string | null;
  accountId: string;
  endConsumerId: string | null;
  simNotes: string | null;
  globalSimType: string | null;
  simProfileId: string | null;
  /** The first activation. */
  dateActivated: number | null;
  dateAdded: number;
  /** The last change, by whomever. */
  dateUpdated: number;
  dateShipped: number | null;
  /** Of the present cycle: bytes, messages, seconds, sessions. */
  ctdDataUsage: number;
  ctdSMSUsage: number;
  ctdVoiceUsage: number;
  ctdSessionCount: number;
  overageLimitReached: boolean;
}

/** A SIM of which nothing is known but its number, and that it is in the inventory since a moment. */
export function blankLine(iccid: string, accountId: string, added: number): Line {
  const custom = Object.fromEntries(CUSTOM_FIELDS.map((field) => [field, ""])) as Record<CustomField, string>;
  return {
    iccid,
    imsi: null,
    msisdn: null,
    imei: null,
    eid: null,
    status: "INVENTORY",
    ratePlan: null,
    communicationPlan: null,
    customer: null,
    deviceID: null,
    modemID: null,
    overageLimitOverride: "DEFAULT",
    ipv4Address: null,
    ipv6Address: null,
    apn: null,
    pdpId: null,
    accountId,
    endConsumerId: null,
    simNotes: null,
    globalSimType: null,
    simProfileId: null,
    dateActivated: null,
    dateAdded: added,
    dateUpdated: added,
    dateShipped: added,
    ctdDataUsage: 0,
    ctdSMSUsage: 0,
    ctdVoiceUsage: 0,
    ctdSessionCount: 0,
    overageLimitReached: false,
    ...custom,
  };
}
