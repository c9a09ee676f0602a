import { expect } from "vitest";
import type { LineArgs } from "../../provider/kajeet/index";
import type { KajeetSimulator, SimulatedLine } from "../../simulator/index";
import { expectAsDeclared, truthOf } from "../support/carrier-truth";
import { type Declared, line, lineSet, membership } from "../support/declared";
import { ordersOf, removalsOf } from "../support/journal";
import { MiniEngine } from "../support/mini-engine";
import { CHILD, EXISTING, edited, MOVING, type Program, ROOT, type Story } from "./fleet-story";

/** A program as resources, and what it says of each line. */
interface Declaration {
  readonly resources: Declared[];
  readonly lines: Record<string, LineArgs>;
  /** MDNs that must carry the label of the membership, and those that must be in its filter group. */
  readonly labelled: string[];
  readonly filtered: string[];
}

const LABEL = "Loaner 2026";
const GROUP = "Transportation";

/** Plays a story to its end, repairs what is left of it with one more run, and looks at the world. */
export async function play(simulator: KajeetSimulator, { program, moves, journeys }: Story): Promise<void> {
  await simulator.reset();
  const start = (await simulator.lines()).sort((a, b) => (a.key < b.key ? -1 : 1));
  const mdns = start.slice(0, EXISTING).map(({ mdn }) => mdn);
  await simulator.editLine(start[EXISTING]!.mdn, { labels: ["E-Rate", "Campus: Northstar High", LABEL] });
  const engine = new MiniEngine(simulator);
  const untouched = new Untouched(await simulator.lines());
  let now = program;
  let ups = 0;
  const declare = async () => {
    const groups = journeys.map((at) => (ups > at ? CHILD : ROOT));
    const declaration = await declarationOf(simulator, now, mdns, groups);
    untouched.declare(declaration);
    return declaration;
  };

  for (const move of moves) {
    if (move.kind === "portal") {
      const at = mdns[move.line];
      if (at === undefined) continue;
      await simulator.editLine(at, move.patch);
      untouched.portal(at, (await simulator.line(at))!, move.patch);
    } else if (move.kind === "refresh") {
      await engine.refresh(move.death ? { death: move.death } : {});
    } else {
      now = edited(now, move.edits);
      const { resources } = await declare();
      for (const fault of move.faults) await simulator.faults.add(fault);
      await engine.up(resources, move.death ? { death: move.death } : {});
      await simulator.faults.clear();
      ups += 1;
    }
  }

  const last = await declare();
  expect((await engine.refresh()).errors).toEqual([]);
  expect((await engine.up(last.resources)).errors).toEqual([]);
  await expectRight(simulator, engine, last, untouched);
}

async function expectRight(
  simulator: KajeetSimulator,
  engine: MiniEngine,
  last: Declaration,
  untouched: Untouched,
): Promise<void> {
  await expectAsDeclared(simulator, last.lines);
  const now = await simulator.lines();
  const labelled = now
    .filter(({ labels }) => labels.some(({ name }) => name === LABEL))
    .map(({ mdn }) => mdn);
  expect(labelled).toEqual(expect.arrayContaining(last.labelled));
  const filtered = now.filter(({ filterGroup }) => filterGroup === GROUP).map(({ mdn }) => mdn);
  expect(filtered).toEqual(expect.arrayContaining(last.filtered));
  untouched.expectSo(now);
  expect(await removalsOf(simulator)).toEqual([]);
  expect(Object.values(await ordersOf(simulator)).filter((count) => count > 1)).toEqual([]);
  expect((await engine.preview(last.resources)).steps).toEqual([]);
  expect((await engine.refresh()).errors).toEqual([]);
  expect((await engine.preview(last.resources)).steps).toEqual([]);
}

async function declarationOf(
  simulator: KajeetSimulator,
  program: Program,
  mdns: readonly string[],
  groups: readonly string[],
): Promise<Declaration> {
  const sets: Record<"east" | "west", Record<string, LineArgs>> = { east: {}, west: {} };
  const resources: Declared[] = [];
  const lines: Record<string, LineArgs> = {};
  const present = await simulator.lines();
  for (const [index, { owner, values, byNumber }] of program.entries()) {
    if (owner === "none") continue;
    const number = mdns[index] ?? present.find(({ uicc }) => uicc === values.iccid)?.mdn;
    const key = number !== undefined && (index < EXISTING || byNumber) ? number : values.iccid!;
    const wanted = index < MOVING ? { ...values, deviceGroup: groups[index]! } : values;
    lines[key] = wanted;
    if (owner === "line") {
      const name = `line-${index}`;
      resources.push(line(name, key === values.iccid ? wanted : { mdn: key, ...wanted }));
    } else sets[owner][key] = wanted;
  }
  resources.push(lineSet("east", sets.east), lineSet("west", sets.west));
  const named = (flag: "labelled" | "filtered") => mdns.filter((_, index) => program[index]![flag]);
  const [labelled, filtered] = [named("labelled"), named("filtered")];
  if (labelled.length > 0)
    resources.push(membership("LabelAssignment", "loaners", labelled, { labels: [LABEL] }));
  if (filtered.length > 0) {
    resources.push(
      membership("FilterGroup", "buses", filtered, { filterGroup: GROUP }, { onDelete: "restore" }),
    );
  }
  return { resources, lines, labelled, filtered };
}

type Truth = ReturnType<typeof truthOf>;

/** What nobody ever declared: it must stay as it was, or as the portal left it. */
class Untouched {
  private readonly truths: Map<string, Partial<Truth>>;

  constructor(lines: readonly SimulatedLine[]) {
    this.truths = new Map(lines.map((one) => [one.mdn, truthOf(one)]));
  }

  declare({ lines, labelled, filtered }: Declaration): void {
    for (const [mdn, values] of Object.entries(lines)) this.forget(mdn, Object.keys(values));
    for (const mdn of labelled) this.forget(mdn, ["labels"]);
    for (const mdn of filtered) this.forget(mdn, ["filterGroup"]);
  }

  portal(mdn: string, line: SimulatedLine, patch: object): void {
    const truth = this.truths.get(mdn)!;
    for (const name of Object.keys(patch) as (keyof Truth)[]) {
      if (name in truth) Object.assign(truth, { [name]: truthOf(line)[name] });
    }
  }

  expectSo(lines: readonly SimulatedLine[]): void {
    for (const one of lines) {
      const truth = this.truths.get(one.mdn);
      if (truth) expect({ mdn: one.mdn, ...truthOf(one) }).toMatchObject({ mdn: one.mdn, ...truth });
    }
  }

  private forget(mdn: string, names: readonly string[]): void {
    const truth = this.truths.get(mdn) as Record<string, unknown> | undefined;
    if (truth) for (const name of names) delete truth[name];
  }
}
