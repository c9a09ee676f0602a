import { ON_DAY } from "../../change-code";
import { Ambiguous, CellularError, Conflict, Rejected } from "../../errors";
import type { Values } from "../../value";
import { counted } from "../../words";
import type { Terms } from "../group";
import { keyOf } from "../locate";
import { type LineModel, observe, type Scheduling } from "../model";
import { permitChange } from "../permit";
import { Progress } from "../progress";
import type { Surroundings } from "../surroundings";
import { type Agenda, type Dropped, taken } from "./agenda";
import { lookAnew } from "./look";
import { noteFor } from "./noted";
import { type Booked, isEmpty, type Planned, some } from "./schedule";
import { textOf } from "./words";

/** A line with what there is to do about it. */
export interface Errand {
  readonly name: string;
  /** What the line has, by the end of this run. */
  readonly row: Values;
  readonly agenda: Agenda;
}

/** Hands changes for later days to the carrier, one line and day at a time, and knows what it holds afterwards. */
export class Booking<S extends object, R, H> {
  readonly faults: CellularError[] = [];
  /** What the carrier has done at once, by line. */
  readonly done = new Map<string, Values>();
  /** One moment for all, so that lines with the same change share it in state. */
  private readonly since: string;

  constructor(
    private readonly model: LineModel<S, R, H>,
    private readonly scheduling: Scheduling<S, H>,
    private readonly around: Surroundings<S>,
    private readonly account: string,
    private readonly terms: Terms,
  ) {
    this.since = new Date(around.host.clock.now()).toISOString();
  }

  /** Sends all that is to be sent; what the carrier holds then, by line. */
  async run(errands: readonly Errand[]): Promise<Map<string, readonly Booked[]>> {
    const { host, subject } = this.around;
    const total = errands.reduce((sum, { agenda }) => sum + agenda.send.length + agenda.drop.length, 0);
    const progress = new Progress(host.log, host.clock, subject);
    const task = progress.task("changes for later days", total, this.model.writers[0]?.perSecond);
    const undeclared = await this.undeclared(errands);
    const held = new Map<string, readonly Booked[]>();
    let overwritten = 0;
    for (const { name, row, agenda } of errands) {
      let { booked } = agenda;
      for (const wish of agenda.send) {
        booked = await this.book(name, row, wish, booked);
        task.add(1);
      }
      for (const dropped of agenda.drop) {
        const instead = { ...undeclared.get(name), ...dropped.instead };
        const names = Object.keys(dropped.held.values);
        const after = await this.overwrite(
          name,
          row,
          { ...dropped, instead: pickFrom(instead, names) },
          booked,
        );
        if (after !== booked) overwritten += 1;
        booked = after;
        task.add(1);
      }
      held.set(name, booked);
    }
    if (overwritten > 0) {
      const text = `${counted(overwritten, "change")} for later days cannot be called back: for these days the carrier was given what the lines have by then anyway`;
      host.log("info", `${subject}: ${text}`);
    }
    return held;
  }

  private async book(
    name: string,
    row: Values,
    wish: Planned,
    booked: readonly Booked[],
  ): Promise<readonly Booked[]> {
    const outcome = this.refused(name, row, wish) ?? (await this.ask(name, row, wish.on, wish.values));
    const made: Booked = { ...wish, base: {}, since: this.since };
    if (outcome === "taken") return taken(booked, made);
    if (outcome === "done") return taken(booked, { ...made, done: true });
    this.faults.push(outcome);
    return outcome instanceof Ambiguous ? taken(booked, { ...made, unsure: true }) : booked;
  }

  /** What cannot be undone is permitted before it is booked: on its day nobody is asked any more. */
  private refused(name: string, row: Values, { values, on }: Planned): CellularError | undefined {
    const { model, around, account, terms } = this;
    const handle = model.handleFrom(keyOf(model, name, {})!, row, account);
    if (handle === undefined) return undefined;
    const change = { name, handle, before: row, wanted: { ...row, ...values, [ON_DAY]: on } };
    const known = { rows: new Map([[name, row]]), numbers: {} };
    return permitChange(model, around.guard, change, known, undefined, terms);
  }

  /** It cannot be called back: for its day the carrier is given what the line has by then without it. */
  private async overwrite(
    name: string,
    row: Values,
    { held, instead }: Dropped,
    booked: readonly Booked[],
  ): Promise<readonly Booked[]> {
    const { on, values } = held;
    const outcome = isEmpty(instead) ? undefined : await this.ask(name, row, on, instead);
    if (outcome === "taken") {
      return taken(booked, { ...held, values: instead, base: {}, since: this.since, stray: true });
    }
    if (outcome === "done") return booked.filter((one) => one !== held);
    if (outcome && !(outcome instanceof Conflict)) {
      this.faults.push(outcome);
      return booked;
    }
    const why = outcome
      ? `the carrier refuses anything else for that day (${outcome.problem})`
      : "nobody can see what the line has";
    const problem = `${textOf(values)} for ${on} cannot be called back, and ${why}`;
    const next = `It will come about on ${on}. Run \`pulumi up --refresh\` after that day: it puts the line right.`;
    this.faults.push(new Rejected(problem, { carrier: this.model.carrier.name, subject: name, next }));
    return booked.map((one) => (one === held ? { ...held, stray: true, stuck: true } : one));
  }

  /** What lines have of attributes that are to be overwritten and that nobody declares. */
  private async undeclared(errands: readonly Errand[]): Promise<Map<string, Values>> {
    const { model, around, account } = this;
    const asked = new Map<string, Values>();
    for (const { name, agenda } of errands) {
      const values = agenda.drop.map(({ held, instead }) =>
        some(held.values, (one) => instead[one] === undefined),
      );
      const all: Values = Object.assign({}, ...values);
      if (!isEmpty(all)) asked.set(name, all);
    }
    const records = await lookAnew(model, around, account, asked);
    return new Map(
      [...records].map(([name, record]) => [
        name,
        observe(model.attributes, record, Object.keys(asked.get(name)!)),
      ]),
    );
  }

  /** One call for a later day; noted before it leaves, so that a run that is lost does not send it again. */
  private async ask(
    name: string,
    row: Values,
    on: string,
    values: Values,
  ): Promise<"done" | "taken" | CellularError> {
    const { model, around, account, scheduling } = this;
    const { ledger } = around.host;
    const { name: carrier } = model.carrier;
    const handle = model.handleFrom(keyOf(model, name, {})!, row, account);
    if (handle === undefined) {
      return new Rejected("too little is known of the line to change it", { carrier, subject: name });
    }
    const note = ledger.intend({ carrier, account, writer: noteFor(on), values, lines: [name] });
    try {
      const outcome = await scheduling.send(around.session, handle, values, on);
      if (outcome === "taken") ledger.accepted(note.id, on);
      else {
        ledger.over(note.id, [name]);
        this.done.set(name, { ...this.done.get(name), ...values });
      }
      return outcome;
    } catch (error) {
      // Where nobody knows whether it arrived, it stays noted: the carrier may hold it.
      if (!(error instanceof Ambiguous)) ledger.over(note.id, [name]);
      if (error instanceof CellularError) return error;
      throw error;
    }
  }
}

const pickFrom = (values: Values, names: readonly string[]): Values =>
  some(values, (name) => names.includes(name));
