/** A line as the carrier answers it. */
import { z } from "zod";
import { keyValues, listOf, maybe, pageEnd } from "./answers";
import { type DeviceKind, idOfKind, shownDeviceIds } from "./device-ids";

/** What a line does with one carrier. */
const carrierInformation = z.looseObject({ carrierName: maybe, servicePlan: maybe, state: maybe });

const fields = z.looseObject({
  accountName: z.string(),
  carrierInformations: listOf(carrierInformation),
  deviceIds: shownDeviceIds,
  customFields: keyValues,
  /** Title, address and so on of the place of use, SkuNumber, CostCenterCode, DeviceId …; a list may leave all of it out. */
  extendedAttributes: keyValues,
  groupNames: listOf(z.string()),
  billingCycleEndDate: maybe,
  connected: z.boolean().nullish(),
  createdAt: maybe,
  ipAddress: maybe,
  lastActivationBy: maybe,
  lastActivationDate: maybe,
  lastConnectionDate: maybe,
});

/** A line, with its identifiers by kind, and its state in the one spelling that is used here. */
export const device = fields.transform((line) => {
  const here = line.carrierInformations.find(({ state }) => state) ?? line.carrierInformations[0];
  const number = Number(line.extendedAttributes.DeviceId ?? Number.NaN);
  return {
    ...line,
    ids: Object.fromEntries(line.deviceIds.map(({ id, kind }) => [kind, id])) as Partial<
      Record<DeviceKind, string>
    >,
    /** preactive, active, suspend, deactive or pendingactivation; others are let through. */
    state: deviceState(here?.state ?? ""),
    /** Code of the service plan. */
    servicePlan: here?.servicePlan ?? undefined,
    /** The carrier's own number of the device, by which lists are paged; undefined where it is not shown. */
    number: Number.isSafeInteger(number) ? number : undefined,
  };
});

export type Device = z.output<typeof device>;

/** One page of lines. */
export const deviceList = z.looseObject({ devices: listOf(device), ...pageEnd });

export type DeviceList = z.output<typeof deviceList>;

/** A state in one spelling: the carrier writes `pre-active`, `PRE_ACTIVE`, `preactive` and means the same. */
export function deviceState(state: string): string {
  return state.toLowerCase().replace(/[^a-z]/g, "");
}

/** What a device is recognised by while its MDN changes: its number at the carrier, else what is in the hardware. */
export function deviceKey({ number, deviceIds }: Pick<Device, "number" | "deviceIds">): string {
  if (number !== undefined) return `number ${number}`;
  for (const kind of ["iccid", "eid", "imei", "meid", "esn", "mdn"] as const) {
    const id = idOfKind(deviceIds, kind);
    if (id !== undefined) return `${kind} ${id}`;
  }
  return JSON.stringify(deviceIds);
}
