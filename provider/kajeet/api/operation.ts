/** The functions of Sentinel's operations are made from its table. */
import { type ApiOperation, operationsOf } from "../../core/api-operation";
import type { OperationFacts } from "./facts";
import { kajeetOperations, type OperationId } from "./operations";

export { ifShown, type Sender } from "../../core/api-operation";

/** A function of the client. */
export type Operation<Input, Output> = ApiOperation<OperationId, OperationFacts, Input, Output>;

/** Makes the function of one operation. */
export const operation = operationsOf({ carrier: "kajeet", facts: kajeetOperations, subject: subjectOf });

/** What a call is about, for errors: the line or device, else how many, else the thing named in the path. */
function subjectOf(input: Readonly<Record<string, unknown>>): string | undefined {
  const many = (name: string, word: string): unknown => {
    const list: unknown = input[name];
    if (!Array.isArray(list) || list.length === 0) return undefined;
    const only: unknown = list.length === 1 ? list[0] : `${list.length} ${word}`;
    return typeof only === "object" && only !== null && "imei" in only ? only.imei : only;
  };
  const single = ["mdn", "imei", "iccid", "uniqueTransactionId"].map((name) => input[name]);
  const found = [
    ...single,
    many("mdns", "lines"),
    many("imeis", "devices"),
    many("devices", "devices"),
    input.corpId,
  ];
  return found.find((each): each is string => typeof each === "string");
}
