import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Carrier } from "./carrier";
import type { BenchEngine, BenchStack } from "./engines";
import { changedLines, changeFleet, type DeclaredLine, declareFleet, NEW_LABEL } from "./fleet";
import { measureTimes } from "./measure-times";
import { type CaseResult, STEPS, type Step, type StepResult, type Subject } from "./results";

/** How a case is run. */
export interface CaseOptions {
  /** Times that a step runs that leaves everything as it was; its median counts. */
  repeat: number;
  /** Longest time for one step. */
  timeoutMs: number;
  /** Told after each step. */
  onStep(step: Step, result: StepResult): void;
}

/** Steps that can be run again without another result. */
const REPEATABLE: ReadonlySet<Step> = new Set<Step>(["preview", "noop", "refresh"]);

/** Takes one fleet through its life. A step that fails ends the case and is told in its result. */
export async function runCase(
  engine: BenchEngine,
  carrier: Carrier,
  subject: Subject,
  lines: number,
  options: CaseOptions,
): Promise<CaseResult> {
  const result: CaseResult = { subject, lines, steps: {}, stateBytes: undefined };
  const directory = mkdtempSync(join(tmpdir(), "cellular-bench-lines-"));
  const stack = engine.open();
  try {
    const fleet = await prepare(carrier);
    for (const step of STEPS) {
      if (step === "preview" || step === "change")
        writeFileSync(
          join(directory, "lines.json"),
          JSON.stringify(step === "change" ? changeFleet(fleet) : fleet),
        );
      const env = { ...carrier.env, BENCH_SUBJECT: subject, BENCH_LINES: join(directory, "lines.json") };
      const done = await runStep(stack, carrier, step, env, options);
      result.steps[step] = done;
      if (step === "up") result.stateBytes = stack.stateBytes();
      options.onStep(step, done);
      await verify(carrier, subject, step, lines);
    }
  } catch (error) {
    result.failure = error instanceof Error ? error.message : String(error);
  } finally {
    stack.remove();
    rmSync(directory, { recursive: true, force: true });
  }
  return result;
}

/** The carrier as it was, with the label that will be put on the lines: a change of labels needs one that exists. */
export async function prepare({ simulator }: Carrier): Promise<Record<string, DeclaredLine>> {
  await simulator.reset();
  const [first] = await simulator.lines();
  const names = first!.labels.map(({ name }) => name);
  await simulator.editLine(first!.mdn, { labels: [...names, NEW_LABEL] });
  await simulator.editLine(first!.mdn, { labels: names });
  return declareFleet(await simulator.lines());
}

async function runStep(
  stack: BenchStack,
  carrier: Carrier,
  step: Step,
  env: Record<string, string>,
  { repeat, timeoutMs }: CaseOptions,
): Promise<StepResult> {
  let calls: Record<string, number> = {};
  const times = REPEATABLE.has(step) ? repeat : 1;
  const taken = await measureTimes(() => stack.command(step, env), carrier, times, timeoutMs, {
    before: () => carrier.simulator.clearJournal(),
    after: async () => {
      calls = countCalls(await carrier.simulator.journal());
    },
  });
  return { ...taken, calls, runs: times };
}

function countCalls(journal: readonly { operationId: string | null }[]): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const { operationId } of journal)
    calls[operationId ?? "unknown"] = (calls[operationId ?? "unknown"] ?? 0) + 1;
  return calls;
}

/** A time without its result is worth nothing: the change is on every line, and the end leaves them all. */
async function verify({ simulator }: Carrier, subject: Subject, step: Step, lines: number): Promise<void> {
  if (subject === "bare" || (step !== "change" && step !== "destroy")) return;
  const now = await simulator.lines();
  const changed = changedLines(now);
  if (now.length !== lines || changed !== lines)
    throw new Error(
      `after ${step} the carrier has ${now.length} lines, ${changed} of them changed, of ${lines}`,
    );
}
