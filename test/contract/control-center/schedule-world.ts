/** What the tests of scheduled changes share: one carrier and one stack in the same time, which only the test moves. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScheduleEntry } from "../../../provider/core/lines/schedule/declared";
import type { BookedLines } from "../../../provider/core/lines/schedule/state";
import type { ControlCenterSimulator } from "../../../simulator/index";
import type { Declared } from "../../support/declared";
import type { DeploymentOptions } from "../../support/deployment";
import { MiniEngine, outputsOf, type Run } from "../../support/mini-engine";
import { carrierWith, edits, inventory, line, lineSet, sims } from "./lines-world";

/** A Monday morning. */
export const START = "2026-11-02T08:00:00Z";
export const [STANDARD, BIG, SEASONAL] = ["Standard 1 GB", "Standard 5 GB", "Seasonal 50 MB"];

export const [FIRST, SECOND, THIRD, FOURTH] = sims(4) as [string, string, string, string];

export type Schedule = readonly ScheduleEntry[];

/** The ways in which one line can be declared. */
export const SHAPES: Record<string, (values: object, schedule?: Schedule) => Declared[]> = {
  Line: (values, schedule) => [line("it", { iccid: FIRST, ...values, ...(schedule ? { schedule } : {}) })],
  LineSet: (values, schedule) => [
    lineSet(
      "it",
      { [FIRST]: values, [SECOND]: { ratePlan: STANDARD } },
      schedule ? { schedule: only(schedule) } : {},
    ),
  ],
};

const only = (schedule: Schedule): Schedule => schedule.map((entry) => ({ ...entry, lines: [FIRST] }));

/** A day of one change. */
export const on = (day: string, set: Record<string, unknown>): ScheduleEntry => ({ on: day, set });

/** The carrier, a stack, and the time. */
export class Season {
  private readonly directory = mkdtempSync(join(tmpdir(), "season-"));
  /** Where stacks of this carrier note what they hand to it. */
  readonly ledger = join(this.directory, "ledger.jsonl");
  engine: MiniEngine;
  private from: number | undefined;

  private constructor(readonly simulator: ControlCenterSimulator) {
    this.engine = this.stack();
  }

  static async open(count = 4, of?: (at: number) => Record<string, string>): Promise<Season> {
    return new Season(await carrierWith(inventory(count, of)));
  }

  /** A new carrier with the same lines, and a stack without state. */
  async begin(): Promise<void> {
    await this.simulator.reset();
    rmSync(this.ledger, { force: true });
    this.engine = this.stack();
    await this.at(START);
  }

  /** Moves the time, for the carrier and for the stack. */
  async at(moment: string): Promise<void> {
    await this.simulator.clock.freeze(moment);
    this.from = Date.parse(moment);
  }

  up(declared: readonly Declared[], options: DeploymentOptions = {}): Promise<Run> {
    return this.engine.up(declared, this.timed(options));
  }

  refresh(): Promise<Run> {
    return this.engine.refresh(this.timed({}));
  }

  preview(declared: readonly Declared[]): Promise<Run> {
    return this.engine.preview(declared, this.timed({}));
  }

  /** What a person is told in a plan, and its steps. */
  async plan(declared: readonly Declared[]): Promise<{ steps: string[]; warnings: string[]; calls: number }> {
    const { steps, log, calls } = await this.preview(declared);
    return { steps, calls, warnings: textsOf(log, "warning") };
  }

  /** The edits that reached the carrier: what was sent, for which day, and how it was answered. */
  async sent(): Promise<unknown[]> {
    return (await edits(this.simulator)).map(({ body, status }) => [status, body]);
  }

  /** What the carrier has of a line. */
  async has(iccid = FIRST): Promise<Record<string, unknown>> {
    return (await this.simulator.line(iccid)) as never;
  }

  /** What the carrier holds for later days: the day and the value. */
  async pending(): Promise<string[]> {
    return (await this.simulator.state()).pending.map(
      ({ effectiveDate, attribute, value }) => `${effectiveDate} ${attribute}=${value}`,
    );
  }

  /** The same by state, with what has become of it. */
  booked(): string[] {
    const { scheduled = [] } = outputsOf(this.engine, "it") as { scheduled?: BookedLines[] };
    return scheduled.map((one) => {
      const flags = (["done", "shown", "stray", "stuck", "unsure"] as const).filter((flag) => one[flag]);
      const values = Object.entries(one.values).map(([name, value]) => `${name}=${value}`);
      return [one.on, ...values, ...flags].join(" ");
    });
  }

  async close(): Promise<void> {
    await this.simulator.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private stack(): MiniEngine {
    return new MiniEngine(this.simulator, { "cellular:ledger": this.ledger });
  }

  private timed(options: DeploymentOptions): DeploymentOptions {
    const { from } = this;
    this.from = undefined;
    return from === undefined ? options : { from, ...options };
  }
}

export const textsOf = (log: Run["log"], level: "info" | "warning"): string[] =>
  log.filter((one) => one.level === level).map(({ message }) => message);
