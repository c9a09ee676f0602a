import { checkIccid, checkMdn, formatMdn, mdnKey } from "../../core/identifiers";
import type { LineKey } from "../../core/lines/line-key";
import type { Device } from "../api/device-schema";

/** What writers need to address a line: its number, the corp it is in now, and the IMEI where a path asks for it. */
export interface LineHandle {
  readonly mdn: string;
  readonly corp: string;
  readonly imei?: string;
}

/** Reads a declared identifier: ten digits are an MDN, 18 to 20 an ICCID. */
export function identify(name: string): LineKey | { problem: string } {
  const digits = name.replace(/\D/g, "");
  // What a spreadsheet makes of an ICCID looks like a short number; its own check says what happened.
  if (digits.length >= 17 || /^\d[.,\d]*e\+?\d+$/i.test(name)) {
    const { problem } = checkIccid(name);
    return problem ? { problem } : { kind: "iccid", key: name };
  }
  const problem = name === "" ? "a line is declared by its MDN or its ICCID" : checkMdn(name);
  return problem ? { problem } : byMdn(name);
}

/** The key of a line by its number, however that is written. */
export const byMdn = (mdn: string): LineKey => ({ kind: "mdn", key: mdnKey(mdn) });

/** How an identifier is written in rows and messages. */
export const canonical = (key: LineKey): string => (key.kind === "mdn" ? formatMdn(key.key) : key.key);

/** Every identifier of a line. */
export function lineKeys(device: Device): LineKey[] {
  const keys: LineKey[] = [{ kind: "mdn", key: device.key }];
  if (device.uicc) keys.push({ kind: "iccid", key: device.uicc });
  if (device.imei) keys.push({ kind: "imei", key: device.imei });
  return keys;
}

/** The handle of a line that was read; `corp` is where it was found, for records that do not say. */
export function handleOf(device: Device, corp: string): LineHandle {
  return { mdn: device.mdn, corp: device.corpId ?? corp, ...(device.imei ? { imei: device.imei } : {}) };
}
