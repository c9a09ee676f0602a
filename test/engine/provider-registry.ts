/** The provider processes of an operation: one for each provider resource and configuration. */
import type { Project } from "./project";
import { ProviderClient } from "./provider-client";
import type { ResourceState } from "./resource-state";
import { makeReference, packageOf, parseReference, typeOf } from "./urn";

const DYNAMIC_PACKAGE = "pulumi-nodejs";

export class ProviderRegistry {
  private readonly clients = new Map<string, ProviderClient>();
  private readonly processes: ProviderClient[] = [];
  private spare: ProviderClient | undefined;
  output = "";

  constructor(
    private readonly project: Project,
    private readonly engineAddress: string,
    private readonly env: Record<string, string>,
    private readonly onOutput: (text: string) => void,
  ) {}

  /** Boots a process ahead of time, beside the program, which takes as long. */
  warmUp(): void {
    this.spare ??= this.boot();
  }

  /** Makes the provider resource usable under its reference, configured with these inputs. */
  start(state: Pick<ResourceState, "urn" | "id" | "inputs">): void {
    if (packageOf(typeOf(state.urn)) !== DYNAMIC_PACKAGE) {
      throw new Error(`the bundled engine runs dynamic providers only, not ${typeOf(state.urn)}`);
    }
    const client = this.spare ?? this.boot();
    this.spare = undefined;
    client.configure(state.urn, state.inputs);
    this.clients.set(makeReference(state.urn, state.id), client);
  }

  has(reference: string): boolean {
    return this.clients.has(reference);
  }

  /** Starts the provider of an old resource from the state, if the program has not. */
  ensure(reference: string, resources: Iterable<ResourceState>): void {
    if (reference === "" || this.clients.has(reference)) return;
    const { urn, id } = parseReference(reference);
    const state = [...resources].find((candidate) => candidate.urn === urn && candidate.id === id);
    if (state === undefined) throw new Error(`unknown provider '${reference}'`);
    this.start(state);
  }

  get(reference: string): ProviderClient {
    const client = this.clients.get(reference);
    if (client === undefined) throw new Error(`unknown provider '${reference}'`);
    return client;
  }

  /** Process ids of the providers that run now. */
  get pids(): number[] {
    return this.processes.flatMap((client) => (client.alive && client.pid !== undefined ? [client.pid] : []));
  }

  kill(): void {
    for (const client of this.processes) client.kill();
  }

  async stop(): Promise<void> {
    // A process that never served anybody has nothing to put in order.
    this.spare?.kill();
    await Promise.all(this.processes.map((client) => client.stop()));
  }

  private boot(): ProviderClient {
    const client = new ProviderClient(this.project, this.engineAddress, this.env, (text) => {
      this.output += text;
      this.onOutput(text);
    });
    this.processes.push(client);
    return client;
  }
}
