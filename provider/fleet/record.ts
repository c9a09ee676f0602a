import { unknownName } from "../core/nearest";
import type { Cell, InventoryCarrier } from "./carrier";
import { cleared, type Reading, readCell } from "./cell";
import type { Columns, Target } from "./columns";
import type { Fault } from "./fault";
import type { InventoryOptions, InventoryRecord, Rules } from "./options";
import type { TableRow } from "./table";

/** A fault of a row whose file and line are filled in by the caller; `column` is one of our names or a heading. */
export type RowFault = Pick<Fault, "column" | "value" | "problem">;

/** A row with its cells read. */
export interface ReadRecord {
  readonly record: Readonly<Record<string, Cell | undefined>>;
  readonly faults: readonly RowFault[];
}

/** Most readings kept a column: statuses, groups and labels recur, nicknames do not. */
const MOST_KEPT = 2000;

/** Reads the rows of one carrier. */
export class RecordReader {
  private readonly used: readonly {
    target: Target;
    index: number;
    heading: string;
    kept: Map<string, Reading>;
  }[];
  private readonly reports: readonly { index: number; heading: string }[];
  /** Columns in which this carrier's lines can have nothing, with why. */
  private readonly others: readonly { index: number; heading: string; problem: string }[];

  private readonly defaults: readonly [string, Cell][];

  constructor(
    private readonly carrier: InventoryCarrier,
    private readonly columns: Columns,
    private readonly rules: Rules,
    private readonly options: InventoryOptions,
  ) {
    const targets = columns.targets.get(carrier.name)!;
    this.defaults = Object.entries(rules.defaults);
    this.used = columns.headings.flatMap(({ name }, index) => {
      const target = targets[index];
      if (!target || target.kind === "ignored") return [];
      return [{ target, index, heading: name, kept: new Map<string, Reading>() }];
    });
    // Read-only columns are of use to functions of the program only.
    const wanted = options.select || options.map ? targets : [];
    this.reports = wanted.flatMap((target, index) =>
      target?.kind === "ignored" ? [{ index, heading: columns.headings[index]!.name }] : [],
    );
    this.others = columns.headings.flatMap(({ name }, index) => {
      const problem = this.strangeness(index);
      return problem === undefined ? [] : [{ index, heading: name, problem }];
    });
  }

  /** The row by our names, or nothing where the program does not select it. */
  read(row: TableRow): ReadRecord | undefined {
    const faults: RowFault[] = [];
    const record: Record<string, Cell | undefined> = {};
    for (const { target, index, heading, kept } of this.used) {
      const cell = row.cells[index];
      if (target.kind !== "attribute") {
        const name = target.kind === "account" ? this.carrier.account : target.kind;
        if (name !== "provider" && name !== "carrier") record[name] = plainText(cell);
        continue;
      }
      const { attribute } = target;
      const reading = this.reading(attribute.name, kept, cell, () => readCell(attribute, cell));
      if ("problem" in reading)
        faults.push({ column: heading, value: String(cell), problem: reading.problem });
      else if ("value" in reading) record[attribute.name] = reading.value;
    }
    // A cell that could not be read is a fault, and does not take the default.
    for (const [name, value] of this.defaults)
      if (record[name] === undefined && !faults.some(({ column }) => column === this.headingOf(name)))
        record[name] = value;
    for (const { index, heading } of this.reports) record[heading] = plainText(row.cells[index]);
    faults.push(...this.strangers(row));
    return this.computed(record, faults);
  }

  /** How the file calls an attribute, `mdn` or the account. */
  headingOf(name: string): string {
    const used = this.used.find(({ target }) =>
      target.kind === "attribute"
        ? target.attribute.name === name
        : name === (target.kind === "account" ? this.carrier.account : target.kind),
    );
    return used?.heading ?? name;
  }

  private reading(
    name: string,
    kept: Map<string, Reading>,
    cell: Cell | undefined,
    read: () => Reading,
  ): Reading {
    if (typeof cell !== "string") return read();
    let reading = kept.get(cell);
    if (!reading) {
      reading = read();
      if ("empty" in reading && this.rules.emptyClears.has(name) && this.rules.defaults[name] === undefined)
        reading = cleared(this.carrier.attributes.find((one) => one.name === name)!);
      if (kept.size < MOST_KEPT) kept.set(cell, reading);
    }
    return reading;
  }

  /** Cells in columns that only other carriers' lines have. */
  private strangers({ cells }: TableRow): RowFault[] {
    return this.others.flatMap(({ index, heading, problem }) => {
      const value = plainText(cells[index]);
      return value === undefined ? [] : [{ column: heading, value, problem }];
    });
  }

  private strangeness(index: number): string | undefined {
    const { name, account } = this.carrier;
    const { targets, headings } = this.columns;
    const own = targets.get(name)![index];
    // Names of carriers were taken out before, so what is left there is a network.
    if (own?.kind === "carrier")
      return `lines of ${name} choose no network: the cell is empty, or says ${name}`;
    const owners = [...targets].filter(([, list]) => list[index] && list[index].kind !== "ignored");
    if (own || owners.length === 0) return undefined;
    const isAccount = owners.every(([, list]) => list[index]!.kind === "account");
    const instead = isAccount ? `; their column is ${account}` : "";
    return `lines of ${name} have no ${headings[index]!.name}${instead}`;
  }

  /** What the program's functions make of the row. */
  private computed(record: InventoryRecord, faults: RowFault[]): ReadRecord | undefined {
    const { select, map } = this.options;
    if (select || map) record = { ...record, provider: this.carrier.name };
    try {
      if (select && !select(record)) return undefined;
      if (!map) return { record, faults };
      return this.mapped(record, map(record), faults);
    } catch (error) {
      // A function that stumbles over a value that could not be read is not to blame.
      if (faults.length > 0) return { record, faults };
      const text = error instanceof Error ? error.message : String(error);
      return { record, faults: [{ problem: `select or map failed: ${text}` }] };
    }
  }

  /** Values that the program gave are read like cells; those that it left alone are not read twice. */
  private mapped(before: InventoryRecord, after: InventoryRecord, faults: RowFault[]): ReadRecord {
    const record: Record<string, Cell | undefined> = {};
    for (const [name, value] of Object.entries(after)) {
      if (value === undefined || value === before[name]) {
        record[name] = value;
        continue;
      }
      const attribute = this.carrier.attributes.find((one) => one.name === name);
      if (!attribute) {
        if (name === "provider") {
          const problem = "map cannot make a line another carrier's; say it in the column provider";
          faults.push({ column: name, value: String(value), problem });
          continue;
        }
        const plain = ["mdn", "connection", this.carrier.account];
        const names = [...plain, ...this.carrier.attributes.map((one) => one.name)];
        if (plain.includes(name)) record[name] = plainText(value);
        else
          faults.push({
            column: name,
            value: name,
            problem: `map gave an ${unknownName("attribute", name, names)}`,
          });
        continue;
      }
      const reading = readCell(attribute, value);
      if ("problem" in reading) faults.push({ column: name, value: String(value), problem: reading.problem });
      else if ("value" in reading) record[name] = reading.value;
    }
    return { record, faults };
  }
}

/** The cell as trimmed text; nothing where it is empty. */
export function plainText(cell: Cell | undefined): string | undefined {
  if (cell === undefined || cell === null) return undefined;
  const text = String(cell).trim();
  return text === "" ? undefined : text;
}
