import { z } from "zod";
import * as bodies from "../http/bodies";
import type { Context } from "../http/context";
import { changesOf } from "../http/custom-fields";
import { operation, type ThingspaceOperation } from "../http/operation";
import { accountOf, planOf } from "../http/provisioning";
import { deactivate, restore, suspend } from "../http/transitions";
import type { Account } from "../model/account";
import { type Device, idsOf } from "../model/device";
import { invalidField, unexpected, wrongState } from "../model/errors";
import { begun, poolOf } from "../model/lifecycle";
import { noteDone, requireActionLeft } from "../model/limits";

const goBody = z.object({
  serviceName: bodies.text,
  stateName: bodies.text,
  servicePlan: bodies.text.optional(),
  mdnZipCode: bodies.zipCode.optional(),
  accountName: bodies.text.optional(),
  devices: bodies.devices.optional(),
  filter: bodies.filter.optional(),
  carrierIpPoolName: bodies.text.optional(),
  publicIpRestriction: bodies.ipRestriction.optional(),
  skuNumber: bodies.text.optional(),
  customFields: bodies.customFields.optional(),
  devicesWithServiceAddress: z.array(z.unknown()).optional(),
  ipAddress: z.string().optional(),
  groupName: bodies.text.optional(),
  primaryPlaceOfUse: bodies.placeOfUse.optional(),
});
type GoBody = z.output<typeof goBody>;

/** Customer-defined services and states (ThingSpace API: goToState). */
export const goToStateOperations: ThingspaceOperation[] = [
  operation("goToState", "PUT /m2m/v1/devices/actions/gotostate", {
    body: goBody,
    writes: true,
    startsWork: true,
    handle: (context, { body }) => {
      const { devices, filter, accountName, serviceName, stateName } = body;
      const targets = context.targets(devices, selectorOf(body));
      const account = accountOf(context, accountName ?? filter?.accountName ?? filter?.account, targets);
      const goal = goalOf(account, serviceName, stateName);
      const servicePlan = body.servicePlan === undefined ? undefined : planOf(account, body.servicePlan);
      if (servicePlan !== undefined && !goal.servicePlans.includes(servicePlan)) {
        throw invalidField("ServicePlan", `State ${stateName} has no service plan ${servicePlan}`);
      }
      const details = detailsOf(context, account, body);
      return context.later(
        "StateService",
        targets,
        (device) => {
          go(context, account, device, body, goal.deviceState);
          context.change(device, { ...details, serviceName, stateName });
          return { message: { deviceResponse: { goToStateResponse: answerOf(device) } } };
        },
        { account: account.name },
      );
    },
  }),
];

/** Without devices a filter selects; its account has two spellings. */
function selectorOf({ devices, filter, accountName }: GoBody) {
  if (devices !== undefined && filter === undefined) return { accountName };
  const { account, ...rest } = filter ?? {};
  return { ...rest, accountName: accountName ?? rest.accountName ?? account };
}

function goalOf(account: Account, serviceName: string, stateName: string) {
  const service = account.services.find(({ name }) => name === serviceName);
  if (service === undefined) throw invalidField("ServiceName", `There is no service ${serviceName}`);
  const goal = service.states.find(({ name }) => name === stateName);
  if (goal === undefined) throw invalidField("StateName", `Service ${serviceName} has no state ${stateName}`);
  return goal;
}

function detailsOf({ world }: Context, account: Account, body: GoBody): Partial<Device> {
  const { groupName, customFields, primaryPlaceOfUse, publicIpRestriction, skuNumber } = body;
  return {
    ...(groupName === undefined ? {} : { groupId: world.requireGroup(account.name, groupName).id }),
    ...(primaryPlaceOfUse === undefined ? {} : { placeOfUse: primaryPlaceOfUse }),
    ...(publicIpRestriction === undefined ? {} : { publicIpRestriction }),
    ...(skuNumber === undefined ? {} : { skuNumber }),
    ...changesOf(customFields ?? []),
  };
}

function go(context: Context, account: Account, device: Device, body: GoBody, goal: string): void {
  const { world, limits } = context;
  const { servicePlan, mdnZipCode, carrierIpPoolName } = body;
  if (goal === "suspend") suspend(context, device, false);
  else if (goal === "deactive") deactivate(context, device);
  else if (device.state === "suspend") restore(context, device);
  else if (device.state === "preactive" || device.state === "deactive") {
    if (servicePlan === undefined || mdnZipCode === undefined) {
      throw unexpected("A device without service needs servicePlan and mdnZipCode");
    }
    requireActionLeft(world, device, limits.actionsPerLineAndDay);
    const pool = poolOf(account, carrierIpPoolName);
    context.change(
      device,
      begun(world, device, { servicePlan, pool, zipCode: mdnZipCode, by: context.user }),
    );
    noteDone(world, device, "activate", context.user);
  } else if (device.state === "active") {
    if (servicePlan !== undefined) context.change(device, { servicePlan });
  } else throw wrongState(`From ${device.state} a device cannot go to ${body.stateName}`);
}

function answerOf(device: Device) {
  return {
    serviceName: device.serviceName ?? "",
    stateName: device.stateName ?? "",
    servicePlan: device.servicePlan ?? "",
    ipAddress: device.ipAddress ?? "",
    deviceIds: idsOf(device),
    // Values are guesses; that the members are there is known (G-STATE3).
    subscriptionTypeCode: "STD",
    subscriptionTypeCodeDesc: "Standard",
    stageStateChangeReasonCode: "CUS",
    stageStateChangeReasonCodeDesc: "Customer request",
  };
}
