/** Text messages to lines, and the switch for those that come back. */
import { z } from "zod";
import { defineAction } from "../../core/action";
import { Rejected } from "../../core/errors";
import { text } from "../api/fields";
import { sendSms, startSmsCallbacks } from "../api/index";
import {
  accountName,
  deviceIdOf,
  filterOf,
  LINES_PER_CALL,
  linesUpTo,
  selectionField,
} from "../functions/args";
import { aboutOf, deadlineField } from "../functions/reports";
import { type ThingspaceSession, thingspace } from "../session";
import {
  type Following,
  follow,
  onePick,
  type Requested,
  requested,
  requestedOutputs,
  targetOf,
} from "./requested";

const ENCODINGS = ["7-bit", "8-bit-ASCII", "8-bit-UTF-8", "8-bit-DATA"] as const;
const MOST_7_BIT = 160;
const MOST_8_BIT = 140;

const args = z.object({
  accountName,
  smsMessage: text.describe(
    `The text: at most ${MOST_7_BIT} characters of 7 bits, or ${MOST_8_BIT} bytes of 8.`,
  ),
  lines: linesUpTo(LINES_PER_CALL).optional(),
  selection: selectionField.optional(),
  dataEncoding: z.enum(ENCODINGS).default("7-bit").describe("How the text is sent."),
  timeToLive: z
    .string()
    .min(1)
    .optional()
    .describe("How long the carrier tries, in its own form; five days where it is left out."),
  deadlineSeconds: deadlineField
    .unwrap()
    .default(0)
    .describe(
      "Seconds to wait until devices have it. Default 0: what is reported later is read at a refresh.",
    ),
});

type SmsArgs = z.infer<typeof args>;

/**
 * One report that it was sent, one of the device that has it. That the second is missing is no failure: a device may be
 * switched off for days.
 */
const following = ({ deadlineSeconds }: Pick<SmsArgs, "deadlineSeconds">): Following => ({
  operation: "sendSms",
  each: 2,
  deadlineSeconds,
  needed: false,
});

/**
 * Sends a text message to lines, once for each new trigger. Never sent twice on a guess: where no answer came, the run fails
 * and says so, and only a new trigger sends it again.
 *
 * ThingSpace API: SMS, POST /sms. Reported by EnhancedConnectivityService (sent) and SMSDeliveryConfirmation (arrived).
 */
export const SendSms = defineAction<ThingspaceSession, typeof args, Requested>({
  carrier: thingspace,
  name: "SendSms",
  describe: "Sends a text message to lines, once for each new trigger.",
  args,
  outputs: requestedOutputs,
  problems: (declared) => [...onePick(declared), ...tooLong(declared)],
  target: ({ lines, selection }) => targetOf(lines, selection),
  async run(context, declared) {
    const { session } = context;
    const { lines, selection, smsMessage, dataEncoding, timeToLive } = declared;
    const account = session.account(declared.accountName);
    const about = await aboutOf(session, account, declared);
    const { requestId } = await sendSms(session.http, {
      accountName: account,
      smsMessage,
      dataEncoding,
      timeToLive,
      ...(selection ? filterOf(selection) : { deviceIds: (lines ?? []).map(deviceIdOf) }),
    });
    return requested(context, requestId, about, following(declared));
  },
  follow: (context, declared, before, waits) =>
    follow(context, declared.lines, before, following(declared), waits),
});
export type SendSms = InstanceType<typeof SendSms>;

/**
 * Has the carrier hand over messages of devices that wait, and those that come, to the registered callback, once for each
 * new trigger. Needs a Callback for EnhancedConnectivityService.
 *
 * ThingSpace API: SMS, PUT /sms/{accountName}/startCallbacks. At once.
 */
export const StartSmsCallbacks = defineAction({
  carrier: thingspace,
  name: "StartSmsCallbacks",
  describe:
    "Has the carrier deliver messages of devices that wait to the registered callback, once for each new trigger.",
  args: z.object({ accountName }),
  target: (some) => some.accountName ?? "",
  async run({ session, subject }, declared) {
    const { success } = await startSmsCallbacks(session.http, {
      accountName: session.account(declared.accountName),
    });
    if (success) return {};
    throw new Rejected("the carrier did not accept it and gave no reason", {
      carrier: "thingspace",
      operation: "startSmsCallbacks",
      subject,
      next: "Check that a Callback for EnhancedConnectivityService is registered.",
    });
  },
});
export type StartSmsCallbacks = InstanceType<typeof StartSmsCallbacks>;

/** The carrier counts characters of 7 bits, else bytes: a letter with an accent has two in UTF-8. */
function tooLong({ smsMessage, dataEncoding }: Pick<SmsArgs, "smsMessage" | "dataEncoding">) {
  const short = dataEncoding === "7-bit";
  const size = short ? smsMessage.length : Buffer.byteLength(smsMessage);
  const most = short ? MOST_7_BIT : MOST_8_BIT;
  if (size <= most) return [];
  const unit = short ? "characters of 7 bits" : "bytes of 8 bits";
  return [{ property: "smsMessage", reason: `smsMessage: has ${size}, and a message holds ${most} ${unit}` }];
}
