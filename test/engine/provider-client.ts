/** One running dynamic-provider server of the SDK, spoken to as the engine does: in clear values, secrets put back after. */

import { tmpdir } from "node:os";
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import { Child, childEnvironment } from "./child-process";
import { largeDetailsArguments, readDetails } from "./large-details";
import type { Project } from "./project";
import { resolveFrom } from "./project";
import type { Empty, ProviderMessages } from "./protos";
import { GRPC_LIMITS, providerMessages as messages, providerService, Struct, statusMessages } from "./protos";
import { type CheckFailure, InitError, ProviderError } from "./provider-errors";
import type { ResourceState } from "./resource-state";
import { nameOf, packageOf, typeOf } from "./urn";
import { annotateSecrets, forProvider, type Properties } from "./values";

type Message<Name extends keyof ProviderMessages> = InstanceType<ProviderMessages[Name]>;
type Client = InstanceType<typeof providerService.ResourceProviderClient>;
type Start<Response> = (done: (error: ServiceError | null, response: Response) => void) => unknown;

export interface RawDiff {
  /** "unknown" asks the engine to compare inputs itself. */
  changes: "unknown" | "none" | "some";
  replaces: string[];
  diffs: string[];
  deleteBeforeReplace: boolean;
}

const toStruct = (properties: Properties): Struct => Struct.fromJavaScript(properties as never);
const fromStruct = (struct: Struct | undefined): Properties => (struct?.toJavaScript() ?? {}) as Properties;

export class ProviderClient {
  private readonly child: Child;
  private client: Client | undefined;
  private configured: Promise<void> | undefined;

