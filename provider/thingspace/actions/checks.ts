/** Checks that a deployment has done once: can devices be activated, are SIMs in the hardware they were sold with. */
import { z } from "zod";
import { defineAction } from "../../core/action";
import { checkAvailability, listImeiIccidMismatch } from "../api/index";
import { accountName, devicesOf, LINES_PER_CALL, linesUpTo, momentField, notOne } from "../functions/args";
import { deadlineField } from "../functions/reports";
import { type ThingspaceSession, thingspace } from "../session";
import { type Following, follow, type Requested, requested, requestedOutputs, targetOf } from "./requested";

const availability = z.object({
  accountName,
  lines: linesUpTo(LINES_PER_CALL),
  deadlineSeconds: deadlineField,
});

const following = ({ deadlineSeconds }: { deadlineSeconds?: number | undefined }): Following => ({
  operation: "checkAvailability",
  deadlineSeconds,
  needed: true,
});

/**
 * Asks, once for each new trigger, whether devices can be activated. Changes nothing. The answer comes by callback, so it
 * needs a callback receiver.
 *
 * ThingSpace API: Device management, POST /devices/availability/actions/list. At most 10,000 devices. Reported by
 * DeviceService.
 */
export const CheckAvailability = defineAction<ThingspaceSession, typeof availability, Requested>({
  carrier: thingspace,
  name: "CheckAvailability",
  describe: "Asks, once for each new trigger, whether devices can be activated. Changes nothing.",
  args: availability,
  outputs: requestedOutputs,
  target: ({ lines }) => targetOf(lines, undefined),
  async run(context, declared) {
    const { requestId } = await checkAvailability(context.session.http, {
      accountName: context.session.account(declared.accountName),
      devices: devicesOf(declared.lines),
    });
    return requested(context, requestId, { lines: declared.lines }, following(declared));
  },
  follow: (context, declared, before, waits) =>
    follow(context, declared.lines, before, following(declared), waits),
});
export type CheckAvailability = InstanceType<typeof CheckAvailability>;

/** What the check of SIMs found. */
interface Mismatches {
  devices: Awaited<ReturnType<typeof listImeiIccidMismatch>>["devices"];
  complete: boolean;
}

const mismatch = z.object({
  accountName,
  earliest: momentField.describe("SIMs that moved from this day on, as 2026-03-01 or 2026-03-01T08:00:00Z."),
  latest: momentField.describe("SIMs that moved until this day, as 2026-04-01 or 2026-04-01T08:00:00Z."),
  lines: linesUpTo(LINES_PER_CALL)
    .optional()
    .describe(`Only these lines, by ICCID or MDN, at most ${LINES_PER_CALL}.`),
  groupName: z.string().min(1).optional().describe("Only lines of this device group."),
});

/**
 * Looks, once for each new trigger, for 4G devices whose SIM is in other hardware than it was sold with. Changes nothing.
 *
 * ThingSpace API: Device management, POST /devices/actions/list/imeiiccidmismatch. At once.
 */
export const CheckImeiIccidMismatch = defineAction<ThingspaceSession, typeof mismatch, Mismatches>({
  carrier: thingspace,
  name: "CheckImeiIccidMismatch",
  describe:
    "Looks, once for each new trigger, for devices whose SIM is in other hardware than it was sold with. Changes nothing.",
  args: mismatch,
  outputs: {
    devices:
      "Devices whose SIM is in other hardware, each with mdn, iccid, preImei (the IMEI it belongs to), postImei (the IMEI it was seen in) and dates.",
    complete: "False where the carrier has more of them than it gives at once: narrow the time or the lines.",
  },
  problems: (declared) => {
    const reason = declared.lines && notOne(["lines", "groupName"], declared);
    return reason ? [{ property: "lines", reason }] : [];
  },
  target: ({ lines, groupName }) => (lines ? targetOf(lines, undefined) : (groupName ?? "all lines")),
  async run({ session }, { accountName: declared, earliest, latest, lines, groupName }) {
    const { devices, hasMoreData } = await listImeiIccidMismatch(session.http, {
      accountName: session.account(declared),
      filter: { earliest, latest },
      devices: lines && devicesOf(lines),
      groupName,
    });
    return { answer: { devices, complete: !hasMoreData } };
  },
});
export type CheckImeiIccidMismatch = InstanceType<typeof CheckImeiIccidMismatch>;
