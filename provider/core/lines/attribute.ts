import { z } from "zod";
import type { Value } from "../value";

/** How an attribute's value is written in a row: as text, number, switch, or as a set of names. */
export type Kind = "text" | "number" | "flag" | "set";

/** One declarable property of a line, the same in `Line`, `LineSet`, a membership and an inventory column. */
export interface Attribute<R> {
  readonly name: string;
  readonly kind: Kind;
  /** Checks and canonicalises one value; its description is the public documentation. */
  readonly schema: z.ZodType<Value>;
  readonly describe: string;
  /**
   * `setting` is compared and sent. `fact` identifies the line or serves its activation: it is compared, so that a
   * number that now belongs to another SIM is noticed, and never sent to a line that exists.
   * `order` serves the activation only and is not compared.
   */
  readonly role: "setting" | "fact" | "order";
  /** Set where `null` may be declared, which clears the value at the carrier. */
  readonly clearable?: boolean;
  /**
   * Set where more than equality is in step: a carrier moves some values on by itself, and must not be fought.
   * `seen` is what the line has, `wanted` what is declared.
   */
  inStep?(seen: Value, wanted: Value): boolean;
  /** The value in a record of the carrier; `undefined` where the record does not carry it. */
  observed(record: R): Value | undefined;
}

// Schemas and indexes are made once: with thousands of lines, making them anew for each value takes longer than using them.
const nullable = new WeakMap<z.ZodType<Value>, z.ZodType<Value>>();
const indexes = new WeakMap<readonly Attribute<never>[], ReadonlyMap<string, Attribute<never>>>();

/** The schema of an attribute with `null` allowed where the carrier can clear it. */
export function attributeSchema({ schema, clearable }: Attribute<never>): z.ZodType<Value> {
  if (!clearable) return schema;
  let made = nullable.get(schema);
  if (!made) {
    made = schema.nullable();
    nullable.set(schema, made);
  }
  return made;
}

/** The attribute of that name. */
export function attributeNamed<R>(
  attributes: readonly Attribute<R>[],
  name: string,
): Attribute<R> | undefined {
  let index = indexes.get(attributes as never);
  if (!index) {
    index = new Map((attributes as never as Attribute<never>[]).map((one) => [one.name, one]));
    indexes.set(attributes as never, index);
  }
  return index.get(name) as Attribute<R> | undefined;
}

/** A zod object of the attributes, each optional: a field that is left out is not managed. */
export function attributesShape(attributes: readonly Attribute<never>[]): Record<string, z.ZodType> {
  return Object.fromEntries(
    attributes.map((attribute) => [
      attribute.name,
      attributeSchema(attribute).optional().describe(attribute.describe),
    ]),
  );
}

const text = (most: number) => z.string().min(1).max(most);

/** Builders for the schemas that recur: trimmed text, a set of names, a switch, a size in megabytes. */
export const schemas = {
  text,
  names: z.array(text(64)).transform((names) => [...new Set(names)].sort()),
  flag: z.boolean(),
  megabytes: z.number().min(0).max(1e9),
} as const;
