import type { Device } from "./device";
import { CarrierError, GatewayError } from "./errors";
import type { ProvisioningEvent } from "./events";
import type { World } from "./world";

const MINUTE = 60_000;
const DAY = 86_400_000;
const PLAN_CHANGE = "Service Plan Change Confirmed";

/** Counts an activation request; over the limit of a minute it is refused like any throttled call (G-THROTTLE1). */
export function admitActivation(world: World, perMinute: number): void {
  const now = world.now();
  const { activations } = world;
  while (activations[0] !== undefined && now - activations[0] >= MINUTE) activations.shift();
  if (activations.length >= perMinute) {
    throw new GatewayError(429, "900802", "Message throttled out", `Over ${perMinute} activations a minute`);
  }
  activations.push(now);
}

/** Refuses a device that has had its provisioning actions of this day (UTC); the code is a guess (G-LIMIT1). */
export function requireActionLeft(world: World, device: Device, perDay: number): void {
  const today = Math.floor(world.now() / DAY);
  const spent = world.eventsOf(device).filter(({ at, counts }) => counts && Math.floor(at / DAY) === today);
  if (spent.length < perDay) return;
  throw new CarrierError(
    "REQUEST_FAILED.MaxProvisioningActionsExceeded",
    `The line has had its ${perDay} provisioning actions of this day`,
  );
}

/** Refuses a device whose plan was changed often enough in this month (UTC); the code is a guess (G-LIMIT2). */
export function requirePlanChangeLeft(world: World, device: Device, perMonth: number): void {
  const month = monthOf(world.now());
  const made = world.eventsOf(device).filter(({ at, type }) => type === PLAN_CHANGE && monthOf(at) === month);
  if (made.length < perMonth) return;
  throw new CarrierError(
    "REQUEST_FAILED.MaxPlanChangesExceeded",
    `The plan of the line was changed ${perMonth} times this month`,
  );
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** What happened to a line, in the words of its history. */
export const EVENTS = {
  activate: "Activation Confirmed",
  suspend: "Suspension Confirmed",
  restore: "Restore Confirmed",
  deactivate: "Deactivation Confirmed",
  plan: PLAN_CHANGE,
  move: "Account Change Confirmed",
  identifier: "Device Identifier Change Confirmed",
} as const;

/** Changes of state count against the actions of a line and day; a plan and a number have limits of their own. */
const COUNTED: readonly (keyof typeof EVENTS)[] = ["activate", "suspend", "restore", "deactivate"];

/** Books what was done to a device. */
export function noteDone(world: World, device: Device, what: keyof typeof EVENTS, by: string): void {
  const event: ProvisioningEvent = {
    at: world.now(),
    type: EVENTS[what],
    status: "Success",
    by,
    servicePlan: device.servicePlan,
    mdn: device.mdn,
    counts: COUNTED.includes(what),
  };
  world.note(device, event);
}
