import { z } from "zod";
import { deviceIds, devices, placeOfUse, text, zipCode } from "../http/bodies";
import type { Context, Target } from "../http/context";
import { atMost } from "../http/devices-named";
import { operation, type ThingspaceOperation } from "../http/operation";
import { homeOf, planOf } from "../http/provisioning";
import { type Device, idsOf } from "../model/device";
import { CarrierError, wrongState } from "../model/errors";
import { byKind, type DeviceId, idsText } from "../model/identifiers";
import { begun, ended, mayGo, poolOf } from "../model/lifecycle";
import { noteDone, requireActionLeft } from "../model/limits";
import { isEnabled, type ProfileAction, type ProfileState, stateAfter } from "../model/profiles";
import type { Report } from "../work/engine";

const MOST_DEVICES = 100;
const smsrOid = z.string().regex(/^[0-9.]{3,46}$/, "must be digits and points");
const named = { devices, accountName: text };

/** The devices of a call, each by the EID of its card and the ICCID of the profile. */
function cards(context: Context, given: readonly { deviceIds: DeviceId[] }[], accountName: string): Target[] {
  atMost(MOST_DEVICES, given.length);
  return context.targets(given, { accountName }).map((target) => {
    const problem = target.problem ?? mispaired(target);
    return problem === undefined ? target : { ...target, problem };
  });
}

function mispaired({ ids, device }: Target): CarrierError | undefined {
  const { eid, iccid } = byKind(ids);
  const complete = eid !== undefined && iccid !== undefined;
  if (complete && (device === undefined || (device.eid === eid && device.iccid === iccid))) return undefined;
  const why = complete ? "is not one card and its profile" : "needs an EID and an ICCID";
  return new CarrierError("INPUT_INVALID.Device.Identifier.Invalid", `${idsText(ids)} ${why}`);
}

function profileOf({ profileStatus }: Device): ProfileState {
  return (profileStatus ?? "NOT_DOWNLOADED") as ProfileState;
}

function report(device: Device): Report {
  const profileResponse = { profileStatus: profileOf(device), deviceIds: idsOf(device) };
  return { message: { deviceResponse: { profileResponse } } };
}

interface Service {
  servicePlan?: string | undefined;
  mdnZipCode?: string | undefined;
  carrierIpPoolName?: string | undefined;
}

/** Begins the service of a line; without a plan on the first one of the account (G-ESIM-PLAN). */
function activate(context: Context, device: Device, { servicePlan, ...body }: Service): void {
  if (device.state === "active") {
    throw new CarrierError("REQUEST_FAILED.DeviceAlreadyActive", "The device is already active");
  }
  if (!mayGo(device.state, "active") || device.state === "suspend") {
    throw wrongState(`From ${device.state} a profile cannot be activated`);
  }
  requireActionLeft(context.world, device, context.limits.actionsPerLineAndDay);
  const account = homeOf(context, device);
  const plan = planOf(account, servicePlan ?? device.servicePlan ?? account.servicePlans[0]?.code ?? "");
  const pool = poolOf(account, body.carrierIpPoolName);
  const zip = body.mdnZipCode ?? device.zipCode;
  context.change(
    device,
    begun(context.world, device, { servicePlan: plan, pool, zipCode: zip, by: context.user }),
  );
  noteDone(context.world, device, "activate", context.user);
}

/** Ends the service of a line; its profile is not enabled any more. */
function deactivate(context: Context, device: Device, checkFallback: boolean): void {
  if (!mayGo(device.state, "deactive"))
    throw wrongState(`A device that is ${device.state} cannot be deactivated`);
  // What the check looks at, and the code, are guesses (G-ESIM-FALLBACK).
  if (checkFallback && !context.world.fallbacks.has(device.deviceId)) {
    throw new CarrierError(
      "REQUEST_FAILED.FallbackProfileNotFound",
      "The card has no profile to fall back on",
    );
  }
  requireActionLeft(context.world, device, context.limits.actionsPerLineAndDay);
  noteDone(context.world, device, "deactivate", context.user);
  const profileStatus = isEnabled(profileOf(device)) ? "DISABLE" : device.profileStatus;
  context.change(device, { ...ended(context.world, device), profileStatus });
}

