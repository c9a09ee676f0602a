import type { z } from "zod";
import type { CarrierAnswer, CarrierRequest } from "../../core/carrier";
import { type BookedFault, digitsOf, faultOf } from "../../core/faults";
import { ApiError } from "../model/errors";
import type { Listing } from "../model/listing";
import type { World } from "../model/world";
import { errorAnswer } from "./error-answer";
import type { Call, KajeetOperation, Reply } from "./operation";
import type { Tokens, User } from "./tokens";

export interface Surroundings {
  world: World;
  listing: Listing;
  tokens: Tokens;
}

/** Carries a request out: who is it, may they, is it well formed, then the operation itself. */
export function dispatch(
  { world, listing, tokens }: Surroundings,
  request: CarrierRequest<KajeetOperation>,
  faults: readonly BookedFault[],
): CarrierAnswer {
  const { operation } = request;
  const effectsBefore = world.effects;
  const known: { user: User | null; lines: number } = { user: null, lines: 0 };
  const about = () => ({
    user: known.user?.username ?? null,
    effect: operation.writes && world.effects !== effectsBefore,
    lines: known.lines,
  });
  try {
    if (operation.open !== true) {
      known.user = tokens.authenticate(request.authorization);
      checkScopes(operation, known.user);
    }
    const reply = operation.handle({
      world,
      listing,
      tokens,
      // The open operation has no user and asks for none.
      user: known.user as User,
      params: request.params,
      query: checked(operation.query, request.query, "query") as Call["query"],
      body: checked(operation.body, request.body, "body"),
      request,
      lag: faultOf(faults, "lag"),
      faults,
      refusal: refusalBy(faults),
      addressed: (count) => {
        known.lines = count;
      },
    });
    return { ...answerOf(reply), ...about() };
  } catch (error) {
    return { ...errorAnswer(request.path, error, world.now()), ...about() };
  }
}

function checkScopes({ anyOf, deny }: KajeetOperation, user: User): void {
  if (anyOf !== undefined && !anyOf.some((scope) => user.scopes.includes(scope))) {
    throw new ApiError("FORBIDDEN_SCOPE", `Needs one of the scopes ${anyOf.join(", ")}`);
  }
  if (deny === undefined) return;
  // A denied scope keeps a caller out only where no other organisation scope lets them in.
  const organisation = user.scopes.filter((scope) => !scope.startsWith("aux_"));
  if (organisation.length > 0 && organisation.every((scope) => deny.includes(scope))) {
    throw new ApiError("FORBIDDEN_SCOPE", `Not for scope ${organisation.join(", ")}`);
  }
}

function checked(schema: z.ZodType | undefined, value: unknown, where: "query" | "body"): unknown {
  if (schema === undefined) return value;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => ({
    field: issue.path.length === 0 ? where : issue.path.join("."),
    message: issue.message,
  }));
  const first = fields[0];
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : "";
  throw new ApiError(
    "VALIDATION_FAILED",
    `Invalid ${where}: ${first?.field} ${first?.message}${more}`,
    fields,
  );
}

/** Lines that a fault names fail with its code. */
function refusalBy(faults: readonly BookedFault[]): Call["refusal"] {
  const partial = faults.filter((fault) => fault.kind === "partial");
  if (partial.length === 0) return () => undefined;
  return (line) => {
    const own = [line.key, line.imei, line.uicc];
    const fault = partial.find(({ lines }) => lines?.some((name) => own.includes(digitsOf(name))) ?? true);
    if (fault?.kind !== "partial") return undefined;
    return { code: fault.code, message: fault.message ?? `The carrier refused the line (${fault.code})` };
  };
}

function answerOf(reply: Reply): Pick<CarrierAnswer, "status" | "contentType" | "body"> {
  if ("csv" in reply) return { status: 200, contentType: "text/csv; charset=utf-8", body: reply.csv };
  if ("png" in reply) return { status: 200, contentType: "image/png", body: reply.png };
  return { status: 200, contentType: "application/json", body: JSON.stringify(reply.json) };
}
