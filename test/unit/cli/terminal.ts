import { createColors } from "picocolors";
import { run } from "../../../cli/program";
import type { Terminal } from "../../../cli/terminal";

export interface Ran {
  code: number;
  /** What came on standard output, as lines. */
  out: string[];
  /** What came on standard error, as one text. */
  err: string;
}

/** Runs a command line in this process. `stop` is what the person does who ends a command that runs on. */
export async function cellular(
  args: readonly string[],
  { input = "", stop = () => {} }: { input?: string; stop?: (line: string) => unknown } = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  let end = () => {};
  const stopped = new Promise<void>((resolve) => {
    end = resolve;
  });
  const terminal: Terminal = {
    out: (line) => {
      out.push(line);
      void Promise.resolve(stop(line)).then(end);
    },
    err: (line) => err.push(line),
    input: () => input,
    stopped: () => stopped,
    interactive: false,
    colors: createColors(false),
    exitCode: 0,
  };
  await run(args, terminal);
  return { code: terminal.exitCode, out: out.join("\n").split("\n"), err: err.join("\n") };
}
