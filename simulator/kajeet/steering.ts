import { SteeringError } from "../core/steering-error";
import { keyOf, type Line, mdnOf, networkCodeOf } from "./model/line";
import { blankLine } from "./model/new-line";
import { carrierOfNetwork } from "./model/plans";
import { addFilterGroup, ensureLabel } from "./model/start-data";
import { effectiveVpn, labelsOf } from "./model/view";
import type { World } from "./model/world";

/** A line as the control surface shows it: every field, also those that the carrier's API keeps to itself. */
export function lineRecord(world: World, line: Line) {
  return {
    ...line,
    mdn: mdnOf(line.key),
    networkCode: networkCodeOf(line.network),
    summerStatus: line.summerUsage ? ("enabled" as const) : ("disabled" as const),
    effectiveVpnStatus: effectiveVpn(world, line),
    labels: labelsOf(world, line).map(({ labelId, name, categoryName }) => ({ labelId, name, categoryName })),
  };
}

export type SimulatedLine = ReturnType<typeof lineRecord>;

const STATUSES: unknown[] = ["active", "suspended", "suspended_lost_stolen"];
/** Members of a record that follow from others, and cannot be set. */
const DERIVED = ["key", "mdn", "networkCode", "effectiveVpnStatus"];

/**
 * The fields to set for a patch in the words of {@link SimulatedLine}. Labels may be ids or names, and
 * `summerStatus` stands for `summerUsage`; a filter group or label that is missing is made. Throws a
 * {@link SteeringError} for a field that no line has and for a value outside its list.
 */
export function fieldsOfPatch(world: World, patch: Record<string, unknown>): Partial<Line> {
  const fields: Record<string, unknown> = {};
  const known = new Set(Object.keys(blankLine("0000000000", world.rootCorp, anyCarrier())));
  for (const [name, value] of Object.entries(patch)) {
    if (name === "labels") fields.labels = labelIds(world, value);
    else if (name === "summerStatus") fields.summerUsage = value === "enabled";
    else if (known.has(name) && !DERIVED.includes(name)) fields[name] = value;
    else throw new SteeringError(`A line has no field "${name}" that can be set`);
  }
  const { status, corpId, filterGroup, network } = fields;
  if (status !== undefined && !STATUSES.includes(status)) throw outside("status", status);
  if (corpId !== undefined && world.corps.get(String(corpId)) === undefined) throw outside("corpId", corpId);
  if (network !== undefined && carrierOfNetwork(String(network)) === undefined)
    throw outside("network", network);
  if (typeof filterGroup === "string") addFilterGroup(world, filterGroup);
  return fields as Partial<Line>;
}

/** A new line out of a patch that names at least its mdn. */
export function lineOfPatch(world: World, { mdn, ...patch }: Record<string, unknown>): Line {
  const key = keyOf(String(mdn ?? ""));
  if (key === undefined) throw outside("mdn", mdn);
  if (world.get(key) !== undefined) throw new SteeringError(`Line ${mdnOf(key)} is there already`);
  const fields = fieldsOfPatch(world, patch);
  const carrier = carrierOfNetwork(String(fields.network ?? "Verizon")) ?? anyCarrier();
  const activatedAt = new Date(world.now()).toISOString();
  return { ...blankLine(key, world.rootCorp, carrier), activatedAt, ...fields };
}

function labelIds(world: World, value: unknown): number[] {
  if (!Array.isArray(value)) throw outside("labels", value);
  const ids = value.map((item) => {
    const label = typeof item === "object" && item !== null ? (item as { name?: unknown }).name : item;
    if (typeof label === "number" && world.labels.get(label) !== undefined) return label;
    if (typeof label === "string") return ensureLabel(world, label);
    throw outside("labels", label);
  });
  return ids.reduce<number[]>((present, id) => world.labels.withAssigned(present, id), []);
}

function anyCarrier() {
  const carrier = carrierOfNetwork("Verizon");
  if (carrier === undefined) throw new SteeringError("There is no carrier");
  return carrier;
}

function outside(field: string, value: unknown): SteeringError {
  return new SteeringError(`${field} cannot be ${JSON.stringify(value) ?? "left out"}`);
}