/** One step of a profile on its card. */
function step(context: Context, device: Device, action: ProfileAction): void {
  const state = stateAfter(action, profileOf(device));
  if (state === undefined) throw wrongState(`${action} is not for a profile that is ${profileOf(device)}`);
  context.change(device, { profileStatus: state });
}

/** A call that does the same to every device and reports its profile. */
function profileCall<Body extends z.ZodType<{ accountName: string; devices: { deviceIds: DeviceId[] }[] }>>(
  operationId: string,
  name: string,
  body: Body,
  work: (context: Context, device: Device, body: z.output<Body>) => void,
): ThingspaceOperation {
  return operation(operationId, `POST /m2m/v1/devices/profile/actions/${name}`, {
    writes: true,
    startsWork: true,
    body,
    handle: (context, input) => {
      const targets = cards(context, input.body.devices, input.body.accountName);
      const each = (device: Device) => {
        work(context, device, input.body);
        return report(device);
      };
      return context.later("DeviceProfileService", targets, each, { pollable: "global" });
    },
  });
}

function stepCall(operationId: string, action: ProfileAction): ThingspaceOperation {
  return profileCall(operationId, action, z.object({ ...named, smsrOid }), (context, device, body) => {
    step(context, device, action);
    context.change(device, { smsrOid: body.smsrOid });
  });
}

/** The SDKs call the identifiers of a device `ids` in this one call. */
const eitherIds = z
  .object({ ids: deviceIds.optional(), deviceIds: deviceIds.optional() })
  .transform(({ ids, deviceIds: own }) => ({ deviceIds: own ?? ids ?? [] }));

/** Profiles of eUICC devices. */
export const profileOperations: ThingspaceOperation[] = [
  profileCall(
    "profileActivateEnable",
    "activate_enable",
    z.object({ ...named, servicePlan: text.optional(), mdnZipCode: zipCode.optional() }),
    (context, device, body) => {
      activate(context, device, body);
      // A profile that is on the card already is only enabled (G-ESIM-ENABLE).
      const state = profileOf(device);
      if (!isEnabled(state))
        step(context, device, stateAfter("enable", state) ? "enable" : "download_enable");
    },
  ),
  profileCall(
    "profileActivate",
    "activate",
    z.object({
      ...named,
      carrierName: z.string().optional(),
      servicePlan: text.optional(),
      mdnZipCode: zipCode.optional(),
      // One SDK sends a list here; nothing is known of its items.
      primaryPlaceOfUse: z.union([placeOfUse, z.array(z.unknown())]).optional(),
      smsrOid: smsrOid.optional(),
      carrierIpPoolName: text.optional(),
    }),
    (context, device, body) => {
      activate(context, device, body);
      const { primaryPlaceOfUse: place, smsrOid: oid } = body;
      if (place !== undefined && !Array.isArray(place)) context.change(device, { placeOfUse: place });
      if (oid !== undefined) context.change(device, { smsrOid: oid });
    },
  ),
  profileCall(
    "profileDeactivate",
    "deactivate",
    z.object({
      accountName: text,
      devices: z.array(eitherIds),
      reasonCode: text,
      carrierName: z.string().optional(),
      etfWaiver: z.boolean().optional(),
      checkFallbackProfile: z.boolean().default(false),
    }),
    (context, device, body) => deactivate(context, device, body.checkFallbackProfile),
  ),
  profileCall(
    "profileSetFallback",
    "setfallbackattribute",
    z.object({ ...named, carrierName: z.string().optional() }),
    ({ world }, device) => {
      world.fallbacks.add(device.deviceId);
      world.bump();
    },
  ),
  stepCall("profileDownloadEnable", "download_enable"),
  stepCall("profileEnable", "enable"),
  stepCall("profileDisable", "disable"),
  stepCall("profileDelete", "delete"),
];
