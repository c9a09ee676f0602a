import { Misconfigured } from "../errors";
import type { Value, Values } from "../value";
import { type Attribute, attributeNamed } from "./attribute";

/**
 * A row is one line of a set as one short text, `status=active; nickname=Bus #47; labels=E-Rate, Loaner 2026`:
 * the engine compares and stores thousands of texts quickly, and its diff then shows one readable row a line.
 * `formatRow` and `parseRow` are inverse; attributes stand in the model's order, so equal values give equal text.
 */
export function formatRow(values: Values, attributes: readonly Attribute<never>[]): string {
  const cells: string[] = [];
  for (const { name } of attributes) {
    const value = values[name];
    if (value !== undefined) cells.push(`${name}=${formatValue(value)}`);
  }
  return cells.join("; ");
}

/** Reads a row back. Throws `Misconfigured` for a text that `formatRow` cannot have written. */
export function parseRow(row: string, attributes: readonly Attribute<never>[]): Values {
  const values: Record<string, Value> = {};
  if (row === "") return values;
  for (const cell of split(row, ";")) {
    const at = cell.indexOf("=");
    const name = cell.slice(0, at).trim();
    const attribute = attributeNamed(attributes, name);
    if (at < 0 || !attribute) {
      throw new Misconfigured(`"${cell.trim()}" is no cell of a row`, {
        next: `A row is made of ${attributes.map((known) => known.name).join("=…; ")}=…`,
      });
    }
    values[name] = parseValue(cell.slice(at + 1), attribute);
  }
  return values;
}

const NONE = "(none)";

function formatValue(value: Value): string {
  if (value === null) return NONE;
  if (Array.isArray(value))
    return [...value]
      .sort()
      .map((one) => textOf(one).replace(/,/g, "\\,"))
      .join(", ");
  return typeof value === "string" ? textOf(value) : String(value);
}

/** A text that looks like "none" is marked as the text it is. */
const textOf = (text: string) => (text === NONE ? `\\${NONE}` : quoted(text));

function parseValue(text: string, attribute: Attribute<never>): Value {
  const bare = text.trim();
  if (bare === NONE) return null;
  switch (attribute.kind) {
    case "set":
      return bare === "" ? [] : split(text, ",").map(unquoted).sort();
    case "number":
      return Number(bare);
    case "flag":
      return bare === "true";
    default:
      return unquoted(text);
  }
}

// Separators inside a value (a comma only in a set), line breaks, and outer blanks (which a reader would not see) are written with a backslash.
function quoted(text: string): string {
  if (!/[\\;\r\n\t]|^ | $/.test(text)) return text; // nearly every value
  return text
    .replace(/[\\;]/g, "\\$&")
    .replace(/\r/g, "\\r")
    .replace(/\n/g, "\\n")
    .replace(/\t/g, "\\t")
    .replace(/^ /, "\\s")
    .replace(/ $/, "\\s");
}

const CONTROL: Record<string, string> = { n: "\n", r: "\r", t: "\t", s: " " };

function unquoted(text: string): string {
  if (!text.includes("\\")) return text.replace(/^ +| +$/g, "");
  return text
    .replace(/^ +/, "")
    .replace(/(?<!\\) +$/, "")
    .replace(/\\(.)/g, (_, char: string) => CONTROL[char] ?? char);
}

/** Splits at a separator that no backslash precedes. */
function split(text: string, separator: string): string[] {
  if (!text.includes("\\")) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
