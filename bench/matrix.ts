import { SUBJECTS, type Subject } from "./results";

/** One way of declaring so many lines. */
export interface Case {
  subject: Subject;
  lines: number;
}

/** Sizes of fleets declared with a resource a line: more would take the engine itself many minutes. */
const ONE_BY_ONE = [100, 1_000];
const QUICK = 100;

/**
 * What is to be measured: sets of the given sizes, and a resource a line in the sizes that bear it. The bare engine is
 * also measured with a single resource, which is what a set costs it.
 */
export function casesOf(sizes: readonly number[], only: readonly Subject[], quick: boolean): Case[] {
  const oneByOne = quick ? [QUICK] : ONE_BY_ONE;
  const linesOf: Record<Subject, readonly number[]> = {
    set: quick ? [QUICK, ...ONE_BY_ONE.slice(-1)] : [...new Set(sizes)].sort((a, b) => a - b),
    line: oneByOne,
    plain: oneByOne,
    bare: [1, ...oneByOne],
  };
  return SUBJECTS.filter((subject) => only.length === 0 || only.includes(subject)).flatMap((subject) =>
    linesOf[subject].map((lines) => ({ subject, lines })),
  );
}
