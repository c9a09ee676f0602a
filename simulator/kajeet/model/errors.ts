/** Codes of the carrier's error bodies and of failed items (A-ERR1, A-ERR2), with the HTTP status of each. */
export const STATUS_OF_CODE = {
  VALIDATION_FAILED: 400,
  UNAUTHORIZED: 401,
  TOKEN_EXPIRED: 401,
  FORBIDDEN_SCOPE: 403,
  CORP_NOT_FOUND: 404,
  DEVICE_NOT_FOUND: 404,
  LABEL_NOT_FOUND: 404,
  TRANSACTION_NOT_FOUND: 404,
  PROFILE_NOT_FOUND: 404,
  ILLEGAL_STATUS_TRANSITION: 409,
  BUSINESS_TYPE_NOT_ALLOWED: 409,
  NETWORK_NOT_ALLOWED: 409,
  NOT_ELIGIBLE: 409,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
} as const;

export type ApiErrorCode = keyof typeof STATUS_OF_CODE;

export interface FieldError {
  field: string;
  message: string;
}

/** The request as a whole is refused. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;

  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly fields: readonly FieldError[] = [],
    status?: number,
  ) {
    super(message);
    this.status = status ?? STATUS_OF_CODE[code];
  }
}

/** A 400 about one field. */
export function invalid(field: string, message: string): ApiError {
  return new ApiError("VALIDATION_FAILED", `Invalid request: ${field} ${message}`, [{ field, message }]);
}

/** A line is not changed, for this reason. A fault may bring a code that the reference does not know. */
export interface Refused {
  code: string;
  message: string;
}

/** The refusal of a line as the refusal of a whole request that was for that line alone. */
export function refusedRequest({ code, message }: Refused): ApiError {
  const status = (STATUS_OF_CODE as Record<string, number>)[code] ?? 409;
  return new ApiError(code as ApiErrorCode, message, [], status);
}
