import type { Values } from "../value";
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
    if (!key || "problem" in key) continue;
    for (const claim of claims) yield `${model.carrier.name} ${key.kind} ${key.key} ${claim}`;
  }
}
