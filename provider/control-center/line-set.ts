import { defineLineSet } from "../core/lines/line-set";
import type { ControlCenterLineArgs } from "./lines/attributes";
import { type AccountArgs, accountField, controlCenterLines, type EndingArgs } from "./lines/model";

/**
 * Thousands of SIMs in one resource, by ICCID. The carrier takes one line a call and five calls a second, so a change of
 * many lines takes its time, which is told before it begins; what is done stays done.
 *
 * Control Center API: Search devices, GET /rws/api/v1/devices in pages; Edit device details, PUT
 * /rws/api/v1/devices/{iccid}.
 */
export const LineSet = defineLineSet<ControlCenterLineArgs, AccountArgs & EndingArgs>(
  controlCenterLines,
  accountField,
  "Thousands of SIMs in one resource, by ICCID. The carrier takes one line a call and five calls a second; what is done stays done, and a line that fails is named.",
);

export type LineSet = InstanceType<typeof LineSet>;
