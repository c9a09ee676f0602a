import { unknownName } from "../core/nearest";
import type { InventoryAttribute, InventoryCarrier } from "./carrier";
import type { Fault } from "./fault";
import { bare } from "./spelling";
import type { Heading } from "./table";

/** What a column is for a carrier. */
export type Target =
  | { readonly kind: "attribute"; readonly attribute: InventoryAttribute }
  | { readonly kind: "mdn" | "account" | "connection" | "provider" | "carrier" }
  | { readonly kind: "ignored"; readonly instead: string };

/** The columns of a file for each carrier that has lines in it; an entry is missing where that carrier has no such thing. */
export interface Columns {
  readonly headings: readonly Heading[];
  readonly targets: ReadonlyMap<string, readonly (Target | undefined)[]>;
  /** Columns of an export that only report, as the file names them, with what is to be used in their place. */
  readonly ignored: readonly { readonly column: string; readonly instead: string }[];
  /** Columns of carriers that have no line in the file: they may stand there, with empty cells. */
  readonly foreign: readonly { readonly index: number; readonly of: readonly string[] }[];
  readonly faults: readonly Fault[];
}

/**
 * Columns that every carrier's lines have. `provider` is the API a line is managed through, and so is `carrier` but for
 * carriers that have an attribute of that name.
 */
const COMMON = ["mdn", "connection", "provider", "carrier"] as const;

/**
 * What the columns of a file are, with what is wrong with them: unknown ones, two for the same thing, empty names.
 * `carriers` are those that have lines in the file, `others` those that could have.
 */
export function readColumns(
  headings: readonly Heading[],
  carriers: readonly InventoryCarrier[],
  others: readonly InventoryCarrier[] = [],
): Columns {
  const targets = new Map(
    carriers.map((carrier) => [carrier.name, headings.map(({ name }) => targetOf(carrier, name))]),
  );
  const faults: Fault[] = [];
  const ignored: { column: string; instead: string }[] = [];
  const foreign: { index: number; of: string[] }[] = [];
  headings.forEach(({ name, row }, index) => {
    const place = row === undefined ? {} : { row };
    if (name === "") {
      faults.push({ ...place, problem: `column ${index + 1} has no name` });
      return;
    }
    const found = carriers.flatMap((carrier) => {
      const target = targets.get(carrier.name)![index];
      return target ? [{ carrier, target }] : [];
    });
    if (found.length > 0) {
      const instead = insteadOf(found);
      if (instead !== undefined) ignored.push({ column: name, instead });
      return;
    }
    const elsewhere = others.flatMap((carrier) => {
      const target = targetOf(carrier, name);
      return target ? [{ carrier, target }] : [];
    });
    if (elsewhere.length > 0) {
      const instead = insteadOf(elsewhere);
      if (instead === undefined) foreign.push({ index, of: elsewhere.map(({ carrier }) => carrier.name) });
      else ignored.push({ column: name, instead });
      return;
    }
    const problem = unknownName("column", name, known(carriers));
    faults.push({ ...place, column: name, value: name, problem });
  });
  for (const carrier of carriers)
    faults.push(...twins(headings, targets.get(carrier.name)!, carrier.account));
  return { headings, targets, ignored, foreign, faults: unique(faults) };
}

/** What is said of a column that is ignored, for some of the carriers at least; nothing where it is of use to all. */
function insteadOf(
  found: readonly { readonly carrier: InventoryCarrier; readonly target: Target }[],
): string | undefined {
  const silent = found.flatMap(({ carrier, target }) =>
    target.kind === "ignored" ? [{ carrier: carrier.name, instead: target.instead }] : [],
  );
  const [first] = silent;
  if (!first) return undefined;
  if (silent.length === found.length) return first.instead;
  return silent.map(({ carrier, instead }) => `of ${carrier}'s lines: ${instead}`).join("; ");
}

/** An exact name of the export comes first: `DEVICE_GROUP` there is a description, and `deviceGroup` is a setting of ours. */
function targetOf(carrier: InventoryCarrier, heading: string): Target | undefined {
  const { holds, readOnly } = carrier.columns;
  if (Object.hasOwn(readOnly, heading)) return { kind: "ignored", instead: readOnly[heading]! };
  const wanted = bare(heading);
  const own = ownTarget(carrier, wanted);
  if (own) return own;
  const held = Object.keys(holds).find((column) => bare(column) === wanted);
  if (held) return ownTarget(carrier, bare(holds[held]!));
  const reports = Object.keys(readOnly).find((column) => bare(column) === wanted);
  return reports ? { kind: "ignored", instead: readOnly[reports]! } : undefined;
}

function ownTarget(carrier: InventoryCarrier, wanted: string): Target | undefined {
  if (bare(carrier.account) === wanted) return { kind: "account" };
  const attribute = carrier.attributes.find(({ name }) => bare(name) === wanted);
  if (attribute) return { kind: "attribute", attribute };
  const common = COMMON.find((name) => name === wanted && (name !== "mdn" || carrier.numbered));
  return common && { kind: common };
}

function twins(
  headings: readonly Heading[],
  targets: readonly (Target | undefined)[],
  account: string,
): Fault[] {
  const first = new Map<string, string>();
  const faults: Fault[] = [];
  targets.forEach((target, index) => {
    if (!target || target.kind === "ignored") return;
    const meaning = meaningOf(target, account);
    const { name, row } = headings[index]!;
    const twin = first.get(meaning);
    if (twin === undefined) first.set(meaning, name);
    else {
      const problem = `means ${meaning}, and so does the column "${twin}"; keep one of them`;
      faults.push({ ...(row === undefined ? {} : { row }), column: name, value: name, problem });
    }
  });
  return faults;
}

/** Our name of what a column holds. */
function meaningOf(target: Exclude<Target, { kind: "ignored" }>, account: string): string {
  if (target.kind === "attribute") return target.attribute.name;
  return target.kind === "account" ? account : target.kind;
}

function known(carriers: readonly InventoryCarrier[]): Set<string> {
  return new Set(
    carriers.flatMap((carrier) => [
      ...COMMON,
      carrier.account,
      ...carrier.attributes.map(({ name }) => name),
      ...Object.keys(carrier.columns.holds),
      ...Object.keys(carrier.columns.readOnly),
    ]),
  );
}

const unique = (faults: readonly Fault[]) => [
  ...new Map(faults.map((fault) => [`${fault.column} ${fault.problem}`, fault])).values(),
];
