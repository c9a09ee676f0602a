import { CellularError, Misconfigured, NotFound } from "../errors";
import type { Values } from "../value";
import { listing } from "../words";
import { adoption } from "./adoption";
import { type Applied, apply, verify } from "./apply";
import { bear } from "./birth";
import type { Known, Reconciled, Terms } from "./group";
import { Identifiers, otherLine } from "./identity";
import { knownChange } from "./known-change";
import { keyOf, locate } from "./locate";
import { type LineModel, observe, type Refusal } from "./model";
import { movedOn } from "./moved-on";
import { permitChange } from "./permit";
import { type Change, difference } from "./plan";
import { Progress } from "./progress";
import { Tally } from "./quota";
import { release } from "./release";
import { sentEarlier } from "./sent-earlier";
import type { Surroundings } from "./surroundings";

/**
 * Makes lines be as declared: the one flow behind a single line, a set of thousands, and every membership, at creation
 * and at every change. It looks at lines it does not know, compares, sends only what differs, orders what does not exist, and lets
 * go of what is no longer declared. For lines it knows it sends what the preview showed: the difference between the
 * last observation and the wish, and nothing else.
 */
export async function reconcile<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  wanted: ReadonlyMap<string, Values>,
  known: Known,
  terms: Terms,
): Promise<Reconciled> {
  const { clock, config } = around.host;
  const tally = model.quotas && new Tally(model.quotas(config), clock.now(), known.spent);
  const run = new Reconciliation(model, tally ? { ...around, tally } : around, account, wanted, known, terms);
  await run.look();
  await run.refuse();
  await Promise.all([run.change(), run.order(), run.bring()]);
  await run.release();
  const spent = tally?.packed();
  return {
    ...run.result,
    ...(model.following ? { asOf: new Date(clock.now()).toISOString() } : {}),
    ...(spent === undefined ? {} : { spent }),
  };
}

class Reconciliation<S extends object, R, H> {
  readonly result: Reconciled;
  private readonly changes: Change<H>[] = [];
  private readonly absent: string[] = [];
  private readonly refusals: Refusal[] = [];
  private readonly identifiers: Identifiers<S, R, H>;
  private readonly progress: Progress;

  constructor(
    private readonly model: LineModel<S, R, H>,
    private readonly around: Surroundings<S>,
    private readonly account: string,
    private readonly wanted: ReadonlyMap<string, Values>,
    private readonly known: Known,
    private readonly terms: Terms,
  ) {
    this.progress = new Progress(around.host.log, around.host.clock, around.subject);
    this.identifiers = new Identifiers(model);
    this.result = { rows: new Map(), numbers: {}, pending: {}, open: {}, faults: [] };
    for (const name of wanted.keys())
      if (known.numbers[name]) this.result.numbers[name] = known.numbers[name];
  }

  /** Which lines are known well enough, which are at the carrier, and which are nowhere. */
  async look(): Promise<void> {
    const unseen = new Map<string, Values>();
    for (const [name, wish] of this.wanted) {
      const before = this.known.rows.get(name);
      const change = before && knownChange(this.model, this.account, this.known.numbers, name, before, wish);
      if (change) this.take(change);
      else if (!this.known.pending[name]) unseen.set(name, wish);
      else this.absent.push(name);
    }
    const { session } = this.around;
    const found = await locate(session, this.model, this.account, unseen, this.known.numbers);
    for (const [name, wish] of unseen) {
      const record = found.get(name);
      const twin = record && this.identifiers.twin(name, record);
      if (record === undefined) this.absent.push(name);
      else if (twin) this.refusals.push({ name, problem: `it is the same line as ${twin}; declare it once` });
      else this.take(this.changeOf(name, record, wish));
    }
    const adopted = [...unseen.keys()].filter((name) => found.has(name) && !this.known.rows.has(name)).length;
    const changing = this.changes.filter(({ name }) => !this.known.rows.has(name)).length;
    if (adopted > 0) this.around.host.log("info", adoption(this.around.subject, adopted, changing));
  }

