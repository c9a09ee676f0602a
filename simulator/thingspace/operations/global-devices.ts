import { z } from "zod";
import { deviceId, text } from "../http/bodies";
import type { Context, Target } from "../http/context";
import { atMost, eachAlone, targetsFor } from "../http/devices-named";
import { moment, recorded } from "../http/moments";
import { operation, type ThingspaceOperation } from "../http/operation";
import { CARRIER_NAME, type Device, type DeviceState, idsOf } from "../model/device";
import { CarrierError } from "../model/errors";
import type { DeviceId } from "../model/identifiers";
import { historyOf } from "../model/service-history";
import { isoOf } from "../model/view";

const MOST_DEVICES = 100;
const KEPT_DAYS = 365;

const PROVISIONING = [
  "UNKNOWN",
  "DEACTIVATED",
  "ACTIVATED",
  "DEACTIVE",
  "ACTIVE",
  "SUSPEND",
  "PENDING_ACTIVATION",
  "PENDING_DEACTIVATION",
  "PRE_ACTIVE",
  "ACTIVATION_READY",
  "INVENTORY",
  "PURGED",
  "REPLACED",
  "RETIRED",
  "TEST_READY",
] as const;
const PROFILE = [
  "ENABLE",
  "DISABLE",
  "DOWNLOAD_DISABLE",
  "DOWNLOAD_ENABLE",
  "NOT_DOWNLOADED",
  "UNKNOWN",
  "DELETE",
] as const;

/** States in the words of the global list; two of them have a second word. */
const WORDS: Record<DeviceState, readonly string[]> = {
  preactive: ["PRE_ACTIVE"],
  "pending activation": ["PENDING_ACTIVATION"],
  active: ["ACTIVE", "ACTIVATED"],
  suspend: ["SUSPEND"],
  deactive: ["DEACTIVE", "DEACTIVATED"],
};

const listBody = z.object({
  accountName: text,
  provisioningStatusFilter: z.enum(PROVISIONING).optional(),
  profileStatusFilter: z.enum(PROFILE).optional(),
  carrierNameFilter: z.string().optional(),
  deviceFilter: z.array(deviceId).optional(),
});

function fits(device: Device, filter: z.output<typeof listBody>): boolean {
  const {
    provisioningStatusFilter: state,
    profileStatusFilter: profile,
    carrierNameFilter: carrier,
  } = filter;
  return (
    device.eid !== null &&
    (state === undefined || WORDS[device.state].includes(state)) &&
    (profile === undefined || (device.profileStatus ?? "NOT_DOWNLOADED") === profile) &&
    (carrier === undefined || carrier === CARRIER_NAME)
  );
}

/** The eUICC devices of a call: those named, or all of the account (G-GLOBAL-LIST: one message for each). */
function globals(context: Context, accountName: string, filter: readonly DeviceId[] | undefined): Target[] {
  const account = context.account(accountName);
  atMost(MOST_DEVICES, filter?.length ?? 0);
  if (filter !== undefined && filter.length > 0) {
    return context.targets(eachAlone(filter), { accountName: account.name });
  }
  return targetsFor(context.world.inAccount(account.name).byId.all());
}

function globalView(device: Device) {
  return {
    profileStatus: device.profileStatus ?? "NOT_DOWNLOADED",
    deviceIds: idsOf(device),
    provisioningStatus: WORDS[device.state][0],
    carrierName: CARRIER_NAME,
    ...(device.servicePlan === null ? {} : { servicePlan: device.servicePlan }),
  };
}

/** The lists of eUICC devices. They are asynchronous: what they find comes as messages, and nothing as an answer. */
export const globalDeviceOperations: ThingspaceOperation[] = [
  operation("listGlobalDevices", "POST /m2m/v2/devices/actions/list", {
    startsWork: true,
    body: listBody,
    handle: (context, { body }) => {
      const targets = globals(context, body.accountName, body.deviceFilter).filter(
        ({ device }) => device === undefined || fits(device, body),
      );
      context.addressed(targets.length);
      const work = (device: Device) => ({
        message: { deviceResponse: { profileResponse: globalView(device) } },
      });
      return context.later("DeviceProfileService", targets, work, {
        account: body.accountName,
        pollable: "global",
      });
    },
  }),
  operation("listGlobalHistory", "POST /m2m/v2/devices/history/actions/list", {
    startsWork: true,
    body: z.object({
      accountName: text,
      // One device in the guide, a list of them in the SDKs.
      deviceFilter: z.union([deviceId.transform((id) => [id]), z.array(deviceId)]).optional(),
      earliest: moment.optional(),
      latest: moment.optional(),
    }),
    handle: (context, { body }) => {
      const { earliest = 0, latest = context.now() } = body;
      const window = recorded({ earliest, latest }, context.now(), KEPT_DAYS);
      if (body.deviceFilter === undefined || body.deviceFilter.length === 0) {
        throw new CarrierError("INPUT_INVALID.DeviceNotProvided", "The call needs a device");
      }
      const targets = globals(context, body.accountName, body.deviceFilter);
      const work = (device: Device) => {
        const events = historyOf(context.world, device).filter(
          ({ at }) => at >= window.earliest && at <= window.latest,
        );
        const provisioningHistory = events.map(({ at, type, status, by }) => ({
          ...{ occurredAt: isoOf(at), eventType: type, status, eventBy: by },
        }));
        return {
          message: { deviceResponse: { profileResponse: { ...globalView(device), provisioningHistory } } },
        };
      };
      return context.later("DeviceProfileService", targets, work, {
        account: body.accountName,
        pollable: "global",
      });
    },
  }),
];
