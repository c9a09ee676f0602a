import type { ServerResponse } from "node:http";

/** An answer before it is written. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; a text as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection ends with it: the rest of the request is not read. */
  readonly last?: boolean;
}

/** A refusal in words. */
export const refusal = (
  status: number,
  error: string,
  more: Omit<Answer, "status" | "body"> = {},
): Answer => ({
  status,
  body: { error },
  ...more,
});

/** Writes an answer, unless whoever asked has gone. */
export function send(response: ServerResponse, { status, body, headers = {}, last = false }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const plain = typeof body === "string";
  const text = plain ? body : JSON.stringify(body);
  response.writeHead(status, {
    "content-type": plain ? "text/plain; version=0.0.4; charset=utf-8" : "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(last ? { connection: "close" } : {}),
    ...headers,
  });
  response.end(text);
}
