import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { processorSeconds, processTree, residentBytes } from "./process-tree";

/** A command line to be measured. */
export interface Command {
  file: string;
  args: string[];
  env: Record<string, string>;
  /** Where its standard output goes as a whole. */
  output?: string;
  /** What it may end with; 0 where nothing is said. */
  codes?: readonly number[];
}

/** What a command took; memory and processor time only where /proc can be asked. */
export interface Measured {
  seconds: number;
  cpuSeconds: number | undefined;
  peakBytes: number | undefined;
}

/** A command that failed or took too long, with the end of what it printed. */
class StepFailed extends Error {}

const POLL_MS = 100;
const KEPT_OUTPUT = 4000;

/** Whether processes can be looked at. */
const canLook = process.platform === "linux";

/**
 * Runs a command to its end and looks at it and all it starts meanwhile.
 *
 * @throws StepFailed where it fails, or is not done within the time given; nothing of it is left running then.
 */
export function measure(command: Command, timeoutMs: number): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command.file, command.args, { env: { ...process.env, ...command.env } });
    const watch = new Watch(child.pid);
    let output = "";
    let late = false;
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
    };
    if (command.output === undefined) child.stdout.on("data", keep);
    else child.stdout.pipe(createWriteStream(command.output));
    child.stderr.on("data", keep);
    const timer = setTimeout(() => {
      late = true;
      watch.killAll();
    }, timeoutMs);
    const finish = (code: number | null, why: string) => {
      clearTimeout(timer);
      watch.end();
      const seconds = (performance.now() - started) / 1000;
      const words = late ? `not done after ${timeoutMs / 1000} s` : why;
      if (code !== null && (command.codes ?? [0]).includes(code) && !late)
        resolve({ seconds, ...watch.seen() });
      else reject(new StepFailed(`${command.file} ${command.args.join(" ")}: ${words}\n${output}`));
    };
    child.on("error", (error) => finish(null, error.message));
    child.on("close", (code, signal) => finish(code, `ended with ${code ?? signal}`));
  });
}

/** Looks at a tree of processes now and then: the most memory at one moment, and each one's last processor time. */
class Watch {
  private peak = 0;
  private readonly cpu = new Map<number, number>();
  private readonly timer: NodeJS.Timeout | undefined;

  constructor(private readonly root: number | undefined) {
    if (canLook && root !== undefined) this.timer = setInterval(() => this.look(root), POLL_MS);
  }

  private look(root: number): void {
    let memory = 0;
    for (const pid of processTree(root)) {
      memory += residentBytes(pid);
      const seconds = processorSeconds(pid);
      if (seconds !== undefined) this.cpu.set(pid, seconds);
    }
    this.peak = Math.max(this.peak, memory);
  }

  end(): void {
    clearInterval(this.timer);
  }

  seen(): { cpuSeconds: number | undefined; peakBytes: number | undefined } {
    if (!canLook) return { cpuSeconds: undefined, peakBytes: undefined };
    return {
      cpuSeconds: [...this.cpu.values()].reduce((sum, one) => sum + one, 0),
      peakBytes: this.peak,
    };
  }

  killAll(): void {
    if (this.root === undefined) return;
    const pids = canLook ? processTree(this.root) : [this.root];
    for (const pid of pids.reverse()) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // it has ended by itself
      }
    }
  }
}
