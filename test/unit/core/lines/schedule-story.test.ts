import fc from "fast-check";
import { expect, test } from "vitest";
import { agendaOf, taken } from "../../../../provider/core/lines/schedule/agenda";
import {
  type Booked,
  type Planned,
  presentNow,
  rowOf,
  wantedNow,
  witnessed,
} from "../../../../provider/core/lines/schedule/schedule";
import { sameValue, type Value, type Values } from "../../../../provider/core/value";
import { held, pastAt, plan } from "./schedule-days";

/** A carrier as the simulator is one: later calls for a day win, and days are carried out in their order. */
class Carrier {
  readonly calls: string[] = [];
  readonly pending = new Map<number, Values>();
  constructor(public line: Values) {}

  ask({ at, values }: Planned, now: number): "done" | "taken" {
    this.calls.push(JSON.stringify([at, values]));
    if (at <= now) {
      this.line = { ...this.line, ...values };
      return "done";
    }
    this.pending.set(at, { ...this.pending.get(at), ...values });
    return "taken";
  }

  passTo(now: number): void {
    for (const at of [...this.pending.keys()].sort((a, b) => a - b)) {
      if (at > now) return;
      this.line = { ...this.line, ...this.pending.get(at) };
      this.pending.delete(at);
    }
  }
}

const value = fc.constantFrom("x", "y", "z");
const values = fc
  .record({ a: value, b: value }, { requiredKeys: [] })
  .filter((one) => Object.keys(one).length > 0);
const step = fc.record({
  /** How many days pass before it. */
  days: fc.integer({ min: 0, max: 4 }),
  declared: fc.record({ a: value, b: value }),
  /** Days ahead, and what shall change then. */
  entries: fc.dictionary(fc.constantFrom("1", "2", "3", "5"), values, { maxKeys: 3 }),
  /** Whether the past entries that have come about stay in the program. */
  keepsPast: fc.boolean(),
});

test("whatever is declared, booked and shown: nothing held is sent again, and a row in step equals its declaration", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (story) => {
      let now = 10;
      let booked: Booked[] = [];
      let declared: Values = { a: "x", b: "x" };
      let planned: Planned[] = [];
      let row: Values = declared;
      const carrier = new Carrier({ a: "x", b: "x" });
      const never = () => false;
      const showing = (name: string, one: Value) => sameValue(carrier.line[name], one);
      /** One run: looks, changes the line at once, books, and gives the row that state keeps. */
      const up = (): number => {
        const before = carrier.calls.length;
        booked = witnessed(booked, showing, now);
        const todo = agendaOf(declared, planned, booked, pastAt(now), now);
        expect(todo.late).toEqual([]);
        const present = presentNow(row, booked);
        const wish = wantedNow(declared, todo.keep);
        expect(present).toEqual(carrier.line);
        const differing = Object.fromEntries(
          Object.entries(wish).filter(([one, w]) => !sameValue(present[one], w)),
        );
        if (Object.keys(differing).length > 0) carrier.ask(plan(now, differing), now);
        booked = [...todo.booked];
        for (const one of todo.send) {
          const outcome = carrier.ask(one, now);
          booked = taken(booked, held(one.at, one.values, outcome === "done" ? { done: true } : {}));
        }
        for (const { held: one, instead } of todo.drop) {
          carrier.ask({ ...one, values: instead }, now);
          booked = taken(booked, held(one.at, instead, { stray: true }));
        }
        booked = booked.map((one) => ({
          ...one,
          base: Object.fromEntries(
            Object.entries(declared).filter(([name]) => one.values[name] !== undefined),
          ),
        }));
        row = rowOf(carrier.line, declared, booked, never);
        return carrier.calls.length - before;
      };
      for (const { days, declared: next, entries, keepsPast } of story) {
        now += days;
        carrier.passTo(now);
        booked = witnessed(booked, showing, now);
        row = rowOf(carrier.line, declared, booked, never);
        expect(row).toEqual(declared);
        const over = planned.filter(({ at }) => at < now && keepsPast);
        const ahead = Object.entries(entries).map(([day, set]) => plan(now + Number(day), set));
        declared = next;
        planned = [...over, ...ahead];
        up();
        expect(row).toEqual(declared);
        // What the carrier holds is what is planned, or changes nothing.
        for (const [at, wanted] of carrier.pending) {
          const wish = planned.find((one) => one.at === at)?.values ?? {};
          const earlier = planned.filter((one) => one.at < at).sort((a, b) => a.at - b.at);
          const then = Object.assign({}, declared, ...earlier.map((one) => one.values)) as Values;
          for (const [name, one] of Object.entries(wanted)) expect(one).toEqual(wish[name] ?? then[name]);
        }
        expect(up()).toBe(0);
      }
    }),
    { numRuns: 500 },
  );
});
