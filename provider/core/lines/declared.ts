import type { Values } from "../value";
import type { LineKey } from "./line-key";
import type { LineModel } from "./model";

/** The claim to the line itself, whatever its attributes. */
export const EXISTENCE = "line";

/** What a resource declares about a line, under each identifier by which another resource may know it. */
export function* declaredClaims<S, R, H>(
  model: LineModel<S, R, H>,
  name: string,
  values: Values,
  number: string | undefined,
  claims: readonly string[],
): Generator<string> {
  for (const identifier of [name, number, values.iccid]) {
    const key = typeof identifier === "string" ? model.identify(identifier) : undefined;
    if (key && !("problem" in key)) yield* claimsOn(model, key, claims);
  }
}

/** The same about a line under one of its identifiers. */
export function claimsOn<S, R, H>(
  model: LineModel<S, R, H>,
  { kind, key }: LineKey,
  claims: readonly string[],
): string[] {
  return claims.map((claim) => `${model.carrier.name} ${kind} ${key} ${claim}`);
}
