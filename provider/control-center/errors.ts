/** What Control Center's refusals mean. With its table of codes the only place that looks at statuses, codes and texts. */
import { type ResolvedConnection, settingOf } from "../core/connection";
import { Ambiguous, type CellularError, Rejected, Throttled, Unauthorized } from "../core/errors";
import { foreignWords, withoutReason } from "../core/http-answer";
import type { Answer, Call } from "../core/http-types";
import { retryAfterSeconds } from "../core/retry";
import { type MeaningOf, meaningOf, SERVER_FAULT } from "./error-codes";

/** Maps an answer that is no success. */
export function controlCenterError(
  answer: Answer,
  call: Call<unknown>,
  connection: ResolvedConnection,
): CellularError {
  const said = readBody(answer);
  const retryAfter = retryAfterSeconds(answer.headers, Date.now());
  const { means, about, next } = judged(answer, call, said, connection);
  return new means(problemOf(said.text, blamed(call, about)), {
    carrier: "control-center",
    operation: call.operation,
    status: answer.status,
    next,
    ...(said.code === undefined ? {} : { code: said.code }),
    ...(call.subject === undefined ? {} : { subject: call.subject }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** Were the credentials of the connection refused, whatever the call was about? */
export function isSignInRefusal({ meaning, facts }: CellularError): boolean {
  return meaning === "Unauthorized" && facts.status === 401;
}

interface Said {
  code?: string;
  text: string;
}

interface Judgement {
  means: MeaningOf;
  about: readonly string[];
  next: string;
}

/** `{errorMessage, errorCode}`; a code is a text, and missing where the carrier does not know who asks. */
function readBody({ status, body, text }: Answer): Said {
  const { errorMessage, errorCode } = (typeof body === "object" && body !== null ? body : {}) as {
    errorMessage?: unknown;
    errorCode?: unknown;
  };
  const known = (typeof errorCode === "string" && errorCode !== "") || typeof errorCode === "number";
  const code = known ? { code: String(errorCode) } : {};
  if (typeof errorMessage === "string" && errorMessage !== "") return { ...code, text: errorMessage };
  return {
    ...code,
    text: typeof body === "object" ? withoutReason(status) : foreignWords({ status, text }),
  };
}

function judged(
  { status }: Answer,
  call: Call<unknown>,
  { code }: Said,
  connection: ResolvedConnection,
): Judgement {
  const named = (field: string) => settingOf(connection.name, field);
  const plain = (means: MeaningOf, next: string): Judgement => ({ means, about: [], next });
  // C-RL1: throttling has no code.
  if (status === 429) return plain(Throttled, "The carrier wants fewer calls: run it again later.");
  const known = meaningOf(code);
  if (known?.means === Unauthorized && call.operation === "getDeviceAuditTrails" && status !== 401) {
    return { ...known, next: "Only Advantage accounts have an audit history, and not for every role." };
  }
  if (status === 401) {
    const both = `${named("username")} and ${named("apiKey")}`;
    if (known !== undefined) return plain(Unauthorized, `${both} were refused. ${known.next}`);
    // No code means that no credentials arrived: they were sent, so something on the way took them off.
    return plain(
      Unauthorized,
      `The carrier saw no Authorization header: check that no proxy takes it off, that ${named("url")} is the host of the API itself, and ${both}.`,
    );
  }
  if (known !== undefined) return known;
  if (status >= 500 || code === SERVER_FAULT) {
    return call.method === "GET"
      ? plain(Rejected, "The carrier is failing: run it again later.")
      : plain(Ambiguous, "Read the present state at the carrier before doing it again.");
  }
  if (status === 403) return plain(Unauthorized, `Check ${named("username")} and its role.`);
  // Without a code nobody has looked for a line: it is the address that leads nowhere.
  if (status === 404 && code === undefined) {
    return plain(
      Rejected,
      `Check the base address in ${named("url")}: every operator has a host of its own.`,
    );
  }
  return plain(Rejected, "Check the values; if they are right, ask the operator with the code.");
}

/** Members that were sent and that the code may be about, with their values. */
function blamed({ body, query }: Call<unknown>, about: readonly string[]): string[] {
  const sent = { ...query, ...(typeof body === "object" ? body : {}) } as Record<string, unknown>;
  const there = about.filter((name) => sent[name] !== undefined);
  return there.map((name) => `${name} ${quoted(sent[name])}`);
}

/** The members first, then the carrier's own words. */
function problemOf(text: string, members: readonly string[]): string {
  if (members.length === 0) return text;
  return `${members.join(", ")} refused: ${text.replace(/[.\s]+$/, "")}`;
}

function quoted(value: unknown): string {
  const text = String(value);
  return text.length > 60 ? `"${text.slice(0, 60)}…" (${text.length} characters)` : `"${text}"`;
}
