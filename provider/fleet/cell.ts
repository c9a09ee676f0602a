import type { z } from "zod";
import { unknownName } from "../core/nearest";
import type { Cell, InventoryAttribute } from "./carrier";
import { bare } from "./spelling";

/** A cell read: nothing in it, a canonical value (`null` clears), or what is wrong. */
export type Reading = { readonly empty: true } | { readonly value: Cell } | { readonly problem: string };

const EMPTY: Reading = { empty: true };

/** Clears a value at the carrier. A text that really reads so is written `\(none)`. */
const NONE = /^\(none\)$/i;
const NONE_ESCAPED = /^\\+\(none\)$/i;

const FLAGS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  enabled: true,
  "1": true,
  false: false,
  no: false,
  off: false,
  disabled: false,
  "0": false,
};

/** Reads one cell as a value of an attribute. */
export function readCell(attribute: InventoryAttribute, cell: Cell | undefined): Reading {
  if (cell === undefined || (typeof cell === "string" && cell.trim() === "")) return EMPTY;
  if (cell === null || (typeof cell === "string" && NONE.test(cell.trim()))) return cleared(attribute);
  const read = byKind[attribute.kind](cell);
  if ("problem" in read) return read;
  return accepted(attribute, read.value);
}

/** The reading of an empty cell of which the program says that it clears. */
export function cleared({ kind, clearable, name }: InventoryAttribute): Reading {
  if (kind === "set") return { value: [] };
  if (clearable) return { value: null };
  return { problem: `${name} cannot be cleared; leave the cell empty to let it be as it is` };
}

/** How a value is written in a cell: `readCell` reads it back. Labels with a semicolon need YAML, JSON or a program. */
export function formatCell(value: Cell | undefined): string {
  if (value === undefined) return "";
  if (value === null) return "(none)";
  if (Array.isArray(value)) return value.length === 0 ? "(none)" : value.join(";");
  const text = String(value);
  return NONE.test(text) || NONE_ESCAPED.test(text) ? `\\${text}` : text;
}

type Raw = { readonly value: Cell } | { readonly problem: string };

const byKind: Record<InventoryAttribute["kind"], (cell: Exclude<Cell, null>) => Raw> = {
  text: readText,
  number: readNumber,
  flag: readFlag,
  set: readSet,
};

function readText(cell: Exclude<Cell, null>): Raw {
  if (typeof cell === "string") {
    const text = cell.trim();
    return { value: NONE_ESCAPED.test(text) ? text.slice(1) : text };
  }
  if (typeof cell === "number") {
    if (!Number.isInteger(cell) || Number.isSafeInteger(cell)) return { value: String(cell) };
    return { problem: `${cell} lost its last digits because it was written as a number; write it in quotes` };
  }
  return { problem: `${JSON.stringify(cell)} is no text` };
}

function readNumber(cell: Exclude<Cell, null>): Raw {
  if (typeof cell === "number") return { value: cell };
  const text = typeof cell === "string" ? cell.trim() : "";
  if (/^-?\d+(\.\d+)?$/.test(text)) return { value: Number(text) };
  const bare = /^(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.0*)?\s*(mb)?$/i.exec(text)?.[1]?.replace(/\D/g, "");
  const hint = bare ? `; write ${bare}` : ", such as 1024 or 0.5";
  return { problem: `${JSON.stringify(cell)} is no number${hint}` };
}

function readFlag(cell: Exclude<Cell, null>): Raw {
  if (typeof cell === "boolean") return { value: cell };
  const flag = Array.isArray(cell) ? undefined : FLAGS[String(cell).trim().toLowerCase()];
  if (flag !== undefined) return { value: flag };
  return { problem: `${JSON.stringify(cell)} is no switch; write true or false (or enabled, disabled)` };
}

function readSet(cell: Exclude<Cell, null>): Raw {
  if (typeof cell === "boolean") return { problem: `${cell} is no list of names` };
  const names = Array.isArray(cell) ? (cell as readonly string[]) : String(cell).split(";");
  return { value: names.map((name) => name.trim()).filter((name) => name !== "") };
}

/** The attribute's own opinion. Spelling is forgiven where a list of values leaves no doubt: `SUSPENDED` is `suspended`. */
function accepted({ name, schema }: InventoryAttribute, value: Cell): Reading {
  const read = schema.safeParse(value);
  if (read.success) return { value: read.data as Cell };
  const [issue] = read.error.issues;
  if (issue?.code === "invalid_value" && typeof value === "string") {
    const known = issue.values.map(String);
    const meant = known.find((one) => bare(one) === bare(value));
    const again = meant === undefined ? undefined : schema.safeParse(meant);
    if (again?.success) return { value: again.data as Cell };
    return { problem: unknownName(name, value, known) };
  }
  return { problem: read.error.issues.map((one) => problemOf(one, value)).join("; ") };
}

function problemOf(issue: z.core.$ZodIssue, value: Cell): string {
  const part = issue.path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown>)[key],
    value,
  );
  const shown = JSON.stringify(part);
  if (issue.code === "too_big" && issue.origin === "string")
    return `${shown} has ${String(part).length} characters, at most ${issue.maximum} are allowed`;
  if (issue.code === "too_big") return `${shown} is more than ${issue.maximum}`;
  if (issue.code === "too_small" && issue.origin === "number")
    return `${shown} is less than ${issue.minimum}`;
  return issue.message.includes(String(part)) ? issue.message : `${shown}: ${issue.message}`;
}
