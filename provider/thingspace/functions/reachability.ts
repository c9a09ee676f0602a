/** Functions about whether lines can be reached, and what watches them. Answered by callback. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import { getReachability as askReachability, listMonitors, REACHABILITY_TYPES } from "../api/index";
import { thingspace } from "../session";
import {
  accountName,
  deviceIdOf,
  devicesOf,
  LINES_PER_CALL,
  lineField,
  linesUpTo,
  momentField,
} from "./args";
import { deadlineField, RETURNS, reportsOf } from "./reports";

/**
 * The monitors that watch lines.
 *
 * ThingSpace API: Device reachability monitoring, POST /diagnostics/basic/devicereachability/monitors. Answered by callback
 * (DiagnosticsService): needs a callback receiver.
 */
export const getReachabilityMonitors = defineFunction({
  carrier: thingspace,
  name: "getReachabilityMonitors",
  describe: "Lists the reachability monitors that watch lines. Answered by callback.",
  args: z.object({
    accountName,
    lines: linesUpTo(LINES_PER_CALL),
    monitorType: z.enum(REACHABILITY_TYPES).optional().describe("Only monitors that watch for this."),
    deadlineSeconds: deadlineField,
  }),
  returns: RETURNS,
  async run(session, { accountName: declared, lines, monitorType, deadlineSeconds }) {
    const { requestId } = await listMonitors(session.http, {
      accountName: session.account(declared),
      devices: devicesOf(lines),
      monitorType,
    });
    return reportsOf(session, "listMonitors", requestId, { lines }, deadlineSeconds);
  },
});

/**
 * Whether a line can be reached now. The carrier may confirm first and report later: what comes later is not waited for.
 *
 * ThingSpace API: Device reachability monitoring, POST /diagnostics/basic/devicereachability/status. Answered by callback
 * (DiagnosticsService): needs a callback receiver.
 */
export const getReachability = defineFunction({
  carrier: thingspace,
  name: "getReachability",
  describe: "Tells whether a line can be reached now. Answered by callback.",
  args: z.object({
    accountName,
    line: lineField,
    requestType: z
      .enum(REACHABILITY_TYPES)
      .default("REACHABLE_FOR_DATA")
      .describe("For what it is to be reached."),
    requestExpirationTime: momentField
      .optional()
      .describe("How long the carrier is to try, as 2026-03-01T08:00:00Z."),
    deadlineSeconds: deadlineField,
  }),
  returns: RETURNS,
  async run(session, { accountName: declared, line, requestType, requestExpirationTime, deadlineSeconds }) {
    const { requestId } = await askReachability(session.http, {
      accountName: session.account(declared),
      device: deviceIdOf(line),
      requestType,
      requestExpirationTime,
    });
    return reportsOf(session, "getReachability", requestId, { lines: [line] }, deadlineSeconds);
  },
});