  constructor(
    project: Project,
    engineAddress: string,
    env: Record<string, string>,
    onOutput: (text: string) => void,
  ) {
    const script = resolveFrom(project.programDir, "@pulumi/pulumi/cmd/dynamic-provider");
    this.child = new Child(
      {
        name: "the dynamic provider",
        cwd: project.programDir,
        env: childEnvironment({ PULUMI_CONFIG: "{}", PULUMI_NODEJS_PROJECT: project.name, ...env }),
        nodeArgs: largeDetailsArguments(tmpdir(), script),
        script,
        args: [engineAddress],
        onOutput,
      },
      true,
    );
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get alive(): boolean {
    return this.child.alive;
  }

  /** Starts configuring; calls made meanwhile wait for the answer, as they do for a real engine. */
  configure(urn: string, config: Properties): void {
    this.configured = (async () => {
      const client = await this.connect();
      const request = new messages.ConfigureRequest();
      request.setArgs(toStruct(config));
      const pkg = packageOf(typeOf(urn));
      for (const [key, value] of Object.entries(forProvider(config))) {
        request
          .getVariablesMap()
          .set(`${pkg}:config:${key}`, typeof value === "string" ? value : JSON.stringify(value));
      }
      request.setAcceptsecrets(true);
      request.setAcceptresources(true);
      request.setSendsOldInputs(true);
      request.setSendsOldInputsToDelete(true);
      await call<Message<"ConfigureResponse">>((done) => client.configure(request, done));
    })();
    this.configured.catch(() => undefined);
  }

  async check(
    urn: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
    const request = new messages.CheckRequest();
    this.identify(request, urn);
    request.setOlds(toStruct(forProvider(olds)));
    request.setNews(toStruct(forProvider(news)));
    const client = await this.ready();
    const response = await call<Message<"CheckResponse">>((done) => client.check(request, done));
    const inputs = fromStruct(response.getInputs());
    annotateSecrets(inputs, news);
    const failures = response
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    return { inputs, failures };
  }

  async diff(
    old: Pick<ResourceState, "urn" | "id" | "inputs" | "outputs">,
    news: Properties,
    ignoreChanges: string[],
  ): Promise<RawDiff> {
    const request = new messages.DiffRequest();
    this.identify(request, old.urn);
    request.setId(old.id);
    request.setOldInputs(toStruct(forProvider(old.inputs)));
    request.setOlds(toStruct(forProvider(old.outputs)));
    request.setNews(toStruct(forProvider(news)));
    request.setIgnorechangesList(ignoreChanges);
    const client = await this.ready();
    const response = await call<Message<"DiffResponse">>((done) => client.diff(request, done));
    return {
      changes: (["unknown", "none", "some"] as const)[response.getChanges()] ?? "unknown",
      replaces: response.getReplacesList(),
      diffs: response.getDiffsList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(
    urn: string,
    inputs: Properties,
    timeout: number,
  ): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest();
    this.identify(request, urn);
    request.setProperties(toStruct(forProvider(inputs)));
    request.setTimeout(timeout);
    const client = await this.ready();
    const response = await call<Message<"CreateResponse">>((done) => client.create(request, done), inputs);
    if (response.getId() === "")
      throw new ProviderError(`plugin returned empty resource.ID from create '${urn}'`, status.UNKNOWN);
    const outputs = fromStruct(response.getProperties());
    annotateSecrets(outputs, inputs);
    return { id: response.getId(), outputs };
  }

  async update(
    old: ResourceState,
    inputs: Properties,
    ignoreChanges: string[],
    timeout: number,
  ): Promise<Properties> {
    const request = new messages.UpdateRequest();
    this.identify(request, old.urn);
    request.setId(old.id);
    request.setOldInputs(toStruct(forProvider(old.inputs)));
    request.setOlds(toStruct(forProvider(old.outputs)));
    request.setNews(toStruct(forProvider(inputs)));
    request.setIgnorechangesList(ignoreChanges);
    request.setTimeout(timeout);
    const client = await this.ready();
    const response = await call<Message<"UpdateResponse">>((done) => client.update(request, done), inputs);
    const outputs = fromStruct(response.getProperties());
    annotateSecrets(outputs, inputs);
    return outputs;
  }

  /** An empty id says that the resource is gone. `inputs` is undefined when the provider does not know them. */
  async read(
    urn: string,
    id: string,
    inputs: Properties | undefined,
    state: Properties,
  ): Promise<{ id: string; outputs: Properties; inputs: Properties | undefined }> {
    const request = new messages.ReadRequest();
    this.identify(request, urn);
    request.setId(id);
    if (inputs !== undefined) request.setInputs(toStruct(forProvider(inputs)));
    request.setProperties(toStruct(forProvider(state)));
    const client = await this.ready();
    const response = await call<Message<"ReadResponse">>((done) => client.read(request, done), state);
    const outputs = fromStruct(response.getProperties());
    const live = response.getInputs();
    const liveInputs = live === undefined ? undefined : fromStruct(live);
    annotateSecrets(outputs, state);
    if (inputs !== undefined) annotateSecrets(liveInputs, inputs);
    return { id: response.getId(), outputs, inputs: liveInputs };
  }

  async delete(old: ResourceState, timeout: number): Promise<void> {
    const request = new messages.DeleteRequest();
    this.identify(request, old.urn);
    request.setId(old.id);
    request.setProperties(toStruct(forProvider(old.outputs)));
    request.setOldInputs(toStruct(forProvider(old.inputs)));
    request.setTimeout(timeout);
    const client = await this.ready();
    await call<Empty>((done) => client.delete(request, done));
  }

  kill(): void {
    this.child.kill();
    this.client?.close();
  }

  async stop(): Promise<void> {
    this.client?.close();
    await this.child.stop();
  }

  private identify(
    request: { setUrn(v: string): unknown; setName(v: string): unknown; setType(v: string): unknown },
    urn: string,
  ): void {
    request.setUrn(urn);
    request.setName(nameOf(urn));
    request.setType(typeOf(urn));
  }

  private async connect(): Promise<Client> {
    const port = await this.child.port;
    this.client ??= new providerService.ResourceProviderClient(
      `127.0.0.1:${port}`,
      credentials.createInsecure(),
      {
        ...GRPC_LIMITS,
      },
    );
    return this.client;
  }

  private async ready(): Promise<Client> {
    await this.configured;
    return this.connect();
  }
}

/** `wanted` are the inputs whose secrets a partial result takes over. */
function call<Response>(start: Start<Response>, wanted?: Properties): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error === null ? resolve(response) : reject(translate(error, wanted))));
  });
}

/** A resource that exists but is not as wished comes as an error with the live object among its details. */
function translate(error: ServiceError, wanted: Properties | undefined): Error {
  const [packed] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (Buffer.isBuffer(packed)) {
    for (const detail of statusMessages.Status.deserializeBinary(readDetails(packed)).getDetailsList()) {
      if (!detail.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed")) continue;
      const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
      const outputs = fromStruct(failed.getProperties());
      annotateSecrets(outputs, wanted ?? {});
      const inputs = failed.getInputs();
      return new InitError(
        failed.getId(),
        outputs,
        inputs === undefined ? undefined : fromStruct(inputs),
        failed.getReasonsList(),
      );
    }
  }
  return new ProviderError(error.details === "" ? error.message : error.details, error.code);
}
