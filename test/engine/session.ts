/** The processes and services of one operation, started together and ended together. */
import { Checkpoint } from "./checkpoint";
import { Crash } from "./crash";
import type { Deployment } from "./deployment";
import { Diagnostics } from "./diagnostics";
import { EventQueue } from "./event-queue";
import { Hooks } from "./hooks";
import { Monitor } from "./monitor";
import { Policies } from "./policies";
import { Program } from "./program";
import type { Project } from "./project";
import { ProviderRegistry } from "./provider-registry";
import { Reports } from "./reports";
import type { StateFile } from "./state-file";
import type { BundledOptions, ProgressEvent } from "./types";
import { urnMatcher } from "./urn";
import { makeSecret, type Properties } from "./values";

const DEFAULT_PARALLEL = 8;

export interface SessionSetup {
  project: Project;
  stack: string;
  file: StateFile;
  /** Qualified keys. */
  config: Record<string, string>;
  secretConfig: Record<string, string>;
  env: Record<string, string>;
  dryRun: boolean;
  options: BundledOptions;
}

/** What a test may do to an operation that runs. */
export interface Running {
  /** Process ids of the provider servers. */
  readonly providerPids: number[];
  readonly programPid: number | undefined;
  /** As `kill -9` of every provider process. */
  killProvider(): void;
  killProgram(): void;
  /** As `kill -9` of the engine and all it has started. */
  die(): void;
}

export class Session implements Running {
  readonly events = new EventQueue();
  readonly deployment: Deployment;
  readonly monitor: Monitor;
  program: Program | undefined;

  private constructor(
    private readonly setup: SessionSetup,
    deployment: Deployment,
    monitor: Monitor,
    events: EventQueue,
    private readonly address: string,
  ) {
    this.deployment = deployment;
    this.monitor = monitor;
    this.events = events;
    deployment.crash.onDeath(() => this.kill());
  }

  static async open(setup: SessionSetup): Promise<Session> {
    const { options, project, dryRun } = setup;
    const emit = (event: ProgressEvent): void => options.onEvent?.(event);
    const events = new EventQueue();
    const diagnostics = new Diagnostics((diagnostic) => emit({ kind: "diagnostic", diagnostic }));
    const hooks = new Hooks(dryRun, diagnostics);
    const monitor = new Monitor(events, diagnostics, hooks, project.root, providerConfig(setup));
    const address = await monitor.listen();
    const print = (text: string): void => {
      for (const line of text.split("\n")) if (line.trim() !== "") diagnostics.add("info", line);
    };
    const registry = new ProviderRegistry(project, address, setup.env, print);
    registry.warmUp();
    const packs = options.policyPacks ?? [];
    const environment = {
      project: project.name,
      stack: setup.stack,
      dryRun,
      address,
      config: { ...setup.config, ...setup.secretConfig },
      env: setup.env,
    };
    const policies = new Policies(packs, environment, print);
    const snapshot = await setup.file.load();
    const file = dryRun ? undefined : setup.file;
    const checkpoint = new Checkpoint(snapshot, file, options.checkpoints !== "at-end", (saved) =>
      emit({
        kind: "saved",
        resources: saved.resources.length,
        pendingOperations: saved.pendingOperations.length,
      }),
    );
    const deployment: Deployment = {
      project: project.name,
      stack: setup.stack,
      dryRun,
      parallel: Math.max(1, options.parallel ?? DEFAULT_PARALLEL),
      continueOnError: options.continueOnError === true,
      target:
        options.target === undefined || options.target.length === 0 ? undefined : urnMatcher(options.target),
      targetDependents: options.targetDependents === true,
      diagnostics,
      checkpoint,
      file: setup.file,
      registry,
      hooks,
      policies,
      crash: new Crash(dryRun ? undefined : options.dieAt),
      reports: new Reports(emit),
      base: snapshot.resources,
      olds: new Map(snapshot.resources.filter((state) => !state.delete).map((state) => [state.urn, state])),
      news: new Map(),
    };
    return new Session(setup, deployment, monitor, events, address);
  }

  /** Runs the program; its end, good or bad, comes as an event. */
  startProgram(): void {
    const { setup, deployment, events } = this;
    const program = new Program({
      project: setup.project,
      stack: setup.stack,
      dryRun: setup.dryRun,
      parallel: deployment.parallel,
      address: this.address,
      config: { ...setup.config, ...setup.secretConfig },
      secretKeys: Object.keys(setup.secretConfig),
      env: setup.env,
      onOutput: (text) => {
        for (const line of text.split("\n")) if (line.trim() !== "") deployment.diagnostics.add("info", line);
      },
    });
    this.program = program;
    void program.ended().then(({ failed, message }) => {
      if (failed && !this.closing) {
        if (message !== "") deployment.diagnostics.error(message);
        deployment.diagnostics.failed = true;
      }
      events.push(failed ? { kind: "stop" } : { kind: "end" });
    });
  }

  get providerPids(): number[] {
    return this.deployment.registry.pids;
  }

  get programPid(): number | undefined {
    return this.program?.pid;
  }

  killProvider(): void {
    this.deployment.registry.kill();
  }

  killProgram(): void {
    this.program?.kill();
  }

  die(): void {
    this.deployment.crash.die({ phase: "on-request" });
    this.events.push({ kind: "stop" });
  }

  /** Ends everything in good order. A program that was told to stop is not waited for. */
  async close(finished: boolean): Promise<void> {
    this.closing = true;
    if (finished) {
      this.monitor.release();
      await this.program?.ended();
    } else {
      this.monitor.abort();
      this.program?.kill();
      await this.program?.ended();
    }
    this.deployment.policies.kill();
    this.deployment.hooks.close();
    await this.deployment.registry.stop();
    this.monitor.close();
  }

  private closing = false;

  private kill(): void {
    this.closing = true;
    this.deployment.checkpoint.freeze();
    this.deployment.registry.kill();
    this.program?.kill();
    this.deployment.policies.kill();
    this.deployment.hooks.close();
    this.monitor.abort();
    this.monitor.close();
  }
}

/** The default provider is given the whole configuration of the stack. */
function providerConfig({ config, secretConfig }: SessionSetup): Properties {
  const properties: Properties = { ...config };
  for (const [key, value] of Object.entries(secretConfig)) properties[key] = makeSecret(value);
  return properties;
}
