import { z } from "zod";
import { deviceId, deviceIds, text } from "../http/bodies";
import type { Context, Target } from "../http/context";
import {
  atMost,
  deviceNamed,
  devicesLabelled,
  eachAlone,
  MOST_OBJECTS,
  targetsLabelled,
} from "../http/devices-named";
import { checkLabels, label, labelList } from "../http/labels";
import { moment } from "../http/moments";
import { operation, type ThingspaceOperation } from "../http/operation";
import type { Account } from "../model/account";
import { type BillingCycle, billedCycle } from "../model/billing";
import { type Device, idsOf } from "../model/device";
import { CarrierError, invalidField } from "../model/errors";
import { usingDevice } from "../model/service-history";
import { totalUsage } from "../model/usage";

const DAY = 86_400_000;
/** A window of aggregate usage is a month at most, and begins within the last six. */
const MOST_DAYS = 31;
const KEPT_DAYS = 186;
const MOST_LABELS = 50;

const billingCycle = z
  .object({ year: z.string().regex(/^\d{4}$/), month: z.string().regex(/^\d{1,2}$/) })
  .partial()
  .optional();

function checkWindow(startTime: number, endTime: number, now: number): void {
  if (startTime > endTime) throw invalidField("StartTime", "startTime is after endTime");
  if (endTime - startTime > MOST_DAYS * DAY) throw invalidField("EndTime", "The window is over a month");
  if (now - startTime > KEPT_DAYS * DAY) throw invalidField("StartTime", "startTime is over six months ago");
}

/** The figures of a device in a billed cycle. */
function billed(context: Context, device: Device, { from, to }: BillingCycle) {
  const { bytes, sms } = totalUsage(usingDevice(context.world, device), from, to - 1);
  return {
    dataUsage: bytes,
    smsUsage: sms,
    ...(device.servicePlan === null ? {} : { servicePlan: device.servicePlan }),
  };
}

interface Billed {
  accountName: string;
  labels?: z.output<typeof labelList> | undefined;
  deviceId?: z.output<typeof deviceId> | undefined;
}

/** One record for the device, or one for each device of the labels (G-BILL1). */
function billedRecords(context: Context, account: Account, body: Billed, cycle: BillingCycle) {
  if (body.deviceId !== undefined) {
    const device = deviceNamed(context, body.deviceId, account);
    return [{ deviceIds: idsOf(device), ...billed(context, device, cycle) }];
  }
  const labels = body.labels ?? [];
  if (labels.length === 0) {
    throw new CarrierError("INPUT_INVALID.DeviceNotProvided", "Give labels or a device");
  }
  atMost(MOST_OBJECTS, labels.length);
  checkLabels(labels);
  return labels.flatMap((one) =>
    devicesLabelled(context, [one], account).map((device) => ({
      label: one,
      deviceIds: idsOf(device),
      ...billed(context, device, cycle),
    })),
  );
}

/** What devices used in sum. */
export const usageOperations: ThingspaceOperation[] = [
  operation("aggregateUsage", "POST /m2m/v1/devices/usage/actions/list/aggregate", {
    startsWork: true,
    body: z.object({
      startTime: moment,
      endTime: moment,
      deviceIds: deviceIds.optional(),
      label: z.array(label).optional(),
      accountName: text.optional(),
      groupName: text.optional(),
    }),
    handle: (context, { body }) => {
      const { startTime, endTime, label: labels = [], accountName, groupName } = body;
      checkWindow(startTime, endTime, context.now());
      atMost(MOST_LABELS, labels.length);
      checkLabels(labels);
      const account = accountName === undefined ? undefined : context.account(accountName);
      const byLabel = labels.length > 0 && body.deviceIds === undefined;
      const targets: Target[] = byLabel
        ? targetsLabelled(context, labels, account)
        : context.targets(eachAlone(body.deviceIds), { accountName, groupName });
      return context.later("DeviceUsage", targets, (device) => {
        const totals = totalUsage(usingDevice(context.world, device), startTime, endTime);
        const usageResponse = {
          dataUsage: totals.bytes,
          smsUsage: totals.sms,
          ratedDataUsage: totals.bytes,
          domesticUsage: totals.bytes - totals.abroad,
          internationalUsage: totals.abroad,
          sessions: totals.sessions,
        };
        return { message: { deviceResponse: { usageResponse } } };
      });
    },
  }),
  operation("getBilledUsage", "POST /m2m/v1/devices/usage/actions/billedusage", {
    lists: true,
    body: z.object({
      accountName: text,
      labels: labelList.optional(),
      deviceId: deviceId.optional(),
      billingCycle,
    }),
    handle: (context, { body }) => {
      const account = context.account(body.accountName);
      const cycle = billedCycle(body.billingCycle, context.now());
      const { year, month } = cycle;
      const usage = billedRecords(context, account, body, cycle);
      context.addressed(usage.length);
      return { json: { accountName: account.name, billingCycle: { year, month }, usage } };
    },
  }),
  operation("listBilledUsage", "POST /m2m/v1/devices/usage/actions/billedusage/list", {
    startsWork: true,
    body: z.object({
      accountName: text,
      labels: labelList.optional(),
      deviceIds: z.array(z.object({ deviceIds })).optional(),
      billingCycle,
    }),
    handle: (context, { body }) => {
      const account = context.account(body.accountName);
      const cycle = billedCycle(body.billingCycle, context.now());
      const { labels } = body;
      atMost(MOST_OBJECTS, Math.max(body.deviceIds?.length ?? 0, labels?.length ?? 0));
      checkLabels(labels ?? []);
      const targets =
        labels === undefined
          ? context.targets(body.deviceIds, { accountName: account.name })
          : targetsLabelled(context, labels, account);
      const { year, month } = cycle;
      return context.later("DeviceService", targets, (device) => ({
        message: {
          deviceResponse: {
            billedUsageResponse: { billingCycle: { year, month }, ...billed(context, device, cycle) },
          },
        },
      }));
    },
  }),
];
