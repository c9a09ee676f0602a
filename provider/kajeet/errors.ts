/** What Kajeet's refusals mean. The only place that looks at its status codes, codes and texts (A-ERR1, A-ERR2). */
import { type ResolvedConnection, settingOf } from "../core/connection";
import {
  AlreadyExists,
  Ambiguous,
  type CellularError,
  Conflict,
  type ErrorFacts,
  NotFound,
  Rejected,
  Throttled,
  Unauthorized,
} from "../core/errors";
import { foreignWords, isWebPage, withoutReason } from "../core/http-answer";
import type { Answer, Call } from "../core/http-types";
import { retryAfterSeconds } from "../core/retry";
import type { OperationFacts } from "./api/facts";
import { kajeetOperations } from "./api/operations";

/** Nothing matched a list or a search: the same as an empty list (A-LST3). */
export class NoDevicesFound extends NotFound {}

type Meaning = new (problem: string, facts?: ErrorFacts) => CellularError;

/** A-ERR2: what the codes mean, in the answer as a whole and in one line of a bulk answer alike. */
const CODES: Readonly<Record<string, Meaning>> = {
  VALIDATION_FAILED: Rejected,
  UNAUTHORIZED: Unauthorized,
  TOKEN_EXPIRED: Unauthorized,
  FORBIDDEN_SCOPE: Unauthorized,
  CORP_NOT_FOUND: NotFound,
  DEVICE_NOT_FOUND: NotFound,
  LABEL_NOT_FOUND: NotFound,
  TRANSACTION_NOT_FOUND: NotFound,
  PROFILE_NOT_FOUND: NotFound,
  ILLEGAL_STATUS_TRANSITION: Conflict,
  BUSINESS_TYPE_NOT_ALLOWED: Conflict,
  NETWORK_NOT_ALLOWED: Conflict,
  NOT_ELIGIBLE: Conflict,
  CONFLICT: Conflict,
  RATE_LIMITED: Throttled,
};

const STATUSES: Readonly<Record<number, Meaning>> = {
  401: Unauthorized,
  403: Unauthorized,
  404: NotFound,
  409: Conflict,
  429: Throttled,
};

const NEXT: Readonly<Record<string, string>> = {
  ILLEGAL_STATUS_TRANSITION: "A lost or stolen line has to become active before it can be suspended.",
  BUSINESS_TYPE_NOT_ALLOWED: "The business type of this account does not have this; ask Kajeet.",
  NETWORK_NOT_ALLOWED: "The carrier network of this line does not allow this.",
  CORP_NOT_FOUND: "Check the corp id; it is the code of a device group, not its display name.",
  LABEL_NOT_FOUND: "Declare the label, or correct its name.",
  TOKEN_EXPIRED: "Log in again.",
};

const ALREADY_UNDER_WAY = new Set(["submitActivation", "submitSmartSimActivation", "submitEsimActivation"]);

