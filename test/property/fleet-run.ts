import { expect } from "vitest";
import type { Value, Values } from "../../provider/core/value";
import { type Declared, declaring } from "../support/declared";
import { MiniEngine } from "../support/mini-engine";
import type { FleetCarrier, FleetWorld, PortalEdit, SimulatedRecord } from "./fleet-carrier";
import { EXISTING, edited, MOVING, type Program, type Story } from "./fleet-story";

/** A program as resources, and what it says of each line. */
interface Declaration {
  readonly resources: Declared[];
  readonly lines: Record<string, Values>;
  /** Numbers of the lines in each membership. */
  readonly members: readonly (readonly string[])[];
}

/** Plays a story to its end, repairs what is left of it with one more run, and looks at the world. */
export async function play(carrier: FleetCarrier, world: FleetWorld, story: Story): Promise<void> {
  const run = new StoryRun(carrier, world, story);
  await run.begin();
  for (const move of story.moves) await run.move(move);
  await run.end();
}

class StoryRun {
  private readonly simulator;
  private engine!: MiniEngine;
  private untouched!: Untouched;
  private numbers: string[] = [];
  private program: Program;
  private ups = 0;
  private readonly edits: PortalEdit[] = [];

  constructor(
    private readonly carrier: FleetCarrier,
    private readonly world: FleetWorld,
    private readonly story: Story,
  ) {
    this.simulator = world.simulator;
    this.program = story.program;
  }

  async begin(): Promise<void> {
    const { carrier, simulator, world, story } = this;
    this.engine = new MiniEngine(simulator, await world.reset(story.hears));
    const usable = (await simulator.lines()).filter((one) => carrier.usable(one));
    const numbers = usable.map((one) => carrier.numberOf(one)!);
    this.numbers = numbers.slice(0, EXISTING);
    await carrier.prepare?.(simulator, numbers[EXISTING]!);
    this.untouched = new Untouched(carrier, await simulator.lines());
  }

  async move(move: Story["moves"][number]): Promise<void> {
    const { carrier, simulator, engine } = this;
    if (move.kind === "portal") {
      const at = this.numbers[move.line];
      if (at === undefined) return;
      await carrier.edit(simulator, at, move.patch);
      this.edits.push({ number: at, after: (await simulator.journal()).at(-1)?.seq ?? 0 });
      const record = (await simulator.lines()).find((one) => carrier.numberOf(one) === at)!;
      this.untouched.portal(at, record, move.patch);
    } else if (move.kind === "refresh") {
      await engine.refresh(move.death ? { death: move.death } : {});
    } else {
      this.program = edited(carrier, this.program, move.edits);
      const { resources } = await this.declare();
      for (const fault of move.faults) await simulator.faults.add(fault);
      await engine.up(resources, move.death ? { death: move.death } : {});
      await simulator.faults.clear();
      this.ups += 1;
    }
  }

  async end(): Promise<void> {
    const { carrier, engine } = this;
    if (carrier.restMs > 0) await engine.rest(carrier.restMs);
    const last = await this.declare();
    expect((await engine.refresh()).errors).toEqual([]);
    for (let left = carrier.runsToRecover; left > 1; left -= 1) {
      if ((await engine.up(last.resources)).ok) break;
    }
    expect((await engine.up(last.resources)).errors).toEqual([]);
    await this.expectRight(last);
  }

  private async expectRight(last: Declaration): Promise<void> {
    const { carrier, simulator, engine } = this;
    const now = await simulator.lines();
    expectAsDeclared(carrier, now, last.lines);
    for (const [at, { has }] of carrier.memberships.entries()) {
      const having = now.filter((one) => has(carrier.truth(one))).map((one) => carrier.numberOf(one));
      expect(having).toEqual(expect.arrayContaining([...last.members[at]!]));
    }
    this.untouched.expectSo(now);
    expect(await carrier.misdeeds(simulator, this.edits)).toEqual([]);
    expect((await engine.preview(last.resources)).steps).toEqual([]);
    expect((await engine.refresh()).errors).toEqual([]);
    expect((await engine.preview(last.resources)).steps).toEqual([]);
  }

