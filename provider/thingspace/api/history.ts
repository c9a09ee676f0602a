/** ThingSpace API: Connectivity and service history. At most 500 records an answer, oldest first; see `…All` for all of them. */
import { z } from "zod";
import { keyValues, listOf, maybe, pageEnd, requestAccepted, withFrame } from "./answers";
import { deviceId } from "./device-ids";
import { accountName, groupName, moment } from "./fields";
import { usageLabel } from "./labels";
import { operation } from "./operation";

const span = { earliest: moment, latest: moment };
const amount = z.number().nullish();

const usageRecord = z.looseObject({
  timestamp: z.string(),
  bytesUsed: amount,
  smsUsed: amount,
  servicePlan: maybe,
  source: maybe,
  /** MoSms and MtSms, where there were messages. */
  extendedAttributes: keyValues,
});

export type UsageRecord = z.output<typeof usageRecord>;

/**
 * Usage of a line, or of the lines with a label, day by day. Records older than twelve months are gone.
 *
 * ThingSpace API: Connectivity and service history, POST /devices/usage/actions/list. At once.
 */
export const listUsage = operation("listUsage", {
  input: z
    .strictObject({ ...span, deviceId: deviceId.optional(), label: usageLabel.optional() })
    .refine((input) => (input.deviceId === undefined) !== (input.label === undefined), {
      message: "give either deviceId or label, and not both",
      path: ["deviceId"],
    }),
  answer: z.looseObject({ usageHistory: listOf(usageRecord), ...pageEnd }),
  complete: withFrame,
});

/**
 * Asks for the totals of lines: a window of one month at most, begun within the last six.
 *
 * ThingSpace API: Connectivity and service history, POST /devices/usage/actions/list/aggregate. At most 50 labels.
 * Answered with a requestId; one answer a device comes by DeviceUsage.
 */
export const aggregateUsage = operation("aggregateUsage", {
  input: z.strictObject({
    startTime: moment,
    endTime: moment,
    deviceIds: z.array(deviceId).min(1).optional(),
    label: z.array(usageLabel).min(1).max(50).optional(),
    accountName: accountName.optional(),
    groupName: groupName.optional(),
  }),
  answer: requestAccepted,
});

const provisioningRecord = z.looseObject({
  occurredAt: z.string(),
  status: maybe,
  eventBy: maybe,
  /** For example Activation Confirmed or Suspension Confirmed. */
  eventType: maybe,
  servicePlan: maybe,
  mdn: maybe,
  msisdn: maybe,
  extendedAttributes: keyValues,
});

export type ProvisioningRecord = z.output<typeof provisioningRecord>;

const provisioning = z.looseObject({ provisioningHistory: listOf(provisioningRecord), ...pageEnd });

/** The live answer is a list with one result in it, other pages show the result alone: both are taken. */
const provisioningAnswer = z.union([provisioning, z.array(provisioning)]).transform((found) =>
  Array.isArray(found)
    ? {
        provisioningHistory: found.flatMap((each) => each.provisioningHistory),
        hasMoreData: found.some((each) => each.hasMoreData),
      }
    : found,
);

/**
 * What was done to a line: activations, suspensions, changes.
 *
 * ThingSpace API: Connectivity and service history, POST /devices/history/actions/list. At once.
 */
export const listProvisioningHistory = operation("listProvisioningHistory", {
  input: z.strictObject({ deviceId, ...span }),
  answer: provisioningAnswer,
  complete: withFrame,
});

const connectionRecord = z.looseObject({
  occurredAt: z.string(),
  /** BytesUsed, Event (Start or Stop), Msisdn. */
  connectionEventAttributes: keyValues,
  extendedAttributes: keyValues,
});

export type ConnectionRecord = z.output<typeof connectionRecord>;

/**
 * When a line went on and off the network.
 *
 * ThingSpace API: Connectivity and service history, POST /devices/connections/actions/listHistory. At once.
 */
export const listConnectionHistory = operation("listConnectionHistory", {
  input: z.strictObject({ deviceId, ...span }),
  answer: z.looseObject({ connectionHistory: listOf(connectionRecord), ...pageEnd }),
  complete: withFrame,
});
