/** The OpenAPI description of a carrier as an oracle: is this request allowed, and what may the answer be? */
import type { Seen } from "../unit/core/http-fixture";
import { escaped, type OpenApiOperation, openApiFile, type Placed, type Schema } from "./openapi-file";

/** One operation, where it is, and a pointer to it. */
export type Described = Placed;

/** What a description says about a client. */
export interface Oracle {
  /** All operations of the file by id. */
  described: ReadonlyMap<string, Described>;
  /** The operation of that id; fails where there is none. */
  descriptionOf(id: string): Described;
  /** Faults of a value against the schema at a pointer into the file. */
  faultsAt(pointer: string, value: unknown): string[];
  /** What is wrong with a request to a server whose base path is `/base`. */
  requestFaults(described: Described, seen: Seen): string[];
  /** A value that the schema allows: with all members, or with the required ones only. */
  example(schema: Schema, all: boolean): unknown;
}

/** Reads the file of that name beside this one. `pathOf` tells the path of an operation where the template is not it. */
export function oracleOf(
  name: string,
  pathOf: (operation: OpenApiOperation, template: string) => string = (_, template) => template,
): Oracle {
  const { document, operations, faultsAt } = openApiFile(name);
  const described: ReadonlyMap<string, Described> = new Map(
    [...operations].map(([id, placed]) => [id, { ...placed, path: pathOf(placed.operation, placed.path) }]),
  );
  const shapes = shapesOf(document);
  return {
    described,
    faultsAt,
    example: shapes.example,
    descriptionOf: (id) => {
      const found = described.get(id);
      if (found === undefined) throw new Error(`${id} is not in ${name}`);
      return found;
    },
    requestFaults: (one, seen) => [
      ...addressFaults(one, seen, faultsAt),
      ...bodyFaults(one, seen, faultsAt, shapes.strangers),
    ],
  };
}

type FaultsAt = Oracle["faultsAt"];

/** What is wrong with method, path and query. */
function addressFaults(
  { method, path, pointer, operation }: Described,
  seen: Seen,
  faultsAt: FaultsAt,
): string[] {
  const url = new URL(seen.url.replace(/^\/base/, ""), "http://carrier");
  const faults = method === seen.method ? [] : [`method ${seen.method}`];
  const template = path.split("/");
  const parts = url.pathname.split("/");
  if (template.length !== parts.length) faults.push(`path ${url.pathname} for ${path}`);
  const values = new Map<string, string>();
  for (const [index, part] of template.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) values.set(name, decodeURIComponent(parts[index] ?? ""));
    else if (part !== parts[index]) faults.push(`path ${url.pathname} for ${path}`);
  }
  const parameters = operation.parameters ?? [];
  for (const [index, parameter] of parameters.entries()) {
    const name = String(parameter["x-name-in-seed"] ?? parameter.name);
    const text = parameter.in === "path" ? values.get(name) : (url.searchParams.get(name) ?? undefined);
    if (text === undefined && parameter.required) faults.push(`${name} is missing`);
    if (text === undefined) continue;
    const value = parameter.schema.type === "integer" ? Number(text) : text;
    faults.push(
      ...faultsAt(`${pointer}/parameters/${index}/schema`, value).map((fault) => `${name}${fault}`),
    );
  }
  for (const name of url.searchParams.keys()) {
    if (!parameters.some((each) => each.in === "query" && each.name === name)) faults.push(`query ${name}`);
  }
  return faults;
}

function bodyFaults(
  { operation, pointer }: Described,
  seen: Seen,
  faultsAt: FaultsAt,
  strangers: (schema: Schema, value: unknown) => string[],
): string[] {
  const content = operation.requestBody?.content;
  if (content === undefined) return seen.body === "" ? [] : [`a body: ${seen.body}`];
  const [type = "", media] = Object.entries(content)[0] ?? [];
  const sent = String(seen.headers["content-type"]);
  if (!sent.startsWith(type)) return [`content type ${sent} for ${type}`];
  if (type === "multipart/form-data")
    return /name="file"; filename="/.test(seen.body) ? [] : ["no file in the form"];
  const form = type === "application/x-www-form-urlencoded";
  const body: unknown = form ? Object.fromEntries(new URLSearchParams(seen.body)) : JSON.parse(seen.body);
  const at = `${pointer}/requestBody/content/${escaped(type)}/schema`;
  return [...faultsAt(at, body), ...strangers(media?.schema ?? {}, body).map((name) => `unknown ${name}`)];
}

/** Members and examples of schemas, references followed. */
function shapesOf(document: unknown) {
  /** Members of a value that the schema does not describe: a misspelt optional member is caught by nothing else. */
  function strangers(schema: Schema, value: unknown, at = ""): string[] {
    const whole = flat(schema);
    const forms = variants(whole).map((each) => strangers(each, value, at));
    const [best] = forms.sort((one, other) => one.length - other.length);
    if (best !== undefined) return best;
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

  /** See `Oracle.example`. */
  function example(schema: Schema, all: boolean): unknown {
    const whole = flat(schema);
    if (whole.const !== undefined) return whole.const;
    const [first] = variants(whole);
    if (first !== undefined) return example(first, all);
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
    if (whole.format === "uuid") return "2c1b6f2e-8a5d-4f3e-9b7a-0d6c5e4f3a2b";
    return whole.pattern?.includes("32") ? "8".repeat(32) : "text";
  }

  /** The shapes a value may have. Alternatives that only say which members are required are no shapes. */
  const variants = ({ oneOf, anyOf }: Schema): Schema[] =>
    (oneOf ?? anyOf ?? []).filter(({ $ref, type, properties }) => $ref ?? type ?? properties);

  /** A schema with its references followed and its parts put together. */
  function flat(schema: Schema): Schema {
    const here = schema.$ref === undefined ? schema : { ...pointed(schema.$ref), ...schema };
    const parts = (here.allOf ?? []).map(flat);
    const properties = Object.assign(
      {},
      ...parts.map((part) => part.properties ?? {}),
      here.properties ?? {},
    );
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

  return { strangers, example };
}
