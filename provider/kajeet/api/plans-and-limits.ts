/** Sentinel API: Devices, what a line may use: rate plan, data limits, summer usage, VPN. */
import { z } from "zod";
import { lineOutcomes } from "./bulk";
import { device } from "./device-schema";
import { corpId, mdn, ONE_TARGET, oneTarget, target } from "./fields";
import { ifShown, operation } from "./operation";

const limit = z.number().min(0).nullable().optional();

/**
 * Moves a line to another rate plan, at once (A-RP1). One line a call; the carrier has no bulk form.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{mdn}/ratePlan. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus.
 * @returns the line afterwards, or undefined where the answer does not show it.
 */
export const setRatePlan = operation("setRatePlan", {
  input: z.strictObject({
    mdn,
    ratePlan: z.string().min(1).describe("Code of the plan, as listBillingPlans gives it."),
    verizonBiPlanId: z
      .string()
      .nullable()
      .optional()
      .describe("For Verizon business internet lines, as listBusinessInternetPlans gives it."),
  }),
  answer: ifShown(device),
});

/**
 * Sets data limits of lines, in MB (A-DEV2). Null takes a limit away, one that is left out stays (A-DL1).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/dataLimits. Scope org_super or org_tech. At most 500 lines a call
 * (A-LIM1).
 */
export const setDataLimits = operation("setDataLimits", {
  input: z
    .strictObject({
      corpId,
      ...target,
      monthlyLimit: limit.describe("MB a month; null for none."),
      dailyLimit: limit.describe("MB a day; null for none."),
    })
    .refine(oneTarget, ONE_TARGET)
    .refine((input) => input.monthlyLimit !== undefined || input.dailyLimit !== undefined, {
      message: "give monthlyLimit, dailyLimit or both",
    }),
  answer: ({ mdns }) => lineOutcomes("setDataLimits", mdns),
});

/**
 * Says whether lines go on working in the summer suspension window of the account (A-SU1). Read back as summerStatus.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/summerUsage. Scope org_super or org_tech, with a Kajeet Choice
 * account. At most 500 lines a call (A-LIM1).
 */
export const setSummerUsage = operation("setSummerUsage", {
  input: z
    .strictObject({
      corpId,
      ...target,
      summerUsage: z.boolean().describe("True: the line works through the window."),
    })
    .refine(oneTarget, ONE_TARGET),
  answer: ({ mdns }) => lineOutcomes("setSummerUsage", mdns),
});

/**
 * Switches the NNI setting (VPN) of lines. Read back as vpnStatus; effectiveVpnStatus also counts the corp (A-VPN1). The
 * path names no corp, so the body does (A-TGT2).
 *
 * Sentinel API: Devices, PUT /v1.0/devices/vpnStatus. Scope org_super; the corp must have NNI enabled. At most 500 lines
 * a call (A-LIM1).
 */
export const setVpnStatus = operation("setVpnStatus", {
  input: z
    .strictObject({ corpId, ...target, vpnStatus: z.enum(["ENABLED", "DISABLED"]) })
    .refine(oneTarget, ONE_TARGET),
  answer: ({ mdns }) => lineOutcomes("setVpnStatus", mdns),
});
