/** What ThingSpace's refusals mean. With its table of codes the only place that looks at statuses, codes and texts. */
import { type ResolvedConnection, settingOf } from "../core/connection";
import {
  AlreadyExists,
  Ambiguous,
  type CellularError,
  Rejected,
  Throttled,
  Unauthorized,
} from "../core/errors";
import { foreignWords, withoutReason } from "../core/http-answer";
import type { Answer, Call } from "../core/http-types";
import { retryAfterSeconds } from "../core/retry";
import type { OperationFacts } from "./api/facts";
import { thingspaceOperations } from "./api/operations";
import { bareCode, type MeaningOf, meaningOf } from "./error-codes";

/** The failure of one line in asynchronous work, as a callback tells it. */
export interface Fault {
  faultcode?: string | null | undefined;
  faultstring?: string | null | undefined;
  requestId?: string;
  /** The line. */
  subject: string;
  /** The operation that was asked for, for example `activateDevices`. */
  operation: string;
}

/** Maps an answer that is no success. */
export function thingspaceError(
  answer: Answer,
  call: Call<unknown>,
  connection: ResolvedConnection,
): CellularError {
  const said = readBody(answer);
  const retryAfter = retryAfterSeconds(answer.headers, Date.now());
  const { means, next } = judged(answer, call, said, connection);
  return new means(said.text, {
    carrier: "thingspace",
    operation: call.operation,
    status: answer.status,
    next,
    ...(said.code === undefined ? {} : { code: said.code }),
    ...(call.subject === undefined ? {} : { subject: call.subject }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** Maps the failure of one line that a callback reports: the same codes as in answers. */
export function faultError({ faultcode, faultstring, requestId, subject, operation }: Fault): CellularError {
  const code = faultcode || undefined;
  const { means, next } = coded(code, operation) ?? {
    means: Rejected,
    next: "Ask Verizon with the id of the request.",
  };
  return new means(faultstring || "the carrier did not make the change and gave no reason", {
    carrier: "thingspace",
    operation,
    subject,
    next,
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** The code of an answer of the service, without the service in front; undefined where it has none. */
export function codeOf(answer: Pick<Answer, "body">): string | undefined {
  const { errorCode } = (answer.body ?? {}) as { errorCode?: unknown };
  return typeof errorCode === "string" && errorCode !== "" ? bareCode(errorCode) : undefined;
}

interface Said {
  code?: string;
  text: string;
  /** Who says so: the service, the gateway in front of it, or something else. */
  by: "service" | "gateway" | "nobody";
}

interface Judgement {
  means: MeaningOf;
  next: string;
}

/** `{errorCode, errorMessage}`, the gateway's `{fault}`, the token's `{error}`; anything else, or nothing, is survived. */
function readBody({ status, body, text }: Answer): Said {
  const whole = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const { errorCode, errorMessage, fault, error, error_description: description } = whole;
  const none = withoutReason(status);
  if (typeof errorCode === "string") {
    return { code: errorCode, text: textOf(errorMessage) ?? none, by: "service" };
  }
  if (typeof fault === "object" && fault !== null) {
    const { code, message, description: more } = fault as Record<string, unknown>;
    const words = [textOf(message), textOf(more)].filter((each) => each !== undefined);
    return {
      ...(code === undefined || code === null ? {} : { code: String(code) }),
      text: words.join(": ") || none,
      by: "gateway",
    };
  }
  if (typeof error === "string") return { code: error, text: textOf(description) ?? none, by: "gateway" };
  return { text: foreignWords({ status, text }), by: "nobody" };
}

function judged(answer: Answer, call: Call<unknown>, said: Said, connection: ResolvedConnection): Judgement {
  const { status } = answer;
  const named = (field: string) => settingOf(connection.name, field);
  if (call.operation === "requestOAuthToken" && [400, 401, 403].includes(status)) {
    return { means: Unauthorized, next: `Check ${named("key")} and ${named("secret")}.` };
  }
  // G-LOGIN1: however a login is refused, user name and password are to blame; only a bearer is refused by the gateway.
  if (call.operation === "loginSession" && (status === 400 || status === 403) && said.by !== "gateway") {
    const next = `Check ${named("username")} and ${named("password")}. The login is not tried again: five refusals in a row lock the user until Verizon unlocks it.`;
    return { means: Unauthorized, next };
  }
  // G-THROTTLE1: the gateway's codes of the family 9008xx mean too many calls, whatever the status.
  if (status === 429 || (said.by === "gateway" && /^9008\d\d$/.test(said.code ?? ""))) {
    return { means: Throttled, next: "The carrier wants fewer calls: run it again later." };
  }
  if (status === 401 || status === 403) {
    return { means: Unauthorized, next: `A new token was refused too: check ${named("key")} in ThingSpace.` };
  }
  if (said.by === "service") {
    const known = coded(said.code, call.operation);
    if (known !== undefined) return known;
  }
  if (status >= 500) return failed(call.operation);
  // The gateway says so of a path that it does not know. That says nothing about a line.
  if (status === 404 || said.code === "900906") {
    return { means: Rejected, next: `Check the base address in ${named("url")}.` };
  }
  return { means: Rejected, next: "Check the values; if they are right, ask Verizon with the code." };
}

function failed(operation: string): Judgement {
  const facts = (thingspaceOperations as Readonly<Record<string, OperationFacts>>)[operation];
  if (facts?.repeatable) return { means: Rejected, next: "The carrier is failing: run it again later." };
  return { means: Ambiguous, next: "Read the present state at the carrier before doing it again." };
}

function coded(code: string | undefined, operation: string): Judgement | undefined {
  if (code === undefined) return undefined;
  // Somebody else has activated it, or we have and did not hear: a race that adoption resolves.
  if (bareCode(code) === "REQUEST_FAILED.DeviceAlreadyActive" && operation === "activateDevices") {
    return { means: AlreadyExists, next: "The line is active already: adopt it, or read it again." };
  }
  return meaningOf(code);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
