import type { Account } from "../model/account";
import { type Device, idsOf } from "../model/device";
import { CarrierError, deviceNotFound } from "../model/errors";
import { type DeviceId, idsText } from "../model/identifiers";
import type { UsageLabel } from "../model/label-index";
import type { Context, Target } from "./context";

/** Most devices or labels of the calls of the segmentation group. */
export const MOST_OBJECTS = 2000;

/** The one device that a call is for. */
export function deviceNamed(context: Context, id: DeviceId, account?: Account): Device {
  const device = context.find(id);
  if (device === undefined) throw deviceNotFound(idsText([id]));
  context.addressed(1);
  if (account === undefined || device.account === account.name) return device;
  throw new CarrierError(
    "INPUT_INVALID.Device.Account.Invalid",
    `Device ${idsText([id])} is not in account ${account.name}`,
  );
}

/** `[{id, kind}]`, each a device of its own, as the lists of devices that other calls take. */
export function eachAlone(ids: readonly DeviceId[] | undefined): { deviceIds: DeviceId[] }[] | undefined {
  return ids?.map((id) => ({ deviceIds: [id] }));
}

/** Devices that the caller did not name one by one, as targets. */
export function targetsFor(devices: readonly Device[]): Target[] {
  return devices.map((device) => ({ ids: idsOf(device), device }));
}

/** The caller's devices with one of these labels, in order of deviceId. */
export function devicesLabelled(
  context: Context,
  labels: readonly UsageLabel[],
  account?: Account,
): Device[] {
  const ids = new Set(labels.flatMap((label) => [...context.world.labels.devicesWith(label)]));
  const devices = [...ids].sort((one, other) => one - other).map((id) => context.world.get(id));
  return devices.filter(
    (device) =>
      device !== undefined &&
      context.sees(device) &&
      (account === undefined || device.account === account.name),
  ) as Device[];
}

/** The same as targets of a call; refuses labels that nobody carries. */
export function targetsLabelled(
  context: Context,
  labels: readonly UsageLabel[],
  account?: Account,
): Target[] {
  const targets = targetsFor(devicesLabelled(context, labels, account));
  if (targets.length === 0) throw deviceNotFound("carries one of the labels");
  context.addressed(targets.length);
  return targets;
}

/** Refuses more than a call may be given. */
export function atMost(most: number, count: number): void {
  if (count <= most) return;
  throw new CarrierError("INPUT_INVALID.MaxRequestsExceeded", `${count} in one request, at most ${most}`);
}
