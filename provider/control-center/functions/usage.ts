import { z } from "zod";
import { defineFunction } from "../../core/function";
import { getDeviceUsage } from "../api/index";
import { controlCenter } from "../session";

/**
 * What a line has used since its billing cycle began.
 *
 * Control Center API: Device usage, GET /rws/api/v1/devices/{iccid}/ctdUsages.
 */
export const getUsage = defineFunction({
  carrier: controlCenter,
  name: "getUsage",
  describe: "Tells what a line has used since its billing cycle began.",
  args: z.object({ iccid: z.string().describe("ICCID of the SIM.") }),
  returns:
    "ctdDataUsage (bytes), ctdSMSUsage, ctdVoiceUsage (seconds), ctdSessionCount, overageLimitReached and overageLimitOverride.",
  run: ({ http }, { iccid }) => getDeviceUsage(http, { iccid }),
});
