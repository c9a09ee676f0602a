/** A stack of the bundled engine: a project, a configuration and a state file. For tests and the demo; no product. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Operation, type OperationKind } from "./operation";
import { previewJson } from "./preview-json";
import { type Project, qualified, readProject } from "./project";
import { type Running, Session } from "./session";
import { StateFile } from "./state-file";
import type {
  BundledOptions,
  EngineStack,
  OpenOptions,
  OperationResult,
  PreviewResult,
  StackExport,
} from "./types";
import { STACK_TYPE } from "./urn";
import { isSecret, redacted, type Value, withoutSecrets } from "./values";

/** Said wherever the engine presents itself. */
export const BUNDLED_ENGINE_NOTICE =
  "bundled test engine: runs the program on the real SDK and keeps its state in one file; no locking, no cloud, no product";

export interface BundledOpenOptions extends OpenOptions {
  /** Where the state is kept; a temporary file when left out. */
  stateFile?: string;
}

export class BundledStack implements EngineStack {
  readonly engine = "bundled";
  readonly name: string;
  readonly stateFile: string;
  /** The operation that runs now. */
  running: Running | undefined;
  private readonly project: Project;
  private readonly file: StateFile;
  private readonly ownDirectory: string | undefined;
  private config: Record<string, string> = {};
  private secretConfig: Record<string, string> = {};
  private readonly env: Record<string, string>;

  private constructor(options: BundledOpenOptions) {
    this.project = readProject(options.projectDir);
    this.name = options.name ?? "dev";
    this.ownDirectory =
      options.stateFile === undefined ? mkdtempSync(join(tmpdir(), "bundled-engine-")) : undefined;
    this.stateFile = options.stateFile ?? join(this.ownDirectory as string, "state.json");
    this.file = new StateFile(this.stateFile, options.passphrase ?? "test");
    this.env = options.env ?? {};
    this.setConfig(options.config ?? {}, options.secretConfig ?? {});
  }

  static async open(options: BundledOpenOptions): Promise<BundledStack> {
    return new BundledStack(options);
  }

  setConfig(config: Record<string, string>, secretConfig: Record<string, string> = {}): void {
    const named = (values: Record<string, string>): Record<string, string> =>
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [qualified(this.project.name, key), value]),
      );
    this.config = named(config);
    this.secretConfig = named(secretConfig);
  }

  async preview(options: BundledOptions = {}): Promise<PreviewResult> {
    const { result, operation } = await this.perform("preview", true, options);
    const blinded = Object.fromEntries(Object.keys(this.secretConfig).map((key) => [key, "[secret]"]));
    const { reports, diagnostics } = operation.session.deployment;
    return {
      ...result,
      toJson: () =>
        previewJson(reports, diagnostics.list, { ...this.config, ...blinded }, result.durationMs, options),
    };
  }

  up(options: BundledOptions = {}): Promise<OperationResult> {
    return this.change("up", options);
  }

  refresh(options: BundledOptions = {}): Promise<OperationResult> {
    return this.change("refresh", options);
  }

  destroy(options: BundledOptions = {}): Promise<OperationResult> {
    return this.change("destroy", options);
  }

  async exportState(): Promise<StackExport> {
    return this.file.exported();
  }

  async importState(state: StackExport): Promise<void> {
    await this.file.import(state);
  }

  async outputs(): Promise<Record<string, { value: Value; secret: boolean }>> {
    const { resources } = await this.file.load();
    const stack = resources.find(({ type }) => type === STACK_TYPE);
    return Object.fromEntries(
      Object.entries(stack?.outputs ?? {}).map(([key, value]) => [
        key,
        { value: withoutSecrets({ value }).value ?? null, secret: isSecret(value) },
      ]),
    );
  }

  async close(): Promise<void> {
    this.running?.die();
    if (this.ownDirectory !== undefined) rmSync(this.ownDirectory, { recursive: true, force: true });
  }

  private async change(kind: OperationKind, options: BundledOptions): Promise<OperationResult> {
    if (options.previewFirst === true || options.previewOnly === true) {
      const preview = await this.perform(kind, true, options);
      if (options.previewOnly === true || !preview.result.ok) return preview.result;
    }
    return (await this.perform(kind, false, options)).result;
  }

  private async perform(
    kind: OperationKind,
    dryRun: boolean,
    options: BundledOptions,
  ): Promise<{ result: OperationResult; operation: Operation }> {
    if (this.running !== undefined) throw new Error("another operation of this stack is running");
    const started = performance.now();
    const setup = {
      project: this.project,
      stack: this.name,
      file: this.file,
      config: this.config,
      secretConfig: this.secretConfig,
      env: this.env,
      dryRun,
      options,
    };
    const session = await Session.open(setup);
    this.running = session;
    const operation = new Operation(kind, session, setup);
    const ok = await operation.run().finally(() => {
      this.running = undefined;
    });
    const { reports, diagnostics, policies, registry, news, olds } = session.deployment;
    const stack =
      news.get(operation.stackUrn) ?? (kind === "destroy" ? undefined : olds.get(operation.stackUrn));
    const result: OperationResult = {
      engine: "bundled",
      operation: kind,
      ok,
      ...(operation.died === undefined ? {} : { died: operation.died.point }),
      steps: reports.steps,
      summary: reports.summary,
      diagnostics: diagnostics.list,
      violations: policies.violations,
      remediations: policies.remediations,
      outputs: redacted(stack?.outputs ?? {}),
      output: { program: session.program?.output ?? "", provider: registry.output },
      durationMs: performance.now() - started,
    };
    return { result, operation };
  }
}
