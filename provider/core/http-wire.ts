/** One request over one connection, and what became of it. Knows undici; decides nothing. */
import type { Pool } from "undici";
import type { Method } from "./http-types";

/** What goes out. */
export interface Request {
  method: Method;
  /** Path from the root of the host, query included. */
  path: string;
  headers: Record<string, string>;
  body?: string | FormDataBody;
}

/** Undici's FormData, as its request options take it. */
type FormDataBody = NonNullable<Parameters<Pool["request"]>[0]["body"]>;

/** What came back. */
export type Exchange =
  | { kind: "answered"; status: number; headers: Record<string, string>; bytes: Uint8Array }
  /** No (whole) answer. `sent` is false where not one byte of the call left this machine. */
  | { kind: "failed"; sent: boolean; status?: number; code: string };

/** A pool of connections to one host. Nothing is repeated and no redirect is followed here. */
export class Wire {
  #opened: Pool | undefined;

  constructor(
    private readonly origin: string,
    private readonly limits: { connections: number; timeoutMs: number },
  ) {}

  // Most runs are previews that call nobody, in two processes each: undici is loaded with the first call.
  get #pool(): Pool {
    if (this.#opened) return this.#opened;
    const { Pool: Opened } = require("undici") as typeof import("undici");
    const { connections, timeoutMs } = this.limits;
    this.#opened = new Opened(this.origin, {
      connections,
      pipelining: 1,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: { timeout: Math.min(timeoutMs, 10_000) },
    });
    return this.#opened;
  }

  /** Sends a request; never rejects. */
  async exchange(request: Request, signal?: AbortSignal): Promise<Exchange> {
    let sent = false;
    let status: number | undefined;
    const watched = this.#pool.compose((dispatch) => (options, handler) => {
      // Called when a connection is there and the request is about to be written to it: the line between "nothing was
      // sent" and "nobody knows", which error codes alone do not draw (a reset happens on both sides of it).
      const begin = handler.onRequestStart?.bind(handler);
      handler.onRequestStart = (controller, context) => {
        sent = true;
        begin?.(controller, context);
      };
      return dispatch(options, handler);
    });
    try {
      const answer = await watched.request({
        method: request.method,
        path: request.path,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        ...(signal === undefined ? {} : { signal }),
      });
      status = answer.statusCode;
      const bytes = new Uint8Array(await answer.body.arrayBuffer());
      return { kind: "answered", status, headers: flat(answer.headers), bytes };
    } catch (error) {
      return { kind: "failed", sent, code: codeOf(error), ...(status === undefined ? {} : { status }) };
    }
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }
}

/** True for failures that no repetition mends: a certificate that does not hold, a header that cannot be sent. */
export function isHopeless(code: string): boolean {
  return /CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|UNABLE_TO|EPROTO|INVALID_ARG|INVALID_HEADER/.test(code);
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value ?? "")]);
  return Object.fromEntries(pairs);
}

/** The code of a failure. Messages stay behind: they hold addresses and, for a bad header, its value. */
function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ("code" in each && typeof each.code === "string") return each.code;
    // Several addresses of one host were tried: the first failure stands for all.
    if (each instanceof AggregateError && each.errors.length > 0) return codeOf(each.errors[0]);
  }
  return error instanceof Error ? error.name : "UNKNOWN";
}
