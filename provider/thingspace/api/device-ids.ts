/** Identifiers of a device: `{id, kind}`, several of them for one device. */
import { z } from "zod";
import { mdnKey } from "../../core/identifiers";

/** What an identifier can be. Compared without case: answers mix `iccId`, `Imei` and so on. */
export const DEVICE_KINDS = ["iccid", "imei", "mdn", "eid", "msisdn", "meid", "esn", "imsi", "min"] as const;

export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** One identifier of a device. */
export interface DeviceId {
  id: string;
  kind: DeviceKind;
}

/** An identifier as it is sent; an MDN may have hyphens and goes without. */
export const deviceId = z
  .strictObject({ id: z.string().min(1).max(32), kind: z.enum(DEVICE_KINDS) })
  .transform(({ id, kind }): DeviceId => ({ id: kind === "mdn" ? mdnKey(id) : id, kind }))
  .describe("One identifier of a device, with its kind.");

/** Several identifiers of one device. One is enough, but for activation (imei and iccid) and eUICC (eid and iccid). */
export const deviceIds = z.array(deviceId).min(1);

const shown = z.looseObject({ id: z.union([z.string(), z.number()]).nullish(), kind: z.string().nullish() });

/** Identifiers as they come: a list, one of them alone, or nothing. Those of an unknown kind or without a value are left out. */
export const shownDeviceIds = z
  .union([z.array(shown), shown])
  .nullish()
  .transform((found): DeviceId[] => {
    const all = found === null || found === undefined ? [] : Array.isArray(found) ? found : [found];
    return all.flatMap(({ id, kind }) => {
      const known = DEVICE_KINDS.find((each) => each === kind?.toLowerCase());
      if (known === undefined || id === null || id === undefined || id === "") return [];
      return [{ id: known === "mdn" ? mdnKey(String(id)) : String(id), kind: known }];
    });
  });

/** The identifiers of a device that any answer or message shows, whatever their spelling. */
export function deviceIdsOf(value: unknown): DeviceId[] {
  const result = shownDeviceIds.safeParse(value);
  return result.success ? result.data : [];
}

/** The identifier of one kind among those of a device. */
export function idOfKind(ids: readonly DeviceId[], kind: DeviceKind): string | undefined {
  return ids.find((each) => each.kind === kind)?.id;
}
