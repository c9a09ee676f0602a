import type { z } from "zod";
import type { Operation } from "../../core/carrier";
import type { Context } from "./context";

/** What a handler answers: 200 unless it says 202, which marks a list with more to come. */
export interface Reply {
  json: unknown;
  status?: 200 | 202;
  headers?: Record<string, string>;
}

/** What a request says, after the schemas of its operation. */
export interface Input<Body = unknown, Query = Record<string, string>> {
  /** Values of the path, decoded. */
  params: Record<string, string>;
  query: Query;
  body: Body;
}

/** One endpoint: where it is, who may call it, what it takes and does. Its id is its operationId. */
export interface ThingspaceOperation extends Operation {
  /** What a caller needs: client credentials, the bearer token, or the bearer token and a session. */
  access: "client" | "bearer" | "session";
  query?: z.ZodType;
  body?: z.ZodType;
  /** Refuses with a thrown CarrierError (400), GatewayError or OAuthError. */
  handle(context: Context, input: Input): Reply;
}

interface Declared<Body extends z.ZodType, Query extends z.ZodType> {
  access?: ThingspaceOperation["access"];
  query?: Query;
  /** With a schema a body is required (but a DELETE may say it in the query); left out, none is read. */
  body?: Body;
  writes?: boolean;
  lists?: boolean;
  startsWork?: boolean;
  aliases?: readonly string[];
  handle(context: Context, input: Input<z.output<Body>, z.output<Query>>): Reply;
}

type Route = `${"GET" | "PUT" | "POST" | "DELETE"} /${"ts/v1" | "m2m/v1" | "m2m/v2"}/${string}`;

/**
 * Declares an operation: its name in the reference, `"POST /m2m/v1/devices/actions/suspend"`, and the rest. Letter
 * case in paths does not count; `aliases` are paths of another spelling.
 */
export function operation<Body extends z.ZodType, Query extends z.ZodType>(
  operationId: string,
  route: Route,
  declared: Declared<Body, Query>,
): ThingspaceOperation {
  const [method, path] = route.split(" ") as [string, string];
  const { access = "session", writes = false, lists = false, startsWork = false, handle, ...rest } = declared;
  return {
    id: operationId,
    operationId,
    method,
    path,
    access,
    writes,
    lists,
    startsWork,
    ...rest,
    // The dispatcher has put body and query through these very schemas.
    handle: handle as ThingspaceOperation["handle"],
  };
}
