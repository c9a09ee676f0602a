/** An OpenAPI description of a carrier: its operations, and what it finds wrong with values, requests and answers. */
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
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  examples?: unknown[];
  pattern?: string;
  format?: string;
  minimum?: number;
}

interface Response {
  $ref?: string;
  content?: Record<string, { schema: Schema }>;
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
  responses: Record<string, Response>;
  /** What a caller needs, where it is not what the description says of all operations. */
  security?: Record<string, unknown>[];
  [extension: `x-${string}`]: unknown;
}

/** One operation, where it is, and a pointer to it. */
export interface Placed {
  readonly method: string;
  /** Path below the base address, parts in braces. */
  readonly path: string;
  readonly pointer: string;
  readonly operation: OpenApiOperation;
}

interface Document {
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { responses: Record<string, Response> };
  security?: Record<string, unknown>[];
  webhooks?: Record<string, unknown>;
}

export interface OpenApiFile {
  readonly document: Document;
  /** All operations of the file by id. */
  readonly operations: ReadonlyMap<string, Placed>;
  /** The operation of that id; fails where there is none. */
  operation(id: string): Placed;
  /** Faults of a value against the schema at a pointer into the file. */
  faultsAt(pointer: string, value: unknown): string[];
  /** What is wrong with a request body; nothing for an operation without a JSON body. */
  requestFaults(id: string, body: unknown): string[];
  /** What is wrong with an answer: its status, its media type, its JSON. */
  answerFaults(id: string, status: number, mediaType: string, body: unknown): string[];
}

const JSON_SCHEMA = "content/application~1json/schema";
const METHODS = ["get", "put", "post", "delete"];

/** A text as part of a pointer. */
export const escaped = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

/** Reads the file of that name below openapi/. */
export function openApiFile(name: string): OpenApiFile {
  const document = parse(readFileSync(join(__dirname, "openapi", name), "utf8")) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, name);

  const operations: ReadonlyMap<string, Placed> = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => METHODS.includes(method))
        .map(([method, operation]): [string, Placed] => [
          operation.operationId,
          { method: method.toUpperCase(), path, pointer: `#/paths/${escaped(path)}/${method}`, operation },
        ]),
    ),
  );
  const operationOf = (id: string) => {
    const found = operations.get(id);
    if (found === undefined) throw new Error(`${id} is not in ${name}`);
    return found;
  };
  const faultsAt = (pointer: string, value: unknown): string[] => {
    const validate = ajv.getSchema(`${name}${pointer}`) ?? ajv.compile({ $ref: `${name}${pointer}` });
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  return {
    document,
    operations,
    operation: operationOf,
    faultsAt,
    requestFaults(id, body) {
      const { operation, pointer } = operationOf(id);
      if (operation.requestBody?.content["application/json"] === undefined) return [];
      return faultsAt(`${pointer}/requestBody/${JSON_SCHEMA}`, body);
    },
    answerFaults(id, status, mediaType, body) {
      const { operation, pointer } = operationOf(id);
      const response = operation.responses[String(status)];
      if (response === undefined) return [`${id} has no answer ${status}`];
      const shared = response.$ref?.split("/").pop();
      const { content } = shared === undefined ? response : document.components.responses[shared]!;
      if (content?.[mediaType] === undefined) return [`${id} does not answer ${status} as ${mediaType}`];
      if (mediaType !== "application/json") return [];
      return faultsAt(`${response.$ref ?? `${pointer}/responses/${status}`}/${JSON_SCHEMA}`, body);
    },
  };
}
