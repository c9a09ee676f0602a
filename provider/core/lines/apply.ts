import { Ambiguous, type CellularError, Throttled } from "../errors";
import type { Value, Values } from "../value";
import type { Attribute } from "./attribute";
import { type Followed, follow } from "./follow";
import type { LineModel, Refusal, Wish, Writer } from "./model";
import type { OpenChange } from "./open";
import { type Change, difference, pick, planSteps, type Step, stagesOf } from "./plan";
import type { Counter, Progress } from "./progress";
import { beyond } from "./quota";
import { send } from "./send";
import type { Surroundings } from "./surroundings";

/** What became of one line: the values it has now, what could not be done, and what the carrier still works on. */
export interface Applied {
  readonly name: string;
  readonly reached: Values;
  readonly errors: readonly CellularError[];
  readonly open: readonly OpenChange[];
}

/** Problems the carrier's room finds in wanted values, by declared name, before anything is sent to any line. */
export async function verify<S>(
  session: S,
  account: string,
  wishes: readonly Wish[],
  writers: readonly Writer<S, never>[],
  attributes: readonly Attribute<never>[],
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const differing = wishes.map(({ before, wanted }) => difference(before, wanted, attributes));
  for (const writer of writers) {
    if (!writer.verify) continue;
    const mine = wishes.filter((_, index) =>
      writer.attributes.some((name) => differing[index]![name] !== undefined),
    );
    if (mine.length > 0) refusals.push(...(await writer.verify(session, mine, account)));
  }
  return refusals;
}

/**
 * Makes the changes: first it sees what became of what was sent earlier, then stage after stage, the calls of a stage side
 * by side. A line that fails leaves the others done; each line comes back with what it reached.
 */
export async function apply<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  changes: readonly Change<H>[],
  progress: Progress,
): Promise<Applied[]> {
  const run = new Application(model, around, account, changes, progress);
  await run.resume();
  for (const writers of stagesOf(model.writers)) await run.stage(writers);
  return run.result();
}

/** A line on its way: what it has reached, and which of its attributes are not to be touched any more in this run. */
interface Way<H> {
  readonly change: Change<H>;
  readonly reached: Record<string, Value>;
  readonly failed: Set<string>;
  readonly errors: CellularError[];
  readonly open: OpenChange[];
  stopped: boolean;
}

class Application<S extends object, R, H> {
  private readonly ways: Way<H>[];

  constructor(
    private readonly model: LineModel<S, R, H>,
    private readonly around: Surroundings<S>,
    private readonly account: string,
    changes: readonly Change<H>[],
    private readonly progress: Progress,
  ) {
    this.ways = changes.map((change) => ({
      change,
      reached: { ...change.before },
      failed: new Set(),
      errors: [],
      open: [],
      stopped: false,
    }));
  }

  /** What an earlier run sent is followed to its end and never sent again. */
  async resume(): Promise<void> {
    const { model, around, account, progress } = this;
    const open = this.ways.flatMap((way) => (way.change.open ?? []).map((sent) => ({ way, sent })));
    const work = open.map(({ way: { change }, sent }) => ({
      ...sent,
      name: change.name,
      handle: change.handle,
    }));
    const ends = await follow(model, around, account, work, progress);
    for (const [index, { way, sent }] of open.entries()) {
      const writer = model.writers.find(({ name }) => name === sent.writer);
      const values = writer ? valuesReached({ writer, values: sent.values }, way.change) : sent.values;
      this.note(way, writer, values, ends[index]!);
    }
  }

  /** One stage: what still differs, in as few calls as possible, and the end of each. */
  async stage(writers: readonly Writer<S, H>[]): Promise<void> {
    const { model, around, account, progress } = this;
    const ways = new Map<Change<H>, Way<H>>();
    for (const way of this.ways) if (!way.stopped) ways.set(this.remaining(way), way);
    const scope = (handle: H) => model.scope(handle);
    const planned = planSteps([...ways.keys()], writers, model.attributes, scope);
    const steps = planned.map((step) => this.allowed(step, ways)).filter(({ changes }) => changes.length > 0);
    const counters = countersOf(steps, progress);
    const sent = await Promise.all(
      steps.map((step, at) => send(model, around, account, step, counters[at]!)),
    );
    const tries = steps.flatMap((step, at) =>
      step.changes.map((change, index) => ({ step, change, sending: sent[at]![index]! })),
    );
    const work = tries.flatMap(
      ({ step: { writer, values }, change: { name, handle }, sending: { later } }) =>
        later ? [{ ...later, name, handle, writer: writer.name, values }] : [],
    );
    // All together: each look reads the lines of the account, and one is enough for all that changed.
    const followed = (await follow(model, around, account, work, progress)).values();
    // In the order of the writers and not of the answers, so that the same faults give the same message.
    for (const { step, change, sending } of tries) {
      const { writer } = step;
      const { error, later } = sending;
      const end: Followed = later ? followed.next().value! : error ? { error } : {};
      if (!later?.underWay && mayHaveHappened(end)) around.tally?.add(change.name, writer.name);
      this.note(ways.get(change)!, writer, valuesReached(step, change), end);
    }
  }

