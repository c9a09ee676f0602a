/** Sentinel API: Devices, how devices are doing (A-HE1), and how far the installation of the corp is. */
import { z } from "zod";
import { corpId, mdn } from "./fields";
import { operation } from "./operation";

const text = z.string().nullish();
const measure = z.number().nullish();
const date = z
  .string()
  .regex(/^\d{2}\/\d{2}\/\d{4}$/, "expected a date as MM/DD/YYYY, for example 03/01/2026");

/**
 * Health of a device: good, fair, poor or offline.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/{mdn}/health. Any token.
 * @throws Conflict for a line whose showHealthStatus is not true.
 */
export const getDeviceHealth = operation("getDeviceHealth", {
  input: z.strictObject({ corpId, mdn }),
  answer: z.looseObject({
    mdn: z.string(),
    healthStatus: z.string(),
    showHealthStatus: z.boolean().nullish(),
    onlineStatus: z.boolean().nullish(),
    lastCheckIn: text,
    signalStrengthDbm: measure,
  }),
});

/**
 * Samples of the signal quality between two days, both counted. The query takes American dates, the answer has
 * timestamps in ISO 8601 (A-DATE1).
 *
 * Sentinel API: Devices, GET /v1.0/devices/{mdn}/health-history/signal-quality. Any token.
 */
export const getSignalQualityHistory = operation("getSignalQualityHistory", {
  input: z.strictObject({
    mdn,
    startDate: date.describe("First day, MM/DD/YYYY."),
    endDate: date.describe("Last day, MM/DD/YYYY."),
  }),
  query: ["startDate", "endDate"],
  answer: z.looseObject({
    mdn: z.string(),
    startDate: text,
    endDate: text,
    samples: z.array(
      z.looseObject({ timestamp: z.string(), rsrp: measure, rsrq: measure, sinr: measure, rssi: measure }),
    ),
  }),
});

/**
 * The running session of an eligible device.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{mdn}/real-time-summary. Any token.
 */
export const getRealTimeSummary = operation("getRealTimeSummary", {
  input: z.strictObject({ mdn }),
  answer: z.looseObject({
    mdn: z.string(),
    onlineStatus: z.boolean(),
    ipAddress: text,
    apn: text,
    radioType: text,
    sessionStartedAt: text,
    sessionMegabytes: measure,
    asOf: z.string(),
  }),
});

/**
 * Whether the installation wizard of the corp of the token is through, and its steps.
 *
 * Sentinel API: Devices, GET /v1.0/devices/finalizeInstallWizard. Any token.
 */
export const getInstallWizardFinalization = operation("getInstallWizardFinalization", {
  input: z.strictObject({}),
  answer: z.looseObject({
    corpId: text,
    finalized: z.boolean(),
    steps: z.array(z.looseObject({ name: z.string(), completed: z.boolean() })).nullish(),
    pendingDeviceCount: z.number().int().nullish(),
  }),
});
