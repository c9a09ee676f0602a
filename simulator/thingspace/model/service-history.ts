import type { Device } from "./device";
import type { ProvisioningEvent } from "./events";
import type { ServicePeriod, UsingDevice } from "./usage";
import type { World } from "./world";

const DAY = 86_400_000;
const ACTIVATION = /^Activation/;
const OPENS = /^(Activation|Restore|Resume)/;
const CLOSES = /^(Suspension|Deactivation)/;

/** The whole provisioning history of a device, oldest first: also what was before the simulator began. */
export function historyOf(world: World, device: Device): ProvisioningEvent[] {
  const events = world.eventsOf(device);
  return [...before(device, events.find(changesService)), ...events];
}

/** What made a device what it was when the start data brought it. */
function before(device: Device, first: ProvisioningEvent | undefined): ProvisioningEvent[] {
  const { createdAt, lastActivationDate, lastDeactivationDate, suspendedAt, servicePlan, mdn } = device;
  const served = first === undefined ? lastActivationDate !== null : !ACTIVATION.test(first.type);
  if (!served) return [];
  const began = lastActivationDate ?? createdAt;
  const about = { status: "Success", by: device.lastActivationBy ?? "portal", counts: false } as const;
  const line = { servicePlan, mdn };
  const at = first !== undefined && began > first.at ? createdAt : began;
  const events: ProvisioningEvent[] = [{ ...about, ...line, at, type: "Activation Confirmed" }];
  if (first !== undefined) return events;
  if (suspendedAt !== null) {
    events.push({ ...about, ...line, at: suspendedAt, type: "Suspension Confirmed" });
  }
  if (device.state === "deactive" && lastDeactivationDate !== null) {
    events.push({ ...about, ...line, at: lastDeactivationDate, type: "Deactivation Confirmed" });
  }
  return events;
}

function changesService({ type, status }: ProvisioningEvent): boolean {
  return status === "Success" && (OPENS.test(type) || CLOSES.test(type));
}

/** When a device had service, up to now. */
function servicePeriods(history: readonly ProvisioningEvent[], now: number): ServicePeriod[] {
  const periods: ServicePeriod[] = [];
  let since: number | undefined;
  for (const { at, type } of history.filter(changesService)) {
    if (OPENS.test(type)) since ??= at;
    else if (since !== undefined) {
      periods.push({ from: since, to: at });
      since = undefined;
    }
  }
  if (since !== undefined) periods.push({ from: since, to: now });
  return periods.filter(({ from, to }) => from < to);
}

/** The device as its usage is made up from it. */
export function usingDevice(world: World, device: Device): UsingDevice {
  return { key: String(device.deviceId), periods: servicePeriods(historyOf(world, device), world.now()) };
}

/** Days that a device was suspended in the twelve months before now, begun ones included. */
export function daysSuspended(world: World, device: Device): number {
  const now = world.now();
  const yearAgo = now - 365 * DAY;
  let sum = 0;
  let since: number | undefined;
  for (const { at, type } of historyOf(world, device).filter(changesService)) {
    if (type.startsWith("Suspension")) since = at;
    else if (since !== undefined) {
      sum += at - Math.max(since, Math.min(yearAgo, at));
      since = undefined;
    }
  }
  if (since !== undefined) sum += now - Math.max(since, yearAgo);
  return Math.ceil(sum / DAY);
}
