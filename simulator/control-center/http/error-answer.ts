import type { PlainError } from "../../core/carrier";
import { Refusal, refusal } from "../model/errors";

interface ErrorAnswer {
  status: number;
  contentType: string;
  body: Uint8Array;
  headers?: Record<string, string>;
}

/** What the server says to whoever sends no credentials. */
const CHALLENGE = { "www-authenticate": 'Basic realm="Jasper"' };

/** The answer to what a handler threw. What is no refusal of the carrier is a fault of the simulator: a 500. */
export function errorAnswer(error: unknown): ErrorAnswer {
  const told = error instanceof Refusal ? error : refusal("30000001", `Unknown server error: ${error}`);
  return answer(told.status, told.code, told.message);
}

/** An error that the server makes up: a fault, a rate limit (C-RL1: without a code), a URL that is none. */
export function plainErrorAnswer({ status, code, message, retryAfter }: PlainError): ErrorAnswer {
  const usual = { 401: "10000001", 500: "30000001" }[status];
  const known = code ?? usual;
  const text = message ?? (known === undefined ? `HTTP ${status}` : refusal(known).message);
  const made = answer(status, known, text);
  if (retryAfter === undefined) return made;
  return { ...made, headers: { ...made.headers, "retry-after": String(retryAfter) } };
}

function answer(status: number, errorCode: string | undefined, errorMessage: string): ErrorAnswer {
  const json = errorCode === undefined ? { errorMessage } : { errorMessage, errorCode };
  return {
    status,
    // Errors come in this charset, other answers do not.
    contentType: "application/json;charset=ISO-8859-1",
    body: Buffer.from(JSON.stringify(json), "latin1"),
    ...(status === 401 ? { headers: CHALLENGE } : {}),
  };
}
