import type { Device } from "./device";
import type { ProvisioningEvent } from "./events";
import type { ServicePeriod } from "./usage";

const OPENS = /^(Activation|Restore|Resume)/;
const CLOSES = /^(Suspension|Deactivation)/;

/**
 * When a device had service, up to now: between what its history says began and ended it. A device that came with
 * the start data may have a state without a history.
 */
export function servicePeriods(
  device: Device,
  events: readonly ProvisioningEvent[],
  now: number,
): ServicePeriod[] {
  const periods: ServicePeriod[] = [];
  let since = device.lastActivationDate ?? device.createdAt;
  const first = events.find((event) => event.status === "Success" && changesService(event));
  // Before the first event lies what the start data said.
  let open = first === undefined ? hadService(device) : CLOSES.test(first.type);
  for (const event of events) {
    if (event.status !== "Success") continue;
    if (OPENS.test(event.type) && !open) {
      open = true;
      since = event.at;
    } else if (CLOSES.test(event.type) && open) {
      open = false;
      periods.push({ from: since, to: event.at });
    }
  }
  if (open) periods.push({ from: since, to: first === undefined ? endOf(device, now) : now });
  return periods.filter(({ from, to }) => from < to);
}

function changesService({ type }: ProvisioningEvent): boolean {
  return OPENS.test(type) || CLOSES.test(type);
}

function hadService({ state, lastActivationDate }: Device): boolean {
  return state === "active" || state === "suspend" || (state === "deactive" && lastActivationDate !== null);
}

function endOf(device: Device, now: number): number {
  if (device.state === "suspend") return device.suspendedAt ?? now;
  if (device.state === "deactive") return device.lastDeactivationDate ?? now;
  return now;
}
