import type { BenchResult, Step } from "./results";

/** A figure to be reached with the command line on two cores. */
export interface Goal {
  text: string;
  /** What was measured, in the unit of the goal; undefined where this run did not measure it. */
  actual: number | undefined;
  most: number;
  unit: string;
}

const SET = 10_000;
const LINE = 1_000;

/** The goals, with what this run reached. Printed and never asserted: a slow machine is no broken build. */
export function goalsOf({ cases }: Pick<BenchResult, "cases">): Goal[] {
  const set = cases.find(({ subject, lines }) => subject === "set" && lines === SET);
  const line = cases.find(({ subject, lines }) => subject === "line" && lines === LINE);
  const seconds = (step: Step) => set?.steps[step]?.seconds;
  const perLine = (one: typeof set) =>
    one?.stateBytes === undefined ? undefined : one.stateBytes / one.lines;
  return [
    { text: "10,000 lines in a set, no-op preview", actual: seconds("noop"), most: 5, unit: "s" },
    { text: "10,000 lines in a set, refresh", actual: seconds("refresh"), most: 5, unit: "s" },
    { text: "10,000 lines in a set, one attribute on all", actual: seconds("change"), most: 10, unit: "s" },
    { text: "state of a line in a set of 10,000", actual: perLine(set), most: 300, unit: "bytes" },
    { text: "state of a line as a `Line`", actual: perLine(line), most: 2_000, unit: "bytes" },
  ];
}

/** In words; a goal that was not measured is neither met nor missed. */
export function verdict({ actual, most }: Goal): "met" | "missed" | "not measured" {
  if (actual === undefined) return "not measured";
  return actual <= most ? "met" : "missed";
}
