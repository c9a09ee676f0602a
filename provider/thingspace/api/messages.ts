/** ThingSpace API: SMS and non-IP data. */
import { z } from "zod";
import { listOf, maybe, pageEnd, requestAccepted, success, withFrame } from "./answers";
import { deviceId, shownDeviceIds } from "./device-ids";
import { accountName, customFields, groupName, servicePlan, text } from "./fields";
import { operation } from "./operation";

const ENCODINGS = ["7-bit", "8-bit-ASCII", "8-bit-UTF-8", "8-bit-DATA"] as const;

/**
 * Sends a message to devices: 160 characters of 7 bits, or 140 of 8; tried for five days. Never sent twice on a guess.
 *
 * ThingSpace API: SMS, POST /sms. Answered with a requestId; EnhancedConnectivityService reports that it was sent,
 * SMSDeliveryConfirmation that it arrived.
 */
export const sendSms = operation("sendSms", {
  input: z
    .strictObject({
      accountName,
      smsMessage: text.max(160),
      deviceIds: z.array(deviceId).min(1).optional(),
      groupName: groupName.optional(),
      customFields: customFields.optional(),
      servicePlan: servicePlan.optional(),
      dataEncoding: z.enum(ENCODINGS).optional(),
      timeToLive: z.string().min(1).optional(),
    })
    .refine(
      ({ dataEncoding, smsMessage }) => (dataEncoding ?? "7-bit") === "7-bit" || smsMessage.length <= 140,
      {
        message: "a message of 8 bits holds 140 characters",
        path: ["smsMessage"],
      },
    ),
  answer: requestAccepted,
});

const received = z.looseObject({ deviceIds: shownDeviceIds, message: maybe, timestamp: maybe });

export type ReceivedSms = z.output<typeof received>;

/**
 * Messages that devices sent, at most 100. A call with the token of the next page tells the carrier that this one has
 * arrived: messages of it do not come again.
 *
 * ThingSpace API: SMS, GET /sms/{accountName}/history. At once.
 */
export const getSmsMessages = operation("getSmsMessages", {
  input: z.strictObject({ accountName, next: z.string().min(1).optional().describe("Token of the page.") }),
  query: ["next"],
  answer: z.looseObject({ messages: listOf(received), ...pageEnd }),
  complete: withFrame,
});

/**
 * Has messages that wait delivered to the registered listener.
 *
 * ThingSpace API: SMS, PUT /sms/{accountName}/startCallbacks. At once.
 */
export const startSmsCallbacks = operation("startSmsCallbacks", {
  input: z.strictObject({ accountName }),
  answer: success,
});

/** Bytes of one message. */
const NIDD_BYTES = 1_358;

/**
 * Sends non-IP data to NB-IoT devices. Never sent twice on a guess.
 *
 * ThingSpace API: NIDD, POST /devices/nidd/message. Answered with a requestId; NiddService reports the delivery.
 */
export const sendNidd = operation("sendNidd", {
  input: z.strictObject({
    accountName,
    deviceIds: z.array(deviceId).min(1),
    maximumDeliveryTime: z.number().int().min(2).max(2_592_000).describe("Seconds to try, at most 30 days."),
    message: z
      .base64()
      .min(1)
      .refine(
        (value) => Buffer.from(value, "base64").length <= NIDD_BYTES,
        `at most ${NIDD_BYTES} bytes, decoded`,
      )
      .describe("The data in base64."),
  }),
  answer: requestAccepted,
});
