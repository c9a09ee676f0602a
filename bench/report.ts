import { goalsOf, verdict } from "./goals";
import { peakOf, ratiosOf } from "./ratios";
import {
  type BenchResult,
  type CaseResult,
  callsOf,
  STEPS,
  type Step,
  type StepResult,
  SUBJECTS,
  type Subject,
} from "./results";

const STEP_TITLES: Record<Step, string> = {
  preview: "first preview",
  up: "up (adopts)",
  noop: "no-op preview",
  refresh: "refresh",
  change: "one attribute on all",
  destroy: "destroy (retains)",
};

const SUBJECT_TITLES: Record<Subject, string> = {
  set: "`LineSet`",
  line: "`Line`",
  plain: "plain dynamic provider",
  bare: "bare engine",
};

/** The results as Markdown: goals, then tables of what was measured, then how it compares. */
export function report(result: BenchResult): string {
  const cases = [...result.cases].sort(
    (a, b) => SUBJECTS.indexOf(a.subject) - SUBJECTS.indexOf(b.subject) || a.lines - b.lines,
  );
  const steps = STEPS.map((step) => STEP_TITLES[step]);
  const byStep = (title: string, cell: (step: StepResult) => string) => [
    `#### ${title}`,
    table(
      ["", "lines", ...steps],
      cases.map((one) => [...nameOf(one), ...STEPS.map((step) => cellOf(one, step, cell))]),
    ),
  ];
  return [
    `${result.engine.text}, Node ${result.node}, ${result.machine}, ${result.date}.`,
    "#### Goals",
    goalTable(result),
    ...byStep("Time, seconds", ({ seconds }) => seconds.toFixed(1)),
    ...byStep("Processor time of the engine and all it starts, seconds", ({ cpuSeconds }) =>
      fixed(cpuSeconds, 1),
    ),
    ...byStep("Processor time of the simulated carrier, seconds", ({ carrierCpuSeconds }) =>
      fixed(carrierCpuSeconds, 1),
    ),
    ...byStep("Cores that other processes kept busy meanwhile", ({ otherCores }) => fixed(otherCores, 1)),
    ...byStep("Calls to the carrier, the login among them", (step) => grouped(callsOf(step))),
    "#### State and memory",
    table(
      ["", "lines", "state, kB", "bytes a line", "peak memory, MB"],
      cases.map((one) => [
        ...nameOf(one),
        one.stateBytes === undefined ? "–" : grouped(one.stateBytes / 1000),
        one.stateBytes === undefined ? "–" : grouped(one.stateBytes / one.lines),
        fixed(scaled(peakOf(one), 1e6), 0),
      ]),
    ),
    "#### Compared, as a share of the other's figure (0.10 is a tenth of it)",
    ratioTable({ cases }),
    ...cases.flatMap((one) =>
      one.failure === undefined ? [] : [`${nameOf(one).join(", ")}: ${one.failure}`],
    ),
  ].join("\n\n");
}

/** The page with the tables of this engine replaced; what people wrote around them stays. */
export function page(text: string, result: BenchResult): string {
  return replaced(text, result.engine.name, report(result));
}

/** The page with what stands between the marks of this name replaced. */
export function replaced(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmark.md lacks the marks ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

function goalTable(result: BenchResult): string {
  const rows = goalsOf(result).map((goal) => {
    const digits = goal.unit === "s" ? 1 : 0;
    const actual = goal.actual === undefined ? "–" : `${goal.actual.toFixed(digits)} ${goal.unit}`;
    return [goal.text, `at most ${goal.most} ${goal.unit}`, actual, verdict(goal)];
  });
  return table(["", "goal", "measured", ""], rows);
}

function ratioTable(result: Pick<BenchResult, "cases">): string {
  const ratio = (value: number | undefined) => fixed(value, 2);
  const rows = ratiosOf(result).map(({ subject, lines, beside, time, cpu, calls, state, memory }) => [
    `${SUBJECT_TITLES[subject]} beside ${SUBJECT_TITLES[beside]}`,
    grouped(lines),
    ...STEPS.map((step) => ratio(time[step])),
    ratio(cpu),
    ratio(calls),
    ratio(state),
    ratio(memory),
  ]);
  return table(
    [
      "",
      "lines",
      ...STEPS.map((step) => STEP_TITLES[step]),
      "processor, all steps",
      "calls",
      "state",
      "memory",
    ],
    rows,
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|---|${"---:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n");
}

const nameOf = ({ subject, lines }: CaseResult): string[] => [SUBJECT_TITLES[subject], grouped(lines)];

function cellOf({ steps }: CaseResult, step: Step, cell: (step: StepResult) => string): string {
  const measured = steps[step];
  return measured === undefined ? "–" : cell(measured);
}

const fixed = (value: number | undefined, digits: number) => value?.toFixed(digits) ?? "n/a";
const scaled = (value: number | undefined, by: number) => (value === undefined ? undefined : value / by);
const grouped = (value: number) => Math.round(value).toLocaleString("en-US");
