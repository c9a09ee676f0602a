/** From bytes to an answer, and from an answer to what the caller asked for. */
import type { ZodType } from "zod";
import type { Answer, Call } from "./http-types";

/** What reading a good answer gave: the value, or a sentence on what is wrong with it. */
export type Reading<T> = { ok: true; value: T } | { ok: false; problem: string };

/** Reads a good answer (2xx) in the way the call asks for. */
export function readGood<T>(
  call: Pick<Call<T>, "answer">,
  headers: Readonly<Record<string, string>>,
  bytes: Uint8Array,
): Reading<T> {
  // For the raw kinds the caller has fixed T itself, together with the kind.
  const raw = (value: unknown): Reading<T> => ({ ok: true, value: value as T });
  if (call.answer === "none") return raw(undefined);
  if (call.answer === "bytes") return raw(bytes);
  const text = decode(bytes, headers["content-type"], true);
  if (text === undefined) return { ok: false, problem: charsetProblem(headers["content-type"]) };
  if (call.answer === "text") return raw(text);
  return readJson(call.answer, text, headers["content-type"]);
}

/** An answer of any status as the carrier's room sees it; here a wrong character set loses letters, not the answer. */
export function readAnswer(
  status: number,
  headers: Record<string, string>,
  bytes: Uint8Array,
  clean: (text: string) => string,
): Answer {
  const text = clean(decode(bytes, headers["content-type"], false) ?? "");
  const shown = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, clean(value)]));
  return { status, headers: shown, text, body: parse(text) ?? text };
}

function readJson<T>(schema: ZodType<T>, text: string, type: string | undefined): Reading<T> {
  const empty = text.trim() === "";
  const body = empty ? undefined : parse(text);
  const unreadable = !empty && body === undefined;
  // A schema may take an answer that is empty or no JSON: then the operation says nothing that matters.
  const result = schema.safeParse(unreadable ? text : body);
  if (result.success) return { ok: true, value: result.data };
  if (empty) return { ok: false, problem: "the answer is empty" };
  if (unreadable) return { ok: false, problem: `the answer is not JSON but ${type ?? "of no stated type"}` };
  const [issue] = result.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? "the answer" : `${pathText(issue.path)}`;
  const others = result.error.issues.length - 1;
  const more = others > 0 ? ` (and ${others} more)` : "";
  return { ok: false, problem: `the answer does not fit: ${field}: ${issue?.message ?? "unknown"}${more}` };
}

/** Is it a web page that answers? Gateways and proxies do so in an API's place. */
export const isWebPage = (text: string): boolean => /^\s*</.test(text);

/** What is said of an answer that gives no reason. */
export const withoutReason = (status: number): string => `the carrier answered ${status} without a reason`;

/** What an answer says that is not of the carrier's form: its first words on one line. */
export function foreignWords({ status, text }: Pick<Answer, "status" | "text">): string {
  if (isWebPage(text)) return "the answer is a web page, so it does not come from the API";
  return text.replace(/\s+/g, " ").trim().slice(0, 200) || withoutReason(status);
}

/** A path into JSON as people write it: `devices[3].mdn`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    "",
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text in the stated character set (UTF-8 where none is stated); undefined where strict reading fails. */
function decode(bytes: Uint8Array, type: string | undefined, strict: boolean): string | undefined {
  try {
    return new TextDecoder(charset(type), { fatal: strict }).decode(bytes);
  } catch {
    return strict ? undefined : new TextDecoder().decode(bytes);
  }
}

function charset(type: string | undefined): string {
  return /charset\s*=\s*"?([^\s;"]+)/i.exec(type ?? "")?.[1] ?? "utf-8";
}

function charsetProblem(type: string | undefined): string {
  return `the answer is not text in the character set ${charset(type)}`;
}
