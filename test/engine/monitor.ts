/** The two gRPC services that a program and a provider talk to: resource monitor and engine. */
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import type { Diagnostics } from "./diagnostics";
import type { EventQueue } from "./event-queue";
import { type Goal, providerGoal, readGoal } from "./goal";
import type { Hooks } from "./hooks";
import type { ResourceMessages } from "./protos";
import {
  Empty,
  engineMessages,
  engineService,
  GRPC_LIMITS,
  resourceMessages,
  resourceService,
  Struct,
} from "./protos";
import { makeReference, packageOf, providerTypeOf } from "./urn";
import { type Properties, withoutOutputs } from "./values";

/** What the engine can do, by the names of the SDK. Transforms and packages are for other kinds of programs. */
const FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "deletedWith",
  "replaceWith",
  "resourceHooks",
]);
const SEVERITIES = ["debug", "info", "warning", "error"] as const;

type RegisterRequest = InstanceType<ResourceMessages["RegisterResourceRequest"]>;
type Handler<Request, Response> = (
  call: ServerUnaryCall<Request, Response>,
  done: sendUnaryData<Response>,
) => void;
type Inherited = Pick<Goal, "protect" | "retainOnDelete" | "deletedWith" | "provider"> & {
  providers: Map<string, string>;
};

export class Monitor {
  private readonly server = new Server({ ...GRPC_LIMITS });
  private readonly defaults = new Map<string, Promise<string>>();
  private readonly goals = new Map<string, Inherited>();
  private readonly open = new Set<(error: { code: status; details: string }) => void>();
  private stopped: { code: status; details: string } | undefined;
  private root = "";
  /** True once the program says that it will register nothing more. */
  finished = false;

  constructor(
    private readonly events: EventQueue,
    private readonly diagnostics: Diagnostics,
    private readonly hooks: Hooks,
    private readonly projectRoot: string,
    private readonly config: Properties,
  ) {}

  /** Serves both on a port of the loopback; answers with the address. */
  async listen(): Promise<string> {
    this.server.addService(resourceService.ResourceMonitorService as never, this.monitorHandlers() as never);
    this.server.addService(engineService.EngineService as never, this.engineHandlers() as never);
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    return `127.0.0.1:${port}`;
  }

  /** Lets the program go: every call that still waits, and every later one, is answered with this. */
  abort(): void {
    this.stopped = { code: status.UNAVAILABLE, details: "resource monitor shut down" };
    for (const fail of this.open) fail(this.stopped);
    this.open.clear();
  }

  /** Answers the program that waits for the end, if it does. */
  release: () => void = () => undefined;

  close(): void {
    this.server.forceShutdown();
  }

  private monitorHandlers(): Record<string, Handler<never, never>> {
    const handle = <Request, Response>(
      work: (request: Request) => Promise<Response>,
    ): Handler<never, never> =>
      ((call: { request: Request }, done: sendUnaryData<Response>) =>
        this.answer(work(call.request), done)) as Handler<never, never>;
    const refuse =
      (what: string): Handler<never, never> =>
      (_call, done) =>
        done({ code: status.UNIMPLEMENTED, details: `the bundled engine does not support ${what}` });
    return {
      supportsFeature: handle(async (request: InstanceType<ResourceMessages["SupportsFeatureRequest"]>) => {
        const response = new resourceMessages.SupportsFeatureResponse();
        response.setHassupport(FEATURES.has(request.getId()));
        return response;
      }),
      registerResource: handle((request: RegisterRequest) => this.register(request)),
      registerResourceOutputs: handle(
        (request: InstanceType<ResourceMessages["RegisterResourceOutputsRequest"]>) => {
          const outputs = withoutOutputs((request.getOutputs()?.toJavaScript() ?? {}) as Properties);
          return new Promise((resolve, failed) => {
            const done = (): void => resolve(new Empty());
            this.events.push({ kind: "outputs", urn: request.getUrn(), outputs, done, failed });
          });
        },
      ),
      readResource: handle((request: InstanceType<ResourceMessages["ReadResourceRequest"]>) =>
        this.read(request),
      ),
      registerResourceHook: handle(
        async (request: InstanceType<ResourceMessages["RegisterResourceHookRequest"]>) => {
          this.hooks.register(request);
          return new Empty();
        },
      ),
      signalAndWaitForShutdown: handle(() => {
        this.finished = true;
        this.events.push({ kind: "end" });
        return new Promise((resolve) => (this.release = () => resolve(new Empty())));
      }),
      invoke: refuse("functions of packages"),
      call: refuse("methods of packages"),
      registerStackTransform: refuse("transforms"),
      registerStackInvokeTransform: refuse("transforms"),
      registerErrorHook: refuse("error hooks"),
      registerPackage: refuse("packages"),
    };
  }

