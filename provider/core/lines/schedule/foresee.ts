import type { Hosted } from "../../host";
import type { Values } from "../../value";
import type { Attribute } from "../attribute";
import type { Scheduling } from "../model";
import { difference } from "../plan";
import { agendaOf } from "./agenda";
import { type Booked, isWanted, overlaid, type Planned, presentNow, wantedNow } from "./schedule";
import type { Bookings } from "./state";
import { Tellings, textOf } from "./words";

/**
 * What a person should know of a schedule before it is applied: what happens now beside something that the carrier already
 * holds, what the schedule has decided for good, what cannot be called back, and days that have passed. Pure.
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
  const told = new Tellings();
  const past = (on: string) => scheduling.place(on, now) === "past";
  for (const [name, wish] of wanted) {
    const held = booked[name] ?? [];
    const { keep, drop, late } = agendaOf(wish, planned.get(name) ?? [], held, past, now);
    const row = before.get(name);
    const present = presentNow(row ?? {}, held);
    const changes = row ? difference(present, wantedNow(wish, keep), attributes) : {};
    for (const [attribute, value] of Object.entries(changes)) {
      for (const later of keep) {
        const then = later.values[attribute];
        if (later.done || then === undefined) continue;
        told.tell(
          name,
          `${textOf({ [attribute]: value })} now, and ${then} on ${later.on}, which the carrier holds already`,
        );
      }
    }
    for (const [attribute, value] of Object.entries(overruled(row, wish, keep))) {
      told.tell(
        name,
        `${textOf({ [attribute]: value })} by its schedule, which wins over what is declared of the line itself (${wish[attribute] ?? "nothing"}); a day that has passed can be taken out`,
      );
    }
    for (const { held: one, instead } of drop) {
      const rest = Object.keys(instead).length > 0 ? textOf(instead) : "what the line has";
      told.tell(
        name,
        `the carrier holds ${textOf(one.values)} for ${one.on} and cannot call it back: it is given ${rest} for that day`,
      );
    }
    for (const { on, values } of late)
      told.tell(name, `${on} has passed: ${textOf(values)} is refused unless the line has it`);
  }
  return told.texts();
}

/** Attributes that a row in the plan shows with their declared value, and that the schedule has decided otherwise. */
function overruled(row: Values | undefined, wish: Values, keep: readonly Booked[]): Values {
  const decided = overlaid(
    {},
    keep.filter((one) => one.done && isWanted(one)),
  );
  return Object.fromEntries(
    Object.entries(decided).filter(
      ([name, value]) => row !== undefined && row[name] !== wish[name] && wish[name] !== value,
    ),
  );
}

/**
 * Tells what the carrier holds: what is pending, what has not come about, and what nobody wants and nobody can call back.
 * `looked` says whether the lines were read just now; a plan reads nothing.
 */
export function tellBooked(
  host: Pick<Hosted, "clock" | "log">,
  { graceMs }: Pick<Scheduling<never, never>, "graceMs">,
  booked: Bookings,
  subject: string,
  looked: boolean,
): void {
  const now = host.clock.now();
  const [quiet, loud] = [new Tellings(), new Tellings()];
  for (const [name, held] of Object.entries(booked)) {
    for (const one of held) {
      const { on, at, values, done, stuck } = one;
      const what = textOf(values);
      if (done) continue;
      if (stuck && at > now)
        loud.tell(name, `${what} will come on ${on}, is not declared, and cannot be called back`);
      else if (!isWanted(one)) continue;
      else if (one.shown?.length === Object.keys(values).length)
        quiet.tell(name, `${what} on ${on}: shows already`);
      else if (at > now) quiet.tell(name, `${what} on ${on}: pending at the carrier, and no drift`);
      else if (!looked)
        quiet.tell(name, `${what} from ${on} on: not looked at since; \`pulumi refresh\` does`);
      else if (now < at + graceMs)
        quiet.tell(name, `${what} from ${on} on: does not show yet, and is no drift`);
      else loud.tell(name, `${what} was asked for from ${on} on and has not come about; ask the carrier why`);
    }
  }
  for (const text of quiet.texts()) host.log("info", `${subject}: ${text}`);
  for (const text of loud.texts()) host.log("warning", `${subject}: ${text}`);
}