  /** The step without lines that are not ready for it, or have had what the carrier allows of it. */
  private allowed(step: Step<S, H>, ways: ReadonlyMap<Change<H>, Way<H>>): Step<S, H> {
    const { tally } = this.around;
    const { writer } = step;
    const changes = step.changes.filter((change) => {
      const way = ways.get(change)!;
      if (writer.waitsFor?.some((name) => way.failed.has(name))) {
        for (const name of writer.attributes) way.failed.add(name);
        return false;
      }
      const quota = tally?.exceeded(change.name, writer.name);
      if (!quota) return true;
      const next = `It was not sent. Run it again next ${quota.per}.`;
      const error = new Throttled(beyond(quota), {
        carrier: this.model.carrier.name,
        subject: change.name,
        next,
      });
      this.note(way, writer, {}, { error });
      return false;
    });
    return { ...step, changes };
  }

  result(): Applied[] {
    return this.ways.map((way) => ({
      name: way.change.name,
      reached: kept(way, this.model.attributes),
      errors: way.errors,
      open: way.open,
    }));
  }

  /** What a line still is to get: what failed or is under way is not tried again in this run. */
  private remaining({ change, reached, failed }: Way<H>): Change<H> {
    const wanted = Object.entries(change.wanted).filter(([name]) => !failed.has(name));
    return { ...change, before: { ...reached }, wanted: Object.fromEntries(wanted) };
  }

  private note(
    way: Way<H>,
    writer: Writer<S, H> | undefined,
    values: Values,
    { error, open, overtaken }: Followed,
  ): void {
    if (open) way.open.push(open);
    if (!error) {
      if (!overtaken) Object.assign(way.reached, values);
      return;
    }
    way.errors.push(error);
    for (const name of writer?.attributes ?? Object.keys(values)) way.failed.add(name);
    if (writer?.gate) way.stopped = true;
  }
}

/**
 * Who counts the lines of each step: one for all steps of a writer, since thousands of lines with a value of their own
 * each are thousands of steps; one for each step where a line takes several of them.
 */
function countersOf<S, H>(steps: readonly Step<S, H>[], progress: Progress): Counter[] {
  const task = ({ name, perSecond }: Writer<S, H>, some: readonly Step<S, H>[]) =>
    progress.task(
      name,
      some.reduce((sum, { changes }) => sum + changes.length, 0),
      perSecond,
    );
  const shared = new Map<Writer<S, H>, Counter>();
  return steps.map((step) => {
    const { writer } = step;
    if (writer.parts) return task(writer, [step]);
    const counter =
      shared.get(writer) ??
      task(
        writer,
        steps.filter((one) => one.writer === writer),
      );
    shared.set(writer, counter);
    return counter;
  });
}

/** What has failed takes nothing of a quota; of what is open, or unknown, it may have been taken. */
const mayHaveHappened = ({ error, open }: Followed): boolean =>
  !error || open !== undefined || error instanceof Ambiguous;

/**
 * What a part of a change has made of the line. Some parts carry more than values, to say how; where none of it is a value
 * of an attribute, the whole wish counts as reached once no part has failed.
 */
export function valuesReached<S, H>(
  { writer, values }: Pick<Step<S, H>, "writer" | "values">,
  { wanted }: Change<H>,
): Values {
  const own = pick(values, writer.attributes);
  return Object.keys(own).length > 0 ? own : pick(wanted, writer.attributes);
}

/**
 * The row as it will be kept. A failed attribute keeps its old value, also where a part of it (one label of several)
 * was done: the next run then does the whole again, which is harmless. What cannot be read, or only serves an order,
 * is remembered as declared.
 */
function kept<H>({ change, reached, failed }: Way<H>, attributes: readonly Attribute<never>[]): Values {
  for (const { name, role } of attributes) {
    const wanted = change.wanted[name];
    if (failed.has(name)) {
      const before = change.before[name];
      if (before === undefined) delete reached[name];
      else reached[name] = before;
    } else if (wanted === undefined) delete reached[name];
    else if (role === "order" || reached[name] === undefined || (role === "fact" && reached[name] === null))
      reached[name] = wanted;
  }
  return reached;
}
