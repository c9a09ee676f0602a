import { describe, expect, test } from "vitest";
import type { Attribute } from "../../../../provider/core/lines/attribute";
import { agendaOf } from "../../../../provider/core/lines/schedule/agenda";
import { foreseeSchedule } from "../../../../provider/core/lines/schedule/foresee";
import {
  type Booked,
  type Planned,
  presentNow,
  rowOf,
  wantedNow,
  witnessed,
} from "../../../../provider/core/lines/schedule/schedule";
import { packBookings, unpackBookings } from "../../../../provider/core/lines/schedule/state";
import { sameValue, type Value, type Values } from "../../../../provider/core/value";
import { held, pastAt, plan } from "./schedule-days";

const agenda = (declared: Values, planned: Planned[], booked: Booked[], now: number) =>
  agendaOf(declared, planned, booked, pastAt(now), now);

describe("agendaOf", () => {
  test("sends what is not held, keeps what is, and calls late what has passed", () => {
    const planned = [plan(1, { a: "x" }), plan(5, { a: "y" }), plan(6, { a: "z" })];
    const { send, keep, late, drop } = agenda({ a: "w" }, planned, [held(5, { a: "y" })], 3);
    expect({ send, keep, late, drop }).toEqual({
      send: [plan(6, { a: "z" })],
      keep: [held(5, { a: "y" })],
      late: [plan(1, { a: "x" })],
      drop: [],
    });
  });

  test("sends only the attributes that differ on a day", () => {
    const { send, keep } = agenda({}, [plan(5, { a: 1, b: 2 })], [held(5, { a: 1, b: 3 })], 0);
    expect(send).toEqual([plan(5, { b: 2 })]);
    expect(keep).toEqual([held(5, { a: 1 })]);
  });

  test("overwrites what nobody wants with what the line is to have on that day", () => {
    const { drop } = agenda(
      { a: "w", b: "v" },
      [plan(4, { a: "x" })],
      [held(4, { a: "x" }), held(5, { a: "y", b: "q", c: "r" })],
      0,
    );
    expect(drop).toEqual([{ held: held(5, { a: "y", b: "q", c: "r" }), instead: { a: "x", b: "v" } }]);
  });

  test("leaves alone what is harmless, over for good, or cannot be overwritten", () => {
    const harmless = held(5, { a: "w" });
    expect(agenda({ a: "w" }, [], [harmless], 0)).toMatchObject({
      drop: [],
      booked: [{ ...harmless, stray: true }],
    });
    const undeclared = held(5, { b: "as it was" }, { stray: true });
    expect(agenda({ a: "w" }, [], [undeclared], 0)).toMatchObject({ drop: [], booked: [undeclared] });
    expect(agenda({ a: "w" }, [], [held(5, { a: "y" })], 5)).toMatchObject({ drop: [], booked: [] });
    const stuck = held(5, { a: "y" }, { stray: true, stuck: true });
    expect(agenda({ a: "w" }, [], [stuck], 0)).toMatchObject({ drop: [], booked: [stuck] });
  });

  test("asks again for what nobody knows to have arrived", () => {
    const unsure = held(5, { a: "x" }, { unsure: true });
    expect(agenda({ a: "w" }, [plan(5, { a: "x" })], [unsure], 0).send).toEqual([plan(5, { a: "x" })]);
    expect(agenda({ a: "w" }, [], [unsure], 0).drop).toEqual([{ held: unsure, instead: { a: "w" } }]);
  });
});

describe("what lines have and are to have", () => {
  const done = held(2, { a: "y" }, { done: true, base: { a: "x" } });

  test("the last day that has come about wins over the declaration", () => {
    const later = held(3, { a: "z" }, { done: true });
    expect(wantedNow({ a: "x", b: 1 }, [later, done, held(4, { a: "q" })])).toEqual({ a: "z", b: 1 });
    expect(wantedNow({ a: "x" }, [{ ...done, stray: true }])).toEqual({ a: "x" });
  });

  test("a row that is in step stands for the scheduled value, any other for itself", () => {
    expect(presentNow({ a: "x" }, [done])).toEqual({ a: "y" });
    expect(presentNow({ a: "third" }, [done])).toEqual({ a: "third" });
    expect(presentNow({}, [done])).toEqual({});
    expect(presentNow({}, [{ ...done, base: {} }])).toEqual({ a: "y" });
  });

  test("what shows early stays, unless something else is declared", () => {
    const early = held(5, { a: "y" }, { base: { a: "x" }, shown: ["a"] });
    expect(presentNow({ a: "x" }, [early])).toEqual({ a: "y" });
    expect(wantedNow({ a: "x" }, [early])).toEqual({ a: "y" });
    expect(wantedNow({ a: "w" }, [early])).toEqual({ a: "w" });
  });

  test.each<[string, Value, Booked[], boolean, Values]>([
    ["the old value before the day", "x", [held(5, { a: "y" })], false, { a: "x" }],
    ["the new value before the day", "y", [held(5, { a: "y" })], false, { a: "x" }],
    ["a third value before the day", "z", [held(5, { a: "y" })], false, { a: "z" }],
    ["the new value after it", "y", [done], false, { a: "x" }],
    ["a third value after it", "z", [done], false, { a: "z" }],
    ["the old value after it", "x", [done], false, {}],
    ["the old value when it must have come", "x", [held(2, { a: "y" })], true, {}],
    ["the value of a day before", "y", [done, held(3, { a: "z" }, { done: true })], false, { a: "y" }],
    ["something nobody wants any more", "q", [held(5, { a: "q" }, { stray: true })], false, { a: "q" }],
  ])("rowOf: %s", (_, seen, booked, overdue, row) => {
    expect(rowOf({ a: seen }, { a: "x" }, booked, (one) => overdue && !one.done)).toEqual(row);
  });

  test("rowOf: what is not declared of the line is shown only where it is not as scheduled", () => {
    const never = () => false;
    expect(rowOf({ a: "any" }, {}, [held(5, { a: "y" })], never)).toEqual({});
    expect(rowOf({ a: "y" }, {}, [done], never)).toEqual({});
    expect(rowOf({ a: "any" }, {}, [done], never)).toEqual({ a: "any" });
  });
});

