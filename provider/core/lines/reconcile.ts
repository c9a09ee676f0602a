import { type CellularError, Conflict, Misconfigured, NotFound } from "../errors";
import { sameValue, type Value, type Values } from "../value";
import { type Applied, apply, verify } from "./apply";
import { bear } from "./birth";
import { keyOf, locate } from "./locate";
import { type LineModel, observe } from "./model";
import { type Change, difference } from "./plan";
import { Progress } from "./progress";
import { type ReleasePolicy, release } from "./release";
import type { Surroundings } from "./surroundings";

/** What state knows of a group of lines: their values when last seen, numbers given to ordered lines, open orders. */
export interface Known {
  readonly rows: ReadonlyMap<string, Values>;
  readonly numbers: Readonly<Record<string, string>>;
  readonly pending: Readonly<Record<string, string>>;
}

export const NOTHING_KNOWN: Known = { rows: new Map(), numbers: {}, pending: {} };

/** The group as it is afterwards, and what could not be done, a fault a line. */
export interface Reconciled {
  readonly rows: Map<string, Values>;
  readonly numbers: Record<string, string>;
  readonly pending: Record<string, string>;
  readonly faults: CellularError[];
}

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
  policy: ReleasePolicy,
): Promise<Reconciled> {
  const run = new Reconciliation(model, around, account, wanted, known);
  await run.look();
  await run.refuse();
  await Promise.all([run.change(), run.order()]);
  await run.release(policy);
  return run.result;
}

class Reconciliation<S extends object, R, H> {
  readonly result: Reconciled;
  private readonly changes: Change<H>[] = [];
  private readonly absent: string[] = [];
  private readonly keysInUse = new Set<string>();
  private readonly progress: Progress;

  constructor(
    private readonly model: LineModel<S, R, H>,
    private readonly around: Surroundings<S>,
    private readonly account: string,
    private readonly wanted: ReadonlyMap<string, Values>,
    private readonly known: Known,
  ) {
    this.progress = new Progress(around.host.log, around.host.clock, around.subject);
    this.result = { rows: new Map(), numbers: {}, pending: {}, faults: [] };
    for (const name of wanted.keys())
      if (known.numbers[name]) this.result.numbers[name] = known.numbers[name];
  }

  /** Which lines are known well enough, which are at the carrier, and which are nowhere. */
  async look(): Promise<void> {
    const unseen = new Map<string, Values>();
    for (const [name, wish] of this.wanted) {
      const before = this.known.rows.get(name);
      const change = before && this.knownChange(name, before, wish);
      if (change) this.take(change);
      else if (!this.known.pending[name]) unseen.set(name, wish);
      else this.absent.push(name);
    }
    const { session } = this.around;
    const found = await locate(session, this.model, this.account, unseen, this.known.numbers);
    const names = new Map<R, string>();
    for (const [name, wish] of unseen) {
      const record = found.get(name);
      if (record === undefined) {
        this.absent.push(name);
        continue;
      }
      const twin = names.get(record);
      if (twin !== undefined)
        this.fault(
          new Misconfigured(`the same line as ${twin}`, { subject: name, next: "Declare it once." }),
        );
      else {
        names.set(record, name);
        this.take(this.changeOf(name, record, wish));
      }
    }
    const adopted = [...unseen.keys()].filter((name) => found.has(name) && !this.known.rows.has(name)).length;
    if (adopted > 0) this.around.host.log("info", this.adoption(adopted));
  }

  /** Values that cannot be are refused for the whole group, before anything is sent. */
  async refuse(): Promise<void> {
    const orders = this.absent.map((name) => ({ name, before: {}, wanted: this.wanted.get(name)! }));
    const wishes = [...this.changes, ...orders];
    const refusals = await verify(
      this.around.session,
      wishes,
      this.model.writers as never,
      this.model.attributes,
    );
    if (refusals.length === 0) return;
    const texts = refusals.map(({ name, problem }) => `${name}: ${problem}`);
    throw new Misconfigured(
      `nothing was sent, because ${texts.length === 1 ? "a value" : `${texts.length} values`} cannot be:\n  ${texts.join("\n  ")}\n`,
      {
        subject: this.around.subject,
      },
    );
  }

  /** Sends the differences of the lines that exist. */
  async change(changes: readonly Change<H>[] = this.changes): Promise<void> {
    const first = await this.send(changes);
    const second = await this.send(await this.elsewhere(changes, first));
    for (const [name, { reached, errors }] of new Map([...first, ...second])) {
      this.result.rows.set(name, reached);
      this.result.faults.push(...errors);
      this.remember(name, reached);
    }
  }

