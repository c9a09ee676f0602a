/** Control Center API: Search devices, one page. */
import { z } from "zod";
import { shown } from "./answers";
import { moment, pageFields } from "./fields";
import { CUSTOM_FIELDS, SIM_STATUSES, sameFor } from "./members";
import { operation } from "./operation";

const summary = z.looseObject({
  iccid: z.string().min(1),
  status: z.string().min(1),
  ratePlan: shown,
  communicationPlan: shown,
});

/** What a search shows of a line. */
export type DeviceSummary = z.output<typeof summary>;

const page = z.looseObject({
  pageNumber: z.number().int().optional(),
  devices: z
    .array(summary)
    .nullish()
    .transform((found) => found ?? []),
  lastPage: z.boolean(),
  /** All rows of the search; most answers do not say. */
  totalCount: z.number().int().nullish(),
});

export type DevicePage = z.output<typeof page>;

/** What narrows a search beside the time of the last change. */
const narrowing = {
  accountId: z.string().optional().describe("Account; that of the user where left out or empty."),
  status: z.enum(SIM_STATUSES).optional().describe("Only SIMs of this status."),
  ...sameFor(CUSTOM_FIELDS, z.string().optional()),
};

const input = z.strictObject({
  modifiedSince: moment.describe("Only SIMs changed at or after this moment."),
  modifiedTill: moment.optional().describe("Only SIMs changed until this moment."),
  ...narrowing,
  ...pageFields,
});

/**
 * One page of the SIMs that changed since a moment, oldest change first. For all of them use `searchAllDevices`.
 *
 * Control Center API: Search devices, GET /rws/api/v1/devices. At most 50 rows a page.
 */
export const searchDevices = operation("searchDevices", {
  input,
  query: ["modifiedSince", "modifiedTill", "accountId", "status", ...CUSTOM_FIELDS, "pageSize", "pageNumber"],
  answer: page,
});
