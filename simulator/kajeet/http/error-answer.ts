import type { PlainError } from "../../core/carrier";
import { ApiError, type ApiErrorCode, STATUS_OF_CODE } from "../model/errors";

interface ErrorAnswer {
  status: number;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
}

/** The error body (A-ERR1). What is no {@link ApiError} is a fault of the simulator and says so as a 500. */
export function errorAnswer(path: string, error: unknown, now: number): ErrorAnswer {
  if (!(error instanceof ApiError)) {
    const message = error instanceof Error ? error.message : String(error);
    return body(path, 500, "INTERNAL_ERROR", message, now);
  }
  return body(path, error.status, error.code, error.message, now, error.fields);
}

/** An error that the server makes up: a fault, a rate limit, a URL that is none. */
export function plainErrorAnswer(path: string, error: PlainError, now: number): ErrorAnswer {
  const { status, code = codeOf(status), message = `HTTP ${status}`, retryAfter } = error;
  const answer = body(path, status, code, message, now);
  return retryAfter === undefined ? answer : { ...answer, headers: { "retry-after": String(retryAfter) } };
}

function codeOf(status: number): ApiErrorCode {
  if (status >= 500) return "INTERNAL_ERROR";
  const found = Object.entries(STATUS_OF_CODE).find(([, known]) => known === status);
  return (found?.[0] as ApiErrorCode | undefined) ?? "VALIDATION_FAILED";
}

function body(
  path: string,
  status: number,
  code: string,
  message: string,
  now: number,
  fields: readonly object[] = [],
): ErrorAnswer {
  const timestamp = new Date(now).toISOString();
  const errors = fields.length === 0 ? {} : { errors: fields };
  const json = JSON.stringify({ status, code, message, path, timestamp, ...errors });
  return { status, contentType: "application/json", body: json };
}
