import { Line } from "./line";
import { LineSet } from "./line-set";
import { accountField, thingspaceLines } from "./lines/model";

/**
 * Columns in ThingSpace's own words that hold something declarable, beside the names of attributes. `accountName` is where lines
 * are listed; the attribute `account` moves them.
 *
 * ThingSpace API: Device management, POST /devices/actions/list names its members so.
 */
const holds: Readonly<Record<string, string>> = {
  servicePlan: "ratePlan",
  groupName: "deviceGroup",
  costCenterCode: "costCenter",
};

/** Columns that only report. */
const readOnly: Readonly<Record<string, string>> = {
  eid: "",
  imsi: "",
  msisdn: "the number with its country code; the column mdn holds the number",
  ipAddress: "",
  connected: "",
  createdAt: "",
  billingCycleEndDate: "",
  lastActivationBy: "",
  lastActivationDate: "",
  lastConnectionDate: "",
};

/**
 * SIM and device of a line are settings here: declaring another one changes it at the carrier. A file that is older than the
 * last swap on site would undo the swap, so a fleet manages them only where its program says so.
 */
const reported: readonly string[] = ["iccid", "imei"];

/**
 * What a fleet needs to know of ThingSpace: how its lines are written in an inventory, and what they become.
 *
 * A line is declared by its MDN where its row has one, else by its ICCID, and with its ICCID it may exist already. So the
 * number is what a line is: another SIM in the row of a number is a change of the SIM and no other line. A row that gets
 * its number later, or loses it again, still means the same line: both are among the identifiers of the record by which
 * the set knows it.
 */
export const thingspaceInventory = {
  name: thingspaceLines.carrier.name,
  attributes: thingspaceLines.attributes,
  columns: { holds, readOnly, reported },
  account: accountField.name,
  numbered: true,
  // What else an activation takes depends on whether the line exists, which only the carrier knows.
  needs: ["iccid"],
  brings: ["iccid", "imei"],
  identify: thingspaceLines.identify,
  canonical: thingspaceLines.canonical,
  check: (values: Parameters<NonNullable<typeof thingspaceLines.check>>[0]) =>
    thingspaceLines.check?.(values) ?? { problems: [], warnings: [] },
  LineSet,
  Line,
  endings: Object.keys(thingspaceLines.endings),
  later: thingspaceLines.following !== undefined,
};
