/** What looking at a change costs, as data and as text. */
import { verdict } from "./goals";
import type { Taken } from "./measure-times";

export interface PoliciesResult {
  lines: number;
  changes: number;
  /** How often each command ran; the median counts. */
  repeat: number;
  preview: Taken;
  withPack: Taken;
  asJson: Taken;
  gate: Taken;
}

/** The goals with 10,000 lines of which 200 change, seconds; printed and never asserted. */
const GOALS = { lines: 10_000, changes: 200, gate: 5, pack: 10 };

/** The results as Markdown. */
export function policiesReport(result: PoliciesResult, surroundings: string): string {
  const { lines, changes, repeat, preview, withPack, asJson, gate } = result;
  const count = (value: number) => value.toLocaleString("en-US");
  const fixed = (value: number | undefined) => value?.toFixed(1) ?? "n/a";
  const rows: [string, Taken][] = [
    ["preview", preview],
    ["preview with the pack", withPack],
    ["preview as JSON, with what stays the same", asJson],
    ["`cellular gate` with a report", gate],
  ];
  return [
    surroundings,
    `${count(lines)} lines in a set, ${count(changes)} of them changed; medians of ${repeat}.`,
    table(
      ["", "goal", "measured", "", "processor"],
      goalsOf(result).map((goal) => [
        goal.text,
        `at most ${goal.most} s`,
        `${fixed(goal.seconds)} s`,
        verdict(goal),
        `${fixed(goal.cpuSeconds)} s`,
      ]),
    ),
    table(
      ["", "seconds", "processor, s", "others' cores", "memory, MB"],
      rows.map(([name, taken]) => [
        name,
        fixed(taken.seconds),
        fixed(taken.cpuSeconds),
        fixed(taken.otherCores),
        taken.peakBytes === undefined ? "n/a" : (taken.peakBytes / 1e6).toFixed(0),
      ]),
    ),
  ].join("\n\n");
}

/** What was measured of the goals; other sizes than theirs are not measured by them. */
function goalsOf({ lines, changes, preview, withPack, gate }: PoliciesResult) {
  const meant = lines === GOALS.lines && changes === GOALS.changes;
  const pack = {
    seconds: withPack.seconds - preview.seconds,
    cpuSeconds: difference(withPack.cpuSeconds, preview.cpuSeconds),
    otherCores: withPack.otherCores,
  };
  return [
    { ...pack, text: "what the pack adds to a preview", most: GOALS.pack },
    { ...gate, text: "gate and report", most: GOALS.gate },
  ].map((goal) => ({ ...goal, unit: "s", actual: meant ? goal.seconds : undefined }));
}

const difference = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : a - b;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|---|${"---:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n");
}
