import { defineLine } from "../core/lines/line";
import type { KajeetLineArgs } from "./lines/attributes";
import { type CorpArgs, corpField, type EndingArgs, kajeetLines } from "./lines/model";

/**
 * One line with every attribute that Sentinel can set. A line that exists is adopted; one that does not is ordered, if
 * imei, iccid and carrier are given. An attribute that is left out is not managed.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/{mdn} and the setters below /v1.0/devices; Activation, POST
 * /v1.0/activation/transaction.
 */
export const Line = defineLine<KajeetLineArgs, CorpArgs & EndingArgs>(
  kajeetLines,
  corpField,
  "One line with every attribute that Sentinel can set, each optional. It is adopted where it exists, and ordered where imei, iccid and carrier are given and it does not.",
);

export type Line = InstanceType<typeof Line>;
