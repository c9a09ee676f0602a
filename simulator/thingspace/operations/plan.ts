import { z } from "zod";
import * as bodies from "../http/bodies";
import type { Context } from "../http/context";
import { moment } from "../http/moments";
import { operation, type ThingspaceOperation } from "../http/operation";
import { accountOf, homeOf, niddNotice, planOf } from "../http/provisioning";
import type { Device } from "../model/device";
import { invalidField, wrongState } from "../model/errors";
import { poolOf } from "../model/lifecycle";
import { noteDone, requirePlanChangeLeft } from "../model/limits";

/** Change of the service plan (ThingSpace API: Change Device Service Plan). */
export const planOperations: ThingspaceOperation[] = [
  operation("changeServicePlan", "PUT /m2m/v1/devices/actions/plan", {
    body: z.object({
      devices: bodies.devices.optional(),
      servicePlan: bodies.text,
      currentServicePlan: bodies.text.optional(),
      accountName: bodies.text.optional(),
      groupName: bodies.text.optional(),
      customFields: bodies.customFields.optional(),
      carrierIpPoolName: bodies.text.optional(),
      takeEffect: moment.optional(),
    }),
    writes: true,
    startsWork: true,
    handle: (context, { body }) => {
      const { devices, accountName, groupName, customFields, currentServicePlan, takeEffect } = body;
      // With devices the present plan is a condition, without it is part of the selection.
      const selected = devices === undefined ? { servicePlan: currentServicePlan } : {};
      const targets = context.targets(devices, { accountName, groupName, customFields, ...selected });
      planOf(accountOf(context, accountName, targets), body.servicePlan);
      return context.later("CarrierService", targets, (device) => {
        if (currentServicePlan !== undefined && device.servicePlan !== currentServicePlan) {
          throw invalidField("CurrentServicePlan", `The device is on ${device.servicePlan ?? "no plan"}`);
        }
        change(context, device, body.servicePlan, body.carrierIpPoolName, takeEffect);
        const changeServicePlanResponse = { servicePlan: body.servicePlan };
        return { message: { deviceResponse: { changeServicePlanResponse } }, more: niddNotice(device) };
      });
    },
  }),
];

/** Changes the plan of an active device, at once or at the moment asked for; none is changed while suspended. */
function change(
  context: Context,
  device: Device,
  servicePlan: string,
  poolName: string | undefined,
  takeEffect: number | undefined,
): void {
  const { world, limits, engine } = context;
  if (device.state !== "active")
    throw wrongState(`The plan of a device that is ${device.state} stays as it is`);
  const home = homeOf(context, device);
  planOf(home, servicePlan);
  const pool = poolName === undefined ? {} : { ipPool: poolOf(home, poolName).poolName };
  if (servicePlan !== device.servicePlan) requirePlanChangeLeft(world, device, limits.planChangesPerMonth);
  const apply = () => {
    const other = servicePlan !== device.servicePlan;
    context.change(device, { servicePlan, plannedPlan: null, ...pool });
    if (other) noteDone(world, device, "plan", context.user);
  };
  if (takeEffect === undefined || takeEffect <= world.now()) {
    apply();
    return;
  }
  context.change(device, { plannedPlan: { servicePlan, at: takeEffect } });
  engine.at(takeEffect, () => {
    const { plannedPlan } = device;
    const meant = plannedPlan?.servicePlan === servicePlan && plannedPlan.at === takeEffect;
    if (meant && device.state === "active" && world.get(device.deviceId) === device) apply();
  });
}
