import { type BookedFault, digitsOf, type FaultOf } from "../../core/faults";
import { hashOf } from "../../core/random";
import type { Target } from "../http/context";
import { idsOf } from "../model/device";
import type { Refused } from "../model/errors";

/** Whether a fault is for this device: named by it, and within its share. The share goes by the device itself. */
function meets(fault: { lines?: readonly string[]; share?: number }, { ids, device }: Target): boolean {
  const own = [...ids, ...(device === undefined ? [] : idsOf(device))].map(({ id }) => digitsOf(id));
  if (fault.lines?.some((line) => own.includes(digitsOf(line))) === false) return false;
  if (fault.share === undefined) return true;
  return (hashOf(ids[0]?.id ?? "") % 10_000) / 10_000 < fault.share;
}

/** The code and text that a fault makes a device fail with, if it does. */
export function failureOf(faults: readonly BookedFault[], target: Target): Refused | undefined {
  for (const fault of faults) {
    if (fault.kind !== "partial" && fault.kind !== "work") continue;
    // Work that only takes longer does not fail.
    if (fault.kind === "work" && fault.code === undefined && fault.delayMs !== undefined) continue;
    if (!meets(fault, target)) continue;
    const code = fault.code ?? "REQUEST_FAILED.UnexpectedError";
    return { code, message: fault.message ?? `The carrier could not do it (${code})` };
  }
  return undefined;
}

/** How much longer a device takes, in milliseconds; undefined: for ever. */
export function delayOf(faults: readonly BookedFault[], target: Target): number | undefined {
  let delay = 0;
  for (const fault of faults) {
    if (fault.kind !== "work" || !meets(fault, target)) continue;
    if (fault.stuck === true) return undefined;
    delay += fault.delayMs ?? 0;
  }
  return delay;
}

/** What becomes of the message about a device. */
export function callbackFates(
  faults: readonly BookedFault[],
  target: Target,
): (FaultOf<"callback"> & BookedFault)[] {
  return faults.filter(
    (fault): fault is FaultOf<"callback"> & BookedFault => fault.kind === "callback" && meets(fault, target),
  );
}
