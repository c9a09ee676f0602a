import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Values } from "../value";
import type { Attribute } from "./attribute";
import { formatRow, parseRow } from "./row";

/**
 * Rows as they were last seen, packed into one text. State keeps every row twice, as declared and as seen, and the two are
 * nearly always equal; packed, the second costs some 50 bytes a line. Its key begins with two underscores, which the
 * engine treats as internal: it is neither displayed nor shown to policies.
 */
export interface Observation {
  __observed: string;
}

export function packRows(
  rows: ReadonlyMap<string, Values>,
  attributes: readonly Attribute<never>[],
): Observation {
  return { __observed: packed(rows, attributes) };
}

/** The rows that `packRows` packed; none where there is no observation yet. */
export function unpackRows(
  state: Partial<Observation> | undefined,
  attributes: readonly Attribute<never>[],
): Map<string, Values> {
  return unpacked(state?.__observed, attributes);
}

/** The same as texts, for whoever shows a state and knows no carrier. */
export function observedRows(state: Partial<Observation> | undefined): Map<string, string> {
  return unpackedTexts(state?.__observed);
}

/** Rows as one short text, and back. */
export function packed(rows: ReadonlyMap<string, Values>, attributes: readonly Attribute<never>[]): string {
  const text = [...rows].map(([name, values]) => `${name} ${formatRow(values, attributes)}`).join("\n");
  return deflateRawSync(text).toString("base64");
}

export function unpacked(
  text: string | undefined,
  attributes: readonly Attribute<never>[],
): Map<string, Values> {
  return new Map([...unpackedTexts(text)].map(([name, row]) => [name, parseRow(row, attributes)]));
}

function unpackedTexts(packedRows: string | undefined): Map<string, string> {
  if (!packedRows) return new Map();
  const text = inflateRawSync(Buffer.from(packedRows, "base64")).toString();
  return new Map(
    (text === "" ? [] : text.split("\n")).map((line) => {
      const at = line.indexOf(" ");
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

/** Rows as arguments: a text a line. */
export function writeRows(
  rows: ReadonlyMap<string, Values>,
  attributes: readonly Attribute<never>[],
): Record<string, string> {
  return Object.fromEntries([...rows].map(([name, values]) => [name, formatRow(values, attributes)]));
}

/** Arguments as rows. */
export function readRows(
  rows: Readonly<Record<string, string>> | undefined,
  attributes: readonly Attribute<never>[],
): Map<string, Values> {
  return new Map(Object.entries(rows ?? {}).map(([name, row]) => [name, parseRow(row, attributes)]));
}
