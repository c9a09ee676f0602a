import { checkIccid, checkImei, checkMdn, formatMdn, mdnKey } from "../../core/identifiers";
import type { LineKey } from "../../core/lines/line-key";
import type { DeviceId, DeviceKind } from "../api/device-ids";
import type { Device } from "../api/device-schema";

/** What writers need to address a line: an identifier it can be found by, all that are known, and its account. */
export interface LineHandle {
  readonly ids: readonly DeviceId[];
  readonly account: string;
}

/** Reads a declared identifier: ten digits are an MDN, 14 to 16 an IMEI, 18 to 20 an ICCID. */
export function identify(name: string): LineKey | { problem: string } {
  const digits = name.replace(/\D/g, "");
  if (digits.length >= 17 || /^\d[.,\d]*e\+?\d+$/i.test(name)) {
    const { problem } = checkIccid(name);
    return problem ? { problem } : { kind: "iccid", key: name };
  }
  if (digits.length >= 14 && digits === name) {
    const { problem } = checkImei(name);
    return problem ? { problem } : { kind: "imei", key: name };
  }
  const problem = name === "" ? "a line is declared by its ICCID, IMEI or MDN" : checkMdn(name);
  return problem ? { problem } : { kind: "mdn", key: mdnKey(name) };
}

/** How an identifier is written in rows and messages. */
export const canonical = ({ kind, key }: LineKey): string => (kind === "mdn" ? formatMdn(key) : key);

/** Every identifier of a line by which it can be declared. */
export function lineKeys({ ids }: Device): LineKey[] {
  return (["mdn", "iccid", "imei"] as const).flatMap((kind) => {
    const key = ids[kind];
    return key === undefined ? [] : [{ kind, key }];
  });
}

/** The MDN of a line as people write it; a line that is not active yet has none. */
export const numberOf = ({ ids }: Device): string | undefined =>
  ids.mdn === undefined ? undefined : formatMdn(ids.mdn);

/** What messages call a line. */
export const display = (device: Device): string =>
  numberOf(device) ?? device.ids.iccid ?? device.ids.imei ?? "a line without identifiers";

// The number first: it is what stays when a line gets another SIM or device in the same run.
const KINDS: readonly DeviceKind[] = ["mdn", "iccid", "imei"];

/** The handle of a line that was read. */
export function handleOf(device: Device, account: string): LineHandle {
  const ids = KINDS.flatMap((kind) => {
    const id = device.ids[kind];
    return id === undefined ? [] : [{ id, kind }];
  });
  return { ids: ids.length > 0 ? ids : device.deviceIds.slice(0, 1), account: device.accountName || account };
}

/** The handle of a line by what is declared of it. */
export function handleFrom(
  { kind, key }: LineKey,
  values: Readonly<Record<string, unknown>>,
  account: string,
): LineHandle {
  const more = (["iccid", "imei"] as const).flatMap((one) => {
    const id = values[one];
    return one !== kind && typeof id === "string" ? [{ id, kind: one }] : [];
  });
  const place = typeof values.account === "string" ? values.account : account;
  return { ids: [{ id: key, kind }, ...more], account: place };
}
