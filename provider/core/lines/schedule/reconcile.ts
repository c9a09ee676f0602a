import { type CellularError, Misconfigured, Rejected } from "../../errors";
import { sameValue, type Values } from "../../value";
import { listing } from "../../words";
import type { Known, Reconciled, Terms } from "../group";
import type { LineModel, Scheduling } from "../model";
import { reconcile } from "../reconcile";
import type { Surroundings } from "../surroundings";
import { type Agenda, agendaOf, taken } from "./agenda";
import { Booking, type Errand } from "./booking";
import { lookAnew, showing } from "./look";
import { bookedByNow } from "./noted";
import { type Booked, isDue, type Planned, presentNow, rowOf, some, wantedNow, witnessed } from "./schedule";
import type { Bookings } from "./state";
import { textOf } from "./words";

/** A group as it is afterwards, with what the carrier holds for later days. */
export interface Scheduled extends Reconciled {
  readonly scheduled: Bookings;
}

/**
 * `reconcile` for carriers that also take changes ahead. What was asked for before is never asked for twice: changes whose
 * day has come are the carrier's to make and are looked at; the rest of the schedule is compared with what it holds.
 */
export async function reconcileScheduled<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  wanted: ReadonlyMap<string, Values>,
  known: Known,
  terms: Terms,
  planned: ReadonlyMap<string, readonly Planned[]>,
  booked: Bookings,
): Promise<Scheduled> {
  const { scheduling } = model;
  if (!scheduling)
    return { ...(await reconcile(model, around, account, wanted, known, terms)), scheduled: {} };
  const run = new ScheduledRun(model, scheduling, around, account, wanted, planned);
  run.recall(booked, known);
  await run.look();
  await run.refuseLate();
  const end = await reconcile(model, around, account, run.wishes(), run.known(known), terms);
  const booking = new Booking(model, scheduling, around, account, terms);
  const held = await booking.run(run.errands(end));
  return run.result(end, held, booking);
}

/** Tells of lines that are let go while the carrier still holds changes of them: it makes these all the same. */
export function warnOfLeft(
  { host }: Pick<Surroundings<never>, "host">,
  booked: Bookings,
  stays: (name: string) => boolean,
): void {
  const now = host.clock.now();
  for (const [name, held] of Object.entries(booked)) {
    const open = held.filter(({ at, done }) => !done && at > now);
    if (stays(name) || open.length === 0) continue;
    const what = open.map(({ on, values }) => `${textOf(values)} for ${on}`).join("; ");
    const text = `${name}: the carrier holds ${what}, which cannot be called back; nobody looks after it any more`;
    host.log("warning", text);
  }
}

class ScheduledRun<S extends object, R, H> {
  private readonly now: number;
  /** What the carrier holds, as far as it has been seen now. */
  private readonly held = new Map<string, readonly Booked[]>();
  private readonly agendas = new Map<string, Agenda>();

  constructor(
    private readonly model: LineModel<S, R, H>,
    private readonly scheduling: Scheduling<S, H>,
    private readonly around: Surroundings<S>,
    private readonly account: string,
    private readonly wanted: ReadonlyMap<string, Values>,
    private readonly planned: ReadonlyMap<string, readonly Planned[]>,
  ) {
    this.now = around.host.clock.now();
  }

  /** What the carrier holds by state and by the ledger. */
  recall(before: Bookings, { asOf, rows }: Known): void {
    const { model, around, account, planned } = this;
    warnOfLeft(around, before, (name) => this.wanted.has(name));
    for (const [name, values] of this.wanted) {
      const booked = before[name] ?? [];
      const managed = new Set(
        [...booked, ...(planned.get(name) ?? []), { values }].flatMap((one) => Object.keys(one.values)),
      );
      const state = { booked, asOf, row: rows.get(name) ?? {} };
      this.held.set(
        name,
        bookedByNow(model, around, account, name, state, (one) => managed.has(one)),
      );
    }
  }

  /** Looks at the lines for which a day has come, and finds what there is to do. */
  async look(): Promise<void> {
    const { model, around, account, now } = this;
    const due = new Map<string, Values>();
    for (const [name, held] of this.held) {
      const values = held.filter((one) => isDue(one, now)).map((one) => one.values);
      if (values.length > 0) due.set(name, Object.assign({}, ...values) as Values);
    }
    for (const [name, record] of await lookAnew(model, around, account, due)) {
      this.held.set(name, witnessed(this.held.get(name)!, showing(model, record), now));
    }
    const past = (on: string) => this.scheduling.place(on, now) === "past";
    for (const [name, declared] of this.wanted) {
      const planned = this.planned.get(name) ?? [];
      this.agendas.set(name, agendaOf(declared, planned, this.held.get(name)!, past, now));
    }
  }

