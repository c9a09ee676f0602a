/** Child processes of an operation: started together, captured, and killed without asking when it is over. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

export interface ChildOptions {
  name: string;
  cwd: string;
  env: Record<string, string | undefined>;
  nodeArgs?: string[];
  script: string;
  args: string[];
  /** Each chunk that is not the port line. */
  onOutput?: (text: string, stream: "stdout" | "stderr") => void;
}

export class Child {
  readonly name: string;
  /** Everything the process printed, without the line that announces its port. */
  output = "";
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  private readonly process: ChildProcessWithoutNullStreams;
  private running = true;

  constructor(
    options: ChildOptions,
    readonly expectPort: boolean,
  ) {
    this.name = options.name;
    const argv = [...(options.nodeArgs ?? []), options.script, ...options.args];
    this.process = spawn(process.execPath, argv, { cwd: options.cwd, env: options.env });
    let waitingForPort = expectPort;
    let head = "";
    const capture = (text: string, stream: "stdout" | "stderr"): void => {
      if (text === "") return;
      this.output += text;
      options.onOutput?.(text, stream);
    };
    this.process.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (!waitingForPort) return capture(text, "stdout");
      head += text;
      const port = /^(\d+)\r?\n/m.exec(head);
      if (port === null) return;
      waitingForPort = false;
      this.announce(Number(port[1]));
      capture(head.slice(0, port.index) + head.slice(port.index + port[0].length), "stdout");
    });
    this.process.stderr.setEncoding("utf8").on("data", (text: string) => capture(text, "stderr"));
    this.process.stdin.on("error", () => undefined);
    this.exited = new Promise((resolve) => {
      this.process.on("error", (error) => {
        capture(`${error.message}\n`, "stderr");
        this.running = false;
        resolve({ code: 1, signal: null });
      });
      this.process.on("close", (code, signal) => {
        this.running = false;
        resolve({ code, signal });
      });
    });
    this.port = new Promise((resolve, reject) => {
      this.announce = resolve;
      void this.exited.then(({ code, signal }) =>
        reject(new Error(`${this.name} ended (${signal ?? code}) before it was ready:\n${this.output}`)),
      );
    });
    this.port.catch(() => undefined);
  }

  /** The port that the process serves, once it says so. */
  readonly port: Promise<number>;
  private announce: (port: number) => void = () => undefined;

  get pid(): number | undefined {
    return this.process.pid;
  }

  get alive(): boolean {
    return this.running;
  }

  /** As `kill -9`. */
  kill(): void {
    if (this.running) this.process.kill("SIGKILL");
  }

  /** Asks, waits a moment, and kills. */
  async stop(graceMs = 2000): Promise<void> {
    if (!this.running) return;
    this.process.kill("SIGINT");
    const timer = setTimeout(() => this.kill(), graceMs);
    await this.exited;
    clearTimeout(timer);
  }
}

/** The environment of a child: this process's own, the caller's additions, and nothing of an outer Pulumi run. */
export function childEnvironment(extra: Record<string, string>): Record<string, string | undefined> {
  const env: Record<string, string | undefined> = { ...process.env };
  for (const key of Object.keys(env))
    if (/^(PULUMI_NODEJS_|PULUMI_CONFIG$|PULUMI_CONFIG_SECRET_KEYS$)/.test(key)) delete env[key];
  return { ...env, ...extra };
}
