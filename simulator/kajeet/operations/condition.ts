import { hashOf } from "../../core/random";
import { type KajeetOperation, operation } from "../http/operation";
import { dayOf, periodQuery } from "../http/queries";
import { lineInCorp, lineOfPath } from "../http/single";
import { ApiError } from "../model/errors";
import { isOnline, type Line, mdnOf } from "../model/line";

const DAY = 86_400_000;
/** Samples of one answer: a period longer than this many days is answered from its beginning. */
const MOST_SAMPLES = 1000;

/** Signal strength in dBm, the same for the same line and moment. */
function signalOf(line: Line, moment: number): number {
  return -70 - (hashOf(`${line.key}:${moment}`) % 45);
}

function healthOf(line: Line, dbm: number): "good" | "fair" | "poor" | "offline" {
  if (!isOnline(line)) return "offline";
  if (dbm > -85) return "good";
  return dbm > -100 ? "fair" : "poor";
}

/** How devices are doing (A-HE1). */
export const conditionOperations: KajeetOperation[] = [
  operation("D37", "getDeviceHealth", "GET /v1.0/devices/{corpId}/{mdn}/health", {
    handle: (call) => {
      const line = lineInCorp(call);
      if (!line.showHealthStatus) throw new ApiError("NOT_ELIGIBLE", "The device shows no health status");
      const now = call.world.now();
      const dbm = signalOf(line, Math.floor(now / DAY));
      return {
        json: {
          mdn: mdnOf(line.key),
          showHealthStatus: true,
          healthStatus: healthOf(line, dbm),
          onlineStatus: isOnline(line),
          lastCheckIn: isOnline(line) ? new Date(now - 60_000).toISOString() : null,
          signalStrengthDbm: isOnline(line) ? dbm : null,
        },
      };
    },
  }),
  operation("D47", "getSignalQualityHistory", "GET /v1.0/devices/{mdn}/health-history/signal-quality", {
    query: periodQuery,
    handle: (call) => {
      const { startDate, endDate } = call.query;
      const line = lineOfPath(call);
      const samples = [];
      const end = dayOf(endDate);
      for (let day = dayOf(startDate); day <= end && samples.length < MOST_SAMPLES; day += DAY) {
        const rsrp = signalOf(line, day);
        const rsrq = -6 - (hashOf(`${line.key}${day}`) % 12);
        const timestamp = new Date(day + DAY / 2).toISOString();
        samples.push({ timestamp, rsrp, rsrq, sinr: 20 + rsrq, rssi: rsrp + 20 });
      }
      return { json: { mdn: mdnOf(line.key), startDate, endDate, samples } };
    },
  }),
  operation("D49", "getRealTimeSummary", "GET /v1.0/devices/{mdn}/real-time-summary", {
    handle: (call) => {
      const line = lineOfPath(call);
      if (line.status !== "active") throw new ApiError("NOT_ELIGIBLE", `The line is ${line.status}`);
      const now = call.world.now();
      const address = hashOf(line.key);
      const online = isOnline(line);
      return {
        json: {
          mdn: mdnOf(line.key),
          onlineStatus: online,
          ipAddress: online ? `10.${[16, 8, 0].map((shift) => (address >>> shift) & 255).join(".")}` : null,
          apn: line.apn,
          radioType: online ? "LTE" : null,
          sessionStartedAt: online ? new Date(now - 3_600_000).toISOString() : null,
          sessionMegabytes: online ? line.dayAmountUsed : 0,
          asOf: new Date(now).toISOString(),
        },
      };
    },
  }),
  operation("D06", "listFilterGroups", "GET /v1.0/devices/filterGroup", {
    deny: ["org_mediacenter"],
    handle: ({ world }) => {
      const counts = new Map<string, number>();
      for (const { filterGroup } of world.all()) {
        if (filterGroup !== null) counts.set(filterGroup, (counts.get(filterGroup) ?? 0) + 1);
      }
      const groups = [...world.filterGroups.values()];
      return { json: groups.map((group) => ({ ...group, deviceCount: counts.get(group.name) ?? 0 })) };
    },
  }),
  operation("D07", "getInstallWizardFinalization", "GET /v1.0/devices/finalizeInstallWizard", {
    handle: ({ world, user }) => {
      const pendingDeviceCount = [...world.pending].reduce((sum, { items }) => sum + items.length, 0);
      const steps = ["account", "filterGroups", "devices"].map((name) => ({
        name,
        completed: name !== "devices" || pendingDeviceCount === 0,
      }));
      const finalized = steps.every((step) => step.completed);
      return { json: { corpId: user.corpId, finalized, steps, pendingDeviceCount } };
    },
  }),
];
