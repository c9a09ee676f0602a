/** A preview in the shape of `pulumi preview --json`, which plan gates read. */

import type { Reports } from "./reports";
import type { ResourceV3 } from "./resource-state";
import { type ResourceState, toV3 } from "./resource-state";
import { isLogical, type Step } from "./step";
import type { PropertyDiff } from "./structural-diff";
import type { Diagnostic, OperationOptions, Severity, StepOp } from "./types";
import { STACK_TYPE, typeOf } from "./urn";
import { redacted } from "./values";

export interface PreviewStepJson {
  op: StepOp;
  urn: string;
  provider?: string;
  oldState?: ResourceV3;
  newState?: ResourceV3;
  diffReasons?: string[];
  replaceReasons?: string[];
  detailedDiff: Record<string, PropertyDiff> | null;
}

export interface PreviewJson {
  /** Configuration of the stack, secrets blinded. */
  config?: Record<string, string>;
  steps?: PreviewStepJson[];
  diagnostics?: { urn?: string; message?: string; severity?: Severity | "info#err" }[];
  /** In nanoseconds. */
  duration?: number;
  changeSummary?: Partial<Record<StepOp, number>>;
}

export function previewJson(
  reports: Reports,
  diagnostics: readonly Diagnostic[],
  config: Record<string, string>,
  durationMs: number,
  { showSames = false }: Pick<OperationOptions, "showSames"> = {},
): PreviewJson {
  const shown = reports.detailed.filter(
    ({ step }) => isShown(step, showSames) || typeOf(step.urn) === STACK_TYPE,
  );
  const steps = shown.map(({ step }): PreviewStepJson => {
    const json: PreviewStepJson = {
      op: step.op,
      urn: step.urn,
      detailedDiff: step.diff?.detailedDiff ?? null,
    };
    const provider = (step.fresh ?? step.old)?.provider ?? "";
    if (provider !== "") json.provider = provider;
    if (step.old !== undefined && step.skippedCreate !== true) json.oldState = blinded(step.old);
    if (step.fresh !== undefined) json.newState = blinded(step.fresh);
    if ((step.diff?.changedKeys ?? []).length > 0) json.diffReasons = step.diff?.changedKeys ?? [];
    if ((step.diff?.replaceKeys ?? []).length > 0) json.replaceReasons = step.diff?.replaceKeys ?? [];
    return json;
  });
  const messages = diagnostics
    .filter(({ ephemeral, severity }) => !ephemeral && severity !== "debug")
    .map(({ urn, message, severity }) => ({
      ...(urn === "" ? {} : { urn }),
      message: `${prefix(severity)}${message}`,
      severity,
    }));
  return {
    ...(Object.keys(config).length === 0 ? {} : { config }),
    steps,
    ...(messages.length === 0 ? {} : { diagnostics: messages }),
    duration: Math.round(durationMs * 1e6),
    changeSummary: reports.summary,
  };
}

/** Left out: what stays the same unless that is asked for, and the parts of a replacement, which its `replace` step stands for. */
const isShown = ({ op, old, fresh }: Step, showSames: boolean): boolean =>
  op === "same"
    ? showSames || old?.protect !== fresh?.protect
    : isLogical(op) || op === "refresh" || op === "remove-pending-replace";

const prefix = (severity: Severity): string => (severity === "info" ? "" : `${severity}: `);

const blinded = (state: ResourceState): ResourceV3 => toV3(state, redacted);
