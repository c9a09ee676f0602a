import type { PlainError } from "../../core/carrier";
import { CarrierError, GatewayError, OAuthError } from "../model/errors";

interface ErrorAnswer {
  status: number;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
}

/** Codes of the gateway for errors that it makes up itself; those of throttling and above are guesses (G-THROTTLE1). */
const GATEWAY_CODES: Record<number, [code: string, message: string]> = {
  401: ["900901", "Invalid Credentials"],
  404: ["900906", "No matching resource found in the API for the given request"],
  429: ["900802", "Message throttled out"],
  500: ["900900", "Unclassified failure"],
  503: ["101503", "The service is not available"],
};

/** The answer to what a handler threw. What is no error of the carrier is a fault of the simulator: a 500. */
export function errorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof CarrierError) return refusal(400, error.code, error.message);
  if (error instanceof GatewayError) return fault(error.status, error.code, error.message, error.description);
  if (error instanceof OAuthError) {
    return answer(error.status, { error: error.error, error_description: error.message });
  }
  return fault(500, "900900", "Unclassified failure", error instanceof Error ? error.message : String(error));
}

/** An error that the server makes up: a fault, a rate limit, a URL that is none. */
export function plainErrorAnswer(
  path: string,
  { status, code, message, retryAfter }: PlainError,
): ErrorAnswer {
  const made = madeUp(path, status, code, message);
  return retryAfter === undefined ? made : { ...made, headers: { "retry-after": String(retryAfter) } };
}

function madeUp(path: string, status: number, code?: string, message?: string): ErrorAnswer {
  const ofService = code !== undefined && !/^\d+$/.test(code);
  if (ofService || (status === 400 && code === undefined)) {
    const known = new CarrierError(code ?? "REQUEST_FAILED.UnexpectedError", message ?? `HTTP ${status}`);
    return refusal(status, known.code, known.message);
  }
  const [usual, text] = GATEWAY_CODES[status] ?? ["900900", `HTTP ${status}`];
  return fault(status, code ?? usual, message ?? text, path);
}

function refusal(status: number, errorCode: string, errorMessage: string): ErrorAnswer {
  return answer(status, { errorCode, errorMessage });
}

function fault(status: number, code: string, message: string, description: string): ErrorAnswer {
  return answer(status, { fault: { code, message, description } });
}

function answer(status: number, json: object): ErrorAnswer {
  return { status, contentType: "application/json", body: JSON.stringify(json) };
}
