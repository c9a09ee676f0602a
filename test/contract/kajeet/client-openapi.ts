/** The OpenAPI description of Kajeet Sentinel as an oracle: is this request allowed, and what may the answer be? */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { parse } from "yaml";

export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  examples?: unknown[];
  pattern?: string;
  format?: string;
  minimum?: number;
}

export interface OpenApiOperation {
  operationId: string;
  parameters?: {
    name: string;
    in: "path" | "query";
    required: boolean;
    schema: Schema;
    "x-name-in-seed"?: string;
  }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
  [extension: `x-${string}`]: unknown;
}

/** One operation, where it is, and a pointer to it. */
export interface Described {
  method: string;
  /** Path as on the carrier's page: two operations share one shape there and one template in the file. */
  path: string;
  pointer: string;
  operation: OpenApiOperation;
}

const file = join(__dirname, "../openapi/kajeet-sentinel.openapi.yaml");
const document = parse(readFileSync(file, "utf8")) as {
  paths: Record<string, Record<string, OpenApiOperation>>;
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, "kajeet");

const escaped = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

/** All operations of the file by id. */
export const described: ReadonlyMap<string, Described> = new Map(
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Described] => [
      operation.operationId,
      {
        method: method.toUpperCase(),
        path: String(operation["x-seed-path"] ?? path),
        pointer: `#/paths/${escaped(path)}/${method}`,
        operation,
      },
    ]),
  ),
);

/** Faults of a value against the schema at a pointer into the file. */
export function faultsAt(pointer: string, value: unknown): string[] {
  const validate = ajv.getSchema(`kajeet${pointer}`) ?? ajv.compile({ $ref: `kajeet${pointer}` });
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Members of a value that the schema does not describe: a misspelt optional member is caught by nothing else. */
export function strangers(schema: Schema, value: unknown, at = ""): string[] {
  const whole = flat(schema);
  if (Array.isArray(value)) {
    return value.flatMap((each, index) =>
      whole.items ? strangers(whole.items, each, `${at}[${index}]`) : [],
    );
  }
  if (typeof value !== "object" || value === null || whole.properties === undefined) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = whole.properties?.[name];
    return known === undefined ? [`${at}.${name}`] : strangers(known, member, `${at}.${name}`);
  });
}

/** A value that the schema allows: with all members, or with the required ones only. */
export function example(schema: Schema, all: boolean): unknown {
  const whole = flat(schema);
  if (whole.const !== undefined) return whole.const;
  if (whole.enum !== undefined) return whole.enum[0];
  const type = Array.isArray(whole.type) ? (all ? whole.type[0] : "null") : whole.type;
  if (type === "null") return null;
  if (type === "array") return all && whole.items ? [example(whole.items, all)] : [];
  if (type === "object" || whole.properties !== undefined) {
    const names = all ? Object.keys(whole.properties ?? {}) : (whole.required ?? []);
    return Object.fromEntries(names.map((name) => [name, example(whole.properties?.[name] ?? {}, all)]));
  }
  if (whole.examples?.[0] !== undefined) return whole.examples[0];
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return whole.minimum ?? 1;
  if (whole.format === "date-time") return "2026-03-13T10:00:00Z";
  return whole.pattern?.includes("32") ? "8".repeat(32) : "text";
}

/** A schema with its references followed and its parts put together. */
function flat(schema: Schema): Schema {
  const here = schema.$ref === undefined ? schema : { ...pointed(schema.$ref), ...schema };
  const parts = (here.allOf ?? []).map(flat);
  const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {}), here.properties ?? {});
  const required = [...parts.flatMap((part) => part.required ?? []), ...(here.required ?? [])];
  return {
    ...here,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function pointed(reference: string): Schema {
  const parts = reference.replace(/^#\//, "").split("/");
  return parts.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document) as Schema;
}
