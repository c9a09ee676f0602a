import { UNKNOWN } from "../../provider/core/wire";
import type { Bag } from "../plan/resource";

/**
 * Properties of a policy's arguments as plain values. The SDK hands them out through a proxy that throws at the touch of a
 * value that is known later, and then turns the whole policy into advice: here such a value becomes the engine's own mark,
 * so that whoever judges can say that it cannot be judged.
 */
export const knownValues = (props: Bag): Bag => copyOf(props) as Bag;

function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value);
  if (Array.isArray(value)) return keys.map((key) => memberOf(value as never, key));
  return Object.fromEntries(keys.map((key) => [key, memberOf(value as Bag, key)]));
}

function memberOf(owner: Bag, key: string): unknown {
  let member: unknown;
  try {
    member = owner[key];
  } catch {
    return UNKNOWN;
  }
  return copyOf(member);
}
