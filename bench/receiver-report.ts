/** What the callback receiver does under load, as data and as text. */

/** One load. */
export interface ReceiverRun {
  /** Callbacks a second that were sent; undefined where each connection sent as fast as it was answered. */
  rate: number | undefined;
  seconds: number;
  sent: number;
  /** Answered with 200, so: on disk. */
  answered: number;
  refused: number;
  /** What a waiting deployment got of them. */
  handedOut: number;
  /** Answered, and not there after the process was killed and started again. */
  lostAfterKill: number;
  /** From when a callback was due until its answer was read, milliseconds. */
  medianMs: number;
  p99Ms: number;
  mostMs: number;
  /** Processor time of the receiver. */
  cpuSeconds: number | undefined;
  /** Processor time of the carriers and the deployment, which are one process. */
  senderCpuSeconds: number;
  /** Cores that processes with no part in this kept busy meanwhile. */
  otherCores: number | undefined;
  peakBytes: number;
}

export interface ReceiverResult {
  /** What this disk takes for one write that is synced, milliseconds. */
  syncMs: number;
  connections: number;
  runs: ReceiverRun[];
}

/** The goal, printed and never asserted. */
const GOAL = 1_000;

/** The results as Markdown. */
export function receiverReport(result: ReceiverResult, surroundings: string): string {
  const count = (value: number) => Math.round(value).toLocaleString("en-US");
  const seconds = (value: number | undefined) => value?.toFixed(1) ?? "n/a";
  const head = [
    "load",
    "seconds",
    "answered with 200",
    "a second",
    "refused",
    "handed out",
    "lost after kill -9",
    "median, ms",
    "99 %, ms",
    "longest, ms",
    "processor, s",
    "of the senders, s",
    "others' cores",
    "memory, MB",
  ];
  const rows = result.runs.map((run) => [
    run.rate === undefined ? "as fast as answered" : `${count(run.rate)} a second`,
    seconds(run.seconds),
    count(run.answered),
    count(run.answered / run.seconds),
    count(run.refused),
    count(run.handedOut),
    count(run.lostAfterKill),
    ...[run.medianMs, run.p99Ms, run.mostMs].map((value) => value.toFixed(1)),
    seconds(run.cpuSeconds),
    seconds(run.senderCpuSeconds),
    seconds(run.otherCores),
    run.peakBytes === 0 ? "n/a" : count(run.peakBytes / 1e6),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `${surroundings}; one synced write takes ${result.syncMs.toFixed(2)} ms, ${result.connections} connections.`,
    `Goal, ${count(GOAL)} callbacks a second without loss: ${verdict(result)}.`,
    [line(head), `|---|${"---:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n"),
  ].join("\n\n");
}

/** Met where the steady load was answered whole and in its time, handed out whole, and nothing was lost. */
export function verdict({ runs }: Pick<ReceiverResult, "runs">): string {
  const steady = runs.find(({ rate }) => rate !== undefined && rate >= GOAL);
  if (steady === undefined) return "not measured";
  const { sent, answered, handedOut, lostAfterKill, seconds, rate = GOAL } = steady;
  if (answered < sent || handedOut < answered || lostAfterKill > 0)
    return "missed, something was lost or refused";
  // What is due in the last moment is answered after it.
  return answered / seconds >= rate * 0.98 ? "met" : "missed, the answers came later than the callbacks";
}
