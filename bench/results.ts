/** What is measured, as data. */

/** How lines are declared: `set` and `line` are ours, `plain` is a hand-written dynamic provider, `bare` the engine alone. */
export const SUBJECTS = ["set", "line", "plain", "bare"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** The life of a fleet, in order. */
export const STEPS = ["preview", "up", "noop", "refresh", "change", "destroy"] as const;
export type Step = (typeof STEPS)[number];

/** One step of one case; a median where it ran several times. */
export interface StepResult {
  /** Wall time, the engine's start and end included. */
  seconds: number;
  /** Processor time of the engine and all it starts. */
  cpuSeconds: number | undefined;
  /** Processor time that the simulated carrier took meanwhile. */
  carrierCpuSeconds: number | undefined;
  /** Cores that processes with no part in this kept busy meanwhile: what makes the wall time longer than it would be. */
  otherCores: number | undefined;
  /** Most memory that the engine and all it starts held at one moment, in bytes: the sum of their resident sets. */
  peakBytes: number | undefined;
  /** Calls by operation, from the carrier's journal; the login is among them. */
  calls: Record<string, number>;
  /** How often it ran. */
  runs: number;
}

/** One way of declaring so many lines. */
export interface CaseResult {
  subject: Subject;
  lines: number;
  steps: Partial<Record<Step, StepResult>>;
  /** The state as the engine's backend keeps it, after `up`. */
  stateBytes: number | undefined;
  /** What went wrong, where something did; the steps after it are missing. */
  failure?: string;
}

/** One run of the benchmark. */
export interface BenchResult {
  date: string;
  engine: { name: "cli" | "bundled"; text: string };
  machine: string;
  node: string;
  cases: CaseResult[];
}

/** Number of calls of a step. */
export const callsOf = (step: StepResult): number =>
  Object.values(step.calls).reduce((sum, count) => sum + count, 0);

/** The middle value; the mean of the two middle ones for an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
