import { sameValue, type Value, type Values } from "../../value";

/** A day that a declaration names. */
export interface Day {
  /** The day as the carrier is told it. */
  readonly on: string;
  /** When it begins, milliseconds since the epoch: by this days are compared, however they are written. */
  readonly at: number;
}

/** A change of one line that shall take effect on a day, as it is declared. */
export interface Planned extends Day {
  readonly values: Values;
}

/** A change that the carrier holds for a day, as state knows it. */
export interface Booked extends Planned {
  /** What is declared of the same attributes beside it. */
  readonly base: Values;
  /** When the carrier took it, ISO 8601. */
  readonly since: string;
  /** Set once its day has come and the line has shown it. */
  readonly done?: boolean;
  /**
   * Attributes that show it before its day, when last looked at: somebody was early, or the carrier's clock is ahead of
   * ours.
   */
  readonly shown?: readonly string[];
  /** Set where it is no longer declared: the carrier cannot call it back, so it must be what the line has anyway. */
  readonly stray?: boolean;
  /** Set where the carrier refused any other value for that day. */
  readonly stuck?: boolean;
  /** Set where the answer was lost, so that nobody knows whether the carrier holds it. */
  readonly unsure?: boolean;
}

export const some = (values: Values, chosen: (name: string, value: Value) => boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => chosen(name, value)));

export const isEmpty = (values: Values): boolean => Object.keys(values).length === 0;

/** Is it what the declaration wants, and not merely something that could not be taken back? */
export const isWanted = ({ stray, unsure }: Booked): boolean => !stray && !unsure;

/** Its day has come, and nobody has seen it yet. */
export const isDue = (one: Booked, now: number): boolean => isWanted(one) && !one.done && one.at <= now;

/** Values with changes laid over them, in the order of their days. */
export function overlaid(values: Values, changes: readonly Planned[]): Values {
  const inOrder = [...changes].sort((a, b) => a.at - b.at);
  return Object.assign({}, values, ...inOrder.map((one) => one.values)) as Values;
}

/**
 * What a line is to have now: what is declared of it, over that what the carrier was given and has done, and what shows
 * early as long as nothing else is declared in between.
 */
export function wantedNow(declared: Values, booked: readonly Booked[]): Values {
  return overlaid(
    declared,
    shownOf(booked, (name, { base }) => sameValue(declared[name], base[name])),
  );
}

/**
 * What a line has, by its row in state: there an attribute that shows a scheduled value stands as it was declared, since
 * it is in step. One that is declared and missing there is not known, so that it is looked up.
 */
export function presentNow(row: Values, booked: readonly Booked[]): Values {
  const unmoved = (name: string, { base }: Booked) => sameValue(row[name], base[name]);
  return overlaid(
    row,
    shownOf(booked, unmoved).map((one) => ({
      ...one,
      values: some(one.values, (name) => unmoved(name, one)),
    })),
  );
}

/** What lines show of their bookings: all of those that are done, and some of others. */
function shownOf(
  booked: readonly Booked[],
  early: (name: string, one: Booked) => boolean,
): readonly Booked[] {
  return booked.filter(isWanted).map((one) => {
    const shown = (name: string) => one.done || (one.shown?.includes(name) && early(name, one)) || false;
    return { ...one, values: some(one.values, shown) };
  });
}

/**
 * The row as state keeps it: a scheduled value stands as declared, so that it is no drift, and so does the old one until
 * it must have come. Any other value stays. A value that is the declared one and should not be any more is left out: a row
 * that lacks something differs from its declaration as well.
 */
export function rowOf(
  seen: Values,
  declared: Values,
  booked: readonly Booked[],
  overdue: (one: Booked) => boolean,
): Values {
  const row: Record<string, Value> = { ...seen };
  const wanted = booked.filter(isWanted);
  for (const name of new Set(wanted.flatMap(({ values }) => Object.keys(values)))) {
    const value = seen[name];
    if (value === undefined) continue;
    const mine = wanted.filter(({ values }) => values[name] !== undefined);
    const done = mine.filter((one) => one.done);
    const shows = (one: Booked) => sameValue(one.values[name], value);
    const lacking = mine.some((one) => !one.done && overdue(one) && !shows(one));
    const expected = overlaid(declared, done)[name];
    const coming = mine.some((one) => !one.done && shows(one));
    const inStep = !lacking && (coming || sameValue(expected, value));
    const unmanaged = declared[name] === undefined && done.length === 0 && !lacking;
    if (unmanaged || (!inStep && sameValue(declared[name], value))) delete row[name];
    else if (inStep && declared[name] === undefined) delete row[name];
    else if (inStep) row[name] = declared[name]!;
  }
  return row;
}

/**
 * Booked changes with what a line shows: done are those whose day has come and whose values all show, or what a later day
 * has put in their place. `shows` says nothing about values that the carrier does not show; these are believed.
 */
export function witnessed(
  booked: readonly Booked[],
  shows: (name: string, value: Value) => boolean | undefined,
  now: number,
): Booked[] {
  const came = (one: Booked, name: string): boolean => {
    const value = one.values[name]!;
    if (shows(name, value) !== false) return true;
    return booked.some(
      (later) =>
        later.at > one.at && later.at <= now && later.values[name] !== undefined && came(later, name),
    );
  };
  return booked.map((one) => {
    const { shown: _, ...rest } = one;
    if (one.done || !isWanted(one)) return one;
    const names = Object.keys(one.values);
    if (isDue(one, now)) return names.every((name) => came(one, name)) ? { ...rest, done: true } : rest;
    const shown = names.filter((name) => shows(name, one.values[name]!) === true);
    return shown.length > 0 ? { ...rest, shown } : rest;
  });
}
