import type { z } from "zod";

/** A field of a declaration, as reference pages and `cellular functions` show it. */
export interface Field {
  /** With the names of the fields around it: `devices[].imei`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** As JSON. */
  readonly default?: string;
  readonly description: string;
  /** The values it may have, where these are too many for its type. */
  readonly values?: readonly string[];
  readonly schema: z.ZodType;
}

/** Lists of values longer than this stand beside the type, not in it. */
const MOST_VALUES = 6;

interface Definition {
  type: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  entries?: Record<string, string>;
  values?: unknown[];
  shape?: Record<string, z.ZodType>;
  defaultValue?: unknown;
}

const definition = (schema: z.ZodType) => schema.def as unknown as Definition;

/** The fields of an object, each followed by the fields inside it. */
export function fieldsOf(object: z.ZodType, around = ""): Field[] {
  return Object.entries(definition(object).shape ?? {}).flatMap(([own, schema]) => {
    const name = `${around}${own}`;
    const several = longValues(schema);
    const fallback = defaultOf(schema);
    const field: Field = {
      name,
      type: typeOf(schema),
      required: !schema.safeParse(undefined).success,
      ...(fallback === undefined ? {} : { default: JSON.stringify(fallback) }),
      description: descriptionOf(schema),
      ...(several ? { values: several } : {}),
      schema,
    };
    return [field, ...inside(schema, name)];
  });
}

/** A type as TypeScript would write it, without limits, which descriptions tell. */
function typeOf(schema: z.ZodType): string {
  const def = definition(schema);
  switch (def.type) {
    case "optional":
    case "default":
    case "prefault":
    case "readonly":
      return typeOf(def.innerType!);
    case "nullable":
      return `${typeOf(def.innerType!)} | null`;
    case "pipe":
      return typeOf(essence(def));
    case "array":
      return bracketed(typeOf(def.element!));
    case "record":
      return `Record<string, ${typeOf(def.valueType!)}>`;
    case "union":
      return [...new Set((def.options ?? []).map(typeOf))].join(" | ");
    case "enum":
    case "literal": {
      const values = valuesOf(def);
      return values.length > MOST_VALUES ? "string" : values.map((one) => JSON.stringify(one)).join(" | ");
    }
    default:
      return def.type;
  }
}

const bracketed = (type: string) => (type.includes("|") ? `(${type})[]` : `${type}[]`);

/** Of a value that is changed on its way, the side that says what it may be. */
const essence = ({ in: before, out: after }: Definition) =>
  definition(before!).type === "transform" ? after! : before!;

const valuesOf = ({ entries, values }: Definition): unknown[] => values ?? Object.values(entries ?? {});

/** The schema inside of what only wraps it. */
function unwrapped(schema: z.ZodType): z.ZodType | undefined {
  const def = definition(schema);
  return def.type === "pipe" ? essence(def) : (def.innerType ?? def.element);
}

function inside(schema: z.ZodType, name: string): Field[] {
  const def = definition(schema);
  if (def.type === "object") return fieldsOf(schema, `${name}.`);
  const inner = unwrapped(schema);
  return inner ? inside(inner, def.type === "array" ? `${name}[]` : name) : [];
}

function longValues(schema: z.ZodType): readonly string[] | undefined {
  const def = definition(schema);
  const inner = unwrapped(schema);
  if (inner) return longValues(inner);
  const values = def.type === "enum" || def.type === "literal" ? valuesOf(def) : [];
  return values.length > MOST_VALUES ? values.map(String) : undefined;
}

function defaultOf(schema: z.ZodType): unknown {
  const def = definition(schema);
  if (def.type === "default" || def.type === "prefault") return def.defaultValue;
  return def.innerType ? defaultOf(def.innerType) : undefined;
}

/** Its own description, or that of what it wraps. */
function descriptionOf(schema: z.ZodType): string {
  if (schema.description !== undefined) return schema.description;
  const inner = unwrapped(schema);
  return inner ? descriptionOf(inner) : "";
}
