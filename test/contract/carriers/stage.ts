import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { expect } from "vitest";
import type { Value, Values } from "../../../provider/core/value";
import type { JournalEntry, Simulator } from "../../../simulator/index";
import { type Declared, declaring } from "../../support/declared";
import type { DeploymentOptions } from "../../support/deployment";
import { MiniEngine, type Run } from "../../support/mini-engine";
import type { CarrierUnderTest, Lines, Theatre } from "./carrier";

/** How lines are declared: together in a set, or each as a resource of its own. */
export type Grain = "a set" | "lines of their own";

/** The name of the set, where lines are declared together. */
const SET = "fleet";

/** Where a case is played: a carrier with its simulator as it was at the start, and a stack with nothing in it. */
export class Stage {
  readonly engine: MiniEngine;
  readonly simulator: Simulator;
  readonly declare;

  /** `directory` is for what a stack keeps on disk beside its state. */
  constructor(
    readonly carrier: CarrierUnderTest,
    private readonly theatre: Theatre,
    readonly grain: Grain,
    private readonly directory: string,
    config: DeploymentOptions["config"] = {},
  ) {
    this.simulator = theatre.simulator;
    const ledger = join(directory, `${randomUUID()}.jsonl`);
    this.engine = new MiniEngine(theatre.simulator, {
      ...theatre.settings,
      "cellular:ledger": ledger,
      ...config,
    });
    this.declare = declaring<Values, object>(carrier.model);
  }

  /** Another stack with nothing in it, at the same carrier. */
  beside(config: DeploymentOptions["config"] = {}): Stage {
    return new Stage(this.carrier, this.theatre, this.grain, this.directory, config);
  }

  /** Another stack with nothing in it, at the carrier as it was at the start. */
  async anew(config: DeploymentOptions["config"] = {}): Promise<Stage> {
    await this.theatre.reset();
    return this.beside(config);
  }

  /** The resources that declare these lines. */
  fleet(lines: Lines, more: object = {}): Declared[] {
    if (this.grain === "a set") return [this.declare.lineSet(SET, lines, more)];
    return Object.entries(lines).map(([line, values]) =>
      this.declare.line(line, { ...values, ...this.carrier.identified(line), ...more } as Values),
    );
  }

  /** The same value of the plain attribute for some lines. */
  plain(value: Value, lines: readonly string[] = this.carrier.lines): Record<string, Values> {
    return Object.fromEntries(lines.map((line) => [line, { [this.carrier.plain]: value }]));
  }

  /** Applies a program that must succeed. */
  async up(declared: readonly Declared[], options: DeploymentOptions = {}): Promise<Run> {
    const run = await this.engine.up(declared, options);
    expect(run.errors).toEqual([]);
    return run;
  }

  /** Runs again after something was cut off, as often as the carrier says that it may take; then all is done. */
  async recover(declared: readonly Declared[]): Promise<void> {
    for (let left = this.carrier.runsToRecover ?? 1; left > 1; left -= 1) {
      const { ok, errors } = await this.engine.up(declared);
      if (ok) return;
      expect(errors.join("\n")).toContain("nobody knows whether the change");
    }
    await this.up(declared);
  }

  async refresh(): Promise<void> {
    expect((await this.engine.refresh()).errors).toEqual([]);
  }

  /** A preview finds nothing to do, and asks nobody. */
  async expectNothingToDo(declared: readonly Declared[]): Promise<void> {
    expect(await this.engine.preview(declared)).toMatchObject({ ok: true, steps: [], calls: 0 });
  }

  /** Every declared value of every line is what the carrier has; what only serves an order is nowhere to be seen. */
  async expectAt(lines: Lines): Promise<void> {
    const { carrier, simulator } = this;
    const hidden = new Set(
      carrier.model.attributes.filter(({ role }) => role === "order").map(({ name }) => name),
    );
    const found: Record<string, unknown> = {};
    const declared: Record<string, unknown> = {};
    for (const [line, values] of Object.entries(lines)) {
      const truth = await carrier.readBack(simulator, line);
      const names = Object.keys(values).filter((name) => !hidden.has(name));
      const pick = (from: Values) => Object.fromEntries(names.map((name) => [name, sorted(from[name])]));
      found[line] = truth && pick(truth);
      declared[line] = pick(values);
    }
    expect(found).toEqual(declared);
  }

  /** Carrier, state and declaration agree, also when everything is read anew. */
  async expectAgreed(declared: readonly Declared[], lines: Lines): Promise<void> {
    await this.expectAt(lines);
    await this.expectNothingToDo(declared);
    await this.refresh();
    await this.expectNothingToDo(declared);
  }

  /** Calls that change something at the carrier, or would have. */
  async writes(): Promise<JournalEntry[]> {
    const entries = await this.simulator.journal({ writes: true });
    return entries.filter(({ operationId }) => !this.carrier.logins.includes(operationId ?? ""));
  }

  /** All calls but logins. */
  async calls(): Promise<JournalEntry[]> {
    const entries = await this.simulator.journal();
    return entries.filter(({ operationId }) => !this.carrier.logins.includes(operationId ?? ""));
  }

  /** How often an order was tried for each line, whether the carrier took it or not. */
  async orders(): Promise<Record<string, number>> {
    const tried: Record<string, number> = {};
    for (const entry of await this.simulator.journal({ writes: true })) {
      for (const line of this.carrier.ordersIn(entry)) tried[line] = (tried[line] ?? 0) + 1;
    }
    return tried;
  }

  async expectRemoved(...lines: string[]): Promise<void> {
    expect((await this.carrier.removals(this.simulator)).sort()).toEqual(lines.sort());
  }
}

const sorted = (value: Value | undefined) => (Array.isArray(value) ? [...value].sort() : value);
