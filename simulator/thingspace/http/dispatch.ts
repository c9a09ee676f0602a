import type { z } from "zod";
import type { CarrierAnswer, CarrierRequest } from "../../core/carrier";
import type { BookedFault } from "../../core/faults";
import { CarrierError, unexpected } from "../model/errors";
import type { World } from "../model/world";
import type { WorkEngine } from "../work/engine";
import type { Access } from "./access";
import { Context, type Limits } from "./context";
import { errorAnswer } from "./error-answer";
import type { ThingspaceOperation } from "./operation";

export interface Surroundings {
  world: World;
  access: Access;
  limits: Limits;
  engine: WorkEngine;
  /** Names of the accounts of the caller. */
  accounts: readonly string[];
}

/** Header of the session token. */
const SESSION_HEADER = "vz-m2m-token";

/** Carries a request out: gateway, session, form of the request, then the operation itself. */
export function dispatch(
  { world, access, limits, engine, accounts }: Surroundings,
  request: CarrierRequest<ThingspaceOperation>,
  faults: readonly BookedFault[],
): CarrierAnswer {
  const { operation } = request;
  const effectsBefore = world.effects;
  const known: { user: string | null; lines: number } = { user: null, lines: 0 };
  const about = () => ({ ...known, effect: operation.writes && world.effects !== effectsBefore });
  try {
    let session = "";
    if (operation.access !== "client") access.requireBearer(request.authorization);
    if (operation.access === "session") {
      session = access.requireSession(request.headers[SESSION_HEADER]);
      known.user = access.username;
    }
    const addressed = (count: number) => {
      known.lines = count;
    };
    const context = new Context(world, access, limits, engine, request, faults, session, accounts, addressed);
    const {
      status = 200,
      json,
      headers = {},
    } = operation.handle(context, {
      params: clean(request.params),
      query: checked(operation.query, clean(request.query)) as Record<string, string>,
      body: bodyOf(request),
    });
    return { status, headers, contentType: "application/json", body: JSON.stringify(json), ...about() };
  } catch (error) {
    return { ...errorAnswer(error), ...about() };
  }
}

/** The body; a DELETE may come without one and say everything in its query. */
function bodyOf({ operation, method, body, bodyText }: CarrierRequest<ThingspaceOperation>): unknown {
  if (operation.body === undefined) return undefined;
  if (body === undefined) {
    if (bodyText.trim() !== "") throw unexpected("The body is not JSON");
    if (method === "DELETE") return undefined;
    throw new CarrierError("INPUT_INVALID.RequestUndefined", "The request has no body");
  }
  return checked(operation.body, clean(body));
}

function checked(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return value;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw unexpected(`${issue?.path.join(".") || "The request"}: ${issue?.message ?? "is wrong"}`);
}

/** Some characters are refused wherever they stand in a value. */
function clean<Value>(value: Value): Value {
  if (typeof value === "string") {
    if (/['<\\]/.test(value)) {
      throw new CarrierError("INPUT_INVALID.Request.InvalidCharacter", "A value contains ', < or \\");
    }
  } else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) clean(member);
  }
  return value;
}
