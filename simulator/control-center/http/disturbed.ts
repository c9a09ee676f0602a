import { type BookedFault, digitsOf, faultOf } from "../../core/faults";
import { hashOf } from "../../core/random";
import { refusal } from "../model/errors";
import type { Line } from "../model/line";
import type { Disturbance } from "../model/schedule";

/** Refuses an edit where a fault makes it fail for this line. */
export function refuseByFault(faults: readonly BookedFault[]): void {
  const fault = faultOf(faults, "partial");
  if (fault !== undefined) throw refusal(fault.code, fault.message);
}

/** What faults do to a scheduled change on its day. A share of them goes by the line. */
export function disturbanceOf(faults: readonly BookedFault[], { iccid }: Line): Disturbance {
  const fault = faultOf(faults, "work");
  if (fault === undefined) return {};
  if (fault.share !== undefined && (hashOf(digitsOf(iccid)) % 10_000) / 10_000 >= fault.share) return {};
  const { code, stuck, delayMs } = fault;
  // Without any of the three it fails, and nobody knows why.
  return code === undefined && stuck !== true && delayMs === undefined
    ? { code: "30000001" }
    : { code, stuck, delayMs };
}
