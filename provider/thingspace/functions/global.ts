/** Functions of the global lists: devices with eSIMs, and what happened to their profiles. Answered by callback. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import { listGlobalDevices, listGlobalHistory } from "../api/index";
import { type ThingspaceSession, thingspace } from "../session";
import { accountName, deviceIdOf, eidField, lineField, requireOne, span } from "./args";
import { partsOf } from "./parts";
import { deadlineField, RETURNS, reportsOf } from "./reports";

type DevicesInput = Parameters<typeof listGlobalDevices>[1];

/** A field of the client as it is, with a description. */
function ofClient<Name extends "provisioningStatusFilter" | "profileStatusFilter">(name: Name, text: string) {
  const field = listGlobalDevices.input.shape[name] as z.ZodOptional<
    z.ZodType<NonNullable<DevicesInput[Name]>>
  >;
  return field.describe(text);
}

/**
 * Devices of an account and the state of their profiles.
 *
 * ThingSpace API: eUICC devices, POST /v2/devices/actions/list. Answered by callback (DeviceProfileService): needs a
 * callback receiver.
 */
export const getGlobalDevices = defineFunction({
  carrier: thingspace,
  name: "getGlobalDevices",
  describe: "Lists devices with the state of their eSIM profiles. Answered by callback.",
  args: z.object({
    accountName,
    provisioningStatusFilter: ofClient("provisioningStatusFilter", "Only devices in this state of service."),
    profileStatusFilter: ofClient("profileStatusFilter", "Only devices whose profile is in this state."),
    carrierNameFilter: z.string().min(1).optional().describe("Only profiles of this carrier."),
    eids: z.array(eidField).min(1).max(100).optional().describe("Only these eSIM chips, at most 100."),
    deadlineSeconds: deadlineField,
  }),
  returns: RETURNS,
  async run(session, { accountName: declared, eids, deadlineSeconds, ...filters }) {
    const account = session.account(declared);
    const { requestId } = await listGlobalDevices(session.http, {
      accountName: account,
      ...filters,
      deviceFilter: eids?.map((id) => ({ kind: "eid" as const, id })),
    });
    const about = { devices: () => parts(session, account, requestId) };
    return reportsOf(session, "listGlobalDevices", requestId, about, deadlineSeconds);
  },
});

/**
 * What happened to the profiles of a device, or of all devices of an account.
 *
 * ThingSpace API: eUICC devices, POST /v2/devices/history/actions/list. Answered by callback (DeviceProfileService): needs
 * a callback receiver.
 */
export const getGlobalHistory = defineFunction({
  carrier: thingspace,
  name: "getGlobalHistory",
  describe: "Lists what happened to eSIM profiles. Answered by callback.",
  args: z.object({
    accountName,
    line: lineField.optional(),
    eid: eidField.optional(),
    earliest: span.earliest.optional(),
    latest: span.latest.optional(),
    deadlineSeconds: deadlineField,
  }),
  returns: RETURNS,
  async run(session, args) {
    const { line, eid, earliest, latest, deadlineSeconds } = args;
    if (line !== undefined) requireOne("getGlobalHistory", ["line", "eid"], args);
    const account = session.account(args.accountName);
    const deviceFilter = eid ? { kind: "eid" as const, id: eid } : line ? deviceIdOf(line) : undefined;
    const { requestId } = await listGlobalHistory(session.http, {
      accountName: account,
      deviceFilter,
      earliest,
      latest,
    });
    const about = { devices: () => parts(session, account, requestId) };
    return reportsOf(session, "listGlobalHistory", requestId, about, deadlineSeconds);
  },
});

/**
 * Devices that the request of a global list reports on, known once the carrier has done it. G-GLOBAL1: the status call knows
 * these requests, too, and has a part for each message.
 */
async function parts(session: ThingspaceSession, accountName: string, requestId: string) {
  return partsOf(session, accountName, requestId, ({ status }) => !/pending/i.test(status));
}
