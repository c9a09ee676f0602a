import { sameValue, type Values } from "../../value";
import { type Booked, isEmpty, isWanted, overlaid, type Planned, some } from "./schedule";

/** Something that the carrier holds and nobody wants any more, and what it is to be given for that day instead. */
export interface Dropped {
  readonly held: Booked;
  /** By attribute; what is not there is not declared: it gets what the line has. */
  readonly instead: Values;
}

/** What there is to do about one line's schedule. */
export interface Agenda {
  /** To be sent to the carrier, each for its day. */
  readonly send: readonly Planned[];
  /** What the carrier holds and the declaration wants. */
  readonly keep: readonly Booked[];
  /** Held for days to come and to be overwritten: it cannot be called back, only be made to change nothing. */
  readonly drop: readonly Dropped[];
  /** Wanted for a day that has passed, and never sent. */
  readonly late: readonly Planned[];
  /** All that the carrier holds as long as nothing is sent, `keep` included. */
  readonly booked: readonly Booked[];
}

/**
 * Compares what is declared of a line with what the carrier holds for it. What it holds without being asked for any more
 * must be what the line has on that day by its declaration; where that changes, it is overwritten again. Pure; `past` is
 * the carrier's view of days.
 */
export function agendaOf(
  declared: Values,
  planned: readonly Planned[],
  booked: readonly Booked[],
  past: (on: string) => boolean,
  now: number,
): Agenda {
  const wishAt = (at: number): Values => planned.find((one) => one.at === at)?.values ?? {};
  const keep: Booked[] = [];
  const left: Booked[] = [];
  const drop: Dropped[] = [];
  for (const held of booked) {
    const wish = wishAt(held.at);
    const kept = held.unsure ? {} : some(held.values, (name, value) => sameValue(wish[name], value));
    if (!isEmpty(kept)) {
      const { stray: _s, stuck: _t, ...one } = held;
      keep.push({ ...one, values: kept });
    }
    if (held.done || held.at <= now) continue;
    const replaced = some(held.values, (name) => kept[name] === undefined && wish[name] !== undefined);
    if (!isEmpty(replaced)) left.push({ ...held, values: replaced });
    const unwanted = some(held.values, (name) => wish[name] === undefined);
    if (isEmpty(unwanted)) continue;
    const then = overlaid(
      declared,
      planned.filter(({ at }) => at < held.at),
    );
    const harmless = (name: string): boolean => {
      if (held.stuck) return true;
      if (held.unsure) return false;
      return then[name] === undefined ? held.stray === true : same(then, held.values, name);
    };
    const [quiet, loud] = [some(unwanted, harmless), some(unwanted, (name) => !harmless(name))];
    if (!isEmpty(quiet)) left.push({ ...held, values: quiet, stray: true });
    if (isEmpty(loud)) continue;
    const part = { ...held, values: loud };
    left.push(part);
    drop.push({ held: part, instead: some(then, (name) => loud[name] !== undefined) });
  }
  const open = planned.map((wish) => {
    const held = booked.filter(({ at, unsure }) => at === wish.at && !unsure);
    const values = some(wish.values, (name) => !held.some((one) => same(one.values, wish.values, name)));
    return { ...wish, values };
  });
  const full = open.filter(({ values }) => !isEmpty(values));
  const send = full.filter(({ on }) => !past(on));
  return { send, keep, drop, late: full.filter(({ on }) => past(on)), booked: [...keep, ...left] };
}

/** The bookings after the carrier has taken another one: a later call for a day wins over what it held for that day. */
export function taken(booked: readonly Booked[], made: Booked): Booked[] {
  const others = booked
    .map((one) =>
      one.at === made.at
        ? { ...one, values: some(one.values, (name) => made.values[name] === undefined) }
        : one,
    )
    .filter(({ values }) => !isEmpty(values));
  const twin = others.find((one) => alike(one, made));
  if (!twin) return [...others, made];
  const both = {
    ...made,
    values: { ...twin.values, ...made.values },
    base: { ...twin.base, ...made.base },
  };
  return [...others.filter((one) => one !== twin), both];
}

const alike = (one: Booked, other: Booked): boolean =>
  one.at === other.at && isWanted(one) && isWanted(other) && Boolean(one.done) === Boolean(other.done);

const same = (a: Values, b: Values, name: string): boolean => sameValue(a[name], b[name]);
