import { formatRow, parseRow } from "../provider/core/lines/row";
import type { Values } from "../provider/core/value";
import type { Bag, PlannedResource } from "./plan/resource";

/** Better values of a line; nothing where they are in order. `name` is the line as it is declared. */
export type Better = (values: Values, name: string) => Values | undefined;

/**
 * The arguments of a resource with better values for its lines: of a single line the attributes themselves, of a set its
 * rows of text, of a membership both. Nothing where every line is in order, or the resource holds none. Pure.
 */
export function withBetterLines({ spec, wanted }: PlannedResource, better: Better): Bag | undefined {
  const holder = spec.lines;
  if (!holder || !wanted) return undefined;
  const own = valuesIn(
    wanted,
    holder.attributes.map(({ name }) => name),
  );
  const rows = wanted.lines as Readonly<Record<string, string>> | undefined;
  if (rows === undefined) {
    const [name = ""] = holder.wanted(wanted).keys();
    const found = better(own, name);
    return found && { ...wanted, ...found };
  }
  const entries = Object.entries(rows).map(([name, row]) => {
    const found = better(parseRow(row, holder.attributes), name);
    return { name, row: found ? formatRow(found, holder.attributes) : row, found };
  });
  const changed = entries.filter(({ found }) => found !== undefined);
  if (changed.length === 0) return undefined;
  // The values of a membership are those of all its lines.
  const shared = changed.length === entries.length ? valuesIn(changed[0]!.found!, Object.keys(own)) : {};
  return { ...wanted, ...shared, lines: Object.fromEntries(entries.map(({ name, row }) => [name, row])) };
}

const valuesIn = (bag: Bag, names: readonly string[]): Values =>
  Object.fromEntries(names.flatMap((name) => (bag[name] === undefined ? [] : [[name, bag[name]]]))) as Values;
