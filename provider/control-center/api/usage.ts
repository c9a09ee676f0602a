/** Control Center API: Device usage, what a line used in the present billing cycle. */
import { z } from "zod";
import { amount, shown } from "./answers";
import { iccid } from "./fields";
import { operation } from "./operation";

const usage = z.looseObject({
  iccid: z.string().min(1),
  imsi: shown,
  msisdn: shown,
  imei: shown,
  status: shown,
  ratePlan: shown,
  communicationPlan: shown,
  /** Bytes. */
  ctdDataUsage: amount,
  /** Messages. */
  ctdSMSUsage: amount,
  /** Seconds. */
  ctdVoiceUsage: amount,
  ctdSessionCount: amount,
  overageLimitReached: z.boolean().nullish(),
  /** DEFAULT, TEMPORARY_OVERRIDE or PERMANENT_OVERRIDE. */
  overageLimitOverride: shown,
});

export type DeviceUsage = z.output<typeof usage>;

/**
 * What a line has used since its billing cycle began. The only place that shows overageLimitOverride.
 *
 * Control Center API: Device usage, GET /rws/api/v1/devices/{iccid}/ctdUsages. One line a call.
 * @throws NotFound where there is no such SIM.
 */
export const getDeviceUsage = operation("getDeviceUsage", {
  input: z.strictObject({ iccid }),
  answer: usage,
});