describe("witnessed", () => {
  const showing = (values: Values) => (name: string, value: Value) =>
    values[name] === undefined ? undefined : sameValue(values[name], value);

  test("done is what has come and shows whole; the rest stays as it is", () => {
    const both = held(2, { a: "y", b: "z" });
    expect(witnessed([both], showing({ a: "y", b: "z" }), 2)).toEqual([{ ...both, done: true }]);
    expect(witnessed([both], showing({ a: "y", b: "old" }), 2)).toEqual([both]);
    expect(witnessed([both], showing({ a: "y", b: "old" }), 1)).toEqual([{ ...both, shown: ["a"] }]);
    expect(witnessed([{ ...both, shown: ["a"] }], showing({ a: "old", b: "old" }), 1)).toEqual([both]);
  });

  test("what the carrier never shows is believed on its day, and not before", () => {
    const hidden = held(2, { a: "y" });
    expect(witnessed([hidden], () => undefined, 1)).toEqual([hidden]);
    expect(witnessed([hidden], () => undefined, 2)).toEqual([{ ...hidden, done: true }]);
  });

  test("a later day that shows has taken the place of an earlier one", () => {
    const days = [held(1, { a: "y" }), held(2, { a: "z" })];
    expect(witnessed(days, showing({ a: "z" }), 3).every(({ done }) => done)).toBe(true);
    expect(witnessed(days, showing({ a: "z" }), 1)[0]!.done).toBeUndefined();
  });
});

describe("foreseeSchedule", () => {
  const attributes = [{ name: "a", role: "setting" }] as unknown as Attribute<never>[];
  const scheduling = { place: (on: string, now: number) => (pastAt(now)(on) ? "past" : "ahead") } as never;
  const foresee = (row: Values, wish: Values, planned: Planned[], booked: Booked[], now: number) => {
    const one = (value: Values) => new Map([["L", value]]);
    return foreseeSchedule(
      scheduling,
      attributes,
      one(row),
      one(wish),
      new Map([["L", planned]]),
      { L: booked },
      now,
    );
  };

  test("tells nothing where nothing meets", () => {
    expect(foresee({ a: "x" }, { a: "x" }, [plan(5, { a: "y" })], [held(5, { a: "y" })], 0)).toEqual([]);
    expect(foresee({ a: "x" }, { a: "w" }, [], [], 0)).toEqual([]);
  });

  test("tells what meets, cannot be called back, is overruled, and is late", () => {
    const five = [plan(5, { a: "y" })];
    expect(foresee({ a: "x" }, { a: "w" }, five, [held(5, { a: "y" })], 0)).toEqual([
      "1 line (L): a w now, and y on day 5, which the carrier holds already",
    ]);
    expect(foresee({ a: "x" }, { a: "x" }, [], [held(5, { a: "y" })], 0)).toEqual([
      "1 line (L): the carrier holds a y for day 5 and cannot call it back: it is given a x for that day",
    ]);
    const done = held(5, { a: "y" }, { done: true, base: { a: "x" } });
    expect(foresee({ a: "x" }, { a: "w" }, five, [done], 8)).toEqual([
      "1 line (L): a y by its schedule, which wins over what is declared of the line itself (w); a day that has passed can be taken out",
    ]);
    expect(foresee({ a: "x" }, { a: "x" }, five, [], 8)).toEqual([
      "1 line (L): day 5 has passed: a y is refused unless the line has it",
    ]);
  });
});

test("bookings of many lines are packed once, and come back as they were", () => {
  const shared = held(5, { a: "y", b: "z" });
  const again = held(5, { b: "z", a: "y" });
  const bookings = { L1: [shared], L2: [again, held(6, { a: "q" })], L3: [{ ...shared, done: true }] };
  const packed = packBookings(bookings);
  expect(packed.map(({ lines }) => lines)).toEqual([["L1", "L2"], ["L2"], ["L3"]]);
  expect(unpackBookings(packed)).toEqual(bookings);
  expect(unpackBookings(undefined)).toEqual({});
});
