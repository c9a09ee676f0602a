/** Days on which changes take effect. Pure: reads texts, compares them with a clock that is given, and knows no carrier call. */
import { startOfDay } from "./zones";

/** Days ahead that the carrier takes. */
export const MOST_DAYS_AHEAD = 180;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A day in a zone. */
export interface EffectiveDay {
  /** `yyyy-MM-dd` in its own zone. */
  readonly date: string;
  /** The zone at the beginning of that day, in minutes east of UTC. */
  readonly offsetMinutes: number;
  /** The moment at which a change takes effect, in milliseconds since the epoch: 00:00 of the day in its zone. */
  readonly moment: number;
  /** What the person should know: the time of day that was given is not kept. */
  readonly note?: string;
}

/** Why a text is no day, as a sentence without its end. */
export interface DayProblem {
  readonly problem: string;
}

/** Where a day is, seen from a clock. */
export type DayPlace = "past" | "today" | "ahead" | "too far";

const FORMS =
  "write 2027-01-15 (UTC), 2027-01-15Z, 2027-01-15+02:00, 2027-01-15 Europe/Berlin or 2027-01-15T00:00:00+02:00";

const SHAPE =
  /^(\d{4}-\d{2}-\d{2})(T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?(?:(Z)|([+-])(\d{2}):(\d{2})| ([A-Za-z][\w+/-]*))?$/;

/**
 * Reads a day: with an offset, with Z, with the name of a zone, or with none, which counts as UTC. Of a date and time,
 * which needs an offset or Z, only the day counts, in the zone that is written there; a day begins at 00:00 of its zone
 * (C-ED2).
 */
export function parseEffectiveDate(text: string): EffectiveDay | DayProblem {
  const parts = SHAPE.exec(text.trim());
  if (parts === null) return { problem: `"${text}" is no day: ${FORMS}` };
  const [, date = "", time, hour = "0", minute = "0", second = "0", utc, sign, hours, minutes, zone] = parts;
  const midnight = midnightUtc(date);
  if (midnight === undefined) return { problem: `"${text}": there is no day ${date}` };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return { problem: `"${text}": there is no such time of day` };
  }
  if (time !== undefined && utc === undefined && sign === undefined) {
    return { problem: `"${text}" has a time without an offset: ${FORMS}` };
  }
  const note = noteOf(date, Number(hour) + Number(minute) + Number(second));
  if (zone !== undefined) {
    const moment = startOfDay(midnight, zone);
    if (moment === undefined) {
      return { problem: `"${text}": there is no zone ${zone}; write it like Europe/Berlin, or UTC` };
    }
    return { date, offsetMinutes: Math.round((midnight - moment) / MINUTE_MS), moment };
  }
  const offset = sign === undefined ? 0 : Number(`${sign}1`) * (60 * Number(hours) + Number(minutes));
  // From the Line Islands (+14:00) to Baker Island (-12:00).
  if (offset > 840 || offset < -720 || Number(minutes ?? 0) > 59) {
    return { problem: `"${text}": no zone is at ${sign}${hours}:${minutes}` };
  }
  return { date, offsetMinutes: offset, moment: midnight - offset * MINUTE_MS, ...note };
}

/**
 * A moment as a day with its offset, `2027-01-15+00:00`, as the client sends it. It stands for 00:00 of that day, so it is
 * exact only for a moment that is midnight at this offset: a day of another zone is sent with the offset of that zone
 * (`sentForm`), or it would take effect up to a day too early.
 */
export function formatDay(moment: number, offsetMinutes = 0): string {
  const day = new Date(moment + offsetMinutes * MINUTE_MS).toISOString().slice(0, 10);
  const size = Math.abs(offsetMinutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${day}${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A day as the carrier is told it: the day and its offset, in one spelling whatever way it was written. */
export function sentForm({ moment, offsetMinutes }: EffectiveDay): string {
  return formatDay(moment, offsetMinutes);
}

/**
 * Days from today to a day, negative where it has passed. Today is the day that it is at the offset of that day: this
 * offset is what the carrier is sent, so it counts alike, whatever summer time does in between.
 */
export function daysAhead({ date, offsetMinutes }: EffectiveDay, now: number): number {
  const today = Math.floor((now + offsetMinutes * MINUTE_MS) / DAY_MS);
  return Math.round((midnightUtc(date) as number) / DAY_MS) - today;
}

/** Has the day passed, is it today (done at once), one to 180 days ahead (done later), or too far (C-ED1)? */
export function dayPlace(day: EffectiveDay, now: number): DayPlace {
  const ahead = daysAhead(day, now);
  if (ahead < 0) return "past";
  if (ahead === 0) return "today";
  return ahead <= MOST_DAYS_AHEAD ? "ahead" : "too far";
}

/** Do two texts mean the same moment? Texts that are no days are the same only if they are equal. */
export function sameDay(one: string, other: string): boolean {
  const [left, right] = [parseEffectiveDate(one), parseEffectiveDate(other)];
  return "moment" in left && "moment" in right ? left.moment === right.moment : one === other;
}

/** What is wrong with a day on which something shall be changed, as a sentence without its end; undefined if nothing is. */
export function effectiveDateProblem(text: string, now: number): string | undefined {
  const day = parseEffectiveDate(text);
  if ("problem" in day) return day.problem;
  const place = dayPlace(day, now);
  const today = formatDay(now, day.offsetMinutes);
  if (place === "past")
    return `"${text}" has passed: it is ${today} there; take a later day, or leave it out`;
  if (place !== "too far") return undefined;
  const last = formatDay(now + MOST_DAYS_AHEAD * DAY_MS, day.offsetMinutes);
  return `"${text}" is ${daysAhead(day, now)} days ahead, and the carrier takes at most ${MOST_DAYS_AHEAD}: the last day is ${last}`;
}

/** 00:00 UTC of a day of the calendar; undefined where the calendar has no such day. */
function midnightUtc(date: string): number | undefined {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? undefined : ms;
}

function noteOf(date: string, time: number): { note?: string } {
  if (time === 0) return {};
  return { note: `Only the day counts: the change takes effect at 00:00 of ${date}.` };
}
