/** What an attribute of a line can be: text, a number, a switch, a set of names, or `null` for "explicitly none". */
export type Value = string | number | boolean | readonly string[] | null;

/** The managed attributes of one line: an attribute that is absent is not managed. */
export type Values = Readonly<Record<string, Value>>;

/** Equality of meaning: sets have no order. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && [...a].sort().join("\0") === [...b].sort().join("\0");
  }
  return a === b;
}
