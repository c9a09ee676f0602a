import type { Booked } from "./schedule";

/** What the carrier holds for later days, by declared line. */
export type Bookings = Readonly<Record<string, readonly Booked[]>>;

/** Changes that the carrier holds, as the state of a set keeps them: once for all lines that have the same. */
export interface BookedLines extends Booked {
  readonly lines: readonly string[];
}

/** What it is, for the reference. */
export const SCHEDULED_DESCRIBED =
  "Changes that the carrier holds for later days, and those that have come about: none of them is sent twice.";

/** Bookings by line as bookings with their lines: thousands of lines share a few. */
export function packBookings(bookings: Bookings): BookedLines[] {
  const groups = new Map<string, { booked: Booked; lines: string[] }>();
  for (const [line, held] of Object.entries(bookings)) {
    for (const booked of held) {
      const key = keyOf(booked);
      const group = groups.get(key) ?? { booked, lines: [] };
      group.lines.push(line);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ booked, lines }) => ({ ...booked, lines }));
}

/** The inverse. */
export function unpackBookings(groups: readonly BookedLines[] = []): Bookings {
  const bookings: Record<string, Booked[]> = {};
  for (const { lines, ...booked } of groups) {
    for (const line of lines) {
      const held = bookings[line] ?? [];
      held.push(booked);
      bookings[line] = held;
    }
  }
  return bookings;
}

/** Equal texts for equal bookings, in whatever order their members were written. */
const keyOf = (booked: Booked): string =>
  JSON.stringify(booked, (_, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
