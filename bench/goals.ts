import type { BenchResult, Step } from "./results";

/** A figure to be reached with the command line on two cores. */
export interface Goal {
  text: string;
  /** What was measured, in the unit of the goal; undefined where this run did not measure it. */
  actual: number | undefined;
  most: number;
  unit: string;
  /** Cores that other processes kept busy meanwhile, where the goal is a time. */
  otherCores?: number | undefined;
}

const SET = 10_000;
const LINE = 1_000;

/** The goals, with what this run reached. Printed and never asserted: a slow machine is no broken build. */
export function goalsOf({ cases }: Pick<BenchResult, "cases">): Goal[] {
  const set = cases.find(({ subject, lines }) => subject === "set" && lines === SET);
  const line = cases.find(({ subject, lines }) => subject === "line" && lines === LINE);
  const time = (step: Step) => {
    const measured = set?.steps[step];
    return { actual: measured?.seconds, otherCores: measured?.otherCores, unit: "s" };
  };
  const perLine = (one: typeof set) =>
    one?.stateBytes === undefined ? undefined : one.stateBytes / one.lines;
  return [
    { text: "10,000 lines in a set, no-op preview", ...time("noop"), most: 5 },
    { text: "10,000 lines in a set, refresh", ...time("refresh"), most: 5 },
    { text: "10,000 lines in a set, one attribute on all", ...time("change"), most: 10 },
    { text: "state of a line in a set of 10,000", actual: perLine(set), most: 300, unit: "bytes" },
    { text: "state of a line as a `Line`", actual: perLine(line), most: 2_000, unit: "bytes" },
  ];
}

/** Others' work below this many cores does not matter to the figures. */
const QUIET = 0.2;

/** In words; a goal that was not measured is neither met nor missed, and one missed on a busy machine says so. */
export function verdict({ actual, most, otherCores = 0 }: Goal): string {
  if (actual === undefined) return "not measured";
  if (actual <= most) return "met";
  return otherCores < QUIET ? "missed" : `missed, while others kept ${otherCores.toFixed(1)} cores busy`;
}
