import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { Cell } from "./carrier";
import type { Fault } from "./fault";
import { type PlacedObject, type Table, tableOf } from "./table";

/**
 * Reads YAML: a list of rows, bare or under `lines`, anchors and merges allowed. Numbers are taken as they are written,
 * because an ICCID has more digits than a number keeps. `nickname:` with nothing behind it is an empty cell, and
 * `nickname: null` clears. Some ten times slower than CSV, so fleets of tens of thousands are better kept as CSV.
 */
export function readYaml(text: string): Table {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, merge: true });
  const rowOf = (node: Node | null | undefined) => counter.linePos(node?.range?.[0] ?? 0).line;
  const faults: Fault[] = document.errors.map(({ message, pos }) => ({
    row: counter.linePos(pos[0]).line,
    problem: `is no YAML: ${message}`,
  }));
  const list = rowsOf(document);
  if (list === undefined) return { headings: [], rows: [], faults };
  if (!isSeq(list)) {
    const problem = "expected a list of rows, bare or under `lines`";
    return { headings: [], rows: [], faults: [...faults, { row: rowOf(list), problem }] };
  }
  const objects: PlacedObject[] = [];
  for (const item of list.items as Node[]) {
    const map = resolved(item, document);
    const row = rowOf(item);
    if (!isMap(map)) faults.push({ row, problem: "a row is a mapping of columns to values" });
    else objects.push({ row, object: objectOf(map, document, faults, row) });
  }
  return tableOf(objects, faults);
}

function rowsOf(document: Document): Node | undefined {
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return undefined;
  if (isMap(root) && root.items.length === 1 && keyText(root.items[0]!.key) === "lines") {
    return resolved(root.items[0]!.value as Node, document) ?? undefined;
  }
  return root;
}

function objectOf(
  map: YAMLMap,
  document: Document,
  faults: Fault[],
  row: number,
): Record<string, Cell | undefined> {
  const object: Record<string, Cell | undefined> = {};
  for (const pair of map.items) {
    const name = keyText(pair.key);
    const value = resolved(pair.value as Node | null, document);
    if (name === "<<") {
      const sources = isSeq(value) ? value.items.map((item) => resolved(item as Node, document)) : [value];
      for (const source of sources.filter((one) => isMap(one)))
        Object.assign(object, { ...objectOf(source, document, faults, row), ...object });
      continue;
    }
    const cell = cellOf(value, document);
    if (cell === "unreadable")
      faults.push({ row, column: name, problem: "a cell is a text, a number, a switch or a list of texts" });
    else object[name] = cell.cell;
  }
  return object;
}

function cellOf(
  node: Node | null | undefined,
  document: Document,
): { cell: Cell | undefined } | "unreadable" {
  if (node === null || node === undefined) return { cell: undefined };
  if (isSeq(node)) {
    const items = node.items.map((item) => resolved(item as Node, document));
    if (!items.every((item) => isScalar(item))) return "unreadable";
    return { cell: items.map((item) => String(item.source ?? item.value)) };
  }
  if (!isScalar(node)) return "unreadable";
  if (node.value === null) return { cell: node.source ? null : undefined };
  return { cell: typeof node.value === "number" ? (node.source ?? node.value) : (node.value as Cell) };
}

function resolved(node: Node | null | undefined, document: Document): Node | null | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

const keyText = (key: unknown) => (isScalar(key) ? String(key.source ?? key.value) : String(key));