  /** Values that cannot be are refused for the whole group, before anything is sent. */
  async refuse(): Promise<void> {
    const orders = this.absent.map((name) => ({ name, before: {}, wanted: this.wanted.get(name)! }));
    // What is about to change by itself is judged by the carrier.
    const settled = this.changes.filter(({ open }) => !open);
    const { session, subject } = this.around;
    const { writers, attributes } = this.model;
    const problems = await verify(
      session,
      this.account,
      [...settled, ...orders],
      writers as never,
      attributes,
    );
    const texts = [...this.refusals, ...problems].map(({ name, problem }) => `${name}: ${problem}`);
    if (texts.length === 0) return;
    const count = texts.length === 1 ? "a value" : `${texts.length} values`;
    const problem = `nothing was sent, because ${count} cannot be used:\n${listing(texts)}\n`;
    throw new Misconfigured(problem, { subject });
  }

  /** Sends the differences of the lines that exist. */
  async change(changes: readonly Change<H>[] = this.changes): Promise<void> {
    const first = await this.send(this.permitted(changes));
    const second = await this.send(await this.elsewhere(changes, first));
    for (const [name, { reached, errors, open }] of new Map([...first, ...second])) {
      this.result.rows.set(name, reached);
      this.result.faults.push(...errors);
      if (open.length > 0) this.result.open[name] = open;
      this.remember(name, reached);
    }
  }

  /**
   * A line whose change the guard refuses stays as it is, and the others go on. State learns nothing new of it either:
   * what the refusal says to approve must be the same change in the next run.
   */
  private permitted(changes: readonly Change<H>[]): readonly Change<H>[] {
    const { model, around, known, terms, result } = this;
    return changes.filter((change) => {
      const number = result.numbers[change.name];
      const refused = permitChange(model, around.guard, change, known, number, terms);
      if (!refused) return true;
      const row = known.rows.get(change.name);
      if (row) result.rows.set(change.name, row);
      else if (!result.rows.has(change.name)) delete result.numbers[change.name];
      result.faults.push(refused);
      return false;
    });
  }

  private async send(changes: readonly Change<H>[]): Promise<Map<string, Applied>> {
    if (changes.length === 0) return new Map();
    const applied = await apply(this.model, this.around, this.account, changes, this.progress);
    return new Map(applied.map((one) => [one.name, one]));
  }

  /**
   * Lines that state knows in one place and the carrier has in another: a run that was lost had moved them, or somebody
   * else has. They are looked up and taken from there.
   */
  private async elsewhere(
    changes: readonly Change<H>[],
    applied: ReadonlyMap<string, Applied>,
  ): Promise<Change<H>[]> {
    const { model, around, account, result } = this;
    const lost = changes.filter(({ name }) =>
      applied.get(name)?.errors.some((error) => error instanceof NotFound),
    );
    if (lost.length === 0) return [];
    const wishes = new Map(lost.map(({ name, wanted }) => [name, wanted]));
    const found = await locate(around.session, model, account, wishes, result.numbers);
    return lost.flatMap(({ name, handle, wanted }) => {
      const record = found.get(name);
      if (record === undefined) return [];
      const change = this.changeOf(name, record, wanted);
      return model.scope(change.handle) === model.scope(handle) ? [] : [change];
    });
  }

  /** Orders the lines that do not exist, and brings the new ones to the rest of their values. */
  async order(): Promise<void> {
    const { around, model, account, known } = this;
    if (this.absent.length === 0 || model.newcomer) return;
    const wishes = new Map(this.absent.map((name) => [name, this.wanted.get(name)!]));
    const births = bear(model, around, account, wishes, known.pending);
    const { born, pending, faults } = await births.catch((error: unknown) => {
      if (!(error instanceof CellularError)) throw error;
      // What else was done stays done, and open orders stay known.
      return { born: new Map<string, R>(), pending: this.open(), faults: [error] };
    });
    Object.assign(this.result.pending, pending);
    this.result.faults.push(...faults);
    const changes = [...born].map(([name, record]) => this.changeOf(name, record, wishes.get(name)!));
    for (const change of changes) {
      this.claim(change);
      // It is there from now on, whatever becomes of its other values.
      this.result.rows.set(change.name, change.before);
    }
    await this.change(changes);
  }

