import { z } from "zod";
import { deviceIds, devices, text } from "../http/bodies";
import type { Context, Target } from "../http/context";
import { recorded, windowFields } from "../http/moments";
import { operation, type ThingspaceOperation } from "../http/operation";
import { homeOf, planOf } from "../http/provisioning";
import { type Device, idsOf } from "../model/device";
import { CarrierError, wrongState } from "../model/errors";
import { byKind, type IdKind } from "../model/identifiers";
import { noteDone } from "../model/limits";
import { isoOf } from "../model/view";
import type { Report } from "../work/engine";

const KEPT_DAYS = 3650;

const swapBody = z.object({
  accountName: text,
  deviceIds,
  deviceIdsTo: deviceIds,
  servicePlan: text.optional(),
  mdnZipCode: text.optional(),
  smsrOid: text.optional(),
});
type SwapBody = z.output<typeof swapBody>;

/** The identifiers that a line has after a swap. Those of another device are refused. */
function replacement({ world }: Context, device: Device, to: SwapBody["deviceIdsTo"]): Partial<Device> {
  const found = byKind(to);
  if (found.eid === undefined) {
    throw new CarrierError("INPUT_INVALID.Device.Identifier.Invalid", "deviceIdsTo lacks eid");
  }
  for (const [kind, id] of Object.entries(found)) {
    const holder = world.withId(kind as IdKind, id);
    if (holder !== undefined && holder !== device) {
      throw new CarrierError(
        "INPUT_INVALID.Device.Identifier.Invalid",
        `${kind} ${id} belongs to another device`,
      );
    }
  }
  const before = found.imei === undefined ? {} : { preImei: device.imei, preSku: device.skuNumber };
  return { ...found, ...before };
}

/** The line goes on in another device: number, plan and group stay (body and effect G-SWAP1). */
function swap(context: Context, device: Device, body: SwapBody, { ids }: Target): Report {
  if (device.state !== "active") throw wrongState(`A device that is ${device.state} cannot be swapped`);
  const { servicePlan, mdnZipCode: zipCode, smsrOid } = body;
  const plan = servicePlan === undefined ? {} : { servicePlan: planOf(homeOf(context, device), servicePlan) };
  context.change(device, {
    ...replacement(context, device, body.deviceIdsTo),
    ...plan,
    ...(zipCode === undefined ? {} : { zipCode }),
    ...(smsrOid === undefined ? {} : { smsrOid }),
  });
  noteDone(context.world, device, "identifier", context.user);
  const line = { deviceIds: idsOf(device), servicePlan: device.servicePlan ?? "" };
  const goToStateResponse = { ...line, stateName: device.stateName ?? "Active" };
  return {
    message: { deviceResponse: { deactivateResponse: { deactivated: true } } },
    ids,
    more: [
      {
        service: "CarrierService",
        ids: line.deviceIds,
        message: { deviceResponse: { changeIdentifierResponse: line } },
      },
      { service: "StateService", ids: line.deviceIds, message: { deviceResponse: { goToStateResponse } } },
    ],
  };
}

/** 4G devices whose SIM was moved to other hardware in a window. */
function mismatches(
  context: Context,
  targets: readonly Target[],
  earliest: number,
  latest: number,
): Device[] {
  const found: Device[] = [];
  for (const { device } of targets) {
    if (device === undefined || device.iccid === null || device.preImei === null) continue;
    const moved = device.simOtaDate ?? device.lastActivationDate;
    const inWindow = moved !== null && moved >= earliest && moved <= latest;
    if (device.preImei !== device.imei && inWindow) found.push(device);
  }
  context.addressed(found.length);
  return found;
}

/** SIM and hardware: what sits where, and replacing it. */
export const hardwareOperations: ThingspaceOperation[] = [
  operation("swapEidDevice", "POST /m2m/v1/devices/actions/eidDeviceSwap", {
    writes: true,
    startsWork: true,
    body: swapBody,
    handle: (context, { body }) => {
      if (byKind(body.deviceIds).eid === undefined) {
        throw new CarrierError("INPUT_INVALID.Device.Identifier.Invalid", "deviceIds lacks eid");
      }
      byKind(body.deviceIdsTo);
      const targets = context.targets([{ deviceIds: body.deviceIds }], { accountName: body.accountName });
      return context.later("CarrierService", targets, (device, target) =>
        swap(context, device, body, target),
      );
    },
  }),
  operation("listImeiIccidMismatch", "POST /m2m/v1/devices/actions/list/imeiiccidmismatch", {
    lists: true,
    body: z.object({
      accountName: text.optional(),
      filter: z.object(windowFields),
      devices: devices.optional(),
      groupName: text.optional(),
    }),
    handle: (context, { body }) => {
      const { earliest, latest } = recorded(body.filter, context.now(), KEPT_DAYS);
      const { accountName, groupName } = body;
      const named = body.devices !== undefined || accountName !== undefined || groupName !== undefined;
      const targets: Target[] = named
        ? context.targets(body.devices, { accountName, groupName })
        : context
            .visible()
            .flatMap(({ name }) => context.world.inAccount(name).byId.all())
            .map((device) => ({ ids: [], device }));
      const problem = targets.find((target) => target.problem !== undefined)?.problem;
      if (problem !== undefined) throw problem;
      const found = mismatches(context, targets, earliest, latest);
      return {
        json: {
          devices: found.map((device) => ({
            accountName: device.account,
            mdn: device.mdn ?? "",
            ...(device.lastActivationDate === null
              ? {}
              : { activationDate: isoOf(device.lastActivationDate) }),
            ...{ iccid: device.iccid, preImei: device.preImei, postImei: device.imei ?? "" },
            ...(device.simOtaDate === null ? {} : { simOtaDate: isoOf(device.simOtaDate) }),
          })),
          hasMoreData: false,
        },
      };
    },
  }),
];
