/** ThingSpace API: Segmentation: usage labels of lines, and what they were billed. No call reads labels back. */
import { z } from "zod";
import { listOf, maybe, requestAccepted } from "./answers";
import { deviceId, deviceIds, shownDeviceIds } from "./device-ids";
import { accountName, devicesUpTo, moment } from "./fields";
import { operation } from "./operation";

/** Labels or devices in one call. */
export const LABELS_PER_CALL = 2_000;

const word = z.string().regex(/^[A-Za-z0-9]{3,32}$/, "expected 3 to 32 letters or digits");

/** A label by which usage is split, for example name VIN and value 1FTEW1EP5JFA00001. */
export const usageLabel = z.strictObject({ name: word, value: word });

/**
 * Puts labels on devices, each its own.
 *
 * ThingSpace API: Segmentation, POST /devices/actions/usagesegmentationlabels. At most 2,000 devices a call. Answered with
 * a requestId, reported by CarrierService. G-LABEL1: sent in the form of the guide, one entry a device; other pages send
 * devices and labels apart.
 */
export const setUsageLabels = operation("setUsageLabels", {
  input: z.strictObject({
    accountName,
    labels: z
      .array(z.strictObject({ deviceIds, label: usageLabel }))
      .min(1)
      .max(LABELS_PER_CALL),
  }),
  answer: requestAccepted,
});

/**
 * Removes labels, from whatever devices have them.
 *
 * ThingSpace API: Segmentation, DELETE /devices/actions/usagesegmentationlabels. At most 2,000 labels a call. Answered with
 * a requestId, reported by CarrierService. G-LABEL2: sent as a body, as in the guide; other pages flatten it into the query.
 */
export const removeUsageLabels = operation("removeUsageLabels", {
  input: z.strictObject({ accountName, labels: z.array(usageLabel).min(1).max(LABELS_PER_CALL) }),
  answer: requestAccepted,
});

const billingCycle = z
  .strictObject({
    year: z.string().regex(/^\d{4}$/, "expected four digits"),
    month: z.string().regex(/^\d{1,2}$/, "expected one or two digits"),
  })
  .describe("The last complete cycle where left out.");

const labels = z.array(usageLabel).min(1).max(LABELS_PER_CALL).optional();

const billed = z.looseObject({
  label: z.looseObject({ name: maybe, value: maybe }).nullish(),
  deviceIds: shownDeviceIds,
  /** Bytes. */
  dataUsage: z.number().nullish(),
  smsUsage: z.number().nullish(),
  servicePlan: maybe,
});

/**
 * What was billed for a segment or a device. G-BILL1: the answer is not published. It is read as coming at once; where it is
 * a requestId after all, that is in it, and the answer comes by DeviceService.
 *
 * ThingSpace API: Segmentation, POST /devices/usage/actions/billedusage.
 */
export const getBilledUsage = operation("getBilledUsage", {
  input: z.strictObject({
    accountName,
    labels,
    deviceId: deviceId.optional(),
    billingCycle: billingCycle.optional(),
  }),
  answer: z.looseObject({ accountName: maybe, requestId: maybe, usage: listOf(billed) }),
});

/**
 * Asks what was billed for devices, named by EID or by label, or for a whole account.
 *
 * ThingSpace API: Segmentation, POST /devices/usage/actions/billedusage/list. At most 2,000 devices a call. Answered with a
 * requestId; the answer comes by DeviceService.
 */
export const listBilledUsage = operation("listBilledUsage", {
  input: z.strictObject({
    accountName,
    labels,
    deviceIds: devicesUpTo(LABELS_PER_CALL).optional(),
    billingCycle: billingCycle.optional(),
  }),
  answer: requestAccepted,
});

/**
 * Asks for the messages that a device sent and got: the last three months, at most 500 events.
 *
 * ThingSpace API: Segmentation, POST /devices/sms/history/actions/list. Answered with a requestId; the answer comes by
 * DeviceService.
 */
export const listSmsEvents = operation("listSmsEvents", {
  input: z.strictObject({
    deviceId,
    accountName: accountName.optional(),
    earliest: moment.optional(),
    latest: moment.optional(),
  }),
  answer: requestAccepted,
});
