import { z } from "zod";
import * as bodies from "../http/bodies";
import type { Context } from "../http/context";
import { operation, type ThingspaceOperation } from "../http/operation";
import { niddNotice } from "../http/provisioning";
import { deactivate, restore, suspend } from "../http/transitions";
import type { Device } from "../model/device";
import { invalidField } from "../model/errors";
import { isoOf } from "../model/view";

/** The only reason that the carrier takes. */
const REASON = "FF";

/** Suspend, restore, deactivate (ThingSpace API: Device Service Provisioning). */
export const stateOperations: ThingspaceOperation[] = [
  operation("suspendDevices", "POST /m2m/v1/devices/actions/suspend", {
    body: z.object({ ...bodies.target, withBilling: z.boolean().optional() }),
    writes: true,
    startsWork: true,
    handle: (context, { body: { devices, withBilling = false, ...selector } }) =>
      context.later(
        "CarrierService",
        context.targets(devices, selector),
        (device) => {
          suspend(context, device, withBilling);
          return {
            message: { deviceResponse: { suspendResponse: suspension(context, device) } },
            more: niddNotice(device),
          };
        },
        { pollable: "single" },
      ),
  }),
  operation("restoreDevices", "POST /m2m/v1/devices/actions/restore", {
    body: z.object(bodies.target),
    writes: true,
    startsWork: true,
    handle: (context, { body: { devices, ...selector } }) =>
      context.later(
        "CarrierService",
        context.targets(devices, selector),
        (device) => {
          restore(context, device);
          return {
            message: { deviceResponse: { restoreResponse: { restored: true } } },
            more: niddNotice(device),
          };
        },
        { pollable: "single" },
      ),
  }),
  operation("deactivateDevices", "POST /m2m/v1/devices/actions/deactivate", {
    body: z.object({
      ...bodies.target,
      accountName: bodies.text,
      reasonCode: z.string(),
      etfWaiver: z.boolean().optional(),
      deleteAfterDeactivation: z.boolean().optional(),
    }),
    writes: true,
    startsWork: true,
    handle: (context, { body }) => {
      const { devices, accountName, groupName, servicePlan, customFields } = body;
      if (body.reasonCode !== REASON) {
        throw invalidField("ReasonCode", `"${body.reasonCode}" is no reason: ${REASON}`);
      }
      return context.later(
        "CarrierService",
        context.targets(devices, { accountName, groupName, servicePlan, customFields }),
        (device) => {
          deactivate(context, device);
          if (body.deleteAfterDeactivation === true) context.world.remove(device);
          return { message: { deviceResponse: { deactivateResponse: { deactivated: true } } } };
        },
        { account: accountName, pollable: "single" },
      );
    },
  }),
];

function suspension({ limits }: Context, { resumeAt }: Device) {
  return {
    expectedResumeDate: resumeAt === null ? "" : isoOf(resumeAt),
    maxNumDaysSuspendAllowed: limits.suspendDays,
  };
}
