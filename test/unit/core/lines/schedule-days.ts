/** Schedules whose days are small numbers: day 3 begins at 3, and so it is written. */
import type { Booked, Planned } from "../../../../provider/core/lines/schedule/schedule";
import type { Values } from "../../../../provider/core/value";

export const plan = (at: number, values: Values): Planned => ({ on: `day ${at}`, at, values });

export const held = (at: number, values: Values, more: Partial<Booked> = {}): Booked => ({
  ...plan(at, values),
  base: {},
  since: "2026-11-02T08:00:00.000Z",
  ...more,
});

/** By the carrier a day has passed once the next one has begun. */
export const pastAt = (now: number) => (on: string) => Number(on.slice(4)) <= now - 1;
