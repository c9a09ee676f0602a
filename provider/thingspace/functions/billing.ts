/** Functions about what was billed. */
import { z } from "zod";
import { Misconfigured } from "../../core/errors";
import { defineFunction } from "../../core/function";
import { getBilledUsage as billedUsage, LABELS_PER_CALL, listBilledUsage } from "../api/index";
import { thingspace } from "../session";
import { accountName, deviceIdOf, eidField, labelField, lineField, requireOne } from "./args";
import { deadlineField, RETURNS, reportsOf } from "./reports";

const labels = z
  .array(labelField)
  .min(1)
  .max(LABELS_PER_CALL)
  .optional()
  .describe(`Usage labels, at most ${LABELS_PER_CALL}.`);

const billingCycle = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "expected a month such as 2026-03")
  .optional()
  .describe("Billing cycle as 2026-03; the last complete one where it is left out.");

const cycleOf = (month: string | undefined) =>
  month === undefined ? undefined : { year: month.slice(0, 4), month: month.slice(5) };

/**
 * What was billed for the lines with labels, or for one line (G-BILL1: whether the answer comes at once is not published;
 * where it does not, requestId is in it).
 *
 * ThingSpace API: Segmentation, POST /devices/usage/actions/billedusage. `Misconfigured` unless either labels or line is
 * given.
 */
export const getBilledUsage = defineFunction({
  carrier: thingspace,
  name: "getBilledUsage",
  describe: "Gives what was billed in a cycle for the lines with usage labels, or for one line.",
  args: z.object({ accountName, labels, line: lineField.optional(), billingCycle }),
  returns: "usage, each with label or deviceIds, dataUsage (bytes), smsUsage and servicePlan.",
  async run(session, args) {
    requireOne("getBilledUsage", ["labels", "line"], args);
    return billedUsage(session.http, {
      accountName: session.account(args.accountName),
      labels: args.labels,
      deviceId: args.line === undefined ? undefined : deviceIdOf(args.line),
      billingCycle: cycleOf(args.billingCycle),
    });
  },
});

/**
 * What was billed line by line: for eSIM chips, for labels, or for the whole account. Only where chips are named is it
 * known how many answers come; else it waits for the whole deadline and says that it is not complete.
 *
 * ThingSpace API: Segmentation, POST /devices/usage/actions/billedusage/list. Answered by callback (DeviceService): needs a
 * callback receiver. `Misconfigured` where both labels and eids are given.
 */
export const getBilledUsageList = defineFunction({
  carrier: thingspace,
  name: "getBilledUsageList",
  describe:
    "Gives what was billed in a cycle, line by line: for eSIM chips, for labels, or for the account. Answered by callback.",
  args: z.object({
    accountName,
    labels,
    eids: z
      .array(eidField)
      .min(1)
      .max(LABELS_PER_CALL)
      .optional()
      .describe(`eSIM chips, at most ${LABELS_PER_CALL}.`),
    billingCycle,
    deadlineSeconds: deadlineField,
  }),
  returns: RETURNS,
  async run(session, { accountName: declared, labels: named, eids, billingCycle: month, deadlineSeconds }) {
    if (named !== undefined && eids !== undefined) {
      throw new Misconfigured("give labels or eids, and not both", {
        carrier: "thingspace",
        operation: "getBilledUsageList",
      });
    }
    const { requestId } = await listBilledUsage(session.http, {
      accountName: session.account(declared),
      labels: named,
      deviceIds: eids?.map((id) => ({ deviceIds: [{ kind: "eid" as const, id }] })),
      billingCycle: cycleOf(month),
    });
    const about = eids === undefined ? {} : { lines: [...new Set(eids)] };
    return reportsOf(session, "listBilledUsage", requestId, about, deadlineSeconds);
  },
});
