import { openApiFile } from "../openapi-file";

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
  responses: Record<string, object>;
}

const reference = openApiFile("thingspace.openapi.yaml");
const { document } = reference;

/** All operations of the reference by operation id. */
export const referenceOperations: ReadonlyMap<string, ReferenceOperation> = new Map(
  [...reference.operations].map(([operationId, { method, path, operation }]) => [
    operationId,
    {
      operationId,
      method,
      path,
      services: (operation["x-callback-services"] ?? []) as string[],
      session: (operation.security ?? document.security ?? []).some(
        ({ sessionToken }) => sessionToken !== undefined,
      ),
      responses: operation.responses,
    },
  ]),
);

export const { requestFaults } = reference;

/** Siblings of createTrigger that the carrier has and the reference leaves out; only their refusals are described. */
const SIBLINGS = ["listTriggers", "getTrigger", "updateTrigger", "deleteTrigger"];

/** What the reference finds wrong with an answer: its status, its media type, its JSON. */
export function answerFaults(
  operationId: string,
  status: number,
  mediaType: string,
  body: unknown,
): string[] {
  if (!SIBLINGS.includes(operationId)) {
    return reference.answerFaults(operationId, status, mediaType, body);
  }
  return status === 200 ? [] : reference.answerFaults("createTrigger", status, mediaType, body);
}

/** What the reference finds wrong with a message to the listener of a service. */
export function messageFaults(service: string, body: unknown): string[] {
  if (document.webhooks?.[service] === undefined) return [`There is no service ${service}`];
  return reference.faultsAt(`#/webhooks/${service}/post/requestBody/content/application~1json/schema`, body);
}
