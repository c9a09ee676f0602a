/** What every part of a running operation shares. */
import type { Checkpoint } from "./checkpoint";
import type { Crash } from "./crash";
import type { Diagnostics } from "./diagnostics";
import type { Hooks } from "./hooks";
import type { Policies } from "./policies";
import type { ProviderRegistry } from "./provider-registry";
import type { Reports } from "./reports";
import type { ResourceState } from "./resource-state";
import type { StateFile } from "./state-file";

export interface Deployment {
  readonly project: string;
  readonly stack: string;
  /** A preview: providers are asked, and change nothing. */
  readonly dryRun: boolean;
  readonly parallel: number;
  /** A step that fails does not stop those that do not rest on it. */
  readonly continueOnError: boolean;
  /** Patterns of URNs; undefined targets everything. */
  readonly target: ((urn: string) => boolean) | undefined;
  readonly targetDependents: boolean;
  readonly diagnostics: Diagnostics;
  readonly checkpoint: Checkpoint;
  readonly file: StateFile;
  readonly registry: ProviderRegistry;
  readonly hooks: Hooks;
  readonly policies: Policies;
  readonly crash: Crash;
  readonly reports: Reports;
  /** The state that the operation started from, in its order. */
  base: ResourceState[];
  /** The same by URN, without resources that only wait to be deleted. */
  olds: Map<string, ResourceState>;
  /** What the operation has made or kept so far, by URN. */
  readonly news: Map<string, ResourceState>;
}

/** Sets what the operation starts from. */
export function rebase(deployment: Deployment, resources: ResourceState[]): void {
  deployment.base = resources;
  deployment.olds = new Map(resources.filter((state) => !state.delete).map((state) => [state.urn, state]));
}
