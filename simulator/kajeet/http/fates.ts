import { type BookedFault, digitsOf, faultOf } from "../../core/faults";
import { hashOf } from "../../core/random";
import type { ItemFate } from "../model/activation";

/**
 * What a fault makes of the items of a submission, by IMEI: all that it names, and of the others its share. The share
 * goes by the IMEI itself, so that the same devices fail however they are grouped.
 */
export function fatesOf(faults: readonly BookedFault[], imeis: readonly string[]): Map<string, ItemFate> {
  const fates = new Map<string, ItemFate>();
  const fault = faultOf(faults, "work");
  if (fault === undefined) return fates;
  const named = fault.lines?.map(digitsOf);
  for (const imei of imeis) {
    if (named !== undefined && !named.includes(imei)) continue;
    if (fault.share !== undefined && (hashOf(imei) % 10_000) / 10_000 >= fault.share) continue;
    const code = fault.code ?? "CARRIER_REJECTED";
    fates.set(imei, {
      stuck: fault.stuck ?? false,
      code,
      message: fault.message ?? `The carrier refused the activation (${code})`,
    });
  }
  return fates;
}
