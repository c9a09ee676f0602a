import { Line } from "./line";
import { LineSet } from "./line-set";
import { accountField, controlCenterLines } from "./lines/model";

/**
 * Columns in Control Center's own words that hold something declarable, beside the names of attributes: `deviceID` and
 * `modemID` are those, in another spelling.
 *
 * Control Center API: Device details, GET /rws/api/v1/devices/{iccid} names its members so.
 */
const holds: Readonly<Record<string, string>> = {
  fixedIPAddress: "ipv4Address",
  fixedIpv6Address: "ipv6Address",
};

const USAGE = "usage is read by getUsage";

/** Columns that only report. */
const readOnly: Readonly<Record<string, string>> = {
  imsi: "",
  msisdn: "",
  imei: "",
  eid: "",
  euiccid: "",
  endConsumerId: "",
  simNotes: "",
  globalSimType: "",
  simProfileId: "",
  mec: "",
  dateActivated: "",
  dateAdded: "",
  dateUpdated: "",
  dateShipped: "",
  ctdDataUsage: USAGE,
  ctdSMSUsage: USAGE,
  ctdVoiceUsage: USAGE,
  ctdSessionCount: USAGE,
  overageLimitReached: USAGE,
};

/**
 * What a fleet needs to know of Control Center: how its lines are written in an inventory, and what they become. A line is its
 * SIM: there are no numbers under which it could be declared, and nothing can be ordered.
 */
export const controlCenterInventory = {
  name: controlCenterLines.carrier.name,
  attributes: controlCenterLines.attributes,
  columns: { holds, readOnly, reported: [] as readonly string[] },
  account: accountField.name,
  numbered: false,
  needs: ["iccid"],
  brings: ["iccid"],
  identify: controlCenterLines.identify,
  canonical: controlCenterLines.canonical,
  check: (values: Parameters<NonNullable<typeof controlCenterLines.check>>[0]) =>
    controlCenterLines.check?.(values) ?? { problems: [], warnings: [] },
  LineSet,
  Line,
  endings: Object.keys(controlCenterLines.endings),
  later: controlCenterLines.following !== undefined,
};
