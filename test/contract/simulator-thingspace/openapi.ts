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
  operationId: string;
  method: string;
  /** Below `/api`. */
  path: string;
  /** Services that its messages go to. */
  services: string[];
  /** Whether it needs the session token. */
  session: boolean;
  requestSchema: string | undefined;
  responses: Record<string, Response>;
}

interface Described {
  operationId: string;
  "x-callback-services"?: string[];
  security?: Record<string, unknown>[];
  requestBody?: { content?: Record<string, unknown> };
  responses: Record<string, Response>;
}

const FILE = join(__dirname, "..", "openapi", "thingspace.openapi.yaml");
const METHODS = ["get", "put", "post", "delete"];
const reference = parse(readFileSync(FILE, "utf8"));
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(reference, "reference");

const pointer = (text: string) => text.replaceAll("~", "~0").replaceAll("/", "~1");

/** All operations of the reference by operation id. */
export const referenceOperations = new Map<string, ReferenceOperation>();
for (const [path, methods] of Object.entries<Record<string, Described>>(reference.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (!METHODS.includes(method)) continue;
    const at = `#/paths/${pointer(path)}/${method}`;
    const json = operation.requestBody?.content?.["application/json"] !== undefined;
    referenceOperations.set(operation.operationId, {
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      services: operation["x-callback-services"] ?? [],
      session: (operation.security ?? reference.security).some(
        (scheme: Record<string, unknown>) => scheme.sessionToken !== undefined,
      ),
      requestSchema: json ? `${at}/requestBody/content/application~1json/schema` : undefined,
      responses: operation.responses,
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

/** Siblings of createTrigger that the carrier has and the reference leaves out; only their refusals are described. */
const SIBLINGS = ["listTriggers", "getTrigger", "updateTrigger", "deleteTrigger"];

/** What the reference finds wrong with an answer: its status, its media type, its JSON. */
export function answerFaults(
  operationId: string,
  status: number,
  mediaType: string,
  body: unknown,
): string[] {
  if (SIBLINGS.includes(operationId)) {
    return status === 200 ? [] : answerFaults("createTrigger", status, mediaType, body);
  }
  const { path, method, responses } = operationOf(operationId);
  const response = responses[String(status)];
  if (response === undefined) return [`${operationId} has no answer ${status}`];
  if (mediaType !== "application/json") return [`${operationId} does not answer ${status} as ${mediaType}`];
  const at = response.$ref ?? `#/paths/${pointer(path)}/${method.toLowerCase()}/responses/${status}`;
  return faultsOf(`${at}/content/application~1json/schema`, body);
}

/** What the reference finds wrong with a message to the listener of a service. */
export function messageFaults(service: string, body: unknown): string[] {
  if (reference.webhooks[service] === undefined) return [`There is no service ${service}`];
  return faultsOf(`#/webhooks/${service}/post/requestBody/content/application~1json/schema`, body);
}
