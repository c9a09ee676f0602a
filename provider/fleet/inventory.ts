import type { Cell, InventoryCarrier } from "./carrier";
import { carriers as allCarriers } from "./carriers";
import { type InventoryLine, rowChecks } from "./check-row";
import { type Columns, readColumns } from "./columns";
import { readCsv } from "./csv";
import { type Decoded, decode, fromText } from "./decode";
import { type Fault, sorted } from "./fault";
import { Twins } from "./identity";
import { readGiven, readJson } from "./json";
import { type InventoryOptions, optionFaults } from "./options";
import { plainText } from "./record";
import { type AssignedRow, rowCarriers } from "./row-carrier";
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
  const home = carriers.find(({ name }) => name === options.carrier) ?? carriers[0]!;
  const assigned = table.rows.map(rowCarriers(table.headings, carriers, home));
  const used = carriersOf(assigned, carriers, home);
  const columns = readColumns(table.headings, used, carriers);
  const faults = [...before, ...table.faults, ...columns.faults];
  const warnings: Fault[] = [];
  const lines: InventoryLine[] = [];
  const place = (row: number) => (file === undefined ? `row ${row}` : `${file}:${row}`);
  const checks = rowChecks(columns, used, options, new Twins(place));
  const strange = new Set<Columns["foreign"][number]>();
  let selected = 0;
  for (const one of assigned) {
    const checked = checks(one);
    if (!checked) continue;
    selected++;
    for (const column of columns.foreign) if (isFilled(one.row.cells[column.index])) strange.add(column);
    faults.push(...checked.faults);
    (strict ? faults : warnings).push(...checked.warnings);
    if (checked.line) lines.push(checked.line);
  }
  for (const column of strange) faults.push(foreignColumn(table, column));
  if (faults.length === 0 && selected === 0) faults.push({ problem: whyNothing(table) });
  const placed = (list: readonly Fault[]) =>
    sorted(list).map((fault) => (file === undefined ? fault : { file, ...fault }));
  return {
    rows: lines,
    faults: [...optionFaults(options, carriers, used), ...placed(faults)],
    warnings: placed(warnings),
    ignored: columns.ignored,
  };
}

/** The carriers that have lines in the file. Where a row does not say whose it is, it may be any carrier's. */
function carriersOf(
  assigned: readonly AssignedRow[],
  carriers: readonly InventoryCarrier[],
  home: InventoryCarrier,
): readonly InventoryCarrier[] {
  if (assigned.length === 0) return [home];
  const found = new Set(assigned.map(({ carrier }) => carrier));
  return found.has(undefined) ? carriers : carriers.filter((carrier) => found.has(carrier));
}

/** One fault for a whole column: that each row of it is wrong would say no more. */
function foreignColumn({ headings }: Table, { index, of }: Columns["foreign"][number]): Fault {
  const { name, row } = headings[index]!;
  const whose = of.join(" and ");
  const problem = `only lines of ${whose} have a ${name}, and no row here is of ${whose}; the column carrier says which are`;
  return { ...(row === undefined ? {} : { row }), column: name, value: name, problem };
}

const isFilled = (cell: Cell | undefined) => plainText(cell) !== undefined;

function whyNothing({ headings, rows }: Table): string {
  if (rows.length > 0) return "select leaves no row";
  return headings.length > 0 ? "has a header and no rows" : "is empty";
}
