import { sameValue, type Value, type Values } from "../../value";
import { attributeNamed } from "../attribute";
import { keyOf, locate } from "../locate";
import type { LineModel } from "../model";
import type { Surroundings } from "../surroundings";

/**
 * Lines as the carrier has them at this moment, with everything that is asked for of them: what lists do not show is read
 * line by line. Lines that are not there are left out.
 */
export async function lookAnew<S extends object, R, H>(
  model: LineModel<S, R, H>,
  { session }: Surroundings<S>,
  account: string,
  lines: ReadonlyMap<string, Values>,
): Promise<Map<string, R>> {
  if (lines.size === 0) return new Map();
  const keys = [...lines.keys()].map((name) => [keyOf(model, name, {})!]);
  await model.roster(session, account).renew(keys);
  return locate(session, model, account, lines, {});
}

/** Does a line show a value, or what the carrier has made of it by itself? Nothing is said of what it never shows. */
export function showing<S, R, H>({ attributes }: LineModel<S, R, H>, record: R) {
  return (name: string, value: Value): boolean | undefined => {
    const attribute = attributeNamed(attributes, name);
    const seen = attribute?.observed(record);
    if (!attribute || attribute.role === "order" || seen === undefined) return undefined;
    if (sameValue(seen, value)) return true;
    return seen !== null && value !== null && attribute.inStep?.(seen, value) === true;
  };
}
