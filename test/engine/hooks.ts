/** Resource hooks: functions in the program that run around a step. */
import { credentials } from "@grpc/grpc-js";
import type { Diagnostics } from "./diagnostics";
import type { ResourceMessages } from "./protos";
import { callbackMessages, callbackService, GRPC_LIMITS, resourceMessages, Struct } from "./protos";
import type { HookKind, ResourceState } from "./resource-state";
import { nameOf } from "./urn";
import type { Properties } from "./values";

type HookRegistration = InstanceType<ResourceMessages["RegisterResourceHookRequest"]>;
type CallbacksClient = InstanceType<typeof callbackService.CallbacksClient>;

/** A hook that runs after a step cannot undo it: its failure fails the operation and not the step. */
export class Hooks {
  private readonly registered = new Map<string, HookRegistration>();
  private readonly clients = new Map<string, CallbacksClient>();

  constructor(
    private readonly dryRun: boolean,
    private readonly diagnostics: Diagnostics,
  ) {}

  register(request: HookRegistration): void {
    this.registered.set(request.getName(), request);
  }

  /** Runs the hooks of one kind, one after another. Throws what the first failing one says. */
  async run(kind: HookKind, old: ResourceState | undefined, fresh: ResourceState | undefined): Promise<void> {
    const state = fresh ?? old;
    for (const name of state?.resourceHooks[kind] ?? []) {
      const hook = this.registered.get(name);
      if (hook === undefined) throw new Error(`${kind} hook "${name}" was not registered`);
      if (this.dryRun && !hook.getOnDryRun()) continue;
      const failure = await this.invoke(hook, old, fresh, kind);
      if (failure === "") continue;
      const message = `${kind.startsWith("Before") ? "before" : "after"} hook "${name}" failed: ${failure}`;
      if (!("getIgnoreErrors" in hook) || !(hook as { getIgnoreErrors(): boolean }).getIgnoreErrors())
        throw new Error(message);
      this.diagnostics.add("warning", message, state?.urn);
    }
  }

  /** The same for hooks after a step. */
  async runAfter(
    kind: HookKind,
    old: ResourceState | undefined,
    fresh: ResourceState | undefined,
  ): Promise<void> {
    try {
      await this.run(kind, old, fresh);
    } catch (error) {
      this.diagnostics.error((error as Error).message, (fresh ?? old)?.urn);
    }
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private async invoke(
    hook: HookRegistration,
    old: ResourceState | undefined,
    fresh: ResourceState | undefined,
    kind: HookKind,
  ): Promise<string> {
    const state = (fresh ?? old) as ResourceState;
    const callback = hook.getCallback();
    const request = new resourceMessages.ResourceHookRequest();
    request.setUrn(state.urn);
    request.setId(state.id);
    request.setName(nameOf(state.urn));
    request.setType(state.type);
    const struct = (properties: Properties): Struct => Struct.fromJavaScript(properties as never);
    if (fresh !== undefined) request.setNewInputs(struct(fresh.inputs));
    if (old !== undefined) request.setOldInputs(struct(old.inputs));
    if (old !== undefined) request.setOldOutputs(struct(old.outputs));
    if (fresh !== undefined && kind.startsWith("After")) request.setNewOutputs(struct(fresh.outputs));
    const call = new callbackMessages.CallbackInvokeRequest();
    call.setToken(callback?.getToken() ?? "");
    call.setRequest(request.serializeBinary());
    const client = this.clientFor(callback?.getTarget() ?? "");
    const response = await new Promise<Uint8Array>((resolve, reject) => {
      client.invoke(call, (error, answer) =>
        error === null ? resolve(answer.getResponse_asU8()) : reject(error),
      );
    });
    return resourceMessages.ResourceHookResponse.deserializeBinary(response).getError();
  }

  private clientFor(target: string): CallbacksClient {
    let client = this.clients.get(target);
    if (client === undefined) {
      client = new callbackService.CallbacksClient(target, credentials.createInsecure(), { ...GRPC_LIMITS });
      this.clients.set(target, client);
    }
    return client;
  }
}
