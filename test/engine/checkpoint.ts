/**
 * The state while an operation runs: the resources before it, those it has dealt with, and what it is in the middle
 * of. Merged on each save, so that a reader at any moment sees a valid deployment.
 */
import type { ResourceState } from "./resource-state";
import type { StateFile } from "./state-file";

export type PendingKind = "creating" | "updating" | "deleting" | "reading";

export interface PendingOperation {
  resource: ResourceState;
  type: PendingKind;
}

export interface Snapshot {
  resources: ResourceState[];
  pendingOperations: PendingOperation[];
}

export class Checkpoint {
  private readonly fresh: ResourceState[] = [];
  private readonly done = new Set<ResourceState>();
  private readonly pending = new Set<PendingOperation>();
  private frozen = false;
  private dirty = false;

  constructor(
    private base: Snapshot,
    private readonly file: StateFile | undefined,
    private readonly eachStep: boolean,
    private readonly onSaved: (snapshot: Snapshot) => void,
  ) {}

  /** The state as it would be saved now. Creates that an earlier run left unfinished stay until a person decides. */
  snapshot(): Snapshot {
    const kept = (state: ResourceState): boolean => !this.done.has(state);
    return {
      resources: [...this.fresh.filter(kept), ...this.base.resources.filter(kept)],
      pendingOperations: [
        ...this.pending,
        ...this.base.pendingOperations.filter(({ type }) => type === "creating"),
      ],
    };
  }

  /** Operations of an earlier run of which nobody knows the outcome. */
  get unfinished(): number {
    return this.base.pendingOperations.length;
  }

  /** Replaces what the operation started from: after a refresh. */
  rebase(resources: ResourceState[]): void {
    this.base = { ...this.base, resources };
    this.dirty = true;
  }

  /** Forgets creates of an earlier run of which nobody knows the outcome. */
  forgetPendingCreates(): void {
    this.base = { ...this.base, pendingOperations: [] };
    this.dirty = true;
  }

  /** Records an intention, and saves it before anything is done. */
  async begin(resource: ResourceState, type: PendingKind): Promise<() => void> {
    const operation: PendingOperation = { resource, type };
    this.pending.add(operation);
    await this.save();
    return () => this.pending.delete(operation);
  }

  markDone(state: ResourceState): void {
    this.done.add(state);
    this.dirty = true;
  }

  markNew(state: ResourceState): void {
    this.fresh.push(state);
    this.dirty = true;
  }

  /** Something was changed in place; the next write has it. */
  changed(): void {
    this.dirty = true;
  }

  async save(): Promise<void> {
    this.dirty = true;
    if (!this.eachStep) return;
    await this.write();
  }

  /** The last write of an operation; skipped when nothing was touched since. */
  async flush(): Promise<void> {
    if (this.dirty) await this.write();
  }

  /** Nothing is written any more: the engine is dead. */
  freeze(): void {
    this.frozen = true;
    this.file?.freeze();
  }

  private async write(): Promise<void> {
    if (this.frozen || this.file === undefined) return;
    this.dirty = false;
    await this.file.save(() => this.snapshot());
    if (!this.frozen) this.onSaved(this.snapshot());
  }
}
