import { readFileSync } from "node:fs";
import { createColors } from "picocolors";

/** What a command needs of its surroundings. */
export interface Terminal {
  /** Writes a line of results. */
  out(line: string): void;
  /** Writes a line for the person: what goes wrong, what was done. */
  err(line: string): void;
  /** Everything that comes in on standard input. */
  input(): string;
  /** Resolves when somebody asks the program to stop. */
  stopped(): Promise<void>;
  /** Whether somebody sits in front of it. */
  readonly interactive: boolean;
  readonly colors: Pick<ReturnType<typeof createColors>, "bold" | "dim" | "red" | "yellow">;
  /** What the process ends with, see `EXIT`. */
  exitCode: number;
}

/** Exit codes of every command. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** The answer is no: an inventory has faults, a carrier refused. */
  no: 1,
  /** It could not be tried: wrong arguments, a missing file, a taken port, missing credentials. */
  unable: 2,
} as const;

/** The terminal of this process. Colours follow NO_COLOR and whether anybody sees them. */
export function processTerminal(): Terminal {
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    input: () => readFileSync(0, "utf8"),
    stopped: () =>
      new Promise((resolve) => {
        process.once("SIGINT", resolve);
        process.once("SIGTERM", resolve);
      }),
    interactive: process.stderr.isTTY === true,
    colors: createColors(),
    exitCode: EXIT.done,
  };
}
