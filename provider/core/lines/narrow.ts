import type { Value, Values } from "../value";
import type { Attribute } from "./attribute";
import type { AnyLineModel } from "./model";

/**
 * A model that sees only some attributes, each perhaps only in part: the labels it names and no others. What it writes is
 * still taken into the whole record, so that nobody else is misled about the rest of it.
 */
export function narrowed(
  whole: AnyLineModel,
  owned: readonly Attribute<unknown>[],
  narrow: ((attribute: Attribute<unknown>) => Attribute<unknown>) | undefined,
): AnyLineModel {
  const { orders: _, ...rest } = whole;
  if (!narrow) return { ...rest, attributes: owned };
  const parts = new Map(owned.map((one) => [one.name, { all: one, part: narrow(one) }]));
  const widened = (record: unknown, values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const attribute = parts.get(name);
        return [name, attribute ? wide(attribute.all, attribute.part, record, value) : value];
      }),
    );
  return {
    ...rest,
    attributes: [...parts.values()].map(({ part }) => part),
    patched: (record, values) => whole.patched(record, widened(record, values)),
  };
}

/** The whole set as it is once the owned part of it is `value`. */
function wide(all: Attribute<unknown>, part: Attribute<unknown>, record: unknown, value: Value): Value {
  const [whole, mine] = [all.observed(record), part.observed(record)];
  if (!Array.isArray(value) || !Array.isArray(whole) || !Array.isArray(mine)) return value;
  return [...whole.filter((member: string) => !mine.includes(member)), ...value];
}
