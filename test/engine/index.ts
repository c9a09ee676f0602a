/**
 * The bundled engine: a small Pulumi engine for tests and for the demo on machines without the Pulumi CLI. It runs a
 * real program on the real SDK, and the SDK's own provider and policy servers. It is no product.
 */
export { BUNDLED_ENGINE_NOTICE, type BundledOpenOptions, BundledStack } from "./bundled-stack";
export { CliStack, engineOnPath } from "./cli-stack";
export type { CrashPhase, CrashPoint } from "./crash";
export { describeEngine, type OpenStackOptions, openStack } from "./open-stack";
export type { PreviewJson, PreviewStepJson } from "./preview-json";
export { type RenderOptions, renderResult } from "./render";
export type { ResourceV3 } from "./resource-state";
export type { Running } from "./session";
export type { DetailedDiff, DiffKind, PropertyDiff } from "./structural-diff";
export type * from "./types";
export { type Properties, UNKNOWN, type Value } from "./values";
