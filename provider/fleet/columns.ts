import { unknownName } from "../core/nearest";
import type { InventoryAttribute, InventoryCarrier } from "./carrier";
import type { Fault } from "./fault";
import { bare } from "./spelling";
import type { Heading } from "./table";

/** What a column is for a carrier. */
export type Target =
  | { readonly kind: "attribute"; readonly attribute: InventoryAttribute }
  | { readonly kind: "mdn" | "account" | "connection" | "provider" }
  | { readonly kind: "ignored"; readonly instead: string };

/** The columns of a file for each carrier; an entry is missing where that carrier has no such thing. */
export interface Columns {
  readonly headings: readonly Heading[];
  readonly targets: ReadonlyMap<string, readonly (Target | undefined)[]>;
  /** Columns of an export that only report, as the file names them, with what is to be used in their place. */
  readonly ignored: readonly { readonly column: string; readonly instead: string }[];
  readonly faults: readonly Fault[];
}

/** Columns that every carrier's lines have. `provider` is the API a line is managed through; `carrier` is an attribute. */
const COMMON = ["mdn", "connection", "provider"] as const;

/** What the columns of a file are, with what is wrong with them: unknown ones, two for the same thing, empty names. */
export function readColumns(headings: readonly Heading[], carriers: readonly InventoryCarrier[]): Columns {
  const targets = new Map(
    carriers.map((carrier) => [carrier.name, headings.map(({ name }) => targetOf(carrier, name))]),
  );
  const faults: Fault[] = [];
  const ignored: { column: string; instead: string }[] = [];
  headings.forEach(({ name, row }, index) => {
    const place = row === undefined ? {} : { row };
    const found = [...targets.values()].map((list) => list[index]).filter((target) => target !== undefined);
    if (name === "") {
      faults.push({ ...place, problem: `column ${index + 1} has no name` });
    } else if (found.length === 0) {
      faults.push({
        ...place,
        column: name,
        value: name,
        problem: unknownName("column", name, known(carriers)),
      });
    } else if (found.every(({ kind }) => kind === "ignored")) {
      ignored.push({ column: name, instead: (found[0] as { instead: string }).instead });
    }
  });
  for (const list of targets.values()) faults.push(...twins(headings, list));
  return { headings, targets, ignored, faults: unique(faults) };
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
  const common = COMMON.find((name) => name === wanted);
  if (common) return { kind: common };
  if (bare(carrier.account) === wanted) return { kind: "account" };
  const attribute = carrier.attributes.find(({ name }) => bare(name) === wanted);
  return attribute && { kind: "attribute", attribute };
}

function twins(headings: readonly Heading[], targets: readonly (Target | undefined)[]): Fault[] {
  const first = new Map<string, string>();
  const faults: Fault[] = [];
  targets.forEach((target, index) => {
    if (!target || target.kind === "ignored") return;
    const meaning = target.kind === "attribute" ? target.attribute.name : target.kind;
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
