/** What looking at a change costs, as data and as text. */
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

/** Others' work below this many cores does not matter to the figures. */
const QUIET = 0.2;

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
      [
        [
          "what the pack adds to a preview",
          `at most ${GOALS.pack} s`,
          `${fixed(withPack.seconds - preview.seconds)} s`,
          verdict(result, withPack.seconds - preview.seconds, GOALS.pack, withPack),
          `${fixed(difference(withPack.cpuSeconds, preview.cpuSeconds))} s`,
        ],
        [
          "gate and report",
          `at most ${GOALS.gate} s`,
          `${fixed(gate.seconds)} s`,
          verdict(result, gate.seconds, GOALS.gate, gate),
          `${fixed(gate.cpuSeconds)} s`,
        ],
      ],
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

/** In words; other sizes than those of the goals are not measured by them. */
export function verdict(
  { lines, changes }: Pick<PoliciesResult, "lines" | "changes">,
  seconds: number,
  most: number,
  { otherCores = 0 }: Pick<Taken, "otherCores">,
): string {
  if (lines !== GOALS.lines || changes !== GOALS.changes) return "not measured";
  if (seconds <= most) return "met";
  return otherCores < QUIET ? "missed" : `missed, while others kept ${otherCores.toFixed(1)} cores busy`;
}

const difference = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : a - b;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|---|${"---:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n");
}
