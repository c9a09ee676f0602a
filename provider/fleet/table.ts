import type { Cell } from "./carrier";
import type { Fault } from "./fault";

/** A column as the file names it, and where it does so. */
export interface Heading {
  readonly name: string;
  /** Line where the name first stands; absent for rows that a program gives. */
  readonly row?: number;
}

/** A row as it stands in the file; a cell that is absent is empty. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly (Cell | undefined)[];
}

/** What CSV, YAML, JSON and given rows have in common: columns, rows, and what could not be read as such. */
export interface Table {
  readonly headings: readonly Heading[];
  readonly rows: readonly TableRow[];
  readonly faults: readonly Fault[];
}

/** One object a row, with the line where it begins. */
export interface PlacedObject {
  readonly row: number;
  readonly object: Readonly<Record<string, Cell | undefined>>;
}

/** Objects as a table: columns are all their names, in order of first appearance. */
export function tableOf(objects: readonly PlacedObject[], faults: readonly Fault[]): Table {
  const places = new Map<string, number>();
  const headings: Heading[] = [];
  const rows = objects.map(({ row, object }) => {
    const cells: (Cell | undefined)[] = [];
    for (const [name, value] of Object.entries(object)) {
      let place = places.get(name);
      if (place === undefined) {
        place = headings.push({ name, row }) - 1;
        places.set(name, place);
      }
      cells[place] = value;
    }
    return { row, cells };
  });
  return { headings, rows, faults };
}

/** Is it something a cell can be? Anything else (an object, a list of lists) is named as a fault by the reader. */
export function isCell(value: unknown): value is Cell {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return true;
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
