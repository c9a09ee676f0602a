import { openApiFile } from "../openapi-file";

/** An operation of the API reference, as far as the tests look at it. */
export interface ReferenceOperation {
  method: string;
  path: string;
  operationId: string;
  id: string;
  anyOf: string[] | undefined;
  denied: string[] | undefined;
  responses: Record<string, object>;
}

const reference = openApiFile("kajeet-sentinel.openapi.yaml");
export const { requestFaults, answerFaults } = reference;

/** All operations of the reference by operation id. */
export const referenceOperations: ReadonlyMap<string, ReferenceOperation> = new Map(
  [...reference.operations].map(([operationId, { method, path, operation }]) => [
    operationId,
    {
      method,
      path,
      operationId,
      id: operation["x-id"] as string,
      anyOf: operation["x-scopes-any-of"] as string[] | undefined,
      denied: operation["x-scopes-denied"] as string[] | undefined,
      responses: operation.responses,
    },
  ]),
);
