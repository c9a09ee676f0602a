/** What tests and the demo see: one interface, implemented by the bundled engine and by the real command line. */
import type { CrashPoint } from "./crash";
import type { PreviewJson } from "./preview-json";
import type { ResourceV3 } from "./resource-state";
import type { DiffKind } from "./structural-diff";
import type { Value } from "./values";

export type EngineName = "bundled" | "cli";

export type StepOp =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "read-replacement"
  | "discard"
  | "discard-replaced"
  | "remove-pending-replace"
  | "refresh";

/** One changed property of a step. Secrets read `[secret]`, values that are not known yet the unknown sentinel. */
export interface PropertyChange {
  path: string;
  kind: DiffKind;
  old?: Value;
  new?: Value;
}

/** One step of an operation, as far as it was begun. Default providers are not shown. */
export interface StepReport {
  op: StepOp;
  urn: string;
  type: string;
  name: string;
  id?: string;
  /** Changed properties, by path; empty for a plain create or delete. */
  diff: PropertyChange[];
  /** Top-level keys that force a replacement. */
  replaceKeys: string[];
  /** False when the step was begun and failed. */
  ok: boolean;
}

export type Severity = "debug" | "info" | "warning" | "error";

export interface Diagnostic {
  severity: Severity;
  message: string;
  urn: string;
  /** A status line that real displays overwrite. */
  ephemeral: boolean;
}

export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

export interface PolicyViolation {
  policyPack: string;
  policy: string;
  level: EnforcementLevel;
  message: string;
  urn: string;
}

export interface OperationResult {
  engine: EngineName;
  operation: "preview" | "up" | "refresh" | "destroy";
  ok: boolean;
  /** Set when the operation was told to die: what it was about to do. Nothing was saved after that. */
  died?: CrashPoint;
  steps: StepReport[];
  /** Number of resources by operation; `replace` counts once a resource. */
  summary: Partial<Record<StepOp, number>>;
  diagnostics: Diagnostic[];
  violations: PolicyViolation[];
  remediations: { urn: string; policyPack: string; policy: string }[];
  /** Stack outputs after the operation; secrets read `[secret]`. */
  outputs: Record<string, Value>;
  /** What the program and the provider processes printed. The command line does not tell one from the other. */
  output: { program: string; provider: string };
  durationMs: number;
}

export interface PreviewResult extends OperationResult {
  /** In the shape of `pulumi preview --json`. */
  toJson(): PreviewJson;
}

/** A message of the progress stream. */
export type ProgressEvent =
  | { kind: "step-begun"; step: StepReport }
  | { kind: "step-done"; step: StepReport }
  | { kind: "diagnostic"; diagnostic: Diagnostic }
  | { kind: "saved"; resources: number; pendingOperations: number };

export interface PolicyPackOption {
  /** Directory of the pack, with its PulumiPolicy.yaml. */
  path: string;
  /** Policy name (or `all`) to a level, or to a level and values. */
  config?: Record<string, EnforcementLevel | { enforcementLevel?: EnforcementLevel; [key: string]: unknown }>;
}

export interface OperationOptions {
  policyPacks?: PolicyPackOption[];
  /** URNs, `*` and `**` allowed. */
  target?: string[];
  targetDependents?: boolean;
  /** Steps in flight at a time; the default is 8. */
  parallel?: number;
  /** Go on with what does not rest on a step that failed (up and destroy). */
  continueOnError?: boolean;
  /** Refresh the state first (preview and up). */
  refresh?: boolean;
  /** Unchanged resources are in the preview's JSON, too. */
  showSames?: boolean;
  /** Any change is a failure. */
  expectNoChanges?: boolean;
  /** Run a preview first and stop if it fails, as `pulumi up --yes` does (up and destroy). Default false. */
  previewFirst?: boolean;
  /** Preview the operation only (refresh and destroy). */
  previewOnly?: boolean;
  onEvent?: (event: ProgressEvent) => void;
}

/** The things only the bundled engine can do. */
export interface BundledOptions extends OperationOptions {
  /** Stop as if by `kill -9` at an exact moment. */
  dieAt?: CrashPoint;
  /** When the state is written: around each step, as a real backend does (default), or once at the end. */
  checkpoints?: "each-step" | "at-end";
}

export interface OpenOptions {
  /** Directory of Pulumi.yaml. */
  projectDir: string;
  /** Stack name. */
  name?: string;
  /** Keys without a colon belong to the project. */
  config?: Record<string, string>;
  secretConfig?: Record<string, string>;
  env?: Record<string, string>;
  passphrase?: string;
}

/** `pulumi stack export`. */
export interface StackExport {
  version: 3;
  deployment: {
    manifest: { time: string; magic: string; version: string };
    secrets_providers?: { type: string; state?: unknown };
    resources?: ResourceV3[];
    pending_operations?: { resource: ResourceV3; type: string }[];
    metadata?: object;
  };
}

export interface EngineStack {
  readonly engine: EngineName;
  readonly name: string;
  /** Changes the configuration; holds from the next operation on. */
  setConfig(config: Record<string, string>, secretConfig?: Record<string, string>): void;
  preview(options?: OperationOptions): Promise<PreviewResult>;
  up(options?: OperationOptions): Promise<OperationResult>;
  refresh(options?: OperationOptions): Promise<OperationResult>;
  destroy(options?: OperationOptions): Promise<OperationResult>;
  exportState(): Promise<StackExport>;
  importState(state: StackExport): Promise<void>;
  /** Stack outputs in clear. */
  outputs(): Promise<Record<string, { value: Value; secret: boolean }>>;
  /** Removes what the stack keeps outside the project: temporary files, processes. */
  close(): Promise<void>;
}
