/** Zones with a name, such as Europe/Berlin: when a day begins there, summer time included. Pure. */

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The first moment of a day in a zone, in milliseconds since the epoch; undefined where there is no such zone. The day is
 * given by its 00:00 in UTC. A day whose clocks skip midnight begins when they do; one that has two midnights begins with
 * the first.
 */
export function startOfDay(midnightUtc: number, zone: string): number | undefined {
  const before = offsetAt(zone, midnightUtc - 24 * HOUR_MS);
  const after = offsetAt(zone, midnightUtc + 24 * HOUR_MS);
  if (before === undefined || after === undefined) return undefined;
  const midnights = [before, after]
    .map((offset) => ({ moment: midnightUtc - offset * MINUTE_MS, offset }))
    .filter(({ moment, offset }) => offsetAt(zone, moment) === offset)
    .map(({ moment }) => moment);
  // None where midnight is skipped: the clocks change at the moment that would have been midnight before.
  return midnights.length > 0 ? Math.min(...midnights) : midnightUtc - before * MINUTE_MS;
}

/** Minutes east of UTC at a moment. */
function offsetAt(zone: string, moment: number): number | undefined {
  const name = formatOf(zone)
    ?.formatToParts(moment)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name ?? "") ?? [];
  if (name === undefined) return undefined;
  return sign === undefined ? 0 : Number(`${sign}1`) * (60 * Number(hours) + Number(minutes));
}

/** Abbreviations are no zones: CST is one in America and another one in China. */
function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return undefined;
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    formats.set(zone, format);
    return format;
  } catch {
    return undefined;
  }
}
