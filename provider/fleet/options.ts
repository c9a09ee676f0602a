import { unknownName } from "../core/nearest";
import type { Cell, InventoryAttribute, InventoryCarrier, LineValues } from "./carrier";
import type { CarrierName } from "./carriers";
import { cleared, readCell } from "./cell";
import type { Fault } from "./fault";

/** A row as a program sees it: our names (`provider`, `mdn`, `status` …), and an export's read-only columns by their own names. */
export type InventoryRecord = Readonly<Record<string, Cell | undefined>>;

/** How an inventory is read. */
export interface InventoryOptions {
  /** The carrier of rows that name none: `kajeet` where it is left out. */
  readonly carrier?: CarrierName;
  /**
   * The attributes that are managed, of each carrier those that it has. Left out: every attribute that has a column, but
   * for what an export merely reports of the device (imei, oemSerialNumber, macAddress; of ThingSpace's lines imei and
   * iccid, which would be changed there). The ICCID of Kajeet's lines is always compared, so that a number that now
   * belongs to another SIM is noticed, and what brings a line in is always carried for rows without a number.
   */
  readonly manage?: readonly string[];
  /** Attributes that are not managed although they have a column. */
  readonly except?: readonly string[];
  /**
   * Attributes whose empty cells mean "none" instead of "not managed": `["labels"]` takes all labels off a line whose
   * LABELS cell is empty. Without it, an empty cell leaves the line as it is, and `(none)` clears.
   */
  readonly emptyClears?: readonly string[];
  /** Values for all rows whose cell is empty or whose column does not exist, and whose carrier has the attribute. */
  readonly defaults?: Readonly<Record<string, Cell>>;
  /** Makes warnings (a wrong check digit of an ICCID or IMEI) faults. */
  readonly strict?: boolean;
  /** Takes only rows for which it answers true. */
  readonly select?: (row: InventoryRecord) => boolean;
  /** Changes a row, after `select`: `(row) => ({ ...row, nickname: undefined })`. */
  readonly map?: (row: InventoryRecord) => InventoryRecord;
}

/** The options, found to be in order, as one carrier's rows need them. */
export interface Rules {
  readonly defaults: LineValues;
  readonly emptyClears: ReadonlySet<string>;
  /** Is this attribute of a line declared? `ordered` for lines that have no number yet. */
  carries(attribute: InventoryAttribute, ordered: boolean): boolean;
}

/**
 * What is wrong with the options: names that no carrier has, values that an attribute does not take. `used` are the
 * carriers that have lines in the file, and each of them must take the values.
 */
export function optionFaults(
  options: InventoryOptions,
  carriers: readonly InventoryCarrier[],
  used: readonly InventoryCarrier[],
): Fault[] {
  const attributes = used.flatMap((carrier) => carrier.attributes);
  const names = new Set(carriers.flatMap((carrier) => carrier.attributes.map(({ name }) => name)));
  const { carrier, manage, except = [], emptyClears = [], defaults = {} } = options;
  const faults: Fault[] = [];
  const known = carriers.map(({ name }) => name);
  if (carrier !== undefined && !known.includes(carrier))
    faults.push({ column: "carrier", value: carrier, problem: unknownName("carrier", carrier, known) });
  for (const [option, given] of Object.entries({ manage, except, emptyClears, defaults })) {
    for (const name of Array.isArray(given) ? given : Object.keys(given ?? {})) {
      if (!names.has(name))
        faults.push({ column: option, value: name, problem: unknownName("attribute", name, names) });
    }
  }
  for (const attribute of attributes) {
    const { name, role } = attribute;
    if (emptyClears.includes(name)) {
      // What only one of two carriers can clear is cleared there, and left as it is at the other.
      const some = attributes.some((one) => one.name === name && "value" in cleared(one));
      if (!some) faults.push({ column: "emptyClears", value: name, problem: `${name} cannot be cleared` });
    }
    if (defaults[name] === undefined) continue;
    const reading = readCell(attribute, defaults[name]);
    if ("problem" in reading)
      faults.push({
        column: "defaults",
        value: String(defaults[name]),
        problem: `${name}: ${reading.problem}`,
      });
    if (except.includes(name) || (role === "setting" && manage && !manage.includes(name))) {
      const problem = `${name} has a default and is not managed; take it out of one of the two`;
      faults.push({ column: "defaults", value: name, problem });
    }
  }
  return [...new Map(faults.map((fault) => [`${fault.column} ${fault.problem}`, fault])).values()];
}

/** The rules of one carrier's rows. What `optionFaults` complains about is left out. */
export function rulesOf(options: InventoryOptions, carrier: InventoryCarrier): Rules {
  const manage = options.manage && new Set(options.manage);
  const except = new Set(options.except);
  const clearables = new Set(
    carrier.attributes.filter((one) => "value" in cleared(one)).map(({ name }) => name),
  );
  const defaults: Record<string, Cell> = {};
  for (const attribute of carrier.attributes) {
    const reading = readCell(attribute, options.defaults?.[attribute.name]);
    if ("value" in reading) defaults[attribute.name] = reading.value;
  }
  return {
    defaults,
    emptyClears: new Set(options.emptyClears?.filter((name) => clearables.has(name))),
    carries({ name, role }, ordered) {
      if (ordered && carrier.brings.includes(name)) return true;
      if (except.has(name)) return false;
      if (role !== "setting") return true;
      if (name in defaults) return true;
      return manage ? manage.has(name) : !carrier.columns.reported.includes(name);
    },
  };
}
