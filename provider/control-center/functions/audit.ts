import { z } from "zod";
import { defineFunction } from "../../core/function";
import { AUDIT_DAYS_LIMIT, getWholeAuditTrail } from "../api/index";
import { controlCenter } from "../session";

/**
 * What was changed of a line, newest first; the only place where changes for later days may show. Advantage accounts only.
 *
 * Control Center API: Device audit history, GET /rws/api/v1/devices/{iccid}/auditTrails.
 */
export const getAuditTrail = defineFunction({
  carrier: controlCenter,
  name: "getAuditTrail",
  describe: "Lists what was changed of a line, newest first. Advantage accounts only.",
  args: z.object({
    iccid: z.string().describe("ICCID of the SIM."),
    daysOfHistory: z
      .number()
      .int()
      .min(1)
      .max(AUDIT_DAYS_LIMIT)
      .optional()
      .describe(`Days back from today, at most ${AUDIT_DAYS_LIMIT}; 30 where left out.`),
  }),
  returns: "A list of { field, priorValue, value, effectiveDate, status, userName }.",
  run: ({ http }, { iccid, daysOfHistory }) =>
    getWholeAuditTrail(http, { iccid, ...(daysOfHistory === undefined ? {} : { daysOfHistory }) }),
});
