import { expect } from "vitest";
import {
  type KajeetSimulator,
  type KajeetSimulatorOptions,
  kajeetOperations,
  startKajeetSimulator,
} from "../../../simulator/index";

export const CORP = "NORTHSTAR-ISD";
export const CHILD = "Transportation";
export const FOREIGN = "SOUTHFIELD-ISD";
/** The line of the reference's example: Verizon (ARCNT), an eSIM, Kajeet ENT-BYOD. */
export const OFFICE = "521-267-1508";
export const OFFICE_IMEI = "355737360073462";
export const OFFICE_ICCID = "89148000729731698614";
/** The other one: T-Mobile (SPPCS), a SmartSpot whose IMEI nobody knows. */
export const BUS = "304-228-6302";

/** A request by operation id; `params` fill the path. */
export interface Request {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  form?: FormData;
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
 * From here on every answer to a caller of this file is put through a check. Reading the reference takes longer than
 * most tests, so that only files whose answers vary ask for it.
 */
export function checkAnswers(wanted: AnswerCheck): void {
  check = wanted;
}

/** A caller of the simulated carrier. */
export interface Caller {
  (operationId: string, request?: Request): Promise<Answer>;
  token: string;
}

/** Logs in as one of the simulator's users. */
export async function login(simulator: KajeetSimulator, username = "fleet-api"): Promise<Caller> {
  const base = simulator.env.CELLULAR_KAJEET_URL ?? "";
  const answer = await fetch(`${base}/v1.0/auth/token`, {
    method: "POST",
    body: JSON.stringify({ username, password: "simulated" }),
  });
  const { token } = (await answer.json()) as { token: string };
  const caller = (operationId: string, request: Request = {}) =>
    send(base, caller.token, operationId, request);
  caller.token = token;
  return caller;
}

async function send(
  base: string,
  token: string,
  operationId: string,
  { params = {}, query, body, form }: Request,
): Promise<Answer> {
  const operation = kajeetOperations.find((candidate) => candidate.operationId === operationId);
  if (operation === undefined) throw new Error(`No operation ${operationId}`);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ""));
  const search = query === undefined ? "" : `?${new URLSearchParams(toTexts(query))}`;
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers: Record<string, string> = token === "" ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(base + path + search, {
    method: operation.method,
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

/** Starts a simulator for one test, hands it over with a caller, and closes it whatever happens. */
export async function withSimulator(
  options: KajeetSimulatorOptions,
  test: (simulator: KajeetSimulator, call: Caller) => Promise<void>,
): Promise<void> {
  const simulator = await startKajeetSimulator(options);
  try {
    await test(simulator, await login(simulator));
  } finally {
    await simulator.close();
  }
}

/** A list query with the four members that are required. */
export function listing(more: Record<string, string | number> = {}): Record<string, string | number> {
  return { offset: 0, limit: 100, sort: "MDN", sortDir: "ASC", ...more };
}

/** The first free pair of a carrier's stock that a plain line can be activated with. */
export async function freePair(
  simulator: KajeetSimulator,
  index = 0,
  carrier = "Verizon",
): Promise<{ imei: string; iccid: string }> {
  const { stock } = await simulator.state();
  const items = stock.filter((item) => item.carrier === carrier && item.simType === "PHYSICAL");
  const item = items[index];
  if (item?.imei == null) throw new Error(`No pair ${index} of ${carrier} in stock`);
  return { imei: item.imei, iccid: item.iccid };
}
