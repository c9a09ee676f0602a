import { type Device, idsOf } from "../model/device";
import { wrongState } from "../model/errors";
import { ended, mayGo, restored, suspended } from "../model/lifecycle";
import { noteDone, requireActionLeft } from "../model/limits";
import { isoOf } from "../model/view";
import type { Context } from "./context";

const DAY = 86_400_000;
/** The carrier tells a week before that a suspension will end. */
const NOTICE_DAYS = 7;

/** Suspends an active device; the carrier resumes it by itself after the days of the contract. */
export function suspend(context: Context, device: Device, withBilling: boolean): void {
  const { world, limits, engine } = context;
  if (!mayGo(device.state, "suspend")) throw wrongState(`From ${device.state} a device cannot be suspended`);
  requireActionLeft(world, device, limits.actionsPerLineAndDay);
  const now = world.now();
  context.change(device, suspended(now, limits.suspendDays, withBilling));
  noteDone(world, device, "suspend", context.user);
  const still = () =>
    device.state === "suspend" && device.suspendedAt === now && world.get(device.deviceId) === device;
  const resumeAt = now + limits.suspendDays * DAY;
  engine.at(resumeAt - NOTICE_DAYS * DAY, () => {
    if (still()) {
      engine.mailroom.notify({
        account: device.account,
        service: "ResumeTrackingNotification",
        ids: idsOf(device),
        status: "Success",
        message: { notification: { expectedResumeDate: isoOf(resumeAt) } },
      });
    }
  });
  engine.at(resumeAt, () => {
    if (!still()) return;
    world.change(device, restored());
    noteDone(world, device, "restore", "System");
  });
}

/** Restores a suspended device. */
export function restore(context: Context, device: Device): void {
  if (device.state !== "suspend") throw wrongState(`From ${device.state} a device cannot be restored`);
  requireActionLeft(context.world, device, context.limits.actionsPerLineAndDay);
  context.change(device, restored());
  noteDone(context.world, device, "restore", context.user);
}

/** Ends the service of an active device; of a suspended one only where the account may (G-STATE2). */
export function deactivate(context: Context, device: Device): void {
  const { world, limits } = context;
  const allowed =
    mayGo(device.state, "deactive") || (device.state === "suspend" && limits.deactivateSuspended);
  if (!allowed || device.state === "pending activation") {
    throw wrongState(`From ${device.state} a device cannot be deactivated`);
  }
  requireActionLeft(world, device, limits.actionsPerLineAndDay);
  noteDone(world, device, "deactivate", context.user);
  context.change(device, ended(world, device));
}
