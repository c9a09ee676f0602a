import type { Values } from "../../value";
import type { Known } from "../group";
import type { LineModel } from "../model";
import { type Observed, observeLines } from "../observe-lines";
import type { Surroundings } from "../surroundings";
import { tellBooked } from "./foresee";
import { showing } from "./look";
import { bookedByNow } from "./noted";
import { type Booked, isDue, rowOf, witnessed } from "./schedule";
import type { Bookings } from "./state";

/** Lines as the carrier has them now, with what it holds for later days. */
export interface ObservedSchedule<R> extends Observed<R> {
  readonly scheduled: Bookings;
}

/**
 * `observeLines` for carriers that take changes ahead: what they hold is told as pending. A value that was asked for is no
 * drift, whether it shows already or not yet; one whose day and grace have passed without it is.
 */
export async function observeScheduled<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  known: Known,
  booked: Bookings,
): Promise<ObservedSchedule<R>> {
  const { scheduling } = model;
  if (!scheduling) return { ...(await observeLines(model, around, account, known)), scheduled: {} };
  const now = around.host.clock.now();
  const held = new Map<string, readonly Booked[]>();
  const asked = new Map<string, Values>();
  for (const [name, row] of known.rows) {
    const before = booked[name] ?? [];
    const names = new Set([row, ...before.map(({ values }) => values)].flatMap((one) => Object.keys(one)));
    const state = { booked: before, asOf: known.asOf, row };
    const all = bookedByNow(model, around, account, name, state, (one) => names.has(one));
    if (all.length > 0) held.set(name, all);
    // What a row lacks because it was not in step, or is managed by the schedule alone, is read as well.
    asked.set(name, { ...valuesOf(all), ...baseOf(all), ...row });
  }
  const seen = await observeLines(model, around, account, { ...known, rows: asked });
  const rows = new Map(seen.rows);
  const scheduled: Record<string, readonly Booked[]> = {};
  for (const [name, before] of held) {
    const record = seen.records.get(name);
    const row = seen.rows.get(name);
    if (record === undefined || row === undefined) continue;
    const after = witnessed(before, showing(model, record), now);
    scheduled[name] = after;
    const overdue = (one: Booked) => isDue(one, now) && now >= one.at + scheduling.graceMs;
    rows.set(name, rowOf(row, { ...known.rows.get(name), ...baseOf(after) }, after, overdue));
  }
  tellBooked(around.host, scheduling, scheduled, around.subject, true);
  return { ...seen, rows, scheduled, ...(known.asOf === undefined ? {} : { asOf: known.asOf }) };
}

const valuesOf = (booked: readonly Booked[]): Values =>
  Object.assign({}, ...booked.map(({ values }) => values)) as Values;

const baseOf = (booked: readonly Booked[]): Values =>
  Object.assign({}, ...booked.map(({ base }) => base)) as Values;
