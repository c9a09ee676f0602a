import type { Bookings } from "./reconcile";
import type { Booked } from "./schedule";

/** Changes that the carrier holds, as the state of a set keeps them: once for all lines that have the same. */
export interface BookedLines extends Booked {
  readonly lines: readonly string[];
}

/** Bookings by line as bookings with their lines: thousands of lines share a few. */
export function packBookings(bookings: Bookings): BookedLines[] {
  const groups = new Map<string, { booked: Booked; lines: string[] }>();
  for (const [line, held] of Object.entries(bookings)) {
    for (const booked of held) {
      const key = JSON.stringify(booked);
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
