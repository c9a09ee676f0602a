/** Reads the event log of the real command line into the terms of this folder. Pure. */
import { changesOf } from "./reports";
import type { DiffKind } from "./structural-diff";
import type { Diagnostic, EnforcementLevel, PolicyViolation, Severity, StepOp, StepReport } from "./types";
import { isDefaultProvider, nameOf, STACK_TYPE, typeOf } from "./urn";
import { type Properties, redacted } from "./values";

interface LoggedState {
  id?: string;
  inputs?: Properties;
  outputs?: Properties;
}

interface LoggedStep {
  op: StepOp;
  urn: string;
  old: LoggedState | null;
  new: LoggedState | null;
  keys?: string[] | null;
  detailedDiff: Record<string, { diffKind: DiffKind; inputDiff: boolean }> | null;
}

interface LoggedEvent {
  preludeEvent?: object;
  resourcePreEvent?: { metadata: LoggedStep };
  resOutputsEvent?: { metadata: LoggedStep };
  resOpFailedEvent?: { metadata: LoggedStep };
  diagnosticEvent?: { urn?: string; message: string; severity: string; ephemeral?: boolean };
  policyEvent?: {
    resourceUrn?: string;
    message: string;
    policyName: string;
    policyPackName: string;
    enforcementLevel: EnforcementLevel;
  };
  policyRemediationEvent?: { resourceUrn?: string; policyName: string; policyPackName: string };
  summaryEvent?: { resourceChanges?: Partial<Record<StepOp, number>>; isPreview: boolean };
}

export interface CliRun {
  steps: StepReport[];
  summary: Partial<Record<StepOp, number>>;
  diagnostics: Diagnostic[];
  violations: PolicyViolation[];
  remediations: { urn: string; policyPack: string; policy: string }[];
  outputs: Properties;
}

/** The last line of a failed run, which says nothing that `ok` does not. */
const CONCLUSION = /^(preview|update|refresh|destroy) failed\n?$/;

/** Colour marks and trailing line ends are for terminals. */
const plain = (text: string): string => text.replace(/<\{%[^%]*%\}>/g, "").trimEnd();

/** An operation with a preview logs two runs; the last one counts. */
export function readEventLog(text: string): CliRun {
  const events = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as LoggedEvent);
  const start = events.findLastIndex(({ preludeEvent }) => preludeEvent !== undefined);
  const run: CliRun = {
    steps: [],
    summary: {},
    diagnostics: [],
    violations: [],
    remediations: [],
    outputs: {},
  };
  const open = new Map<string, StepReport>();
  for (const event of events.slice(Math.max(start, 0))) readEvent(event, run, open);
  return run;
}

function readEvent(event: LoggedEvent, run: CliRun, open: Map<string, StepReport>): void {
  const begun = event.resourcePreEvent?.metadata;
  if (begun !== undefined && !isDefaultProvider(begun.urn)) {
    const report = reportOf(begun);
    run.steps.push(report);
    open.set(`${begun.op} ${begun.urn}`, report);
    if (typeOf(begun.urn) === STACK_TYPE && begun.new !== null)
      run.outputs = redacted(begun.new.outputs ?? {});
  }
  const done = event.resOutputsEvent?.metadata;
  if (done !== undefined) {
    if (typeOf(done.urn) === STACK_TYPE) run.outputs = redacted(done.new?.outputs ?? {});
    const report = open.get(`${done.op} ${done.urn}`) ?? open.get(`refresh ${done.urn}`);
    if (report !== undefined) finish(report, done);
  }
  const failed = event.resOpFailedEvent?.metadata;
  if (failed !== undefined) {
    const report = open.get(`${failed.op} ${failed.urn}`);
    if (report !== undefined) report.ok = false;
  }
  readMessages(event, run);
}

function reportOf(step: LoggedStep): StepReport {
  return {
    op: step.op,
    urn: step.urn,
    type: typeOf(step.urn),
    name: nameOf(step.urn),
    diff: changesOfLogged(step),
    replaceKeys: step.keys ?? [],
    ok: true,
  };
}

/** A refresh is logged with what it found. */
function finish(report: StepReport, step: LoggedStep): void {
  if (report.op === "refresh") {
    report.op = step.op;
    report.diff = changesOfLogged(step);
  }
  const id = step.new?.id ?? step.old?.id ?? "";
  if (id !== "") report.id = id;
}

function changesOfLogged(step: LoggedStep): StepReport["diff"] {
  if (step.detailedDiff === null) return [];
  const detailedDiff = Object.fromEntries(
    Object.entries(step.detailedDiff).map(([path, { diffKind, inputDiff }]) => [
      path,
      { kind: diffKind, inputDiff },
    ]),
  );
  return changesOf({ detailedDiff }, step.old?.inputs, step.new?.inputs, step.old?.outputs);
}

function readMessages(event: LoggedEvent, run: CliRun): void {
  const message = event.diagnosticEvent;
  if (message !== undefined && message.severity !== "debug" && !CONCLUSION.test(message.message)) {
    const severity = (message.severity === "info#err" ? "info" : message.severity) as Severity;
    run.diagnostics.push({
      severity,
      message: plain(message.message),
      urn: message.urn ?? "",
      ephemeral: message.ephemeral === true,
    });
  }
  const violation = event.policyEvent;
  if (violation !== undefined) {
    run.violations.push({
      policyPack: violation.policyPackName,
      policy: violation.policyName,
      level: violation.enforcementLevel,
      message: plain(violation.message),
      urn: violation.resourceUrn ?? "",
    });
  }
  const remediation = event.policyRemediationEvent;
  if (remediation !== undefined) {
    run.remediations.push({
      urn: remediation.resourceUrn ?? "",
      policyPack: remediation.policyPackName,
      policy: remediation.policyName,
    });
  }
  if (event.summaryEvent !== undefined) run.summary = event.summaryEvent.resourceChanges ?? {};
}