  private async send(changes: readonly Change<H>[]): Promise<Map<string, Applied>> {
    if (changes.length === 0) return new Map();
    const { model, around } = this;
    const scope = (handle: H) => model.scope(handle);
    const applied = await apply(
      around.session,
      changes,
      model.writers,
      model.attributes,
      scope,
      this.progress,
    );
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
      applied.get(name)!.errors.some((error) => error instanceof NotFound),
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
    if (this.absent.length === 0) return;
    const wishes = new Map(this.absent.map((name) => [name, this.wanted.get(name)!]));
    const { born, pending, faults } = await bear(model, around, account, wishes, known.pending);
    Object.assign(this.result.pending, pending);
    this.result.faults.push(...faults);
    const changes = [...born].map(([name, record]) => {
      this.result.numbers[name] = model.display(record);
      return this.changeOf(name, record, wishes.get(name)!);
    });
    for (const change of changes) this.claim(change);
    await this.change(changes);
  }

  /** Lets go of lines that are no longer declared, unless they are declared under another of their identifiers. */
  async release(policy: ReleasePolicy): Promise<void> {
    const { rows, numbers, pending } = this.known;
    for (const [name, ticket] of Object.entries(pending)) {
      if (this.wanted.has(name)) continue;
      const text = `${name}: its order ${ticket} is under way and cannot be called back; the line will not be managed`;
      this.around.host.log("warning", text);
    }
    const dropped = new Map([...rows].filter(([name]) => !this.wanted.has(name) && !this.inUse(name)));
    const kept = await release(
      this.model,
      this.around,
      this.account,
      dropped,
      numbers,
      policy,
      this.progress,
    );
    for (const [name, errors] of kept) {
      this.result.rows.set(name, rows.get(name)!);
      if (numbers[name]) this.result.numbers[name] = numbers[name];
      this.result.faults.push(...errors);
    }
  }

  /** A change that state alone can describe: every declared setting was seen before. */
  private knownChange(name: string, before: Values, wish: Values): Change<H> | undefined {
    const { model } = this;
    const seen = model.attributes.every(
      ({ name: one, role }) => role !== "setting" || wish[one] === undefined || before[one] !== undefined,
    );
    const key = keyOf(model, name, this.known.numbers);
    const handle = seen && key ? model.handleFrom(key, before, this.account) : undefined;
    return handle && { name, handle, before, wanted: wish };
  }

  private changeOf(name: string, record: R, wish: Values): Change<H> {
    const { model } = this;
    const before = { ...this.known.rows.get(name), ...observe(model.attributes, record, Object.keys(wish)) };
    for (const key of model.keys(record)) this.keysInUse.add(key.key);
    return { name, handle: model.handle(record, this.account), before, wanted: wish };
  }

  /** Takes a change up, unless its facts say that the declaration speaks of another line than the carrier. */
  private take(change: Change<H>): void {
    this.claim(change);
    const { name, before, wanted } = change;
    for (const { name: fact, role } of this.model.attributes) {
      const [was, wish] = [before[fact], wanted[fact]];
      if (role !== "fact" || was === undefined || was === null || wish === undefined || sameValue(was, wish))
        continue;
      this.result.rows.set(name, before);
      this.fault(
        new Conflict(
          `${fact} is ${show(was)} at the carrier and ${show(wish)} in the declaration, so this may be another line`,
          {
            subject: name,
            next: `Correct ${fact} in the declaration, or look up which line is meant.`,
          },
        ),
      );
      return;
    }
    if (Object.keys(difference(before, wanted, this.model.attributes)).length === 0) {
      this.result.rows.set(name, wanted);
    } else this.changes.push(change);
  }

  private claim({ name, wanted }: Change<H>): void {
    for (const identifier of [name, this.result.numbers[name], wanted.iccid]) {
      if (typeof identifier !== "string") continue;
      const key = this.model.identify(identifier);
      if (!("problem" in key)) this.keysInUse.add(key.key);
    }
  }

  private inUse(name: string): boolean {
    const row = this.known.rows.get(name)!;
    return [name, this.known.numbers[name], row.iccid].some((identifier) => {
      const key = typeof identifier === "string" ? this.model.identify(identifier) : undefined;
      return key !== undefined && !("problem" in key) && this.keysInUse.has(key.key);
    });
  }

  private remember(name: string, values: Values): void {
    const key = keyOf(this.model, name, this.result.numbers);
    const roster = this.model.roster(this.around.session, this.account);
    const record = key && roster.peek(key);
    if (record !== undefined) roster.put(this.model.patched(record, values));
  }

  private fault(error: CellularError): void {
    this.result.faults.push(error);
  }

  private adoption(count: number): string {
    const changing = this.changes.filter(({ name }) => !this.known.rows.has(name)).length;
    const differ =
      changing === 0
        ? "none differs"
        : `${changing} ${changing === 1 ? "differs" : "differ"} and will be changed as declared`;
    return `${this.around.subject}: adopted ${count} ${count === 1 ? "line" : "lines"} that the carrier already has; ${differ}`;
  }
}

const show = (value: Value) => (value === null ? "none" : String(value));
