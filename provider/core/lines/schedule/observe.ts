import { attributeNamed } from "../attribute";
import type { Known } from "../group";
import type { LineModel } from "../model";
import { type Observed, observeLines } from "../observe-lines";
import type { Surroundings } from "../surroundings";
import type { Bookings } from "./reconcile";
import { type Booked, rowOf, witnessed } from "./schedule";

/** Lines as the carrier has them now, with what it holds for later days. */
export interface ObservedSchedule<R> extends Observed<R> {
  readonly scheduled: Bookings;
}

/**
 * `observeLines` for carriers that take changes ahead: a value that was asked for is no drift, whether it shows already or
 * not yet; one whose day and grace have passed without it is told.
 */
export async function observeScheduled<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  known: Known,
  booked: Bookings,
): Promise<ObservedSchedule<R>> {
  const seen = await observeLines(model, around, account, known);
  const { scheduling } = model;
  if (!scheduling) return { ...seen, scheduled: {} };
  const now = around.host.clock.now();
  const rows = new Map(seen.rows);
  const scheduled: Record<string, readonly Booked[]> = {};
  for (const [name, row] of seen.rows) {
    const record = seen.records.get(name);
    const held = (booked[name] ?? []).map((one) =>
      record === undefined
        ? one
        : witnessed(one, (attribute) => attributeNamed(model.attributes, attribute)?.observed(record), now),
    );
    if (held.length === 0) continue;
    scheduled[name] = held;
    rows.set(name, rowOf(row, known.rows.get(name) ?? {}, held));
    for (const { on, at, done, values } of held) {
      if (done || now < at + scheduling.graceMs) continue;
      const what = Object.entries(values).map(([attribute, value]) => `${attribute} ${value}`);
      around.host.log(
        "warning",
        `${name}: ${what.join(", ")} was asked for from ${on} on and has not come about`,
      );
    }
  }
  return { ...seen, rows, scheduled };
}
