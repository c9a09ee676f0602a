import { CellularError, Misconfigured, Rejected, Unsettled } from "../../errors";
import type { Value, Values } from "../../value";
import { attributeNamed } from "../attribute";
import type { Known, Reconciled, Terms } from "../group";
import { keyOf, locate } from "../locate";
import type { LineModel, Scheduling } from "../model";
import { reconcile } from "../reconcile";
import type { Surroundings } from "../surroundings";
import {
  type Agenda,
  agendaOf,
  type Booked,
  type Planned,
  presentNow,
  rowOf,
  wantedNow,
  witnessed,
} from "./schedule";

/** What the carrier holds for later days, by declared line. */
export type Bookings = Readonly<Record<string, readonly Booked[]>>;

/** What it is, for the reference. */
export const SCHEDULED_DESCRIBED =
  "Changes that the carrier holds for later days, and those that have come about: none of them is sent twice.";

/** A group as it is afterwards, with what the carrier holds for later days. */
export interface Scheduled extends Reconciled {
  readonly scheduled: Bookings;
}

/**
 * `reconcile` for carriers that also take changes ahead. What was asked for before is never asked for twice: changes whose
 * day has come are the carrier's to make and are waited for; the rest of the schedule is compared with what it holds.
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
  const run = new ScheduledRun(model, scheduling, around, account, planned, booked, known.asOf);
  await run.settle(wanted);
  await run.refuseLate(wanted);
  const end = await reconcile(model, around, account, run.wishes(wanted), run.known(known), terms);
  await run.send(end, wanted);
  return run.result(end, wanted);
}

class ScheduledRun<S extends object, R, H> {
  private readonly now: number;
  private readonly agendas = new Map<string, Agenda>();
  /** What the carrier holds as far as it is seen now, and what of it is still wanted or must be undone. */
  private readonly held = new Map<string, readonly Booked[]>();
  private readonly bookings = new Map<string, readonly Booked[]>();
  private readonly faults: CellularError[] = [];

  constructor(
    private readonly model: LineModel<S, R, H>,
    private readonly scheduling: Scheduling<S, H>,
    private readonly around: Surroundings<S>,
    private readonly account: string,
    private readonly planned: ReadonlyMap<string, readonly Planned[]>,
    private readonly before: Bookings,
    /** What the ledger knows from before this moment is in state. */
    private readonly asOf: string | undefined,
  ) {
    this.now = around.host.clock.now();
  }

  /** Changes whose day has come: whether the lines show them. */
  async settle(wanted: ReadonlyMap<string, Values>): Promise<void> {
    const { model, around, account, now } = this;
    const due = [...wanted.keys()].filter((name) => this.before[name]?.some((one) => isDue(one, now)));
    const roster = model.roster(around.session, account);
    const records = due.length > 0 ? await roster.renew(due.map((name) => [keyOf(model, name, {})!])) : [];
    for (const name of wanted.keys()) {
      const record = records[due.indexOf(name)];
      const held = (this.before[name] ?? []).map((one) =>
        record === undefined ? one : witnessed(one, (attribute) => this.seen(record, attribute), now),
      );
      const past = (on: string) => this.scheduling.place(on, now) === "past";
      const agenda = agendaOf(this.planned.get(name) ?? [], held, past);
      for (const one of agenda.keep) if (isDue(one, now)) this.faults.push(this.missing(name, one));
      this.agendas.set(name, agenda);
      this.held.set(name, held);
      this.bookings.set(name, [...agenda.keep, ...agenda.drop].reduce(merged, []));
    }
    for (const [name, held] of Object.entries(this.before)) {
      const open = held.filter(({ done }) => !done);
      if (wanted.has(name) || open.length === 0) continue;
      const days = open.map(({ on }) => on).join(", ");
      const text = `${name}: the carrier holds changes of it for ${days}, which cannot be called back`;
      around.host.log("warning", text);
    }
  }

  /** A day that has passed is no day to change anything: fine where the line has the values already. */
  async refuseLate(wanted: ReadonlyMap<string, Values>): Promise<void> {
    const late = [...this.agendas].filter(([, agenda]) => agenda.late.length > 0);
    if (late.length === 0) return;
    const { model, around, account } = this;
    const wishes = new Map(late.map(([name]) => [name, wanted.get(name)!]));
    const found = await locate(around.session, model, account, wishes, {});
    const texts: string[] = [];
    for (const [name, agenda] of late) {
      const record = found.get(name);
      for (const { on, at, values } of agenda.late) {
        const held: Booked = { on, at, values, base: {}, since: "" };
        const shows = record !== undefined && witnessed(held, (one) => this.seen(record, one), this.now).done;
        if (shows)
          this.bookings.set(name, [
            ...this.bookings.get(name)!,
            this.booking(name, { on, at, values }, wanted, true),
          ]);
        else texts.push(`${name}: schedule: ${on} has passed, and ${text(values)} was not asked for in time`);
      }
    }
    if (texts.length === 0) return;
    throw new Misconfigured(`nothing was sent:\n  ${texts.join("\n  ")}\n`, {
      subject: around.subject,
      next: "Declare the values of the lines themselves, or schedule them for a later day.",
    });
  }

  wishes(wanted: ReadonlyMap<string, Values>): Map<string, Values> {
    return new Map(
      [...wanted].map(([name, values]) => [name, wantedNow(values, this.bookings.get(name) ?? [])]),
    );
  }

  known(known: Known): Known {
    const rows = new Map(
      [...known.rows].map(([name, row]) => [
        name,
        presentNow(row, this.held.get(name) ?? this.before[name] ?? []),
      ]),
    );
    return { ...known, rows };
  }

  /** Asks for what is to come, one line and day at a time, and makes what is not wanted any more change nothing. */
  async send(end: Reconciled, wanted: ReadonlyMap<string, Values>): Promise<void> {
    for (const [name, agenda] of this.agendas) {
      const row = end.rows.get(name);
      if (row === undefined || (agenda.send.length === 0 && agenda.drop.length === 0)) continue;
      for (const wish of agenda.send) await this.book(name, wish, row, wanted);
      for (const held of agenda.drop) await this.drop(name, held, row);
    }
  }

  result(end: Reconciled, wanted: ReadonlyMap<string, Values>): Scheduled {
    const rows = new Map(
      [...end.rows].map(([name, row]) => [
        name,
        wanted.has(name)
          ? rowOf(
              row,
              wanted.get(name)!,
              (this.bookings.get(name) ?? []).filter(({ done }) => done),
            )
          : row,
      ]),
    );
    const scheduled = Object.fromEntries(
      [...this.bookings].filter(([name, held]) => held.length > 0 && (rows.has(name) || end.open[name])),
    );
    const asOf = new Date(this.around.host.clock.now()).toISOString();
    return { ...end, rows, scheduled, asOf, faults: [...end.faults, ...this.faults] };
  }

  private async book(
    name: string,
    wish: Planned,
    row: Values,
    wanted: ReadonlyMap<string, Values>,
  ): Promise<void> {
    const outcome = await this.ask(name, wish.on, wish.values, row);
    if (!outcome) return;
    const made = this.booking(name, wish, wanted, outcome === "done");
    this.bookings.set(name, merged(this.bookings.get(name) ?? [], made));
  }

  private async drop(name: string, held: Booked, row: Values): Promise<void> {
    const present = Object.fromEntries(
      Object.keys(held.values).map((one) => [one, row[one] ?? held.base[one] ?? null]),
    );
    const outcome = await this.ask(name, held.on, present, row);
    if (!outcome) return;
    const text = `${name}: the change for ${held.on} cannot be called back; for that day the carrier was given what the line has now`;
    this.around.host.log("info", text);
    const left = (this.bookings.get(name) ?? []).map((one) =>
      one.on === held.on ? without(one, held.values) : one,
    );
    this.bookings.set(
      name,
      left.filter(({ values }) => Object.keys(values).length > 0),
    );
  }

  /** One call for a later day; noted, so that a run that is lost does not send it again. */
  private async ask(
    name: string,
    on: string,
    values: Values,
    row: Values,
  ): Promise<"done" | "taken" | undefined> {
    const { model, around, account, scheduling } = this;
    const { ledger } = around.host;
    const key = keyOf(model, name, {});
    const handle = key && model.handleFrom(key, row, account);
    if (handle === undefined) return undefined;
    const writer = `schedule ${on}`;
    const carrier = model.carrier.name;
    const taken = ledger
      .of(carrier, account, name, this.asOf ?? "")
      .some((one) => one.writer === writer && one.ticket !== undefined && same(one.values as Values, values));
    if (taken) return "taken";
    const note = ledger.intend({ carrier, account, writer, values, lines: [name] });
    try {
      const outcome = await scheduling.send(around.session, handle, values, on);
      if (outcome === "taken") ledger.accepted(note.id, on);
      else ledger.over(note.id, [name]);
      return outcome;
    } catch (error) {
      ledger.over(note.id, [name]);
      if (!(error instanceof CellularError)) throw error;
      this.faults.push(error);
      return undefined;
    }
  }

  private booking(
    name: string,
    { on, at, values }: Planned,
    wanted: ReadonlyMap<string, Values>,
    done: boolean,
  ): Booked {
    const declared = wanted.get(name) ?? {};
    const base = Object.fromEntries(
      Object.keys(values).flatMap((one) => (declared[one] === undefined ? [] : [[one, declared[one]]])),
    );
    const since = new Date(this.now).toISOString();
    return { on, at, values, base, since, ...(done ? { done } : {}) };
  }

  private seen(record: R, name: string): Value | undefined {
    return attributeNamed(this.model.attributes, name)?.observed(record);
  }

  private missing(name: string, { on, at, values, since }: Booked): CellularError {
    const facts = { carrier: this.model.carrier.name, subject: name };
    if (this.now < at + this.scheduling.graceMs) {
      return new Unsettled(`${text(values)} was asked for from ${on} on and does not show yet`, {
        ...facts,
        next: "Nothing is lost: run `pulumi up` again; it goes on waiting, and nothing is sent twice.",
      });
    }
    return new Rejected(
      `${text(values)} was asked for from ${on} on (sent ${since}) and has not come about`,
      {
        ...facts,
        next: "Ask the carrier why; to have it now, declare it of the line itself and take it out of the schedule.",
      },
    );
  }
}

const isDue = ({ at, done }: Booked, now: number) => !done && at <= now;

const text = (values: Values) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

const same = (a: Values, b: Values) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

const without = (held: Booked, gone: Values): Booked => ({
  ...held,
  values: Object.fromEntries(Object.entries(held.values).filter(([name]) => gone[name] === undefined)),
});

/** One entry a day: values of a later call for the same day take the place of earlier ones. */
function merged(held: readonly Booked[], made: Booked): readonly Booked[] {
  const old = held.find(({ on }) => on === made.on);
  const rest = held.filter(({ on }) => on !== made.on);
  if (!old) return [...rest, made];
  return [
    ...rest,
    { ...made, values: { ...old.values, ...made.values }, base: { ...old.base, ...made.base } },
  ];
}
