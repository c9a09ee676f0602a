/** Data to NB-IoT devices that have no IP address. */
import { z } from "zod";
import { defineAction } from "../../core/action";
import { sendNidd } from "../api/index";
import { accountName, deviceIdOf, LINES_PER_CALL, linesUpTo } from "../functions/args";
import { deadlineField } from "../functions/reports";
import { type ThingspaceSession, thingspace } from "../session";
import { type Following, follow, type Requested, requested, requestedOutputs, targetOf } from "./requested";

const MOST_BYTES = 1358;

const args = z.object({
  accountName,
  lines: linesUpTo(LINES_PER_CALL),
  message: z
    .base64("expected base64")
    .min(1, "expected base64")
    .refine(
      (text) => Buffer.from(text, "base64").length <= MOST_BYTES,
      `at most ${MOST_BYTES} bytes, decoded`,
    )
    .describe(`The data in base64, at most ${MOST_BYTES} bytes decoded.`),
  maximumDeliveryTime: z
    .number()
    .int()
    .min(2)
    .max(2_592_000)
    .describe("Seconds in which the carrier tries to deliver it, 2 to 2,592,000 (30 days)."),
  deadlineSeconds: deadlineField
    .unwrap()
    .default(0)
    .describe(
      "Seconds to wait for the carrier's report of the delivery. Default 0: what is reported later is read at a refresh.",
    ),
});

/** A device sleeps for as long as it likes: that it has not got the message yet is no failure. */
const following = ({ deadlineSeconds }: { deadlineSeconds?: number | undefined }): Following => ({
  operation: "sendNidd",
  deadlineSeconds,
  needed: false,
});

/**
 * Sends non-IP data to NB-IoT devices, once for each new trigger. Never sent twice on a guess.
 *
 * ThingSpace API: NIDD, POST /devices/nidd/message. Reported by NiddService: Delivered, Queued or DeliveryFailed.
 */
export const SendNidd = defineAction<ThingspaceSession, typeof args, Requested>({
  carrier: thingspace,
  name: "SendNidd",
  describe: "Sends data to NB-IoT devices that have no IP address, once for each new trigger.",
  args,
  outputs: requestedOutputs,
  target: ({ lines }) => targetOf(lines, undefined),
  async run(context, declared) {
    const { lines, message, maximumDeliveryTime } = declared;
    const { requestId } = await sendNidd(context.session.http, {
      accountName: context.session.account(declared.accountName),
      deviceIds: lines.map(deviceIdOf),
      message,
      maximumDeliveryTime,
    });
    return requested(context, requestId, { lines }, following(declared));
  },
  follow: (context, declared, before, waits) =>
    follow(context, declared.lines, before, following(declared), waits),
});
export type SendNidd = InstanceType<typeof SendNidd>;
