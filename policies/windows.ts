import { z } from "zod";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let made = formatters.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formatters.set(zone, made);
  }
  return made;
}

const isZone = (zone: string): boolean => {
  try {
    return formatter(zone) !== undefined;
  } catch {
    return false;
  }
};

/** What calendar and clock on the wall show in a zone. */
export interface WallTime {
  /** `2026-11-23`. */
  readonly day: string;
  /** `22:05`. */
  readonly time: string;
  readonly weekday: (typeof DAYS)[number];
}

/** The wall time of a moment (milliseconds since the epoch) in an IANA time zone, with its daylight saving. */
export function wallTime(now: number, zone: string): WallTime {
  const parts = new Map(
    formatter(zone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  const day = `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  return {
    day,
    time: `${parts.get("hour")}:${parts.get("minute")}`,
    weekday: DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!,
  };
}

const zone = z
  .string()
  .refine(isZone, "must be an IANA time zone, such as America/New_York")
  .default("UTC")
  .describe("IANA time zone of its times, such as America/New_York.");

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time of day as 22:00");

/** A time of the week in which something may be done. */
export const timeWindow = z.strictObject({
  days: z
    .array(z.enum(DAYS))
    .min(1)
    .default([...DAYS])
    .describe("Days of the week on which it begins: mon, tue, wed, thu, fri, sat, sun."),
  from: clock.default("00:00").describe("When it begins, as 22:00."),
  to: clock
    .default("00:00")
    .describe("When it ends; a time that is not after its beginning is one of the next day."),
  zone,
});
export type TimeWindow = z.output<typeof timeWindow>;

/** Is a moment in a window? The end is no longer in it. */
export function inWindow(now: number, { days, from, to, zone: place }: TimeWindow): boolean {
  const { time, weekday } = wallTime(now, place);
  if (from < to) return days.includes(weekday) && time >= from && time < to;
  const yesterday = DAYS[(DAYS.indexOf(weekday) + 6) % 7]!;
  return (days.includes(weekday) && time >= from) || (days.includes(yesterday) && time < to);
}

/** A window as messages show it: `mon, tue 22:00 to 05:00 America/New_York`. */
export const windowText = ({ days, from, to, zone: place }: TimeWindow): string =>
  `${days.length === DAYS.length ? "every day" : days.join(", ")} ${from} to ${to} ${place}`;

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/, {
    message: "write a day as 2026-08-10, or a time as 2026-08-10T18:00",
    abort: true,
  })
  .refine((text) => !Number.isNaN(Date.parse(`${text.slice(0, 10)}T00:00:00Z`)), "there is no such day");

/** The members of a period between two moments on the wall. */
export const periodShape = {
  from: moment.describe("Its first day, as 2026-08-10, or the time at which it begins, as 2026-08-10T18:00."),
  until: moment.describe("Its last day, which is in it, or the time at which it ends."),
  zone,
};

/** A period between two moments on the wall of a zone. */
export interface Period {
  readonly from: string;
  readonly until: string;
  readonly zone: string;
}

/** Is a moment in a period? A day as its end is in it as a whole; a time is no longer in it. */
export function inPeriod(now: number, { from, until, zone: place }: Period): boolean {
  const { day, time } = wallTime(now, place);
  const at = `${day}T${time}`;
  return at >= from && (until.length === 10 ? day <= until : at < until);
}

/** Does any of a day (`2026-12-24`, perhaps with a zone behind it) lie in a period? */
export function dayInPeriod(on: string, { from, until }: Period): boolean {
  const [day, last] = [on.slice(0, 10), until.slice(0, 10)];
  return day >= from.slice(0, 10) && (until.endsWith("T00:00") ? day < last : day <= last);
}
