/** The state file: read once, written whole, by a rename, so that a crash leaves the old file or the new one. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import type { PendingKind, Snapshot } from "./checkpoint";
import { fromV3, type ResourceState, type ResourceV3, toV3 } from "./resource-state";
import { Crypter } from "./secrets";
import type { StackExport } from "./types";
import { containsSecret, type Properties, type Value } from "./values";

const ENGINE_VERSION = "v3.248.0";

export class StateFile {
  private crypter: Crypter | undefined;
  private running: Promise<void> | undefined;
  private queued: Promise<void> | undefined;
  /** Counts deaths: what a dead operation was writing never becomes the file. */
  private generation = 0;
  private drafts = 0;
  /** A resource rarely changes once it is serialised, and a state has thousands of them. */
  private readonly texts = new WeakMap<ResourceState, string>();
  private salt: string | undefined;

  constructor(
    readonly path: string,
    private readonly passphrase: string,
  ) {}

  freeze(): void {
    this.generation++;
    this.running = undefined;
    this.queued = undefined;
  }

  exported(): StackExport {
    if (!existsSync(this.path)) return { version: 3, deployment: { manifest: manifest(), metadata: {} } };
    return JSON.parse(readFileSync(this.path, "utf8")) as StackExport;
  }

  async load(): Promise<Snapshot> {
    const { deployment } = this.exported();
    const provider = deployment.secrets_providers as { state?: { salt?: string } } | undefined;
    this.salt = provider?.state?.salt;
    const resources = deployment.resources ?? [];
    const pending = deployment.pending_operations ?? [];
    const sealed = this.salt !== undefined && JSON.stringify([resources, pending]).includes('"ciphertext"');
    if (sealed) await this.open();
    const decode = (value: Value): Properties =>
      sealed && this.crypter !== undefined ? this.crypter.unseal(value) : (value as Properties);
    return {
      resources: resources.map((resource) => fromV3(resource, decode)),
      pendingOperations: pending.map((operation) => ({
        resource: fromV3(operation.resource, decode),
        type: operation.type as PendingKind,
      })),
    };
  }

  async import(state: StackExport): Promise<void> {
    this.crypter = undefined;
    await writeFile(this.path, `${JSON.stringify(state, undefined, 4)}\n`);
  }

  /** Marks a resource that was changed in place. */
  touch(state: ResourceState): void {
    this.texts.delete(state);
  }

  /** Writes the newest snapshot; callers that come while one is written share the next one. */
  save(snapshot: () => Snapshot): Promise<void> {
    if (this.queued !== undefined) return this.queued;
    const { generation } = this;
    if (this.running === undefined) {
      this.running = this.cycle(snapshot, generation);
      return this.running;
    }
    this.queued = this.running.then(() => {
      if (generation !== this.generation) return;
      this.queued = undefined;
      this.running = this.cycle(snapshot, generation);
      return this.running;
    });
    return this.queued;
  }

  private async cycle(snapshot: () => Snapshot, generation: number): Promise<void> {
    try {
      await this.write(snapshot(), generation);
    } finally {
      if (generation === this.generation && this.queued === undefined) this.running = undefined;
    }
  }

  private async write(snapshot: Snapshot, generation: number): Promise<void> {
    const { resources, pendingOperations } = snapshot;
    const unwritten = [...resources, ...pendingOperations.map(({ resource }) => resource)].filter(
      (state) => !this.texts.has(state),
    );
    if (
      this.crypter === undefined &&
      unwritten.some((state) => containsSecret(state.inputs) || containsSecret(state.outputs))
    ) {
      await this.open();
    }
    const parts = [`"manifest":${JSON.stringify(manifest())}`];
    const salt = this.salt;
    if (salt !== undefined) {
      parts.push(`"secrets_providers":${JSON.stringify({ type: "passphrase", state: { salt } })}`);
    }
    if (resources.length > 0)
      parts.push(`"resources":[\n${resources.map((state) => this.text(state)).join(",\n")}]`);
    if (pendingOperations.length > 0) {
      const rows = pendingOperations.map(
        ({ resource, type }) => `{"resource":${this.serialised(resource)},"type":"${type}"}`,
      );
      parts.push(`"pending_operations":[\n${rows.join(",\n")}]`);
    }
    const text = `{"version":3,"deployment":{${parts.join(",")},"metadata":{}}}\n`;
    const draft = `${this.path}.${process.pid}-${this.drafts++}.tmp`;
    await writeFile(draft, text);
    if (generation !== this.generation) return rm(draft, { force: true });
    await rename(draft, this.path);
  }

  private text(state: ResourceState): string {
    let text = this.texts.get(state);
    if (text === undefined) {
      text = this.serialised(state);
      this.texts.set(state, text);
    }
    return text;
  }

  private serialised(state: ResourceState): string {
    const crypter = this.crypter;
    const resource: ResourceV3 = toV3(state, (properties) =>
      crypter !== undefined && containsSecret(properties) ? crypter.seal(properties) : properties,
    );
    // Former names have done their work: every reference is to the new one.
    delete resource.aliases;
    return JSON.stringify(resource);
  }

  private async open(): Promise<void> {
    this.crypter ??= await Crypter.open(this.passphrase, this.salt);
    this.salt ??= this.crypter.state;
  }
}

function manifest(): StackExport["deployment"]["manifest"] {
  const magic = createHash("sha256").update(ENGINE_VERSION).digest("hex");
  return { time: new Date().toISOString(), magic, version: ENGINE_VERSION };
}
