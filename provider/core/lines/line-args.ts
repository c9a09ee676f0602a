import * as pulumi from "@pulumi/pulumi";
import { Misconfigured } from "../errors";
import { issueText, shown } from "../issue-text";
import { unknownName } from "../nearest";
import type { Problem } from "../schema";
import type { Value, Values } from "../value";
import { listing } from "../words";
import { attributeNamed, attributeSchema } from "./attribute";
import type { LineKey } from "./line-key";
import type { LineModel } from "./model";
import { formatRow, parseRow } from "./row";

/** Checks the values of one declared line and gives them canonically, with everything that is wrong. Pure. */
export function checkLine<S, R, H>(
  model: LineModel<S, R, H>,
  raw: Readonly<Record<string, unknown>>,
): { values: Values; problems: string[]; warnings: string[] } {
  const values: Record<string, Value> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue;
    const attribute = attributeNamed<never>(model.attributes as never, name);
    if (!attribute) {
      problems.push(
        unknownName(
          "attribute",
          name,
          model.attributes.map((one) => one.name),
        ),
      );
      continue;
    }
    const read = attributeSchema(attribute).safeParse(value);
    if (read.success) values[name] = read.data;
    else problems.push(...read.error.issues.map((issue) => `${name} ${shown(value)}: ${issueText(issue)}`));
  }
  const more = problems.length === 0 ? model.check?.(values) : undefined;
  return { values, problems: [...problems, ...(more?.problems ?? [])], warnings: more?.warnings ?? [] };
}

/** Declared lines as rows, with all faults in one message: the program stops before anything is registered. */
export function toRows<S, R, H>(
  model: LineModel<S, R, H>,
  subject: string,
  lines: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  strict: boolean,
  quiet = false,
): { rows: Record<string, string>; values: Map<string, Values> } {
  const rows: Record<string, string> = {};
  const all = new Map<string, Values>();
  const faults: string[] = [];
  const warnings: string[] = [];
  for (const [name, raw] of Object.entries(lines)) {
    const key = model.identify(name);
    if ("problem" in key) {
      faults.push(`line "${name}": ${key.problem}`);
      continue;
    }
    const checked = checkLine(model, raw);
    const canonical = model.canonical(key);
    faults.push(...rivals(key, checked.values).map((problem) => `line ${canonical}: ${problem}`));
    if (canonical in rows) faults.push(`line ${canonical}: declared twice`);
    faults.push(...checked.problems.map((problem) => `line ${canonical}: ${problem}`));
    for (const warning of checked.warnings)
      (strict ? faults : warnings).push(`line ${canonical}: ${warning}`);
    all.set(canonical, checked.values);
    rows[canonical] = formatRow(checked.values, model.attributes);
  }
  if (faults.length > 0) throw listed(subject, faults);
  if (warnings.length > 0 && !quiet) warn(subject, warnings);
  return { rows, values: all };
}

/** A line declared by one identifier and given another of the same kind: nobody can say which one is meant. */
function rivals({ kind, key }: LineKey, values: Values): string[] {
  const other = values[kind];
  return typeof other === "string" && other !== key
    ? [`${kind} "${other}" is not the one it is declared by`]
    : [];
}

/** All faults of one declaration as one error. */
export function listed(subject: string, faults: readonly string[]): Misconfigured {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return new Misconfigured(`${subject}: ${count}, nothing was sent:\n  ${faults.join("\n  ")}\n`);
}

/** Problems of rows as the engine hands them over: of a hand-edited state, or of a program that bypasses the classes. */
export function rowProblems<S, R, H>(
  model: LineModel<S, R, H>,
  rows: Readonly<Record<string, string>>,
): Problem[] {
  const problems: Problem[] = [];
  for (const [name, row] of Object.entries(rows)) {
    const key = model.identify(name);
    const checked = checkLine(model, parseRow(row, model.attributes));
    const reasons = "problem" in key ? [key.problem] : [...checked.problems, ...rivals(key, checked.values)];
    problems.push(
      ...reasons.map((reason) => ({ property: `lines["${name}"]`, reason: `${name}: ${reason}` })),
    );
  }
  return problems;
}

/** The attributes of a line that its resource manages: these no other resource may manage too. */
export function settings<S, R, H>(
  model: LineModel<S, R, H>,
  values: Readonly<Record<string, unknown>>,
): string[] {
  return model.attributes
    .filter(({ name, role }) => role === "setting" && values[name] !== undefined)
    .map(({ name }) => name);
}

/** Is a value free of anything the engine will only know later? */
export function isPlain(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  if (Array.isArray(value)) return value.every(isPlain);
  if (value && typeof value === "object") return Object.values(value).every(isPlain);
  return true;
}

const MOST_WARNINGS = 10;

/** Warnings of one declaration as one message. */
export function warn(subject: string, warnings: readonly string[]): void {
  void pulumi.log.warn(`${subject}:\n${listing(warnings, MOST_WARNINGS)}`);
}
