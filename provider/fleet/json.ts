import type { Cell } from "./carrier";
import type { Fault } from "./fault";
import { isCell, type PlacedObject, type Table, tableOf } from "./table";

/** Reads JSON: a list of rows, bare or as the only member `lines`. Identifiers must stand in quotes. */
export function readJson(text: string): Table {
  if (text.trim() === "") return { headings: [], rows: [], faults: [] };
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    return { headings: [], rows: [], faults: [syntaxFault(text, error as SyntaxError)] };
  }
  const wrapped = isObject(root) && Object.keys(root).join() === "lines";
  const list = wrapped ? (root as { lines: unknown }).lines : root;
  if (!Array.isArray(list)) {
    const problem = "expected a list of rows, bare or as the only member `lines`";
    return { headings: [], rows: [], faults: [{ row: 1, problem }] };
  }
  const starts = elementLines(text, wrapped ? 2 : 1);
  return placed(list, (index) => starts[index]!);
}

/** Rows that a program gives: as JSON, with the position in place of a line. */
export function readGiven(rows: readonly unknown[]): Table {
  const table = placed(rows, (index) => index + 1);
  return { ...table, headings: table.headings.map(({ name }) => ({ name })) };
}

function placed(list: readonly unknown[], rowOf: (index: number) => number): Table {
  const objects: PlacedObject[] = [];
  const faults: Fault[] = [];
  list.forEach((item, index) => {
    const row = rowOf(index);
    if (!isObject(item)) {
      faults.push({ row, problem: "a row is an object of columns and values" });
      return;
    }
    const object: Record<string, Cell | undefined> = {};
    for (const [name, value] of Object.entries(item)) {
      if (value === undefined || isCell(value)) object[name] = value;
      else
        faults.push({
          row,
          column: name,
          problem: "a cell is a text, a number, a switch or a list of texts",
        });
    }
    objects.push({ row, object });
  });
  return tableOf(objects, faults);
}

/** The line on which each element of the outermost list begins. The text is known to be JSON. */
function elementLines(text: string, listDepth: number): number[] {
  const starts: number[] = [];
  let line = 1;
  let depth = 0;
  let expecting = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "\n") line++;
    if (char <= " ") continue;
    if (depth === listDepth && expecting && char !== "]") {
      starts.push(line);
      expecting = false;
    }
    if (char === '"') {
      for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
    } else if (char === "{" || char === "[") {
      depth++;
      if (depth === listDepth) expecting = true;
    } else if (char === "}" || char === "]") depth--;
    else if (char === "," && depth === listDepth) expecting = true;
  }
  return starts;
}

function syntaxFault(text: string, { message }: SyntaxError): Fault {
  const position = /position (\d+)/.exec(message)?.[1];
  const row = position === undefined ? undefined : text.slice(0, Number(position)).split("\n").length;
  return { ...(row === undefined ? {} : { row }), problem: `is no JSON: ${message.split(" in JSON")[0]}` };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
