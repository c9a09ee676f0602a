/** What the engine sends for a value that is not known before the deployment, whatever its type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The property under which the engine keeps the text that finds the provider again. */
export const PROVIDER_KEY = "__provider";

/**
 * The whole "code" of a resource in state: a short constant text that requires the installed package. It must never
 * change, because the engine compares it and runs the stored one in refresh and destroy.
 */
export function loaderText(type: string): string {
  return `exports.handler=()=>require("pulumi-cellular/provider").serve("${type}")`;
}

/** The engine's name of a resource type. */
export const typeToken = (type: string) => `pulumi-nodejs:dynamic/${type}`;

/** Does a value contain anything that is not known yet? */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (value && typeof value === "object") return Object.values(value).some(hasUnknown);
  return false;
}

/**
 * A copy that survives the trip to the engine: JSON values only. An `undefined`, a bigint or a date would make the engine
 * fail after the carrier has already acted.
 */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, one) => (typeof one === "bigint" ? String(one) : one))) as T;
}

/** The bag without the engine's own property. */
export function ours(bag: Record<string, unknown>): Record<string, unknown> {
  const { [PROVIDER_KEY]: _, ...rest } = bag;
  return rest;
}
