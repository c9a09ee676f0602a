import { parse } from "csv-parse/sync";

/** An inventory as rows of cells, to be edited as a person would in a spreadsheet. */
export type Row = Record<string, string>;

export function readTable(text: string): Row[] {
  return parse(text, { columns: true, bom: true }) as Row[];
}

export function writeTable(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
  return `${lines.map((line) => line.map(cell).join(",")).join("\n")}\n`;
}

/** Gives a cell of the chosen rows a value, and says how many rows that were. */
export function edit(rows: Row[], chosen: (row: Row) => boolean, change: (row: Row) => Partial<Row>): number {
  let count = 0;
  for (const row of rows) {
    if (!chosen(row)) continue;
    Object.assign(row, change(row));
    count += 1;
  }
  return count;
}

/** The labels of a row. */
export const labelsOf = (row: Row): string[] => (row.LABELS ? row.LABELS.split(";") : []);
