import { defineLine } from "../core/lines/line";
import type { ThingspaceLineArgs } from "./lines/attributes";
import { type AccountArgs, accountField, type EndingArgs, thingspaceLines } from "./lines/model";

/**
 * One line with every attribute that ThingSpace can set. A line that exists is adopted; one that does not is activated, or
 * added without service, as its status says. The carrier takes changes at once and makes them later: the run waits, and
 * what is not done by its deadline is followed by the next one.
 *
 * ThingSpace API: Device management, POST /devices/actions/list and the calls below /devices/actions.
 */
export const Line = defineLine<ThingspaceLineArgs, AccountArgs & EndingArgs>(
  thingspaceLines,
  accountField,
  "One line with every attribute that ThingSpace can set, each optional. It is adopted where it exists; where it does not, it is activated (status active, with imei, iccid, ratePlan and zipCode) or added without service (status preactive).",
);

export type Line = InstanceType<typeof Line>;
