import { z } from "zod";
import * as bodies from "../http/bodies";
import type { Context, Target } from "../http/context";
import { changesOf } from "../http/custom-fields";
import { operation, type ThingspaceOperation } from "../http/operation";
import { accountOf, niddNotice, planOf } from "../http/provisioning";
import type { Account } from "../model/account";
import { blankDevice, type Device, idsOf } from "../model/device";
import { CarrierError, invalidField, wrongState } from "../model/errors";
import { byKind, idsText } from "../model/identifiers";
import { begun, poolOf } from "../model/lifecycle";
import { admitActivation, noteDone, requireActionLeft } from "../model/limits";

const activateBody = z
  .object({
    devices: bodies.devices.optional(),
    servicePlan: bodies.text,
    mdnZipCode: bodies.zipCode,
    accountName: bodies.text.optional(),
    carrierIpPoolName: bodies.text.optional(),
    carrierName: z.string().optional(),
    costCenterCode: bodies.costCenter.optional(),
    customFields: bodies.customFields.optional(),
    groupName: bodies.text.optional(),
    leadId: bodies.text.optional(),
    primaryPlaceOfUse: bodies.placeOfUse.optional(),
    publicIpRestriction: bodies.ipRestriction.optional(),
    skuNumber: bodies.text.optional(),
  })
  .refine((body) => body.devices !== undefined || body.groupName !== undefined, "needs devices or groupName");
type ActivateBody = z.output<typeof activateBody>;

export const activationOperations: ThingspaceOperation[] = [
  operation("activateDevices", "POST /m2m/v1/devices/actions/activate", {
    body: activateBody,
    writes: true,
    startsWork: true,
    handle: (context, { body }) => {
      admitActivation(context.world, context.limits.activationsPerMinute);
      const named = devicesOf(context, body);
      const account = accountOf(context, body.accountName, named);
      const servicePlan = planOf(account, body.servicePlan);
      const pool = poolOf(account, body.carrierIpPoolName);
      const details = detailsOf(context, account, body);
      const alone = named.length === 1;
      const targets = named.map((target) => prepared(context, account, target, body, alone));
      // Only what this call has put into pending activation is its to end.
      const mine = new Set(
        targets.flatMap(({ device, problem }) => (problem ? [] : (device?.deviceId ?? []))),
      );
      return context.later(
        "CarrierService",
        targets,
        (device) => {
          requireActionLeft(context.world, device, context.limits.actionsPerLineAndDay);
          const service = { servicePlan, pool, zipCode: body.mdnZipCode, by: context.user };
          context.change(device, { ...begun(context.world, device, service), ...details });
          noteDone(context.world, device, "activate", context.user);
          return {
            message: { deviceResponse: { activateResponse: answerOf(device) } },
            more: niddNotice(device),
          };
        },
        {
          account: account.name,
          pollable: "single",
          failed: ({ device }) => {
            const current = device && context.world.get(device.deviceId);
            if (current !== undefined && mine.has(current.deviceId)) {
              context.world.change(current, { state: "deactive" });
            }
          },
        },
      );
    },
  }),
];

/** The devices named, unknown ones with them; without any, the members of the group. */
function devicesOf(context: Context, { devices, accountName, groupName }: ActivateBody): Target[] {
  if (devices === undefined) return context.targets(undefined, { accountName, groupName });
  return context.targets(devices, { accountName }, "allowed");
}

/** What is set on each device beside its service; refuses what the account does not have. */
function detailsOf(context: Context, account: Account, body: ActivateBody): Partial<Device> {
  const { groupName, leadId, devices, customFields, costCenterCode, primaryPlaceOfUse } = body;
  if (leadId !== undefined && account.leads.every((lead) => lead.leadId !== leadId)) {
    throw invalidField("LeadId", `There is no lead ${leadId}`);
  }
  const group =
    groupName === undefined || devices === undefined
      ? undefined
      : context.world.requireGroup(account.name, groupName);
  return {
    ...(group === undefined ? {} : { groupId: group.id }),
    ...(leadId === undefined ? {} : { leadId }),
    ...(costCenterCode === undefined ? {} : { costCenter: costCenterCode || null }),
    ...(primaryPlaceOfUse === undefined ? {} : { placeOfUse: primaryPlaceOfUse }),
    ...(body.publicIpRestriction === undefined ? {} : { publicIpRestriction: body.publicIpRestriction }),
    ...(body.skuNumber === undefined ? {} : { skuNumber: body.skuNumber }),
    ...changesOf(customFields ?? []),
  };
}

/** Puts a device into pending activation, adding it if it is unknown, or says why that cannot be. */
function prepared(
  context: Context,
  account: Account,
  target: Target,
  body: ActivateBody,
  alone: boolean,
): Target {
  if (target.problem !== undefined) return target;
  try {
    const device = target.device ?? added(context, account, target, body);
    return { ...target, device, ...pending(context, account, device, target) };
  } catch (error) {
    if (alone || !(error instanceof CarrierError)) throw error;
    return { ...target, problem: error };
  }
}

/** A device that the carrier hears of for the first time needs SIM and hardware, or a SKU in place of the latter. */
function added(context: Context, account: Account, { ids }: Target, body: ActivateBody): Device {
  const found = byKind(ids);
  const hardware = found.imei !== undefined || body.skuNumber !== undefined;
  const complete =
    (hardware && (found.iccid ?? found.eid) !== undefined) || (found.meid ?? found.esn) !== undefined;
  if (!complete) {
    throw new CarrierError(
      "INPUT_INVALID.Device.Identifier.Invalid",
      `${idsText(ids)}: a new device needs imei and iccid`,
    );
  }
  const { world } = context;
  // A device may be in an account that the caller does not see; its SIM is not theirs to activate.
  const foreign = ids.find((id) => world.find(id) !== undefined);
  if (foreign !== undefined) {
    throw new CarrierError(
      "INPUT_INVALID.Device.Account.Invalid",
      `${idsText([foreign])} is in another account`,
    );
  }
  const group = world.defaultGroup(account.name);
  return world.add({ ...blankDevice(world.nextDeviceId, account.name, group.id, world.birth()), ...found });
}

function pending(context: Context, account: Account, device: Device, { ids }: Target): Partial<Target> {
  if (device.account !== account.name) {
    const message = `Device ${idsText(ids)} is not in account ${account.name}`;
    return { problem: new CarrierError("INPUT_INVALID.Device.Account.Invalid", message) };
  }
  if (device.state === "active") {
    return {
      problem: new CarrierError("REQUEST_FAILED.DeviceAlreadyActive", "The device is already active"),
    };
  }
  if (device.state !== "preactive" && device.state !== "deactive") {
    return { problem: wrongState(`From ${device.state} a device cannot be activated`) };
  }
  // SIM and hardware stay paired until the device is deleted.
  const { mdn: _, msisdn: __, min: ___, ...found } = byKind(ids);
  const other = Object.entries(found).find(([kind, id]) => {
    const own = device[kind as "imei"];
    return own !== null && own !== id;
  });
  if (other !== undefined) {
    const message = `The device is paired with another ${other[0]}`;
    return { problem: new CarrierError("INPUT_INVALID.Device.Identifier.Invalid", message) };
  }
  context.world.change(device, { ...found, state: "pending activation" });
  return {};
}

function answerOf(device: Device) {
  return {
    deviceIds: idsOf(device),
    ipAddress: device.ipAddress ?? "",
    servicePlan: device.servicePlan ?? "",
    state: device.state,
    deviceCredentials: [],
    features: [],
    ...(device.leadId === null ? {} : { leadId: device.leadId }),
  };
}
