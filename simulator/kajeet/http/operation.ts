import type { z } from "zod";
import type { CarrierRequest, Operation } from "../../core/carrier";
import type { BookedFault } from "../../core/faults";
import type { Refused } from "../model/errors";
import type { Line } from "../model/line";
import type { Listing } from "../model/listing";
import type { Lag, World } from "../model/world";
import type { Scope, Tokens, User } from "./tokens";

/** What a handler answers. */
export type Reply = { json: unknown } | { csv: string } | { png: Uint8Array };

/** A request on its way through a handler, with what it may touch. */
export interface Call<Body = unknown, Query = Record<string, string | undefined>> {
  world: World;
  listing: Listing;
  tokens: Tokens;
  user: User;
  params: Record<string, string>;
  query: Query;
  body: Body;
  request: CarrierRequest;
  /** How reads shall lag behind what this call writes. */
  lag: Lag | undefined;
  faults: readonly BookedFault[];
  /** The code a line is made to fail with by a fault, if it is. */
  refusal(line: Line): Refused | undefined;
  /** For the journal: how many lines the call addressed. */
  addressed(count: number): void;
}

/** One of the 65 endpoints, or the token call: where it is, who may call it, what it takes and does. */
export interface KajeetOperation extends Operation {
  /** Any of these scopes is needed; no condition if left out. */
  anyOf?: readonly Scope[];
  /** Callers that have no organisation scope besides these are refused. */
  deny?: readonly Scope[];
  /** The only operation without a token is the one that gives tokens. */
  open?: boolean;
  query?: z.ZodType;
  body?: z.ZodType;
  handle(call: Call): Reply;
}

/** The one scope list that most setters share. */
export const MANAGERS: readonly Scope[] = ["org_super", "org_tech", "org_kajeetmanaged", "org_managerplus"];
/** Who is kept from labels. */
export const NO_LABELS: readonly Scope[] = ["org_mediacenter", "readonly"];

interface Declared<Body extends z.ZodType, Query extends z.ZodType> {
  anyOf?: readonly Scope[];
  deny?: readonly Scope[];
  open?: boolean;
  query?: Query;
  body?: Body;
  writes?: boolean;
  lists?: boolean;
  startsWork?: boolean;
  handle(call: Call<z.output<Body>, z.output<Query>>): Reply;
}

/**
 * Declares an operation: `"D33"`, its name, `"PUT /v1.0/devices/{corpId}/status"`, and the rest. A body or query
 * schema judges the request before the handler sees it.
 */
export function operation<Body extends z.ZodType, Query extends z.ZodType>(
  id: string,
  operationId: string,
  route: `${"GET" | "PUT" | "POST" | "DELETE"} /${string}`,
  declared: Declared<Body, Query>,
): KajeetOperation {
  const [method, path] = route.split(" ") as [string, string];
  const { writes = false, lists = false, startsWork = false, handle, ...rest } = declared;
  return {
    id,
    operationId,
    method,
    path,
    writes,
    lists,
    startsWork,
    ...rest,
    // The dispatcher has put body and query through these very schemas.
    handle: handle as KajeetOperation["handle"],
  };
}
