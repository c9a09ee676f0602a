/** Functions about what lines have used and what happened to them. Records older than twelve months are gone. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import {
  aggregateUsage,
  listConnectionHistory,
  listConnectionHistoryAll,
  listProvisioningHistory,
  listProvisioningHistoryAll,
  listUsage,
  listUsageAll,
} from "../api/index";
import { thingspace } from "../session";
import {
  accountName,
  deviceIdOf,
  LINES_PER_CALL,
  labelField,
  limit,
  lineField,
  linesUpTo,
  momentField,
  requireOne,
  span,
} from "./args";
import { atMost } from "./pages";
import { countOf, deadlineField, RETURNS, reportsOf } from "./reports";

/**
 * Usage of a line, or of the lines with a label together, day by day.
 *
 * ThingSpace API: Connectivity and service history, POST /devices/usage/actions/list. At once, 500 records a page.
 * `Misconfigured` unless either line or label is given.
 */
export const getUsage = defineFunction({
  carrier: thingspace,
  name: "getUsage",
  describe: "Gives the usage of a line, or of the lines with a usage label, day by day.",
  args: z.object({ line: lineField.optional(), label: labelField.optional(), ...span, limit }),
  returns: "A list of timestamp, bytesUsed, smsUsed, servicePlan and extendedAttributes, oldest first.",
  async run({ http }, args) {
    requireOne("getUsage", ["line", "label"], args);
    const { line, label, earliest, latest } = args;
    const asked = { earliest, latest, label, deviceId: line === undefined ? undefined : deviceIdOf(line) };
    return atMost(
      args.limit,
      async () => {
        const { usageHistory: items, hasMoreData } = await listUsage(http, asked);
        return { items, hasMoreData };
      },
      () => listUsageAll(http, asked),
    );
  },
});

/**
 * What was done to a line: activations, suspensions, changes.
 *
 * ThingSpace API: Connectivity and service history, POST /devices/history/actions/list. At once, 500 records a page.
 */
export const getProvisioningHistory = defineFunction({
  carrier: thingspace,
  name: "getProvisioningHistory",
  describe: "Lists what was done to a line: activations, suspensions, changes.",
  args: z.object({ line: lineField, ...span, limit }),
  returns: "A list of occurredAt, eventType, status, eventBy, servicePlan and mdn, oldest first.",
  run: ({ http }, { line, earliest, latest, limit: most }) => {
    const asked = { deviceId: deviceIdOf(line), earliest, latest };
    return atMost(
      most,
      async () => {
        const { provisioningHistory: items, hasMoreData } = await listProvisioningHistory(http, asked);
        return { items, hasMoreData };
      },
      () => listProvisioningHistoryAll(http, asked),
    );
  },
});

/**
 * When a line went on and off the network.
 *
 * ThingSpace API: Connectivity and service history, POST /devices/connections/actions/listHistory. At once, 500 records a
 * page.
 */
export const getConnectionHistory = defineFunction({
  carrier: thingspace,
  name: "getConnectionHistory",
  describe: "Lists when a line went on and off the network.",
  args: z.object({ line: lineField, ...span, limit }),
  returns: "A list of occurredAt and connectionEventAttributes (Event, BytesUsed, Msisdn), oldest first.",
  run: ({ http }, { line, earliest, latest, limit: most }) => {
    const asked = { deviceId: deviceIdOf(line), earliest, latest };
    return atMost(
      most,
      async () => {
        const { connectionHistory: items, hasMoreData } = await listConnectionHistory(http, asked);
        return { items, hasMoreData };
      },
      () => listConnectionHistoryAll(http, asked),
    );
  },
});

/**
 * Totals of lines over a time: one month at most, begun within the last six. Where labels pick the lines nobody knows how
 * many answers come, so it then waits for the whole deadline and says that it is not complete.
 *
 * ThingSpace API: Connectivity and service history, POST /devices/usage/actions/list/aggregate. Answered by callback
 * (DeviceUsage): needs a callback receiver. `Misconfigured` unless exactly one of lines, labels and groupName is given.
 */
export const getAggregateUsage = defineFunction({
  carrier: thingspace,
  name: "getAggregateUsage",
  describe:
    "Gives the totals of lines over a time: one month at most, begun within the last six. Answered by callback.",
  args: z.object({
    accountName,
    startTime: momentField.describe("From when, as 2026-03-01 or 2026-03-01T08:00:00Z."),
    endTime: momentField.describe("Until when; at most a month later."),
    lines: linesUpTo(LINES_PER_CALL).optional(),
    labels: z.array(labelField).min(1).max(50).optional().describe("Lines with these labels, at most 50."),
    groupName: z.string().min(1).optional().describe("Lines of this device group."),
    deadlineSeconds: deadlineField,
  }),
  returns: RETURNS,
  async run(session, args) {
    requireOne("getAggregateUsage", ["lines", "labels", "groupName"], args);
    const { startTime, endTime, lines, labels, groupName, deadlineSeconds } = args;
    const account = session.account(args.accountName);
    const about = groupName === undefined ? { lines } : await countOf(session, account, { groupName });
    const { requestId } = await aggregateUsage(session.http, {
      accountName: account,
      startTime,
      endTime,
      deviceIds: lines?.map(deviceIdOf),
      label: labels,
      groupName,
    });
    return reportsOf(session, "aggregateUsage", requestId, about, deadlineSeconds);
  },
});
