import { refusal } from "./errors";
import type { EffectiveDay } from "./schedule";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Days a change can be scheduled ahead (Control Center API: Edit Device Details). */
const MOST_DAYS = 180;

/** A day, or a date-time, each with or without a zone. */
const DATED = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * When a call with this effectiveDate takes effect; undefined: at once, because the day is today in its zone. A day
 * begins at 00:00 of its zone, and without one it is a day of UTC (C-ED2). What cannot be read, the past, and more
 * than 180 days ahead are refused (C-ED1).
 */
export function effectiveDay(text: unknown, now: number): EffectiveDay | undefined {
  if (typeof text !== "string") throw refusal("10000012");
  const [, day = "", time = "", zone = "Z"] = DATED.exec(text) ?? [];
  const midnight = dayOf(day);
  const offset = offsetOf(zone);
  if (midnight === undefined || offset === undefined || !isTime(time)) throw refusal("10000012");
  const today = Math.floor((now + offset) / DAY) * DAY;
  const ahead = (midnight - today) / DAY;
  if (ahead < 0 || ahead > MOST_DAYS) throw refusal("10000012");
  return ahead === 0 ? undefined : { text, at: midnight - offset };
}

/** A moment `yyyy-MM-ddTHH:mm:ss±hh:mm`, milliseconds since 1970; undefined for anything else. */
export function momentOf(text: string): number | undefined {
  const [, day = "", time = "", zone = ""] = DATED.exec(text) ?? [];
  if (time === "" || dayOf(day) === undefined || offsetOf(zone) === undefined || !isTime(time))
    return undefined;
  return Date.parse(text);
}

/** The form of dates in answers: `2016-06-29 00:21:33.339+0000`. */
export function dateText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().replace("T", " ").replace("Z", "+0000");
}

/** 00:00 UTC of a day of the calendar. */
function dayOf(day: string): number | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  // The 30th of February would count as the 2nd of March.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? undefined : at;
}

function isTime(time: string): boolean {
  return time === "" || !Number.isNaN(Date.parse(`2000-01-01${time}Z`));
}

/** Milliseconds east of Greenwich; no place is further off than 14 hours. */
function offsetOf(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (Number.isNaN(total) || Number(minutes) > 59 || total > 14 * 60) return undefined;
  return (sign === "-" ? -total : total) * MINUTE;
}
