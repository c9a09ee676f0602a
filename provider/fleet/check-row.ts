import type { Cell, InventoryAttribute, InventoryCarrier, LineValues } from "./carrier";
import type { Columns } from "./columns";
import type { Fault } from "./fault";
import { type Identity, identityOf, type Twins } from "./identity";
import { type InventoryOptions, type InventoryRecord, rulesOf } from "./options";
import { RecordReader, type RowFault } from "./record";
import type { AssignedRow } from "./row-carrier";
import type { TableRow } from "./table";

/** A line of an inventory, checked and canonical. */
export interface InventoryLine {
  /** Line of the file where the row begins, from 1; of rows that a program gives the position, from 1. */
  readonly row: number;
  /** The MDN, or the ICCID of a line that has no number yet. */
  readonly name: string;
  /** The API it is managed through. */
  readonly provider: string;
  /** The ICCID of a line that has its number: what it was declared by before. */
  readonly sim?: string;
  readonly connection?: string;
  /** The account (Kajeet: corp) the file names. */
  readonly account?: string;
  /** The attributes that are declared. */
  readonly values: LineValues;
}

/** What became of a row: a line, or why there is none. */
interface CheckedRow {
  readonly line?: InventoryLine;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** A function that checks row after row; nothing comes back for a row that the program does not select. */
export function rowChecks(
  columns: Columns,
  carriers: readonly InventoryCarrier[],
  options: InventoryOptions,
  twins: Twins,
): (assigned: AssignedRow) => CheckedRow | undefined {
  const byName = new Map(
    carriers.map((carrier) => {
      const rules = rulesOf(options, carrier);
      return [carrier.name, { rules, reader: new RecordReader(carrier, columns, rules, options) }];
    }),
  );
  return (assigned) => {
    const { row, carrier } = assigned;
    if (!carrier) return { faults: assigned.fault ? [assigned.fault] : [], warnings: [] };
    const { rules, reader } = byName.get(carrier.name)!;
    const read = reader.read(row);
    if (!read) return undefined;
    const { record } = read;
    const at = ({ column, ...rest }: RowFault): Fault => ({
      row: row.row,
      ...(column === undefined ? {} : { column: reader.headingOf(column) }),
      ...rest,
    });
    const broken = brokenOf(carrier, reader, read.faults);
    const { identity, faults } = identityOf(carrier, record, broken, assigned.by);
    const findings = carrier.check?.(present(carrier, record)) ?? { problems: [], warnings: [] };
    const found = (problem: string) => at({ ...placeOf(carrier, record, problem), problem });
    const all = [...read.faults, ...faults, ...twins.add(row.row, identity, record)].map(at);
    all.push(...findings.problems.map(found));
    const values = present(carrier, record, (one) => rules.carries(one, identity?.ordered === true));
    const line = identity && all.length === 0 ? lineOf(row, identity, carrier, record, values) : undefined;
    return { faults: all, warnings: findings.warnings.map(found), ...(line ? { line } : {}) };
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Attributes whose cells could not be read: that they are missing is not a fault of its own. */
function brokenOf(
  { attributes }: InventoryCarrier,
  reader: RecordReader,
  faults: readonly RowFault[],
): ReadonlySet<string> {
  if (faults.length === 0) return NONE;
  const headings = new Set(faults.map(({ column }) => column));
  return new Set(attributes.map(({ name }) => name).filter((name) => headings.has(reader.headingOf(name))));
}

function lineOf(
  { row }: TableRow,
  { name, ordered }: Identity,
  carrier: InventoryCarrier,
  record: InventoryRecord,
  values: LineValues,
): InventoryLine {
  const { connection, iccid } = record;
  const account = record[carrier.account];
  return {
    row,
    name,
    provider: carrier.name,
    ...(!ordered && typeof iccid === "string" ? { sim: iccid } : {}),
    ...(typeof connection === "string" ? { connection } : {}),
    ...(typeof account === "string" ? { account } : {}),
    values,
  };
}

function present(
  { attributes }: InventoryCarrier,
  record: InventoryRecord,
  wanted: (attribute: InventoryAttribute) => boolean = () => true,
): LineValues {
  const values: Record<string, Cell> = {};
  for (const attribute of attributes) {
    const value = record[attribute.name];
    if (value !== undefined && wanted(attribute)) values[attribute.name] = value;
  }
  return values;
}

/** The cell that a carrier's finding speaks of: the one whose value it names. */
function placeOf(
  { attributes }: InventoryCarrier,
  record: InventoryRecord,
  finding: string,
): { column?: string; value?: string } {
  for (const { name } of attributes) {
    const value = record[name];
    if (typeof value === "string" && value.length > 5 && finding.includes(value))
      return { column: name, value };
  }
  return {};
}
