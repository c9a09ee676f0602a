import { z } from "zod";
import { hashOf } from "../../core/random";
import { deviceIds, devices, selector, text } from "../http/bodies";
import type { Context, Target } from "../http/context";
import { eachAlone } from "../http/devices-named";
import { operation, type ThingspaceOperation } from "../http/operation";
import type { Selector } from "../http/selection";
import type { Device } from "../model/device";
import { CarrierError, unexpected } from "../model/errors";
import { daysSuspended } from "../model/service-history";
import { isoOf } from "../model/view";
import type { Report } from "../work/engine";

const filter = z
  .object({ ...selector, account: text.optional() })
  .transform(({ account, accountName = account, ...rest }): Selector => ({ accountName, ...rest }));

/** Free to be activated: a device that nobody has, or one of the caller's that has no service. */
function available({ world }: Context, { ids, device }: Target): Report {
  // A device of another customer is known to the carrier, though not to the caller.
  const known = device ?? ids.map((id) => world.find(id)).find((found) => found !== undefined);
  const idle = device !== undefined && (device.state === "preactive" || device.state === "deactive");
  return {
    message: { deviceResponse: { deviceAvailabilityResponse: { available: known === undefined || idle } } },
  };
}

function suspension({ world, limits }: Context, device: Device): Report {
  const days = daysSuspended(world, device);
  const { suspendedAt, resumeAt } = device;
  const suspensionStatusResponse = {
    deviceState: device.state,
    ...(suspendedAt === null ? {} : { suspendDate: isoOf(suspendedAt) }),
    ...(resumeAt === null ? {} : { expectedResumeDate: isoOf(resumeAt) }),
    numDaysSuspendAllowed: limits.suspendDays,
    numDaysSuspendedInLast12Months: days,
    numDaysRemainingIn12Months: Math.max(0, limits.suspendDays - days),
  };
  return { message: { deviceResponse: { suspensionStatusResponse } } };
}

/** The preferred roaming list of a CDMA device. A SIM has none (code G-PRL-LTE). */
function prl(device: Device): Report {
  const hardware = device.meid ?? device.esn;
  if (device.iccid !== null || hardware === null) {
    throw new CarrierError("REQUEST_FAILED.PrlNotAvailable", "The device has no preferred roaming list");
  }
  return {
    message: { deviceResponse: { prlResponse: { prl: String(50_000 + (hashOf(hardware) % 3000)) } } },
  };
}

/** Questions about devices that the carrier answers later. */
export const checkOperations: ThingspaceOperation[] = [
  operation("checkAvailability", "POST /m2m/v1/devices/availability/actions/list", {
    startsWork: true,
    body: z.object({ accountName: text, devices }),
    handle: (context, { body }) => {
      const { name } = context.account(body.accountName);
      const targets = context.targets(body.devices, {}, "allowed");
      return context.later("DeviceService", targets, (_, target) => available(context, target), {
        account: name,
        absent: (target) => available(context, target),
      });
    },
  }),
  operation("getSuspensionStatus", "POST /m2m/v1/devices/suspension/status", {
    startsWork: true,
    body: z.object({
      deviceIds: deviceIds.optional(),
      filter: filter.optional(),
      accountName: text.optional(),
    }),
    handle: (context, { body }) => {
      if (body.deviceIds !== undefined && body.filter !== undefined) {
        throw unexpected("Give either deviceIds or filter, and not both");
      }
      const { accountName = body.accountName, ...rest } = body.filter ?? {};
      const targets = context.targets(eachAlone(body.deviceIds), { accountName, ...rest });
      return context.later("DeviceSuspensionStatus", targets, (device) => suspension(context, device));
    },
  }),
  operation("listPrl", "POST /m2m/v1/devices/prl/actions/list", {
    startsWork: true,
    body: z.object({ deviceIds: deviceIds.optional(), ...selector }),
    handle: (context, { body: { deviceIds: ids, ...selection } }) =>
      context.later("DevicePRLInformation", context.targets(eachAlone(ids), selection), prl),
  }),
];
