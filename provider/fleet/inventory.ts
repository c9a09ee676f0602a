import type { InventoryCarrier } from "./carrier";
import { carriers as allCarriers } from "./carriers";
import { type InventoryLine, rowChecks } from "./check-row";
import { type Columns, readColumns } from "./columns";
import { readCsv } from "./csv";
import { type Decoded, decode, fromText } from "./decode";
import { type Fault, sorted } from "./fault";
import { Twins } from "./identity";
import { readGiven, readJson } from "./json";
import { type InventoryOptions, optionFaults } from "./options";
import type { Table } from "./table";
import { readYaml } from "./yaml";

/** What an inventory says, and everything that is wrong with it. */
export interface Inventory {
  /** Lines without faults. With any fault, the inventory as a whole is not to be used. */
  readonly rows: readonly InventoryLine[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Columns of an export that only report, as the file names them; some with what is to be used in their place. */
  readonly ignored: Columns["ignored"];
}

export const FORMATS = ["csv", "yaml", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** Who reads, and what messages call the file. */
export interface Source {
  readonly file?: string;
  readonly carriers?: readonly InventoryCarrier[];
}

const READERS: Record<Format, (text: string) => Table> = { csv: readCsv, yaml: readYaml, json: readJson };

/** Reads and checks an inventory. Pure; it never throws for what stands in the text. */
export function readInventory(
  content: string | Uint8Array,
  format: Format,
  options: InventoryOptions & Source = {},
): Inventory {
  const decoded: Decoded = typeof content === "string" ? fromText(content) : decode(content);
  const unreadable = decoded.text === "" && decoded.faults.length > 0;
  const table = unreadable ? { headings: [], rows: [], faults: [] } : READERS[format](decoded.text);
  return checkTable(table, decoded.faults, options);
}

/** Checks rows that a program gives. */
export function checkRows(rows: readonly unknown[], options: InventoryOptions & Source = {}): Inventory {
  return checkTable(readGiven(rows), [], options);
}

function checkTable(table: Table, before: readonly Fault[], options: InventoryOptions & Source): Inventory {
  const { file, carriers = allCarriers, strict = false } = options;
  const columns = readColumns(table.headings, carriers);
  const faults = [...before, ...table.faults, ...columns.faults];
  const warnings: Fault[] = [];
  const lines: InventoryLine[] = [];
  const place = (row: number) => (file === undefined ? `row ${row}` : `${file}:${row}`);
  const checks = rowChecks(columns, carriers, options, new Twins(place));
  let selected = 0;
  for (const row of table.rows) {
    const checked = checks(row);
    if (!checked) continue;
    selected++;
    faults.push(...checked.faults);
    (strict ? faults : warnings).push(...checked.warnings);
    if (checked.line) lines.push(checked.line);
  }
  if (faults.length === 0 && selected === 0) faults.push({ problem: whyNothing(table) });
  const placed = (list: readonly Fault[]) =>
    sorted(list).map((fault) => (file === undefined ? fault : { file, ...fault }));
  return {
    rows: lines,
    faults: [...optionFaults(options, carriers), ...placed(faults)],
    warnings: placed(warnings),
    ignored: columns.ignored,
  };
}

function whyNothing({ headings, rows }: Table): string {
  if (rows.length > 0) return "select leaves no row";
  return headings.length > 0 ? "has a header and no rows" : "is empty";
}
