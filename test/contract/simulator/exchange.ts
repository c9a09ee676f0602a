import { afterAll, beforeAll, expect } from "vitest";

/** A request by operation id; `params` fill the path. */
export interface Request {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  form?: FormData | URLSearchParams;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  mediaType: string;
  // Answers are judged by the reference's schema, and read member by member in assertions.
  // biome-ignore lint/suspicious/noExplicitAny: an answer can be of any shape
  json: any;
  text: string;
  bytes: Uint8Array;
  headers: Headers;
}

/** What is wrong with an answer, by the API reference. */
type AnswerCheck = (operationId: string, status: number, mediaType: string, body: unknown) => string[];

let check: AnswerCheck | undefined;

/**
 * In this test file every answer to a caller is put through a check. Reading the reference takes longer than most tests,
 * so that only files whose answers vary ask for it.
 */
export function checkAnswers(wanted: AnswerCheck): void {
  beforeAll(() => {
    check = wanted;
  });
  afterAll(() => {
    check = undefined;
  });
}

interface Addressed {
  operationId: string;
  method: string;
  path: string;
}

/** Sends a request to an operation of a simulated carrier, and judges the answer where that was asked for. */
export async function exchange(
  base: string,
  { operationId, method, path }: Addressed,
  { params = {}, query, body, form, headers = {} }: Request,
): Promise<Answer> {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ""));
  const search = query === undefined ? "" : `?${new URLSearchParams(toTexts(query))}`;
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(base + filled + search, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    ...(form === undefined ? json : { body: form }),
  });
  const answer = await read(response);
  if (check !== undefined) {
    const faults = check(operationId, answer.status, answer.mediaType, answer.json);
    expect(faults, `${operationId} ${answer.status} ${answer.text.slice(0, 300)}`).toEqual([]);
  }
  return answer;
}

async function read(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const mediaType = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  const json = mediaType === "application/json" && text !== "" ? JSON.parse(text) : undefined;
  return { status: response.status, mediaType, json, text, bytes, headers: response.headers };
}

function toTexts(query: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}
