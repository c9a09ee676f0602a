import { oracleOf } from "../openapi-oracle";

/** The API reference: what may a request say, and what may an answer be? */
export const reference = oracleOf("cisco-control-center.openapi.yaml");

const JSON_SCHEMA = "/content/application~1json/schema";

/** What the reference finds wrong with an answer: its status, its media type, its JSON. */
export function answerFaults(
  operationId: string,
  status: number,
  mediaType: string,
  body: unknown,
): string[] {
  const { pointer, operation } = reference.descriptionOf(operationId);
  const response = operation.responses[String(status)] as { $ref?: string } | undefined;
  if (response === undefined) return [`${operationId} has no answer ${status}`];
  if (mediaType !== "application/json") return [`${operationId} answers ${status} as ${mediaType}`];
  return reference.faultsAt(`${response.$ref ?? `${pointer}/responses/${status}`}${JSON_SCHEMA}`, body);
}

/** What the reference finds wrong with the body of an edit. */
export function editFaults(body: unknown): string[] {
  return reference.faultsAt("#/components/schemas/EditDeviceRequest", body);
}