  private answer<Response>(work: Promise<Response>, done: sendUnaryData<Response>): void {
    if (this.stopped !== undefined) {
      done(this.stopped);
      return;
    }
    const fail = (error: { code: status; details: string }): void => done(error);
    this.open.add(fail);
    work.then(
      (response) => this.open.delete(fail) && done(null, response),
      (error: Error) => this.open.delete(fail) && done({ code: status.UNKNOWN, details: error.message }),
    );
  }

  private async register(request: RegisterRequest): Promise<unknown> {
    const goal = readGoal(request, this.projectRoot);
    const parent = this.goals.get(goal.parent);
    this.inherit(goal, request, parent);
    if (goal.custom && goal.provider === "" && !goal.type.startsWith("pulumi:providers:")) {
      goal.provider = await this.defaultProvider(packageOf(goal.type));
    }
    const { state, unknown, failed } = await new Promise<{
      state: { urn: string; id: string; outputs: Properties };
      unknown?: boolean;
      failed?: boolean;
    }>((done) => this.events.push({ kind: "register", registration: { goal, done } }));
    const providers = new Map(parent?.providers ?? []);
    for (const [pkg, reference] of request.getProvidersMap().entries()) providers.set(pkg, reference);
    this.goals.set(state.urn, { ...goal, providers });
    const response = new resourceMessages.RegisterResourceResponse();
    response.setUrn(state.urn);
    response.setId(state.id);
    // A component's outputs of an earlier run may refer to resources that are not registered yet.
    response.setObject(Struct.fromJavaScript((goal.custom ? state.outputs : {}) as never));
    if (failed === true) response.setResult(resourceMessages.Result.FAIL);
    if (unknown === true) (response as { setUnknown?: (value: boolean) => void }).setUnknown?.(true);
    return response;
  }

  private inherit(goal: Goal, request: RegisterRequest, parent: Inherited | undefined): void {
    if (goal.provider === "") goal.provider = request.getProvidersMap().get(packageOf(goal.type)) ?? "";
    if (parent === undefined) return;
    if (goal.deletedWith === "") goal.deletedWith = parent.deletedWith;
    goal.protect ??= parent.protect;
    goal.retainOnDelete ??= parent.retainOnDelete;
    if (goal.provider === "" && goal.custom) goal.provider = parent.providers.get(packageOf(goal.type)) ?? "";
  }

  private defaultProvider(pkg: string): Promise<string> {
    let reference = this.defaults.get(pkg);
    if (reference === undefined) {
      const goal = providerGoal(providerTypeOf(pkg), this.config);
      reference = new Promise((resolve) => {
        const done = ({ state }: { state: { urn: string; id: string } }): void =>
          resolve(makeReference(state.urn, state.id));
        this.events.push({ kind: "register", registration: { goal, done } });
      });
      this.defaults.set(pkg, reference);
    }
    return reference;
  }

  private async read(request: InstanceType<ResourceMessages["ReadResourceRequest"]>): Promise<unknown> {
    const provider =
      request.getProvider() === ""
        ? await this.defaultProvider(packageOf(request.getType()))
        : request.getProvider();
    const state = await new Promise<{ urn: string; outputs: Properties }>((done) =>
      this.events.push({
        kind: "read",
        request: {
          type: request.getType(),
          name: request.getName(),
          parent: request.getParent(),
          id: request.getId(),
          inputs: withoutOutputs((request.getProperties()?.toJavaScript() ?? {}) as Properties),
          provider,
          dependencies: request.getDependenciesList(),
          additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
          done,
        },
      }),
    );
    const response = new resourceMessages.ReadResourceResponse();
    response.setUrn(state.urn);
    response.setProperties(Struct.fromJavaScript(state.outputs as never));
    return response;
  }

  private engineHandlers(): Record<string, Handler<never, never>> {
    return {
      log: ((
        call: { request: InstanceType<typeof engineMessages.LogRequest> },
        done: sendUnaryData<Empty>,
      ) => {
        const request = call.request;
        const severity = SEVERITIES[request.getSeverity()] ?? "info";
        // The SDK sends three debug messages a resource.
        if (severity !== "debug")
          this.diagnostics.add(severity, request.getMessage(), request.getUrn(), request.getEphemeral());
        done(null, new Empty());
      }) as Handler<never, never>,
      getRootResource: ((_call: unknown, done: sendUnaryData<unknown>) => {
        const response = new engineMessages.GetRootResourceResponse();
        response.setUrn(this.root);
        done(null, response);
      }) as Handler<never, never>,
      setRootResource: ((
        call: { request: InstanceType<typeof engineMessages.SetRootResourceRequest> },
        done: sendUnaryData<unknown>,
      ) => {
        this.root = call.request.getUrn();
        done(null, new engineMessages.SetRootResourceResponse());
      }) as Handler<never, never>,
      startDebugging: ((_call: unknown, done: sendUnaryData<unknown>) => done(null, new Empty())) as Handler<
        never,
        never
      >,
    };
  }
}
