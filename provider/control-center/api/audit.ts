/** Control Center API: Device audit history, who changed what of a line. */
import { z } from "zod";
import { Rejected } from "../../core/errors";
import { shown } from "./answers";
import { iccid, PAGE_LIMIT, pageFields } from "./fields";
import { operation, type Sender } from "./operation";

/** So far back the history goes, in days. */
export const AUDIT_DAYS_LIMIT = 365;

const record = z.looseObject({
  field: z.string(),
  priorValue: shown,
  value: shown,
  /** As the carrier writes it. */
  effectiveDate: shown,
  /** C-AU1: the values are not documented; Pending, Executed and Failed are taken for them, in any spelling of case. */
  status: shown,
  userName: shown,
  delegatedUser: shown,
  ipAddress: shown,
});

/** One change of one attribute. */
export type AuditRecord = z.output<typeof record>;

const page = z.looseObject({
  iccid: z.string().optional(),
  timestamp: shown,
  pageNumber: z.number().int().optional(),
  lastPage: z.boolean(),
  deviceAuditTrails: z
    .array(record)
    .nullish()
    .transform((found) => found ?? []),
});

/**
 * One page of what was changed of a line, newest first. For all of it use `getWholeAuditTrail`.
 *
 * Control Center API: Device audit history, GET /rws/api/v1/devices/{iccid}/auditTrails. At most 365 days back (30 where
 * left out) and 50 records a page. For Advantage accounts only.
 * @throws NotFound where there is no such SIM; Rejected where the account has no audit history.
 */
export const getDeviceAuditTrails = operation("getDeviceAuditTrails", {
  input: z.strictObject({
    iccid,
    daysOfHistory: z.number().int().min(1).max(AUDIT_DAYS_LIMIT).optional().describe("Days back from today."),
    ...pageFields,
  }),
  query: ["daysOfHistory", "pageSize", "pageNumber"],
  answer: page,
});

/**
 * All that was changed of a line, newest first. A change that is recorded meanwhile pushes records to the next page, which
 * then begins with what the one before ended with: that is left out.
 *
 * @throws Rejected where the carrier says that there is more and gives nothing.
 */
export async function getWholeAuditTrail(
  http: Sender,
  input: { iccid: string; daysOfHistory?: number },
  signal?: AbortSignal,
): Promise<AuditRecord[]> {
  const found: AuditRecord[] = [];
  for (let pageNumber = 1; ; pageNumber += 1) {
    const { deviceAuditTrails: records, lastPage } = await getDeviceAuditTrails(
      http,
      { ...input, pageSize: PAGE_LIMIT, pageNumber },
      signal,
    );
    const fresh = records.slice(overlap(found, records));
    found.push(...fresh);
    if (lastPage) return found;
    if (fresh.length === 0) {
      throw new Rejected(`page ${pageNumber} has nothing new, although the carrier says that there is more`, {
        carrier: "control-center",
        operation: "getDeviceAuditTrails",
        subject: `ICCID ${input.iccid}`,
        next: "Run it again; if it stays, ask for fewer days.",
      });
    }
  }
}

/** How many records at the beginning of a page were the end of what is known: as many as possible. */
function overlap(known: readonly AuditRecord[], page: readonly AuditRecord[]): number {
  const end = known.slice(-page.length).map((each) => JSON.stringify(each));
  const begin = page.map((each) => JSON.stringify(each));
  for (let length = Math.min(end.length, begin.length); length > 0; length -= 1) {
    if (end.slice(-length).every((each, index) => each === begin[index])) return length;
  }
  return 0;
}
