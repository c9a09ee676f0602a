/** The functions of ThingSpace's operations are made from its table. */
import { type ApiOperation, operationsOf } from "../../core/api-operation";
import type { OperationFacts } from "./facts";
import { type OperationId, thingspaceOperations } from "./operations";

export type { Sender } from "../../core/api-operation";

/** A function of the client. */
export type Operation<Input, Output> = ApiOperation<OperationId, OperationFacts, Input, Output>;

/** Makes the function of one operation. */
export const operation = operationsOf({
  carrier: "thingspace",
  facts: thingspaceOperations,
  subject: subjectOf,
});

/** Members that name devices, each by one identifier or by several. */
const DEVICES = [
  "devices",
  "devicesToAdd",
  "devicesToDelete",
  "deviceIds",
  "deviceList",
  "deviceId",
  "device",
];

/** What a call is about, for errors: the line, else how many, else the thing that is named. */
function subjectOf(input: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of DEVICES) {
    const found = input[name];
    const list: readonly unknown[] = Array.isArray(found) ? found : found === undefined ? [] : [found];
    if (list.length === 0) continue;
    // `deviceIds` are the identifiers of one device, at most two or three; lists of devices are as long as they like.
    return list.length === 1 || name === "deviceIds" ? lineOf(list[0]) : `${list.length} lines`;
  }
  const named = ["groupName", "serviceName", "triggerId", "requestId", "name", "accountName"];
  return named.map((name) => input[name]).find((each): each is string => typeof each === "string");
}

function lineOf(device: unknown): string | undefined {
  const { deviceIds, id, kind } = device as { deviceIds?: unknown[]; id?: string; kind?: string };
  if (deviceIds !== undefined) return lineOf(deviceIds[0]);
  return id === undefined ? undefined : `${(kind ?? "line").toUpperCase()} ${id}`;
}
