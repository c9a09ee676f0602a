/** The functions of Control Center's operations are made from its table. */
import { type ApiOperation, operationsOf } from "../../core/api-operation";
import type { OperationFacts } from "./facts";
import { controlCenterOperations, type OperationId } from "./operations";

export type { Sender } from "../../core/api-operation";

/** A function of the client. */
export type Operation<Input, Output> = ApiOperation<OperationId, OperationFacts, Input, Output>;

/** Makes the function of one operation. */
export const operation = operationsOf({
  carrier: "control-center",
  facts: controlCenterOperations,
  subject: ({ iccid }) => (typeof iccid === "string" ? `ICCID ${iccid}` : undefined),
});
