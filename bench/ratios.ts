import { type BenchResult, type CaseResult, callsOf, STEPS, type Step, type Subject } from "./results";

/** One case beside another of the same size. */
export interface Ratio {
  subject: Subject;
  lines: number;
  beside: Subject;
  /** Time as a share of the other's, by step: 0.1 is a tenth of it. */
  time: Partial<Record<Step, number>>;
  /** Processor time of all steps as a share of the other's: steadier than wall time where a machine is shared. */
  cpu: number | undefined;
  /** Calls of all steps as a share of the other's; undefined beside the bare engine, which makes none. */
  calls: number | undefined;
  /** Size of the state as a share of the other's. */
  state: number | undefined;
  /** Highest memory of all steps as a share of the other's. */
  memory: number | undefined;
}

/** Our cases beside the plain provider and the bare engine, where both were measured with as many lines. */
export function ratiosOf({ cases }: Pick<BenchResult, "cases">): Ratio[] {
  return cases
    .filter(({ subject }) => subject === "set" || subject === "line")
    .flatMap((ours) =>
      (["plain", "bare"] as const).flatMap((beside) => {
        const other = cases.find(({ subject, lines }) => subject === beside && lines === ours.lines);
        return other === undefined ? [] : [compare(ours, other)];
      }),
    );
}

function compare(ours: CaseResult, other: CaseResult): Ratio {
  const time: Partial<Record<Step, number>> = {};
  for (const step of STEPS) {
    const ratio = share(ours.steps[step]?.seconds, other.steps[step]?.seconds);
    if (ratio !== undefined) time[step] = ratio;
  }
  return {
    subject: ours.subject,
    lines: ours.lines,
    beside: other.subject,
    time,
    cpu: share(allCpu(ours), allCpu(other)),
    calls: share(allCalls(ours), allCalls(other)),
    state: share(ours.stateBytes, other.stateBytes),
    memory: share(peakOf(ours), peakOf(other)),
  };
}

/** Highest memory of all steps. */
export function peakOf({ steps }: CaseResult): number | undefined {
  const peaks = Object.values(steps).flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes]));
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

/** Undefined where it is not known of every step: a sum of some would compare unlike things. */
function allCpu({ steps }: CaseResult): number | undefined {
  const all = STEPS.map((step) => steps[step]?.cpuSeconds);
  return all.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
}

const allCalls = ({ steps }: CaseResult): number =>
  Object.values(steps).reduce((sum, step) => sum + callsOf(step), 0);

const share = (ours: number | undefined, other: number | undefined): number | undefined =>
  ours === undefined || other === undefined || other === 0 ? undefined : ours / other;
