import { deflateRawSync, inflateRawSync } from "node:zlib";
import { gather } from "../gather";
import type { Values } from "../value";
import { someOf } from "../words";
import type { Attribute } from "./attribute";
import type { Writer } from "./model";
import { difference, planSteps, stagesOf } from "./plan";

/** So many changes of some kind a carrier lets a line have in a period. */
export interface Quota {
  /** What is counted, in the plural, such as `provisioning actions`. */
  readonly name: string;
  readonly most: number;
  readonly per: "day" | "month";
  /** Names of the writers whose calls count. */
  readonly writers: readonly string[];
}

/** What lines have had of their quotas, as far as this declaration's own changes tell. Periods are those of UTC (G-DAY1). */
export class Tally {
  private readonly spent: Map<string, Map<string, number>>;

  constructor(
    private readonly quotas: readonly Quota[],
    private readonly now: number,
    state?: string,
  ) {
    const present = new Set(quotas.map((quota) => this.period(quota)));
    const kept = Object.entries(unpacked(state)).filter(([period]) => present.has(period));
    this.spent = new Map(kept.map(([period, lines]) => [period, new Map(Object.entries(lines))]));
  }

  /** The first quota that a call of this writer would exceed for a line. */
  exceeded(line: string, writer: string): Quota | undefined {
    return this.quotas.find(
      (quota) => quota.writers.includes(writer) && (this.lines(quota).get(line) ?? 0) >= quota.most,
    );
  }

  add(line: string, writer: string): void {
    for (const quota of this.quotas) {
      if (!quota.writers.includes(writer)) continue;
      const lines = this.lines(quota);
      lines.set(line, (lines.get(line) ?? 0) + 1);
    }
  }

  /** The tally as state keeps it; nothing where nothing was spent. */
  packed(): string | undefined {
    const filled = [...this.spent].filter(([, lines]) => lines.size > 0);
    if (filled.length === 0) return undefined;
    const periods = Object.fromEntries(filled.map(([period, lines]) => [period, Object.fromEntries(lines)]));
    return deflateRawSync(JSON.stringify(periods)).toString("base64");
  }

  private lines(quota: Quota): Map<string, number> {
    const period = this.period(quota);
    let lines = this.spent.get(period);
    if (!lines) {
      lines = new Map();
      this.spent.set(period, lines);
    }
    return lines;
  }

  private period({ name, per }: Quota): string {
    return `${name} ${new Date(this.now).toISOString().slice(0, per === "day" ? 10 : 7)}`;
  }
}

function unpacked(state: string | undefined): Record<string, Record<string, number>> {
  return state ? JSON.parse(inflateRawSync(Buffer.from(state, "base64")).toString()) : {};
}

/** A line whose change would go beyond a quota. */
export interface Excess {
  readonly name: string;
  readonly quota: Quota;
}

/** What is said of a line that has had what a carrier allows. */
export const beyond = ({ most, name, per }: Quota): string =>
  `it has had its ${most} ${name} of this ${per}, and the carrier would refuse another`;

/** What a plan says of lines that would go beyond a quota, a sentence a quota. */
export function warnings(excess: readonly Excess[]): string[] {
  const byQuota = new Map<Quota, string[]>();
  for (const { name, quota } of excess) gather(byQuota, quota, name);
  return [...byQuota].map(([{ most, name, per }, lines]) => {
    return `more than ${most} ${name} a ${per} for ${someOf(lines)}: what goes beyond is not sent, and left to a run next ${per}`;
  });
}

/**
 * Lines for which the difference between what was seen and what is wanted takes more calls than the carrier allows. Pure;
 * for plans, before anything is sent.
 */
export function foresee<S, H>(
  before: ReadonlyMap<string, Values>,
  wanted: ReadonlyMap<string, Values>,
  writers: readonly Writer<S, H>[],
  attributes: readonly Attribute<never>[],
  tally: Tally,
): Excess[] {
  const changes = [...wanted].flatMap(([name, wish]) => {
    const had = before.get(name) ?? {};
    if (Object.keys(difference(had, wish, attributes)).length === 0) return [];
    return [{ name, handle: undefined as H, before: had, wanted: wish }];
  });
  const byName = new Map(changes.map((change) => [change.name, change]));
  const excess = new Map<string, Excess>();
  for (const stage of stagesOf(writers)) {
    for (const { writer, values, changes: some } of planSteps(changes, stage, attributes, () => "")) {
      for (const { name } of some) {
        const quota = tally.exceeded(name, writer.name);
        if (quota) excess.set(name, { name, quota });
        tally.add(name, writer.name);
        // What a first stage brings along is not sent again by a later one.
        const change = byName.get(name)!;
        change.before = { ...change.before, ...values };
      }
    }
  }
  return [...excess.values()];
}
