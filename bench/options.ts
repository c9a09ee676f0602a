import { Command, InvalidArgumentError, Option } from "commander";
import { SUBJECTS, type Subject } from "./results";

/** What the person asked for. */
export interface BenchOptions {
  sizes: number[];
  only: Subject[];
  quick: boolean;
  engine: "auto" | "cli" | "bundled";
  repeat: number;
  timeout: number;
  json?: string;
  resume: boolean;
  write: boolean;
  receiver: boolean;
  policies: boolean;
  lines: number;
  changes: number;
  rate: number;
  seconds: number;
}

/** Reads the command line; ends the process with a message where it cannot be meant. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const command = new Command("npm run bench --")
    .description(
      "Measures fleets from the first preview to destroy, beside a plain dynamic provider and the bare engine.",
    )
    .option(
      "--sizes <lines>",
      "sizes of line sets",
      (text) => text.split(",").map(count),
      [1_000, 10_000, 50_000],
    )
    .option("--only <subjects>", `of ${SUBJECTS.join(",")}`, subjects, [])
    .option("--quick", "small fleets only: about a minute", false)
    .addOption(
      new Option("--engine <engine>", "what runs the programs")
        .choices(["auto", "cli", "bundled"])
        .default("auto"),
    )
    .option("--repeat <times>", "times for steps that change nothing; their median counts", count, 1)
    .option("--timeout <seconds>", "longest time for one step", count, 900)
    .option("--json <file>", "keep the results as JSON")
    .option("--resume", "take over what the file of --json already holds, where nothing failed", false)
    .option("--receiver", "measure the callback receiver instead of fleets", false)
    .option("--policies", "measure the policy pack and the gate instead of fleets", false)
    .option("--lines <lines>", "lines of the set that policies judge", count, 10_000)
    .option("--changes <lines>", "how many of them change", count, 200)
    .option("--rate <callbacks>", "callbacks a second for the receiver", count, 1_000)
    .option("--seconds <seconds>", "how long each load on the receiver lasts", count, 10)
    .option("--write", "write the tables into docs/benchmark.md", false);
  return command.parse([...argv], { from: "user" }).opts<BenchOptions>();
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError(`"${text}" is no count.`);
  return value;
}

function subjects(text: string): Subject[] {
  return text.split(",").map((name) => {
    const subject = SUBJECTS.find((one) => one === name);
    if (subject === undefined) throw new InvalidArgumentError(`"${name}" is none of ${SUBJECTS.join(", ")}.`);
    return subject;
  });
}
