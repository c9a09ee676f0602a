import { type ControlCenterOperation, lineOf } from "../http/operation";
import { pageWish, whole } from "../http/paging";
import { dateText } from "../model/dates";
import { refusal } from "../model/errors";

const USUAL_DAYS = 30;
const MOST_DAYS = 365;

/**
 * Changes of one SIM, newest first, those to come among them (Control Center API: Get Device Audit History). Essential
 * accounts have none; the code for that is a guess (C-AU3).
 */
export const getDeviceAuditTrails: ControlCenterOperation = {
  id: "getDeviceAuditTrails",
  operationId: "getDeviceAuditTrails",
  method: "GET",
  path: "/devices/{iccid}/auditTrails",
  writes: false,
  lists: true,
  startsWork: false,
  handle: (context) => {
    const { world, request, edition } = context;
    const { iccid } = lineOf(context);
    if (edition === "essential") throw refusal("10000030");
    const days = whole(request.query.daysOfHistory, USUAL_DAYS);
    if (days === undefined || days < 1 || days > MOST_DAYS) throw refusal("10000049");
    const { pageNumber, pageSize } = pageWish(request.query);
    const now = world.now();
    const all = world.audit.of(iccid, days, now);
    const end = pageNumber * pageSize;
    const deviceAuditTrails = all
      .slice(end - pageSize, end)
      .map(({ field, priorValue, value, effectiveAt, status, userName }) => ({
        field,
        priorValue,
        value,
        effectiveDate: dateText(effectiveAt),
        status,
        userName,
        delegatedUser: null,
        ipAddress: "127.0.0.1",
      }));
    const timestamp = new Date(now).toISOString();
    return { json: { iccid, timestamp, pageNumber, lastPage: end >= all.length, deviceAuditTrails } };
  },
};