  /** Brings lines into being that the carrier does not have, where its writers can do that. */
  async bring(): Promise<void> {
    const { around, model, account, known, result } = this;
    if (this.absent.length === 0 || !model.newcomer) return;
    const changes: Change<H>[] = [];
    for (const name of this.absent) {
      const wanted = this.wanted.get(name)!;
      const key = keyOf(model, name, {})!;
      const handle = model.newcomer(key, wanted, account) as H & { problem?: string };
      if (typeof handle.problem !== "string")
        changes.push(sentEarlier(model, around, account, known, { name, handle, before: {}, wanted }));
      else {
        const problem = `no such line in ${account}; ${handle.problem}`;
        const facts = { carrier: model.carrier.name, subject: name, next: model.whereElse };
        result.faults.push(new NotFound(problem, facts));
      }
    }
    for (const change of changes) this.claim(change);
    await this.change(changes);
    const roster = model.roster(around.session, account);
    const keys = changes.map(({ name }) => [keyOf(model, name, {})!]);
    const records = await roster.renew(keys);
    for (const [index, { name }] of changes.entries()) {
      const record = records[index];
      if (record !== undefined) this.number(name, record);
      // What was refused altogether did not come into being, and is no line of this group.
      else if (!result.open[name]) result.rows.delete(name);
    }
  }

  private number(name: string, record: R): void {
    const { model, result } = this;
    const number = keyOf(model, name, {})?.kind === "mdn" ? undefined : model.number(record);
    if (number) result.numbers[name] = number;
  }

  private open(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.known.pending).filter(([name]) => this.wanted.has(name)));
  }

  /** Lets go of lines that are no longer declared, unless they are declared under another of their identifiers. */
  async release(): Promise<void> {
    const { rows, numbers, pending } = this.known;
    for (const [name, ticket] of Object.entries(pending)) {
      if (this.wanted.has(name)) continue;
      const text = `${name}: its order ${ticket} is under way and cannot be called back; the line will not be managed`;
      this.around.host.log("warning", text);
    }
    const { model, around, account, progress } = this;
    const dropped = new Map([...rows].filter(([name]) => !this.wanted.has(name) && !this.inUse(name)));
    const kept = await release(model, around, account, dropped, this.known, this.terms.release, progress);
    for (const [name, errors] of kept) {
      this.result.rows.set(name, rows.get(name)!);
      if (numbers[name]) this.result.numbers[name] = numbers[name];
      this.result.faults.push(...errors);
    }
  }

  private changeOf(name: string, record: R, wish: Values): Change<H> {
    const { model } = this;
    const before = { ...this.known.rows.get(name), ...observe(model.attributes, record, Object.keys(wish)) };
    this.identifiers.takeRecord(name, record);
    this.number(name, record);
    return { name, handle: model.handle(record, this.account), before, wanted: wish };
  }

  /** Takes a change up, unless its facts say that the declaration speaks of another line than the carrier. */
  private take(seen: Change<H>): void {
    this.claim(seen);
    const { name, wanted } = seen;
    const { model, around } = this;
    const before = movedOn(model.attributes, around.host.log, name, seen.before, wanted);
    const change = { ...seen, before };
    const other = otherLine(this.model.attributes, name, before, wanted);
    if (other) {
      this.result.rows.set(name, before);
      this.result.faults.push(other);
      return;
    }
    const whole = sentEarlier(this.model, this.around, this.account, this.known, change);
    if (!whole.open && Object.keys(difference(before, wanted, this.model.attributes)).length === 0) {
      this.result.rows.set(name, wanted);
    } else this.changes.push(whole);
  }

  private claim({ name, wanted }: Change<H>): void {
    this.identifiers.take(name, [name, this.result.numbers[name], wanted.iccid]);
  }

  private inUse(name: string): boolean {
    return this.identifiers.has([name, this.known.numbers[name], this.known.rows.get(name)!.iccid]);
  }

  private remember(name: string, values: Values): void {
    const key = keyOf(this.model, name, this.result.numbers);
    const roster = this.model.roster(this.around.session, this.account);
    const record = key && roster.peek(key);
    if (record !== undefined) roster.put(this.model.patched(record, values));
  }
}
