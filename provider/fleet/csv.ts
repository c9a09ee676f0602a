import { CsvError, parse } from "csv-parse/sync";
import type { Fault } from "./fault";
import type { Table, TableRow } from "./table";

interface CsvRecord {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Any line ends; one kind alone is what the parser is fastest with. */
const lineEnds = (text: string) => (text.includes("\r") ? ["\r\n", "\n", "\r"] : ["\n"]);

/** Broken quotes after which the rest of a file is no longer looked at: it is no CSV. */
const MOST_BREAKS = 20;

/** Reads CSV (RFC 4180): quotes, commas and line breaks inside cells, any line ends, padding trimmed. */
export function readCsv(text: string): Table {
  const { records, faults } = recordsOf(text);
  const [head, ...body] = records.filter(({ cells }) => lastFilled(cells) >= 0);
  if (!head) return { headings: [], rows: [], faults };
  const separator = otherSeparator(head.cells);
  if (separator) {
    const problem = `columns are separated by ${separator}; save the file with commas`;
    return { headings: [], rows: [], faults: [...faults, { row: head.row, problem }] };
  }
  const width = lastFilled(head.cells) + 1;
  const headings = head.cells.slice(0, width).map((name) => ({ name: name.trim(), row: head.row }));
  const rows: TableRow[] = [];
  const misfits: Fault[] = [];
  for (const record of body) {
    const misfit = widthProblem(record, width);
    if (misfit) misfits.push(misfit);
    // A row of a wrong width has its cells in the wrong columns: reading them would only add noise.
    else rows.push(record);
  }
  return { headings, rows, faults: [...faults, ...misfits] };
}

function recordsOf(text: string): { records: CsvRecord[]; faults: Fault[] } {
  // Blanks around quotes are rare, and looking for them takes half as long again.
  return attempt(text, false) ?? attempt(text, true) ?? withBreaks(text);
}

function attempt(text: string, trim: boolean): { records: CsvRecord[]; faults: Fault[] } | undefined {
  try {
    const options = { relax_column_count: true, record_delimiter: lineEnds(text), trim };
    let row = 1;
    const records = (parse(text, options) as string[][]).map((cells) => {
      const start = row;
      row += 1 + breaksIn(cells);
      return { row: start, cells };
    });
    return { records, faults: [] };
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/**
 * A file with broken quotes, read as far as it goes: the parser stops at a break, so reading goes on with the line
 * after the one where the broken row begins. Slower, and only for files that are refused anyway.
 */
function withBreaks(text: string): { records: CsvRecord[]; faults: Fault[] } {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const records: CsvRecord[] = [];
  const faults: Fault[] = [];
  let row = 1;
  while (row <= lines.length) {
    try {
      parse(lines.slice(row - 1).join("\n"), {
        relax_column_count: true,
        record_delimiter: ["\n"],
        trim: true,
        on_record: (cells: string[]) => {
          records.push({ row, cells });
          row += 1 + breaksIn(cells);
          return null;
        },
      });
      return { records, faults };
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      faults.push({ row, value: lines[row - 1]!.slice(0, 80), problem: quoteProblem(error) });
      row += 1;
      if (faults.length >= MOST_BREAKS) {
        faults.push({
          row,
          problem: "from here on the file was not read, because so many quotes are broken",
        });
        return { records, faults };
      }
    }
  }
  return { records, faults };
}

function quoteProblem(error: CsvError): string {
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return "a quote opens a cell in this row and none closes it";
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return 'a quote stands inside a cell; write the whole cell in quotes and double those inside: "Bus ""5"""';
    default:
      return `is no CSV: ${error.message}`;
  }
}

/** Line breaks inside cells: so many lines more than one does a record take in the file. */
function breaksIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (cell.includes("\n") || cell.includes("\r")) count += cell.match(/\r\n|\n|\r/g)!.length;
  }
  return count;
}

function widthProblem({ row, cells }: CsvRecord, width: number): Fault | undefined {
  // Spreadsheets pad rows with empty cells; only one with something in it is too many.
  const filled = lastFilled(cells) + 1;
  if (cells.length >= width && filled <= width) return undefined;
  if (filled > width) {
    const value = cells.slice(width).find((cell) => cell.trim() !== "")!;
    const problem = `has ${filled} cells and the header ${width}: "${value}" has no column; a cell with a comma in it must stand in quotes`;
    return { row, value, problem };
  }
  return {
    row,
    value: cells[0]!,
    problem: `has ${cells.length} cells and the header ${width}; empty cells need their commas, and a cell with a line break in it must stand in quotes`,
  };
}

function lastFilled(cells: readonly string[]): number {
  let last = cells.length - 1;
  while (last >= 0 && cells[last]!.trim() === "") last--;
  return last;
}

function otherSeparator(head: readonly string[]): string | undefined {
  if (head.length > 1) return undefined;
  if (head[0]!.includes(";")) return "semicolons";
  return head[0]!.includes("\t") ? "tabs" : undefined;
}
