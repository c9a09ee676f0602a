import { Misconfigured } from "../core/index";

/** One thing that is wrong with an inventory, or looks wrong, and what would be right. */
export interface Fault {
  /** Name of the file; absent for rows that a program gives. */
  readonly file?: string;
  /** Line of the file as an editor counts them, of the row's first line; of given rows the position, from 1. */
  readonly row?: number;
  /** Column as the file names it. */
  readonly column?: string;
  /** What stands there. */
  readonly value?: string;
  /** What is wrong and what would be right; includes the value. */
  readonly problem: string;
}

const MOST = 500;

/** `lines.csv:12, MDN: "521-267-150" is no MDN: …` */
export function formatFault({ file, row, column, problem }: Fault): string {
  const place =
    file === undefined
      ? row === undefined
        ? ""
        : `row ${row}`
      : file + (row === undefined ? "" : `:${row}`);
  const where = [place, column].filter((part) => part !== undefined && part !== "").join(", ");
  return where === "" ? problem : `${where}: ${problem}`;
}

/** In the order of the file; what is about the file as a whole comes first. */
export function sorted(faults: readonly Fault[]): Fault[] {
  return [...faults].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

/** All faults of an inventory as one error. Beyond some hundreds, the rest is counted by column. */
export function inventoryError(subject: string, faults: readonly Fault[]): Misconfigured {
  const shown = sorted(faults).slice(0, MOST).map(formatFault);
  const rest = sorted(faults).slice(MOST);
  if (rest.length > 0) shown.push(`… and ${rest.length} more: ${countsByColumn(rest)}`);
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return new Misconfigured(
    `${subject}: the inventory has ${count}, nothing was sent:\n  ${shown.join("\n  ")}\n`,
  );
}

/** Some of the faults, one a line, for a warning. */
export function excerpt(faults: readonly Fault[], most: number): string {
  const shown = sorted(faults).slice(0, most).map(formatFault);
  if (faults.length > most) shown.push(`… and ${faults.length - most} more`);
  return shown.join("\n  ");
}

function countsByColumn(faults: readonly Fault[]): string {
  const counts = new Map<string, number>();
  for (const { column = "other" } of faults) counts.set(column, (counts.get(column) ?? 0) + 1);
  return [...counts].map(([column, count]) => `${column} ${count}`).join(", ");
}
