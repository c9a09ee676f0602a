import { openApiFile } from "../openapi-file";

const file = openApiFile("cisco-control-center.openapi.yaml");

/** All operations of the API reference by operation id. */
export const reference = { described: file.operations };

export const { answerFaults } = file;

/** What the reference finds wrong with the body of an edit. */
export function editFaults(body: unknown): string[] {
  return file.faultsAt("#/components/schemas/EditDeviceRequest", body);
}
