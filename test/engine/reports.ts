/** What a person or a test is told of the steps: begun, done, failed, counted. */
import { parsePath, valueAt } from "./property-path";
import type { Step } from "./step";
import { isLogical } from "./step";
import type { ResourceDiff } from "./structural-diff";
import type { ProgressEvent, PropertyChange, StepOp, StepReport } from "./types";
import { isDefaultProvider, nameOf, typeOf } from "./urn";
import { type Properties, redacted } from "./values";

export class Reports {
  readonly steps: StepReport[] = [];
  readonly summary: Partial<Record<StepOp, number>> = {};
  /** The engine's own steps, for a preview in JSON. */
  readonly detailed: { step: Step; report: StepReport }[] = [];

  constructor(private readonly onEvent: (event: ProgressEvent) => void) {}

  begin(step: Step): StepReport {
    const report: StepReport = {
      op: step.op,
      urn: step.urn,
      type: typeOf(step.urn),
      name: nameOf(step.urn),
      diff: changesOf(step.diff, step.old?.inputs, step.fresh?.inputs, step.old?.outputs),
      replaceKeys: step.diff?.replaceKeys ?? [],
      ok: true,
    };
    if (isDefaultProvider(step.urn)) return report;
    this.steps.push(report);
    // States are filled in later; a preview shows them as they were planned.
    const { old, fresh } = step;
    this.detailed.push({
      report,
      step: {
        ...step,
        ...(old === undefined ? {} : { old: { ...old } }),
        ...(fresh === undefined ? {} : { fresh: { ...fresh } }),
      },
    });
    this.onEvent({ kind: "step-begun", step: report });
    return report;
  }

  /** `counted` is the operation to count, when it is not the step's own: a refresh counts what it found. */
  end(step: Step, report: StepReport, ok: boolean, counted?: StepOp): void {
    report.ok = ok;
    const id = step.fresh?.id ?? step.old?.id ?? "";
    if (id !== "") report.id = id;
    if (isDefaultProvider(step.urn)) return;
    const op = counted ?? (isLogical(step.op) ? step.op : undefined);
    if (ok && op !== undefined) this.summary[op] = (this.summary[op] ?? 0) + 1;
    this.onEvent({ kind: "step-done", step: report });
  }
}

/** The rows of a detailed diff with their values; secrets hidden. */
export function changesOf(
  diff: Pick<ResourceDiff, "detailedDiff" | "changedKeys"> | undefined,
  oldInputs: Properties | undefined,
  newInputs: Properties | undefined,
  oldOutputs: Properties | undefined,
): PropertyChange[] {
  const detailed = diff?.detailedDiff;
  if (detailed === undefined) return [];
  const paths = Object.keys(detailed).sort();
  if (paths.length === 0) return [];
  const hiddenOld = redacted(oldInputs ?? {});
  const hiddenNew = redacted(newInputs ?? {});
  const hiddenOutputs = redacted(oldOutputs ?? {});
  return paths.map((path) => {
    const { kind, inputDiff } = detailed[path] as { kind: PropertyChange["kind"]; inputDiff: boolean };
    const segments = parsePath(path) ?? [path];
    const change: PropertyChange = { path, kind };
    const before = valueAt(inputDiff ? hiddenOld : hiddenOutputs, segments);
    const after = valueAt(hiddenNew, segments);
    if (before !== undefined && !kind.startsWith("add")) change.old = before;
    if (after !== undefined && !kind.startsWith("delete")) change.new = after;
    return change;
  });
}
