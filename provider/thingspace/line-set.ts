import { defineLineSet } from "../core/lines/line-set";
import type { ThingspaceLineArgs } from "./lines/attributes";
import { type AccountArgs, accountField, type EndingArgs, thingspaceLines } from "./lines/model";

/**
 * Thousands of lines in one resource, declared as typed objects keyed by ICCID, IMEI or MDN. Lines that want the same value
 * share calls of up to 10,000; one that fails leaves the others done.
 *
 * ThingSpace API: Device management, POST /devices/actions/list in pages, and the calls below /devices/actions.
 */
export const LineSet = defineLineSet<ThingspaceLineArgs, AccountArgs & EndingArgs>(
  thingspaceLines,
  accountField,
  "Thousands of lines in one resource. Lines that want the same value share calls; one that fails leaves the others done and is named.",
);

export type LineSet = InstanceType<typeof LineSet>;
