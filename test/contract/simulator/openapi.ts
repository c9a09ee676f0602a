import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { parse } from "yaml";

interface Response {
  $ref?: string;
  content?: Record<string, unknown>;
}

/** An operation of the API reference, as far as the tests look at it. */
export interface ReferenceOperation {
  method: string;
  path: string;
  operationId: string;
  id: string;
  anyOf: string[] | undefined;
  denied: string[] | undefined;
  requestSchema: string | undefined;
  responses: Record<string, Response>;
}

const FILE = join(__dirname, "..", "openapi", "kajeet-sentinel.openapi.yaml");
const reference = parse(readFileSync(FILE, "utf8"));
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(reference, "reference");

const pointer = (text: string) => text.replaceAll("~", "~0").replaceAll("/", "~1");

/** All operations of the reference by operation id. */
export const referenceOperations = new Map<string, ReferenceOperation>();
for (const [path, methods] of Object.entries<Record<string, Record<string, never>>>(reference.paths)) {
  for (const [method, found] of Object.entries(methods)) {
    const operation = found as Record<string, unknown>;
    const at = `#/paths/${pointer(path)}/${method}`;
    const body = operation.requestBody as { content?: Record<string, unknown> } | undefined;
    const json = body?.content?.["application/json"] !== undefined;
    referenceOperations.set(operation.operationId as string, {
      method: method.toUpperCase(),
      path,
      operationId: operation.operationId as string,
      id: operation["x-id"] as string,
      anyOf: operation["x-scopes-any-of"] as string[] | undefined,
      denied: operation["x-scopes-denied"] as string[] | undefined,
      requestSchema: json ? `${at}/requestBody/content/application~1json/schema` : undefined,
      responses: operation.responses as Record<string, Response>,
    });
  }
}

function validator(schema: string): ValidateFunction {
  return ajv.getSchema(`reference${schema}`) ?? ajv.compile({ $ref: `reference${schema}` });
}

function faultsOf(schema: string, value: unknown): string[] {
  const validate = validator(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath || "/"} ${error.message}`);
}

function operationOf(operationId: string): ReferenceOperation {
  const operation = referenceOperations.get(operationId);
  if (operation === undefined) throw new Error(`The reference has no operation ${operationId}`);
  return operation;
}

/** What the reference finds wrong with a request body; nothing for an operation without a JSON body. */
export function requestFaults(operationId: string, body: unknown): string[] {
  const { requestSchema } = operationOf(operationId);
  return requestSchema === undefined ? [] : faultsOf(requestSchema, body);
}

/** What the reference finds wrong with an answer: its status, its media type, its JSON. */
export function answerFaults(
  operationId: string,
  status: number,
  mediaType: string,
  body: unknown,
): string[] {
  const { path, method, responses } = operationOf(operationId);
  const response = responses[String(status)];
  if (response === undefined) return [`${operationId} has no answer ${status}`];
  const name = response.$ref?.split("/").pop();
  const content = name === undefined ? response.content : reference.components.responses[name].content;
  if (content?.[mediaType] === undefined) return [`${operationId} does not answer ${status} as ${mediaType}`];
  if (mediaType !== "application/json") return [];
  const at = response.$ref ?? `#/paths/${pointer(path)}/${method.toLowerCase()}/responses/${status}`;
  return faultsOf(`${at}/content/application~1json/schema`, body);
}
