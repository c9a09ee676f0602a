import type { AddressedLines, CarrierRequest } from "../../core/carrier";
import { digitsOf } from "../../core/faults";

/** The lines that a request names in its path and body, without judging them. */
export function addressedBy({ params, body }: CarrierRequest): AddressedLines {
  const named = [params.mdn, params.imei, params.iccid];
  const lines = named.filter((value) => value !== undefined).map(digitsOf);
  if (typeof body !== "object" || body === null) return { lines, selects: false };
  const sent = body as Record<string, unknown>;
  for (const member of ["mdn", "imei", "iccid", "mdns", "imeis"]) collect(sent[member], lines);
  if (Array.isArray(sent.devices)) {
    for (const device of sent.devices as Record<string, unknown>[]) {
      collect(device?.imei, lines);
      collect(device?.iccid, lines);
    }
  }
  return { lines, selects: sent.bulkSelection !== undefined };
}

function collect(value: unknown, lines: string[]): void {
  for (const item of Array.isArray(value) ? value : [value]) {
    if (typeof item === "string") lines.push(digitsOf(item));
  }
}
