import type { Values } from "../../value";
import { counted } from "../../words";
import type { Attribute } from "../attribute";
import type { Scheduling } from "../model";
import { difference } from "../plan";
import type { Bookings } from "./reconcile";
import { agendaOf, type Planned, presentNow, wantedNow } from "./schedule";

/**
 * What a person should know of a schedule before it is applied: what happens now beside something that the carrier already
 * holds, what cannot be called back, and days that have passed. Pure.
 */
export function foreseeSchedule(
  scheduling: Scheduling<never, never>,
  attributes: readonly Attribute<never>[],
  before: ReadonlyMap<string, Values>,
  wanted: ReadonlyMap<string, Values>,
  planned: ReadonlyMap<string, readonly Planned[]>,
  booked: Bookings,
  now: number,
): string[] {
  const lines = new Map<string, string[]>();
  const tell = (name: string, text: string) => lines.set(text, [...(lines.get(text) ?? []), name]);
  for (const [name, wish] of wanted) {
    const held = booked[name] ?? [];
    const past = (on: string) => scheduling.place(on, now) === "past";
    const { keep, drop, late } = agendaOf(planned.get(name) ?? [], held, past);
    const row = before.get(name);
    const present = presentNow(row ?? {}, held);
    const changes = row ? difference(present, wantedNow(wish, keep), attributes) : {};
    for (const [attribute, value] of Object.entries(changes)) {
      for (const later of keep) {
        const then = later.values[attribute];
        if (later.done || then === undefined) continue;
        tell(
          name,
          `${attribute} becomes ${value} now, and ${then} on ${later.on}, which the carrier holds already`,
        );
      }
    }
    for (const { on, values } of drop) {
      const names = Object.keys(values).join(", ");
      tell(
        name,
        `${names} will not change on ${on}: the carrier cannot call that back, and is given what the line has now for that day`,
      );
    }
    for (const { on } of late)
      tell(name, `${on} has passed: what was to change then is refused unless the line has it`);
  }
  return [...lines].map(([text, names]) => {
    const some = names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "");
    return `${counted(names.length, "line")} (${some}): ${text}`;
  });
}