/** Maps a whole answer that is no success. */
export function kajeetError(
  answer: Answer,
  call: Call<unknown>,
  connection: ResolvedConnection,
): CellularError {
  const said = readBody(answer);
  const requestId = answer.headers["x-request-id"] ?? answer.headers["x-correlation-id"];
  const retryAfter = retryAfterSeconds(answer.headers, Date.now());
  const facts: ErrorFacts = {
    carrier: "kajeet",
    operation: call.operation,
    status: answer.status,
    ...(said.code === undefined ? {} : { code: said.code }),
    ...(call.subject === undefined ? {} : { subject: call.subject }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  const Meant = meaning(answer, call, said);
  const next = nextStep(Meant, answer.status, call.operation, said.code, connection);
  return new Meant(said.text, { ...facts, ...(next === undefined ? {} : { next }) });
}

/** Maps one failed line of a bulk answer (A-MUT1). */
export function kajeetItemError(
  operation: string,
  subject: string,
  item: { code?: string | null | undefined; message?: string | null | undefined },
): CellularError {
  const code = item.code ?? undefined;
  // A fault inside the carrier says nothing about whether the line was changed before it.
  const Meant = code === "INTERNAL_ERROR" ? Ambiguous : (CODES[code ?? ""] ?? Rejected);
  const next = Meant === Unauthorized ? scopeAdvice(operation) : NEXT[code ?? ""];
  return new Meant(item.message || "the carrier did not make the change and gave no reason", {
    carrier: "kajeet",
    operation,
    subject,
    ...(code === undefined ? {} : { code }),
    ...(next === undefined ? {} : { next }),
  });
}

interface Said {
  code?: string;
  text: string;
  /** The answer comes from something in front of the API, not from the API. */
  foreign: boolean;
}

/** A-ERR1: `{status, code, message, errors?: [{field, message}]}`; anything else, or nothing, is survived. */
function readBody({ status, body, text }: Answer): Said {
  if (typeof body !== "object" || body === null) {
    return { text: foreignWords({ status, text }), foreign: isWebPage(text) };
  }
  const { code, message, error, errors, path } = body as Record<string, unknown>;
  const fields = (Array.isArray(errors) ? errors : []).flatMap((each: unknown) => {
    const { field, message: why } = (each ?? {}) as { field?: unknown; message?: unknown };
    return typeof field === "string" ? [`${field}: ${String(why ?? "refused")}`] : [];
  });
  const main = [message, error].find((each) => typeof each === "string" && each !== "");
  const whole = [main ?? withoutReason(status), ...fields].join("; ");
  const known = typeof code === "string" && code !== "";
  // The frame around the API answers so for an address that it does not know. That says nothing about a line.
  const foreign = !known && error === "Not Found" && typeof path === "string";
  return { ...(known ? { code } : {}), text: whole, foreign };
}

function meaning(answer: Answer, call: Call<unknown>, said: Said): Meaning {
  const { status } = answer;
  // Whatever way a login is refused, the credentials are to blame; a second try could lock the account.
  if (call.operation === "createToken" && [400, 401, 403].includes(status)) return Unauthorized;
  // A-LST3: "no devices found" with a status that is no success stands for an empty list.
  if (/no devices found/i.test(answer.text) && ![401, 403, 429].includes(status)) return NoDevicesFound;
  // A-ACT4: the IMEI or ICCID is active already, or its activation is under way.
  const twice = said.code === undefined || said.code === "CONFLICT";
  if (status === 409 && twice && ALREADY_UNDER_WAY.has(call.operation)) return AlreadyExists;
  const byCode = CODES[said.code ?? ""];
  if (byCode !== undefined) return byCode;
  if (status === 404 && said.foreign) return Rejected;
  if (status >= 500) return facts(call.operation)?.safety === "read-only" ? Rejected : Ambiguous;
  return STATUSES[status] ?? Rejected;
}

function nextStep(
  Meant: Meaning,
  status: number,
  operation: string,
  code: string | undefined,
  connection: ResolvedConnection,
): string | undefined {
  if (operation === "createToken" && Meant === Unauthorized) {
    return `Check ${settingOf(connection.name, "username")} and ${settingOf(connection.name, "password")}. The login is not tried again.`;
  }
  if (Meant === Unauthorized && status === 403) return scopeAdvice(operation);
  if (Meant === Unauthorized && connection.field("token") !== undefined) {
    const pair = `${settingOf(connection.name, "username")} with ${settingOf(connection.name, "password")}`;
    return `The given token no longer holds: put a new one in ${settingOf(connection.name, "token")}, or give ${pair} instead, so that tokens are renewed.`;
  }
  if (Meant === Unauthorized) return "A new token was refused too: check that the API user is still active.";
  if (Meant === Ambiguous) return "Read the present state at the carrier before doing it again.";
  if (Meant === Rejected && status === 404)
    return `Check the base address in ${settingOf(connection.name, "url")}.`;
  return NEXT[code ?? ""];
}

/** The scopes an endpoint needs, as a next step. A refusal for a scope is never repeated. */
function scopeAdvice(operation: string): string {
  const scopes = facts(operation)?.scopes;
  if (scopes !== undefined && "anyOf" in scopes) {
    return `The API user needs ${scopes.anyOf.join(" or ")}, and the corp must be its own or below it.`;
  }
  if (scopes !== undefined && "not" in scopes) {
    return `A user of scope ${scopes.not.join(" or ")} may not do this, and the corp must be the user's own or below it.`;
  }
  return "No scope is needed for this, so the corp is probably not the API user's own or below it.";
}

function facts(operation: string): OperationFacts | undefined {
  return (kajeetOperations as Readonly<Record<string, OperationFacts>>)[operation];
}
