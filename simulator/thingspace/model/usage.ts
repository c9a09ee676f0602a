import { hashOf } from "../../core/random";

const DAY = 86_400_000;

/** A stretch of time in which a line had service: from (included) to (not included), milliseconds since 1970. */
export interface ServicePeriod {
  from: number;
  to: number;
}

/** What usage depends on: who the device is, and when it had service. */
export interface UsingDevice {
  key: string;
  periods: readonly ServicePeriod[];
}

/** What one device used on one day (UTC). A day without use has no record. */
export interface DayOfUse {
  /** Midnight UTC that begins the day. */
  day: number;
  bytes: number;
  /** Messages from the device. */
  moSms: number;
  /** Messages to the device. */
  mtSms: number;
}

/** The largest use of one day that is made up. */
const MOST_BYTES = 40_000_000;

/**
 * What a device used between two moments, oldest day first. It follows from the device and the day alone: the same
 * question has the same answer in every run, whatever was asked before.
 */
export function usageBetween(device: UsingDevice, earliest: number, latest: number): DayOfUse[] {
  const used: DayOfUse[] = [];
  for (const { from, to } of device.periods) {
    const last = Math.min(to - 1, latest);
    // A record is dated to midnight, so that a window that begins later begins with the next day.
    for (let day = Math.max(startOfDay(from), startOfDay(earliest + DAY - 1)); day <= last; day += DAY) {
      if (used.at(-1)?.day === day) continue;
      const record = usageOfDay(device.key, day);
      if (record !== undefined) used.push(record);
    }
  }
  return used;
}

function usageOfDay(key: string, day: number): DayOfUse | undefined {
  const chance = hashOf(`${day / DAY} ${key}`);
  // One day in eleven the device is off.
  if (chance % 11 === 0) return undefined;
  return { day, bytes: 1024 + (chance % MOST_BYTES), moSms: (chance >>> 9) % 3, mtSms: (chance >>> 13) % 4 };
}

/** Sums over a window. Bytes abroad are a part of the bytes (made up for one device in sixteen). */
export interface UsageTotals {
  bytes: number;
  sms: number;
  sessions: number;
  abroad: number;
}

export function totalUsage(device: UsingDevice, earliest: number, latest: number): UsageTotals {
  const totals: UsageTotals = { bytes: 0, sms: 0, sessions: 0, abroad: 0 };
  const travels = hashOf(device.key) % 16 === 0;
  for (const { bytes, moSms, mtSms } of usageBetween(device, earliest, latest)) {
    totals.bytes += bytes;
    totals.sms += moSms + mtSms;
    totals.sessions += 1;
    if (travels) totals.abroad += Math.floor(bytes / 10);
  }
  return totals;
}

/** One event of a data session. */
export interface ConnectionEvent {
  at: number;
  event: "Start" | "Stop";
  bytes: number;
}

/** The data sessions of a device, oldest event first: one a day of use, with the bytes of that day at its stop. */
export function connectionsBetween(device: UsingDevice, earliest: number, latest: number): ConnectionEvent[] {
  const events: ConnectionEvent[] = [];
  for (const { day, bytes } of usageBetween(device, startOfDay(earliest), latest)) {
    const chance = hashOf(`${device.key} ${day / DAY}`);
    const start = day + 6 * 3_600_000 + (chance % 21_600) * 1000;
    const stop = start + (600 + ((chance >>> 5) % 36_000)) * 1000;
    events.push({ at: start, event: "Start", bytes: 0 }, { at: stop, event: "Stop", bytes });
  }
  return events.filter(({ at }) => at >= earliest && at <= latest);
}

function startOfDay(moment: number): number {
  return moment - (((moment % DAY) + DAY) % DAY);
}
