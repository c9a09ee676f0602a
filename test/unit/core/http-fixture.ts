/** A carrier of a few lines on loopback, a clock that does not wait, and a profile to talk to both. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { Clock } from "../../../provider/core/clock";
import type { ResolvedConnection } from "../../../provider/core/connection";
import { resolveConnection } from "../../../provider/core/connection";
import { Rejected, Throttled, Unauthorized } from "../../../provider/core/errors";
import type { Call, CarrierProfile } from "../../../provider/core/http-types";
import { retryAfterSeconds } from "../../../provider/core/retry";

/** One request as it arrived. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** What to answer: JSON with a status, or a function that does something to the socket itself. */
export type Reply =
  | { status?: number; json?: unknown; text?: string | Buffer; headers?: Record<string, string> }
  | ((response: ServerResponse) => void);

export interface Carrier {
  url: string;
  seen: Seen[];
  /** Requests under way at once, the most there ever were. */
  peak: () => number;
  close(): Promise<void>;
}

/** Serves on a free port of loopback. The handler gets each request and its number, from 1. */
export async function serve(
  handler: (seen: Seen, number: number) => Reply | Promise<Reply>,
): Promise<Carrier> {
  const seen: Seen[] = [];
  let open = 0;
  let peak = 0;
  const server = createServer((request, response) => {
    open += 1;
    peak = Math.max(peak, open);
    response.on("close", () => {
      open -= 1;
    });
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one: Seen = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      seen.push(one);
      void Promise.resolve(handler(one, seen.length)).then((reply) => answer(response, reply));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/base`,
    seen,
    peak: () => peak,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (typeof reply === "function") {
    reply(response);
    return;
  }
  const text = reply.text ?? (reply.json === undefined ? "" : JSON.stringify(reply.json));
  const type = reply.json === undefined ? {} : { "content-type": "application/json" };
  response.writeHead(reply.status ?? 200, { ...type, ...reply.headers });
  response.end(text);
}

/** Breaks the connection without an answer. */
export const reset: Reply = (response) => response.destroy();

/** Time that passes only by sleeping, and at once. */
export class FastClock implements Clock {
  readonly sleeps: number[] = [];
  #now = 1_000_000;
  now = () => this.#now;
  sleep = async (ms: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    this.#now += ms;
  };
  advance(ms: number) {
    this.#now += ms;
  }
}

export const SECRETS = { username: "ada", password: "hunter-2-is-long" };

export function connectionTo(url: string, name?: string): ResolvedConnection {
  const shape = {
    carrier: "acme",
    fields: {
      username: { secret: false, describe: "user" },
      password: { secret: true, describe: "password" },
    },
    needs: [["username", "password"]],
  };
  const prefix = `CELLULAR_${(name ?? "acme").toUpperCase()}`;
  const env = {
    [`${prefix}_URL`]: url,
    [`${prefix}_USERNAME`]: SECRETS.username,
    [`${prefix}_PASSWORD`]: SECRETS.password,
  };
  return resolveConnection(shape, name, () => undefined, env);
}

/** A carrier with a token login at POST /token and plain meanings. */
export function profile(changes: Partial<CarrierProfile> = {}): CarrierProfile {
  return {
    carrier: "acme",
    connections: 4,
    rates: [],
    timeoutMs: 2_000,
    budgetMs: 60_000,
    retries: 3,
    authorize: async (connection, login) => {
      const token = await login.remember("token", () =>
        login.send({
          operation: "createToken",
          method: "POST",
          path: "/token",
          body: { username: connection.field("username"), password: connection.field("password") },
          repeatable: true,
          answer: z.object({ token: z.string() }).transform((body) => body.token),
        }),
      );
      return { authorization: `Bearer ${token}` };
    },
    expired: ({ status }) => status === 401,
    toError: ({ status, text, headers }, { operation }) => {
      const facts = { carrier: "acme", operation, status };
      if (status === 401) return new Unauthorized(`refused: ${text}`, facts);
      if (status === 429) {
        return new Throttled("slow down", { ...facts, retryAfter: retryAfterSeconds(headers, 0) ?? 0 });
      }
      return new Rejected(`the carrier said ${text}`, facts);
    },
    ...changes,
  };
}

/** A profile without a login. */
export const open = (changes: Partial<CarrierProfile> = {}) =>
  profile({ authorize: async () => ({}), ...changes });

/** A read of /thing. */
export function read(changes: Partial<Call<{ ok: boolean }>> = {}): Call<{ ok: boolean }> {
  return {
    operation: "getThing",
    method: "GET",
    path: "/thing",
    repeatable: true,
    answer: z.object({ ok: z.boolean() }),
    ...changes,
  };
}

/** An order that must not be placed twice. */
export function order(changes: Partial<Call<{ ok: boolean }>> = {}): Call<{ ok: boolean }> {
  return read({ operation: "placeOrder", method: "POST", body: { a: 1 }, repeatable: false, ...changes });
}

/** The error a promise rejects with; fails the test where it does not. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: Error) => ({ error }),
  );
  if ("error" in outcome) return outcome.error;
  throw new Error(`expected a failure, got ${JSON.stringify(outcome.value)}`);
}
