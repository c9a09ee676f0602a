/** One policy pack, run by the SDK's own policy server. */

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { parse } from "yaml";
import { Child, childEnvironment } from "./child-process";
import { resolveFrom } from "./project";
import { analyzerService, Empty, GRPC_LIMITS, analyzerMessages as messages, Struct } from "./protos";
import type { EnforcementLevel, PolicyPackOption } from "./types";
import type { Properties } from "./values";

type Client = InstanceType<typeof analyzerService.AnalyzerClient>;
type Info = InstanceType<typeof messages.AnalyzerInfo>;
type Start<Response> = (done: (error: ServiceError | null, response: Response) => void) => unknown;

const LEVELS: EnforcementLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

export const levelOf = (value: number): EnforcementLevel => LEVELS[value] ?? "advisory";

export interface PackEnvironment {
  project: string;
  stack: string;
  dryRun: boolean;
  address: string;
  config: Record<string, string>;
  env: Record<string, string>;
}

export class PolicyPack {
  private readonly child: Child;
  private client: Client | undefined;
  private info: Info | undefined;
  private readonly started: Promise<void>;

  constructor(
    private readonly option: PolicyPackOption,
    given: PackEnvironment,
    onOutput: (text: string) => void,
  ) {
    const directory = resolve(option.path);
    this.child = new Child(
      {
        name: `the policy pack in ${directory}`,
        cwd: directory,
        env: childEnvironment({
          PULUMI_NODEJS_ORGANIZATION: "organization",
          PULUMI_NODEJS_PROJECT: given.project,
          PULUMI_NODEJS_STACK: given.stack,
          PULUMI_NODEJS_DRY_RUN: String(given.dryRun),
          PULUMI_CONFIG: JSON.stringify(given.config),
          ...(usesTypeScript(directory) ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
          ...given.env,
        }),
        script: resolveFrom(directory, "@pulumi/pulumi/cmd/run-policy-pack"),
        args: [given.address, "."],
        onOutput,
      },
      true,
    );
    this.started = this.start();
    this.started.catch(() => undefined);
  }

  get name(): string {
    return this.info?.getName() ?? this.option.path;
  }

  /** Resolves when the pack has its configuration. Throws when it cannot start. */
  ready(): Promise<void> {
    return this.started;
  }

  async analyze(
    request: InstanceType<typeof messages.AnalyzeRequest>,
  ): Promise<InstanceType<typeof messages.AnalyzeResponse>> {
    const client = this.client as Client;
    return call<InstanceType<typeof messages.AnalyzeResponse>>((done) => client.analyze(request, done));
  }

  async remediate(
    request: InstanceType<typeof messages.AnalyzeRequest>,
  ): Promise<InstanceType<typeof messages.RemediateResponse>> {
    const client = this.client as Client;
    return call<InstanceType<typeof messages.RemediateResponse>>((done) => client.remediate(request, done));
  }

  async analyzeStack(
    request: InstanceType<typeof messages.AnalyzeStackRequest>,
  ): Promise<InstanceType<typeof messages.AnalyzeResponse>> {
    const client = this.client as Client;
    return call<InstanceType<typeof messages.AnalyzeResponse>>((done) => client.analyzeStack(request, done));
  }

  kill(): void {
    this.client?.close();
    this.child.kill();
  }

  private async start(): Promise<void> {
    const port = await this.child.port;
    const client = new analyzerService.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      ...GRPC_LIMITS,
    });
    this.client = client;
    this.info = await call<Info>((done) => client.getAnalyzerInfo(new Empty(), done));
    const config = this.option.config;
    if (config === undefined) return;
    const request = new messages.ConfigureAnalyzerRequest();
    for (const policy of this.info.getPoliciesList()) {
      const given = config[policy.getName()] ?? config.all;
      const values: Properties = typeof given === "object" ? ({ ...given } as Properties) : {};
      const level =
        (typeof given === "string" ? given : given?.enforcementLevel) ??
        levelOf(policy.getEnforcementlevel());
      delete values.enforcementLevel;
      const defaults: Properties = {};
      for (const [key, schema] of Object.entries(
        (policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {}) as Properties,
      )) {
        const fallback = (schema as { default?: Properties[string] } | null)?.default;
        if (fallback !== undefined) defaults[key] = fallback;
      }
      const entry = new messages.PolicyConfig();
      entry.setEnforcementlevel(LEVELS.indexOf(level) as never);
      entry.setProperties(Struct.fromJavaScript({ ...defaults, ...values } as never));
      request.getPolicyconfigMap().set(policy.getName(), entry);
    }
    await call<Empty>((done) => client.configure(request, done));
  }
}

function usesTypeScript(directory: string): boolean {
  const file = join(directory, "PulumiPolicy.yaml");
  if (!existsSync(file)) throw new Error(`no PulumiPolicy.yaml in ${directory}`);
  const { runtime } = parse(readFileSync(file, "utf8")) as {
    runtime?: string | { options?: { typescript?: boolean } };
  };
  return typeof runtime !== "object" || runtime.options?.typescript !== false;
}

function call<Response>(start: Start<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error === null ? resolve(response) : reject(new Error(error.details))));
  });
}