  /** A day that has passed is no day to change anything: fine where the line has the values already. */
  async refuseLate(): Promise<void> {
    const { model, around, account, now } = this;
    const late = [...this.agendas].filter(([, agenda]) => agenda.late.length > 0);
    const asked = late.map(
      ([name, agenda]) =>
        [name, Object.assign({}, ...agenda.late.map(({ values }) => values)) as Values] as const,
    );
    const found = await lookAnew(model, around, account, new Map(asked));
    const texts: string[] = [];
    for (const [name, agenda] of late) {
      const record = found.get(name);
      // That a line is not there is told by whoever looks for it.
      if (record === undefined) continue;
      for (const wish of agenda.late) {
        const made: Booked = { ...wish, base: this.wanted.get(name)!, since: new Date(now).toISOString() };
        const [seen] = witnessed([made], showing(model, record), now);
        if (!seen!.done) {
          texts.push(
            `${name}: schedule: ${wish.on} has passed, and ${textOf(wish.values)} was not asked for`,
          );
          continue;
        }
        this.held.set(name, taken(this.held.get(name)!, seen!));
        const { keep, booked } = this.agendas.get(name)!;
        this.agendas.set(name, { ...agenda, keep: taken(keep, seen!), booked: taken(booked, seen!) });
      }
    }
    if (texts.length === 0) return;
    throw new Misconfigured(`nothing was sent:\n${listing(texts)}\n`, {
      subject: around.subject,
      next: "Declare the values of the lines themselves, or schedule them for a later day.",
    });
  }

  /** What the lines are to have now. */
  wishes(): Map<string, Values> {
    return new Map(
      [...this.wanted].map(([name, values]) => [name, wantedNow(values, this.agendas.get(name)!.keep)]),
    );
  }

  /** What they have, as far as it is known. */
  known(known: Known): Known {
    const rows = new Map(
      [...known.rows].map(([name, row]) => [name, presentNow(row, this.held.get(name) ?? [])]),
    );
    return { ...known, rows };
  }

  errands(end: Reconciled): Errand[] {
    return [...this.agendas].flatMap(([name, agenda]) => {
      const row = end.rows.get(name);
      return row === undefined ? [] : [{ name, row, agenda }];
    });
  }

  result(
    end: Reconciled,
    held: ReadonlyMap<string, readonly Booked[]>,
    { done, faults }: Pick<Booking<S, R, H>, "done" | "faults">,
  ): Scheduled {
    const rows = new Map(end.rows);
    const scheduled: Record<string, readonly Booked[]> = {};
    const missing: CellularError[] = [];
    const overdue = this.isOverdue;
    for (const [name, bookings] of held) {
      const declared = this.wanted.get(name)!;
      const row = { ...end.rows.get(name)!, ...done.get(name) };
      const booked = bookings.map((one) => beside(one, declared, row));
      if (booked.length > 0) scheduled[name] = booked;
      rows.set(name, rowOf(row, declared, booked, overdue));
      for (const one of booked) if (isDue(one, this.now)) this.tellDue(name, one, missing);
    }
    const asOf = new Date(this.around.host.clock.now()).toISOString();
    return { ...end, rows, scheduled, asOf, faults: [...end.faults, ...faults, ...missing] };
  }

  private readonly isOverdue = (one: Booked): boolean =>
    isDue(one, this.now) && this.now >= one.at + this.scheduling.graceMs;

  /** A change whose day has come and that does not show: in its grace that is nothing, and afterwards a failure. */
  private tellDue(name: string, one: Booked, faults: CellularError[]): void {
    const { on, values, since } = one;
    const what = `${textOf(values)} was asked for from ${on} on`;
    if (!this.isOverdue(one)) {
      this.around.host.log("info", `${name}: ${what} and does not show yet; it is looked at again`);
      return;
    }
    const next =
      "Ask the carrier why; to have it now, declare it of the line itself and take it out of the schedule.";
    const facts = { carrier: this.model.carrier.name, subject: name, next };
    faults.push(new Rejected(`${what} (sent ${since}) and has not come about`, facts));
  }
}

/** The booking as state keeps it: with what is declared beside it now, and with what still shows of it. */
function beside(one: Booked, declared: Values, row: Values): Booked {
  const { shown = [], ...rest } = one;
  const still = shown.filter((name) => row[name] === undefined || sameValue(row[name], one.values[name]));
  const base = some(declared, (name) => one.values[name] !== undefined);
  return { ...rest, base, ...(still.length > 0 ? { shown: still } : {}) };
}
