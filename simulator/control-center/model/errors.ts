/** HTTP status and text of each error code (Control Center API: Errors). The texts are short forms of the carrier's. */
const CATALOGUE = {
  "10000001": [401, "Invalid credentials."],
  "10000003": [400, "Invalid modifiedSince."],
  "10000004": [400, "Invalid accountId."],
  "10000005": [400, "Invalid status."],
  "10000006": [400, "Invalid pageSize."],
  "10000007": [400, "Invalid pageNumber."],
  "10000008": [400, "Operator custom fields are closed to your role."],
  "10000009": [400, "Account custom fields are closed to your role."],
  "10000010": [400, "Customer custom fields are closed to your role."],
  "10000011": [400, "Required fields missing."],
  "10000012": [400, "Invalid date format."],
  // The one invalid value that is answered with 404: such a 404 does not mean that the SIM is gone.
  "10000013": [404, "Invalid ratePlan."],
  "10000014": [400, "Invalid communicationPlan."],
  "10000015": [400, "Invalid customer."],
  "10000016": [400, "Invalid overageLimitOverride."],
  "10000023": [400, "Malformed JSON."],
  "10000024": [400, "Invalid apiVersion."],
  "10000025": [400, "Invalid deviceID."],
  "10000026": [400, "Invalid modemID."],
  "10000028": [400, "Invalid request."],
  "10000029": [400, "No way back to a pre-activation status."],
  "10000030": [400, "API function closed to your role."],
  "10000031": [400, "Invalid Zone."],
  "10000049": [400, "Invalid daysOfHistory."],
  "10000517": [400, "Address already in use."],
  "10030000": [400, "SIM is already activated."],
  "20000001": [404, "Resource not found: invalid ICCID."],
  "30000001": [500, "Unknown server error."],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof CATALOGUE;

/** What the carrier answers instead of doing something. Without a code where it has none. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly status: number,
    readonly code: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

/** The refusal of a code, with another text where a fault wants one. A code that is not listed counts as 400. */
export function refusal(code: ErrorCode | (string & {}), message?: string): Refusal {
  const [status, text] = CATALOGUE[code as ErrorCode] ?? [400, "Invalid request."];
  return new Refusal(status, code, message ?? text);
}
