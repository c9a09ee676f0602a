import type { KajeetSimulator } from "../../../simulator/index";
import { CORP, FOREIGN, OFFICE, type Request } from "./client";

/** One good call of an operation and at least one that is refused. */
export interface OperationCase {
  operationId: string;
  /** Default: the user who may do everything. */
  user?: string;
  good(found: Found): Request | Promise<Request>;
  bad: { status: number; code: string; user?: string; request: Request }[];
}

/** Lines of the start data with what some operations need, and the handles of the simulator. */
export interface Found {
  simulator: KajeetSimulator;
  /** IMEI of a SmartSpot. */
  smartSpot: string;
  /** MDN of a Cradlepoint. */
  cradlepoint: string;
  /** MDN of a T-Mobile line. */
  tmobile: string;
  /** Id of a transaction. */
  transaction: string;
}

export const corp = { params: { corpId: CORP } };
export const nowhere = { params: { corpId: "NOBODY" } };
const foreign = { params: { corpId: FOREIGN } };
export const office = { mdns: [OFFICE] };
/** The body that stands in most examples of the reference's source: a placeholder, not a request. */
export const PLACEHOLDER = { corpId: CORP, note: "Example update payload" };

export function setter(operationId: string, value: object, ...more: OperationCase["bad"]): OperationCase {
  return {
    operationId,
    good: () => ({ ...corp, body: { ...office, ...value } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { ...corp, body: { corpId: CORP, example: true } } },
      { status: 404, code: "CORP_NOT_FOUND", request: { ...nowhere, body: { ...office, ...value } } },
      { status: 403, code: "FORBIDDEN_SCOPE", request: { ...foreign, body: { ...office, ...value } } },
      ...more,
    ],
  };
}

export function labelCall(operationId: string): OperationCase {
  const body = { corpId: CORP, labelIds: [12], ...office };
  return {
    operationId,
    good: () => ({ body }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { body: PLACEHOLDER } },
      { status: 404, code: "LABEL_NOT_FOUND", request: { body: { ...body, labelIds: [999_999] } } },
      { status: 403, code: "FORBIDDEN_SCOPE", user: "readonly", request: { body } },
    ],
  };
}

export function read(
  operationId: string,
  params: Record<string, string>,
  ...bad: OperationCase["bad"]
): OperationCase {
  return { operationId, good: () => ({ params }), bad };
}

export const unknownLine = { params: { corpId: CORP, mdn: "999-999-9999", status: "active" } };
export const noDevice = (request: Request) => ({ status: 404, code: "DEVICE_NOT_FOUND", request });
export const unauthorized = { status: 401, code: "UNAUTHORIZED", user: "", request: {} };
export const settings = { ssid: "School bus", password: "not-a-real-key" };
