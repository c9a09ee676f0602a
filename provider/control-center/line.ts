import { defineLine } from "../core/lines/line";
import type { ControlCenterLineArgs } from "./lines/attributes";
import { type AccountArgs, accountField, controlCenterLines, type EndingArgs } from "./lines/model";

/**
 * One SIM with every attribute that can be edited, each optional. It is adopted: no call makes or deletes a SIM. What
 * differs goes in one call; changes for later days stand in `schedule`.
 *
 * Control Center API: Edit device details, PUT /rws/api/v1/devices/{iccid}.
 */
export const Line = defineLine<ControlCenterLineArgs, AccountArgs & EndingArgs>(
  controlCenterLines,
  accountField,
  "One SIM with every attribute that can be edited, each optional. It is adopted: no call makes or deletes a SIM. Changes for later days stand in `schedule`.",
);

export type Line = InstanceType<typeof Line>;
