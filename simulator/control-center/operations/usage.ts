import { type ControlCenterOperation, lineOf } from "../http/operation";

/**
 * Usage of the present cycle, and the only place where the overage override can be read (Control Center API: Get
 * Device Usage).
 */
export const getDeviceUsage: ControlCenterOperation = {
  id: "getDeviceUsage",
  operationId: "getDeviceUsage",
  method: "GET",
  path: "/devices/{iccid}/ctdUsages",
  writes: false,
  lists: false,
  startsWork: false,
  handle: (context) => {
    const line = context.world.seen(lineOf(context));
    return {
      json: {
        iccid: line.iccid,
        imsi: line.imsi,
        msisdn: line.msisdn,
        imei: line.imei,
        status: line.status,
        ratePlan: line.ratePlan,
        communicationPlan: line.communicationPlan,
        ctdDataUsage: line.ctdDataUsage,
        ctdSMSUsage: line.ctdSMSUsage,
        ctdVoiceUsage: line.ctdVoiceUsage,
        ctdSessionCount: line.ctdSessionCount,
        overageLimitReached: line.overageLimitReached,
        overageLimitOverride: line.overageLimitOverride,
      },
    };
  },
};
