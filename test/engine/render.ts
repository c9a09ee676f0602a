/** The plan or the result of an operation for a person, in the manner of the real command line. Pure. */
import pc from "picocolors";
import type { OperationResult, PropertyChange, Severity, StepOp, StepReport } from "./types";
import { STACK_TYPE } from "./urn";
import { UNKNOWN, type Value } from "./values";

export interface RenderOptions {
  /** Rows of changed properties to show for one resource; the rest is counted. Default 20. */
  maxRows?: number;
  /** Resources to show; the rest is counted. Default 50. */
  maxResources?: number;
  /** Default: whether the terminal takes colours. */
  colors?: boolean;
  /** Longest value in characters. Default 100. */
  maxValue?: number;
}

type Paint = (text: string) => string;
type Colors = ReturnType<typeof pc.createColors>;

interface Look {
  sign: string;
  verb: string;
  paint: (colors: Colors) => Paint;
}

const LOOKS: Partial<Record<StepOp, Look>> = {
  create: { sign: "+", verb: "create", paint: (colors) => colors.green },
  update: { sign: "~", verb: "update", paint: (colors) => colors.yellow },
  delete: { sign: "-", verb: "delete", paint: (colors) => colors.red },
  replace: { sign: "+-", verb: "replace", paint: (colors) => colors.magenta },
  read: { sign: ">", verb: "read", paint: (colors) => colors.cyan },
  discard: { sign: "<", verb: "discard", paint: (colors) => colors.red },
};

/** Parts of a replacement are left out: its `replace` step stands for them. */
const isShown = (step: StepReport): boolean => LOOKS[step.op] !== undefined;

export function renderResult(result: OperationResult, options: RenderOptions = {}): string {
  const colors = pc.createColors(options.colors ?? pc.isColorSupported);
  const steps = result.steps.filter(isShown);
  const shown = steps.slice(0, options.maxResources ?? 50);
  const lines = shown.flatMap((step) => renderStep(step, colors, options));
  if (steps.length > shown.length)
    lines.push(colors.dim(`    … and ${steps.length - shown.length} more resources`));
  if (lines.length === 0) lines.push(colors.dim("    no changes"));
  return [...lines, "", ...renderMessages(result, colors), ...renderSummary(result, colors)].join("\n");
}

function renderStep(step: StepReport, colors: Colors, options: RenderOptions): string[] {
  const { sign, verb, paint } = LOOKS[step.op] as Look;
  const failed = step.ok ? "" : colors.red(colors.bold(" failed"));
  const kind = step.type === STACK_TYPE ? STACK_TYPE : step.type.replace(/^pulumi-nodejs:dynamic\//, "");
  const head = `${sign.padStart(3)} ${verb} ${colors.bold(step.name)} ${colors.dim(kind)}${failed}`;
  const max = options.maxRows ?? 20;
  const rows = step.diff
    .slice(0, max)
    .map((change) => renderChange(change, step, colors, options.maxValue ?? 100));
  if (step.diff.length > max) rows.push(colors.dim(`        … and ${step.diff.length - max} more`));
  return [paint(colors)(head), ...rows];
}

function renderChange(change: PropertyChange, step: StepReport, colors: Colors, maxValue: number): string {
  const [kind] = change.kind.split("-");
  const look = LOOKS[kind === "add" ? "create" : (kind as StepOp)] as Look;
  const key = change.path.split(/[.[]/)[0] ?? change.path;
  const replaces = change.kind.endsWith("-replace") || step.replaceKeys.includes(key);
  const before = change.old === undefined ? undefined : shownValue(change.old, maxValue);
  const after = change.new === undefined ? undefined : shownValue(change.new, maxValue);
  const values =
    before !== undefined && after !== undefined ? `${before} => ${after}` : (after ?? before ?? "");
  const note = replaces ? colors.magenta(" (forces replacement)") : "";
  return `${" ".repeat(6)}${look.paint(colors)(`${look.sign} ${change.path}: ${values}`)}${note}`;
}

function shownValue(value: Value, maxValue: number): string {
  if (value === UNKNOWN) return "[unknown]";
  if (value === "[secret]") return "[secret]";
  const text = JSON.stringify(value);
  return text.length <= maxValue ? text : `${text.slice(0, maxValue - 1)}…`;
}

const SEVERITY_PAINT: Record<Severity, (colors: Colors) => Paint> = {
  debug: (colors) => colors.dim,
  info: (colors) => colors.cyan,
  warning: (colors) => colors.yellow,
  error: (colors) => colors.red,
};

function renderMessages(result: OperationResult, colors: Colors): string[] {
  const violations = result.violations.map(({ policyPack, policy, level, message, urn }) => {
    const paint = level === "mandatory" ? colors.red : colors.yellow;
    return `  ${paint(`${level}:`)} ${policyPack} ${policy} (${nameIn(urn)})\n${indented(message)}`;
  });
  const messages = result.diagnostics
    .filter(({ ephemeral, severity }) => !ephemeral && severity !== "debug")
    .map(({ severity, message, urn }) => {
      const where = urn === "" ? "" : ` ${nameIn(urn)}:`;
      return `  ${SEVERITY_PAINT[severity](colors)(`${severity}:`)}${where} ${message.trim().replaceAll("\n", "\n    ")}`;
    });
  const lines = [...violations, ...messages];
  return lines.length === 0 ? [] : [...lines, ""];
}

const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");
const indented = (text: string): string =>
  text
    .trim()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");

function renderSummary(result: OperationResult, colors: Colors): string[] {
  const future = result.operation === "preview";
  const words: [StepOp, string][] = [
    ["create", future ? "to create" : "created"],
    ["update", future ? "to update" : "updated"],
    ["replace", future ? "to replace" : "replaced"],
    ["delete", future ? "to delete" : "deleted"],
    ["same", "unchanged"],
  ];
  const counts = words.flatMap(([op, word]) => {
    const count = result.summary[op] ?? 0;
    if (count === 0) return [];
    const look = LOOKS[op];
    return [look === undefined ? `${count} ${word}` : look.paint(colors)(`${look.sign} ${count} ${word}`)];
  });
  const outcome = result.died === undefined ? (result.ok ? "" : colors.red(" failed")) : colors.red(" died");
  const seconds = (result.durationMs / 1000).toFixed(1);
  return [
    `Resources: ${counts.join(", ") || "none"}`,
    `${colors.bold(result.operation)}${outcome} in ${seconds} s`,
  ];
}
