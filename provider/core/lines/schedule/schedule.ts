import { sameValue, type Value, type Values } from "../../value";

/** A day that a declaration names. */
export interface Day {
  /** Canonical text, by which days are compared. */
  readonly on: string;
  /** When it begins, milliseconds since the epoch. */
  readonly at: number;
}

/** A change of one line that shall take effect on a day, as it is declared. */
export interface Planned extends Day {
  readonly values: Values;
}

/** A change that the carrier holds for a day, as state knows it. */
export interface Booked extends Planned {
  /** What was declared of the same attributes beside it. */
  readonly base: Values;
  /** When the carrier took it, ISO 8601. */
  readonly since: string;
  /** Set once the line has shown it. */
  readonly done?: boolean;
}

/** What there is to do about one line's schedule. */
export interface Agenda {
  /** To be sent to the carrier, each for its day. */
  readonly send: readonly Planned[];
  /** What the carrier holds and the declaration still wants. */
  readonly keep: readonly Booked[];
  /** Held by the carrier and no longer wanted: it cannot be called back, only be made to change nothing. */
  readonly drop: readonly Booked[];
  /** Wanted for a day that has come, and never sent. */
  readonly late: readonly Planned[];
}

const some = (values: Values, chosen: (name: string, value: Value) => boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => chosen(name, value)));
const isEmpty = (values: Values) => Object.keys(values).length === 0;

/** Compares what is declared of a line with what the carrier holds for it. Pure; `past` is the carrier's view of days. */
export function agendaOf(
  planned: readonly Planned[],
  booked: readonly Booked[],
  past: (on: string) => boolean,
): Agenda {
  const wishOn = (on: string) => planned.find((one) => one.on === on)?.values ?? {};
  const heldOn = (on: string) => booked.find((one) => one.on === on)?.values ?? {};
  const keep = booked.map((held) => {
    const wish = wishOn(held.on);
    return { ...held, values: some(held.values, (name, value) => sameValue(wish[name], value)) };
  });
  // Of a changed value for the same day nothing need be dropped: the later call for a day wins.
  const drop = booked
    .filter(({ done, on }) => !done && !past(on))
    .map((held) => ({ ...held, values: some(held.values, (name) => wishOn(held.on)[name] === undefined) }));
  const open = planned.map((wish) => {
    const held = heldOn(wish.on);
    return { ...wish, values: some(wish.values, (name, value) => !sameValue(held[name], value)) };
  });
  const full = open.filter(({ values }) => !isEmpty(values));
  return {
    keep: keep.filter(({ values }) => !isEmpty(values)),
    drop: drop.filter(({ values }) => !isEmpty(values)),
    send: full.filter(({ on }) => !past(on)),
    late: full.filter(({ on }) => past(on)),
  };
}

/** Values with changes laid over them, in the order of their days. */
function overlaid(values: Values, changes: readonly Planned[]): Values {
  const inOrder = [...changes].sort((a, b) => a.at - b.at);
  return Object.assign({}, values, ...inOrder.map((one) => one.values)) as Values;
}

/** What a line is to have now: what is declared of it, and over that what the carrier was given and has done. */
export function wantedNow(declared: Values, booked: readonly Booked[]): Values {
  return overlaid(
    declared,
    booked.filter(({ done }) => done),
  );
}

/**
 * What a line has, by its row in state: there an attribute that shows a scheduled value stands as it was declared, since
 * it is in step.
 */
export function presentNow(row: Values, booked: readonly Booked[]): Values {
  const done = booked.filter(({ done: shown }) => shown);
  const inStep = done.map((one) => ({
    ...one,
    values: some(one.values, (name) => row[name] === undefined || sameValue(row[name], one.base[name])),
  }));
  return overlaid(row, inStep);
}

/** The row as state keeps it: a scheduled value that shows stands as declared. Any other value stays, and is drift. */
export function rowOf(seen: Values, declared: Values, booked: readonly Booked[]): Values {
  const row: Record<string, Value> = {};
  for (const [name, value] of Object.entries(seen)) {
    const scheduled = booked.some(
      (one) => one.values[name] !== undefined && sameValue(one.values[name], value),
    );
    if (!scheduled) row[name] = value;
    else if (declared[name] !== undefined) row[name] = declared[name];
  }
  return row;
}

/** A booked change with what a line shows: done once all its values show, be it before its day by our clock. */
export function witnessed(held: Booked, seen: (name: string) => Value | undefined, now: number): Booked {
  if (held.done) return held;
  const shows = Object.entries(held.values).every(([name, value]) => sameValue(seen(name), value));
  const distinct = Object.entries(held.values).some(([name, value]) => !sameValue(held.base[name], value));
  return shows && (held.at <= now || distinct) ? { ...held, done: true } : held;
}
