import { defineLineSet } from "../core/lines/line-set";
import type { KajeetLineArgs } from "./lines/attributes";
import { type CorpArgs, corpField, type EndingArgs, kajeetLines } from "./lines/model";

/**
 * Thousands of lines in one resource, declared as typed objects keyed by MDN, or by ICCID for lines that are still to be
 * ordered. Lines that want the same value share bulk calls; one that fails leaves the others done.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId} in pages, and the bulk setters below /v1.0/devices/{corpId}.
 */
export const LineSet = defineLineSet<KajeetLineArgs, CorpArgs & EndingArgs>(
  kajeetLines,
  corpField,
  "Thousands of lines in one resource. Lines that want the same value share bulk calls; one that fails leaves the others done and is named.",
);

export type LineSet = InstanceType<typeof LineSet>;
