import type { Cell, InventoryCarrier } from "./carrier";
import type { RowFault } from "./record";

/** How a line is declared: by its number, or by its SIM where it has none yet. */
export interface Identity {
  readonly name: string;
  /** It has no number: where the carrier does not have it, it is ordered. */
  readonly ordered: boolean;
}

type Values = Readonly<Record<string, Cell | undefined>>;

/**
 * The identifier of a row, or what is wrong with it: its number where it has one, else its SIM. `broken` names the
 * attributes whose cells could not be read, `by` the column that says which carrier's line it is.
 */
export function identityOf(
  carrier: InventoryCarrier,
  record: Values,
  broken: ReadonlySet<string>,
  by?: string,
): { identity?: Identity; faults: RowFault[] } {
  const { mdn, iccid } = record;
  const needs = carrier.needs.join(", ");
  if (typeof mdn === "string") {
    const key = carrier.identify(mdn);
    if ("problem" in key) return { faults: [{ column: "mdn", value: mdn, problem: key.problem }] };
    if (key.kind !== "mdn") {
      const problem = `"${mdn}" is an ${key.kind.toUpperCase()} and no MDN`;
      return { faults: [{ column: "mdn", value: mdn, problem }] };
    }
    return { identity: { name: carrier.canonical(key), ordered: false }, faults: [] };
  }
  if (broken.has("iccid")) return { faults: [] };
  if (typeof iccid !== "string") {
    const other = needs === "iccid" ? "an ICCID" : `${needs} for a line that is still to be ordered`;
    const wanted = carrier.numbered ? `an MDN, or ${other}` : other;
    return { faults: [{ problem: `names no line: it needs ${wanted}` }] };
  }
  const key = carrier.identify(iccid);
  if ("problem" in key) return { faults: [{ column: "iccid", value: iccid, problem: key.problem }] };
  const missing = carrier.needs.filter((name) => record[name] === undefined && !broken.has(name));
  if (missing.length > 0) {
    const verb = missing.length === 1 ? "is" : "are";
    const problem = `a line without an MDN is ordered by ${needs}: ${missing.join(" and ")} ${verb} missing`;
    const taken = by === "carrier" && missing.includes("carrier");
    const next = taken ? `; write ${carrier.name} in the column provider, and the network in carrier` : "";
    return { faults: [{ column: missing[0]!, problem: problem + next }] };
  }
  return { identity: { name: carrier.canonical(key), ordered: true }, faults: [] };
}

/** Numbers that exist once in the world. */
const UNIQUE = ["imei", "iccid"] as const;

/** Finds what stands in an inventory twice. */
export class Twins {
  private readonly seen = new Map<string, number>();

  /** `place` gives the text by which a row is named in messages. */
  constructor(private readonly place: (row: number) => string) {}

  /** Faults of a row that repeats an earlier one; a repeated line is not also blamed for its IMEI and ICCID. */
  add(row: number, identity: Identity | undefined, record: Values): RowFault[] {
    if (identity && !identity.ordered) {
      const first = this.first(`line ${identity.name}`, row);
      if (first !== undefined)
        return [this.fault("mdn", identity.name, `line ${identity.name} stands here again; first on`, first)];
    }
    return UNIQUE.flatMap((name) => {
      const value = record[name];
      if (typeof value !== "string") return [];
      const first = this.first(`${name} ${value}`, row);
      const text = `${name.toUpperCase()} ${value} belongs to another line too, on`;
      return first === undefined ? [] : [this.fault(name, value, text, first)];
    });
  }

  private first(key: string, row: number): number | undefined {
    const first = this.seen.get(key);
    if (first === undefined) this.seen.set(key, row);
    return first;
  }

  private fault(column: string, value: string, text: string, first: number): RowFault {
    return { column, value, problem: `${text} ${this.place(first)}` };
  }
}
