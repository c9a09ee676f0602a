/** Functions about how devices are doing, and what they can be told. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import { mdn } from "../api/fields";
import {
  findCompatibleDevices,
  getInstallWizardFinalization,
  getDeviceHealth as health,
  getRealTimeSummary as realTimeSummary,
  getSignalQualityHistory as signalQuality,
} from "../api/index";
import { kajeet } from "../session";
import { corp, given, linesField } from "./args";

const line = mdn.describe("Line (MDN), with or without hyphens.");

/** A day as 2026-03-01, or as the carrier writes it, 03/01/2026; the carrier gets its own form. */
const day = z
  .string()
  .transform((text) => text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$2/$3/$1"))
  .refine(isDay, "expected a day such as 2026-03-01");

function isDay(text: string): boolean {
  const [, month, date, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  const at = new Date(`${year}-${month}-${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.getUTCDate() === Number(date);
}

/**
 * Health of a device: good, fair, poor or offline.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/{mdn}/health. Any token; `Conflict` for a line whose
 * showHealthStatus is not true.
 */
export const getDeviceHealth = defineFunction({
  carrier: kajeet,
  name: "getDeviceHealth",
  describe: "Tells how the device of a line is doing.",
  args: z.object({ corp, mdn: line }),
  returns: "healthStatus (good, fair, poor, offline), onlineStatus, lastCheckIn, signalStrengthDbm.",
  run: async (session, { corp: declared, mdn: number }) =>
    health(session.http, { corpId: await session.corp(declared), mdn: number }),
});

/**
 * Samples of the signal quality between two days, both counted.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{mdn}/health-history/signal-quality. Any token.
 */
export const getSignalQualityHistory = defineFunction({
  carrier: kajeet,
  name: "getSignalQualityHistory",
  describe: "Gives samples of the signal quality of a line between two days.",
  args: z.object({
    mdn: line,
    startDate: day.describe("First day, as 2026-03-01."),
    endDate: day.describe("Last day, as 2026-03-11; not before the first."),
  }),
  returns: "samples of timestamp, rsrp, rsrq, sinr and rssi.",
  run: ({ http }, asked) => signalQuality(http, asked),
});

/**
 * The running session of a device.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{mdn}/real-time-summary. Any token; `Conflict` for a device that is not
 * eligible.
 */
export const getRealTimeSummary = defineFunction({
  carrier: kajeet,
  name: "getRealTimeSummary",
  describe: "Tells about the running session of a device.",
  args: z.object({ mdn: line }),
  returns: "onlineStatus, ipAddress, apn, radioType, sessionStartedAt, sessionMegabytes (MB) and asOf.",
  run: ({ http }, asked) => realTimeSummary(http, asked),
});

/**
 * Which of the lines have a device that takes settings of a kind, and why the others do not.
 *
 * Sentinel API: Devices, POST /v1.0/devices/device-settings/compatible. Any token.
 */
export const getCompatibleDevices = defineFunction({
  carrier: kajeet,
  name: "getCompatibleDevices",
  describe: "Tells which lines have a device that takes SmartSpot or WLAN settings; changes nothing.",
  args: z.object({
    corp,
    settingType: z.enum(["SMARTSPOT", "WIFI"]).describe("SMARTSPOT or WIFI: which settings are meant."),
    ...linesField,
  }),
  returns: "compatible, and incompatible with a reason each.",
  run: async (session, { corp: declared, ...asked }) =>
    findCompatibleDevices(session.http, given({ corpId: await session.corp(declared), ...asked })),
});

/**
 * Whether the installation wizard of the account is through, and its steps.
 *
 * Sentinel API: Devices, GET /v1.0/devices/finalizeInstallWizard. Any token.
 */
export const getInstallWizard = defineFunction({
  carrier: kajeet,
  name: "getInstallWizard",
  describe: "Tells whether the installation wizard of the account is through.",
  args: z.object({}),
  returns: "corpId, finalized, steps and pendingDeviceCount.",
  run: ({ http }) => getInstallWizardFinalization(http, {}),
});
