/** The same stack on the real command line, with a file backend in a temporary directory. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { childEnvironment } from "./child-process";
import { type CliRun, readEventLog } from "./cli-events";
import type { PreviewJson } from "./preview-json";
import { type Project, qualified, readProject } from "./project";
import { Crypter } from "./secrets";
import type {
  EngineStack,
  OpenOptions,
  OperationOptions,
  OperationResult,
  PreviewResult,
  StackExport,
} from "./types";
import type { Value } from "./values";

const MAX_OUTPUT = 1024 * 1024 * 1024;

/** The version of the `pulumi` on PATH; undefined when there is none. */
export function engineOnPath(): string | undefined {
  try {
    return execFileSync("pulumi", ["version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

export class CliStack implements EngineStack {
  readonly engine = "cli";
  readonly name: string;
  private readonly project: Project;
  private readonly directory = mkdtempSync(join(tmpdir(), "pulumi-cli-"));
  private readonly env: Record<string, string | undefined>;
  private config: Record<string, string> = {};
  private secretConfig: Record<string, string> = {};
  private runs = 0;

  private constructor(
    readonly options: OpenOptions,
    private readonly crypter: Crypter,
  ) {
    this.project = readProject(options.projectDir);
    this.name = options.name ?? "dev";
    mkdirSync(join(this.directory, "backend"));
    this.env = childEnvironment({
      ...options.env,
      PULUMI_BACKEND_URL: `file://${join(this.directory, "backend")}`,
      PULUMI_HOME: join(this.directory, "home"),
      PULUMI_CONFIG_PASSPHRASE: options.passphrase ?? "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_COMMANDS: "true",
    });
    this.setConfig(options.config ?? {}, options.secretConfig ?? {});
  }

  static async open(options: OpenOptions): Promise<CliStack> {
    const stack = new CliStack(options, await Crypter.open(options.passphrase ?? "test"));
    // The stack is made beside the project, so that no settings file is left in it.
    const settings = join(stack.directory, "settings");
    mkdirSync(settings);
    writeFileSync(join(settings, "Pulumi.yaml"), stringify({ name: stack.project.name, runtime: "nodejs" }));
    const made = await stack.pulumi(["-C", settings, "stack", "init", stack.name, "--non-interactive"]);
    if (made.code !== 0) throw new Error(made.stderr);
    return stack;
  }

  setConfig(config: Record<string, string>, secretConfig: Record<string, string> = {}): void {
    this.config = config;
    this.secretConfig = secretConfig;
  }

  async preview(options: OperationOptions = {}): Promise<PreviewResult> {
    const { result, stdout } = await this.operate("preview", ["preview", "--json"], options);
    return { ...result, toJson: () => JSON.parse(stdout) as PreviewJson };
  }

  async up(options: OperationOptions = {}): Promise<OperationResult> {
    return (await this.operate("up", ["up", ...previewFlags(options)], options)).result;
  }

  async refresh(options: OperationOptions = {}): Promise<OperationResult> {
    return (await this.operate("refresh", ["refresh", ...previewFlags(options)], options)).result;
  }

  async destroy(options: OperationOptions = {}): Promise<OperationResult> {
    return (await this.operate("destroy", ["destroy", ...previewFlags(options)], options)).result;
  }

  async exportState(): Promise<StackExport> {
    return JSON.parse(await this.must(["stack", "export"])) as StackExport;
  }

  async importState(state: StackExport): Promise<void> {
    const file = join(this.directory, "import.json");
    writeFileSync(file, JSON.stringify(state));
    await this.must(["stack", "import", "--file", file]);
  }

  async outputs(): Promise<Record<string, { value: Value; secret: boolean }>> {
    const clear = JSON.parse(await this.must(["stack", "output", "--json", "--show-secrets"])) as Record<
      string,
      Value
    >;
    const shown = JSON.parse(await this.must(["stack", "output", "--json"])) as Record<string, Value>;
    return Object.fromEntries(
      Object.entries(clear).map(([key, value]) => [
        key,
        { value, secret: shown[key] === "[secret]" && value !== "[secret]" },
      ]),
    );
  }

  async close(): Promise<void> {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async operate(
    operation: OperationResult["operation"],
    command: string[],
    options: OperationOptions,
  ): Promise<{ result: OperationResult; stdout: string }> {
    const started = performance.now();
    const log = join(this.directory, `events-${this.runs++}.jsonl`);
    const settings = join(this.directory, "stack.yaml");
    writeFileSync(settings, stringify(this.settings()));
    const { code, stdout, stderr } = await this.pulumi([
      ...["-C", this.project.root, ...command, "--stack", this.name, "--config-file", settings],
      ...["--non-interactive", "--color", "never", "--event-log", log],
      ...(operation === "preview" ? [] : ["--suppress-progress"]),
      ...this.flags(operation, options),
    ]);
    const run: CliRun = readEventLog(existsSync(log) ? readFileSync(log, "utf8") : "");
    const printed = run.diagnostics.filter(({ severity, urn }) => severity === "info" && urn === "");
    const output = printed.map(({ message }) => `${message}\n`).join("");
    // What goes wrong before a run begins is only on the terminal.
    if (code !== 0 && !run.diagnostics.some(({ severity }) => severity === "error")) {
      for (const line of stderr.split("\n").filter((text) => text.startsWith("error:"))) {
        run.diagnostics.push({ severity: "error", message: line.slice(7), urn: "", ephemeral: false });
      }
    }
    const result: OperationResult = {
      engine: "cli",
      operation,
      ok: code === 0,
      ...run,
      output: { program: output, provider: output },
      durationMs: performance.now() - started,
    };
    for (const diagnostic of run.diagnostics) options.onEvent?.({ kind: "diagnostic", diagnostic });
    for (const step of run.steps) options.onEvent?.({ kind: "step-done", step });
    return { result, stdout };
  }

  private flags(operation: OperationResult["operation"], options: OperationOptions): string[] {
    const packs = (options.policyPacks ?? []).flatMap(({ path, config }, index) => {
      if (config === undefined) return ["--policy-pack", path];
      const file = join(this.directory, `policy-${index}.json`);
      writeFileSync(file, JSON.stringify(config));
      return ["--policy-pack", path, "--policy-pack-config", file];
    });
    return [
      ...(operation === "preview" || operation === "up" ? packs : []),
      ...(options.target ?? []).flatMap((urn) => ["--target", urn]),
      ...(options.targetDependents === true ? ["--target-dependents"] : []),
      ...(options.parallel === undefined ? [] : ["--parallel", String(options.parallel)]),
      ...(options.continueOnError === true ? ["--continue-on-error"] : []),
      ...(options.refresh === true ? ["--refresh"] : []),
      ...(options.showSames === true && operation === "preview" ? ["--show-sames"] : []),
      ...(options.expectNoChanges === true ? ["--expect-no-changes"] : []),
    ];
  }

  /** Pulumi.<stack>.yaml, written by us: a call of the command line for each value would be slow. */
  private settings(): object {
    const config: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(this.config)) config[qualified(this.project.name, key)] = value;
    for (const [key, value] of Object.entries(this.secretConfig)) {
      config[qualified(this.project.name, key)] = { secure: this.crypter.encrypt(value) };
    }
    return { encryptionsalt: this.crypter.state, config };
  }

  private async must(args: string[]): Promise<string> {
    const settings = join(this.directory, "settings");
    const { code, stdout, stderr } = await this.pulumi(["-C", settings, ...args, "--stack", this.name]);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")}: ${stderr}`);
    return stdout;
  }

  private pulumi(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      execFile("pulumi", args, { env: this.env, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ code, stdout, stderr });
      });
    });
  }
}

function previewFlags(options: OperationOptions): string[] {
  if (options.previewOnly === true) return ["--preview-only"];
  return options.previewFirst === true ? ["--yes"] : ["--yes", "--skip-preview"];
}