  private async declare(): Promise<Declaration> {
    const { carrier, simulator, story, numbers } = this;
    const { journey, memberships, model } = carrier;
    const { line, lineSet, membership } = declaring<Values, object>(model);
    const sets: Record<"east" | "west", Record<string, Values>> = { east: {}, west: {} };
    const resources: Declared[] = [];
    const lines: Record<string, Values> = {};
    const present = await simulator.lines();
    for (const [index, { owner, values, byNumber }] of this.program.entries()) {
      if (owner === "none") continue;
      const found = present.find((one) => carrier.iccidOf(one) === values.iccid);
      const number = numbers[index] ?? (found && carrier.numberOf(found));
      const key = number !== undefined && (index < EXISTING || byNumber) ? number : String(values.iccid);
      const place = journey && (this.ups > story.journeys[index]! ? journey.to : journey.from);
      const wanted = journey && index < MOVING ? { ...values, [journey.attribute]: place! } : values;
      lines[key] = wanted;
      if (owner === "line") {
        resources.push(line(`line-${index}`, key === values.iccid ? wanted : { mdn: key, ...wanted }));
      } else sets[owner][key] = wanted;
    }
    resources.push(lineSet("east", sets.east), lineSet("west", sets.west));
    const members = memberships.map((_, at) => numbers.filter((_, index) => this.program[index]!.member[at]));
    for (const [at, { type, name, values, onDelete }] of memberships.entries()) {
      if (members[at]!.length > 0) resources.push(membership(type, name, members[at]!, values, { onDelete }));
    }
    const declaration = { resources, lines, members };
    this.untouched.declare(declaration);
    return declaration;
  }
}

const sorted = (value: Value | undefined) => (Array.isArray(value) ? [...value].sort() : value);

/** Every declared attribute of every declared line is at the carrier as declared, and each line there once. */
function expectAsDeclared(
  carrier: FleetCarrier,
  all: readonly SimulatedRecord[],
  lines: Readonly<Record<string, Values>>,
): void {
  const found: Record<string, unknown> = {};
  const declared: Record<string, unknown> = {};
  for (const [key, values] of Object.entries(lines)) {
    const present = all.filter((one) => carrier.numberOf(one) === key || carrier.iccidOf(one) === key);
    const names = Object.keys(values).filter((name) => !carrier.hidden.includes(name));
    const pick = (from: Values) => Object.fromEntries(names.map((name) => [name, sorted(from[name])]));
    found[key] = present.length === 1 ? pick(carrier.truth(present[0]!)) : present;
    declared[key] = pick(values);
  }
  expect(found).toEqual(declared);
}

/** What nobody ever declared: it must stay as it was, or as the portal left it. */
class Untouched {
  private readonly truths: Map<string, Record<string, Value>>;

  constructor(
    private readonly carrier: FleetCarrier,
    records: readonly SimulatedRecord[],
  ) {
    this.truths = new Map(
      records.flatMap((one) => {
        const number = carrier.numberOf(one);
        return number === undefined ? [] : [[number, { ...carrier.truth(one) } as Record<string, Value>]];
      }),
    );
  }

  declare({ lines, members }: Declaration): void {
    for (const [number, values] of Object.entries(lines)) this.forget(number, Object.keys(values));
    for (const [at, { values }] of this.carrier.memberships.entries())
      for (const number of members[at]!) this.forget(number, Object.keys(values));
  }

  portal(number: string, record: SimulatedRecord, patch: Values): void {
    const truth = this.truths.get(number)!;
    const now = this.carrier.truth(record);
    for (const name of Object.keys(patch)) if (name in truth) truth[name] = now[name]!;
  }

  expectSo(records: readonly SimulatedRecord[]): void {
    for (const one of records) {
      const number = this.carrier.numberOf(one);
      const truth = number === undefined ? undefined : this.truths.get(number);
      if (truth) expect({ number, ...this.carrier.truth(one) }).toMatchObject({ number, ...truth });
    }
  }

  private forget(number: string, names: readonly string[]): void {
    const truth = this.truths.get(number);
    if (truth) for (const name of names) delete truth[name];
  }
}
