import { hasUnknown } from "../../provider/core/wire";
import type { Bag, PlannedResource, Unreadable } from "./resource";

const SECRET_KEY = "4dabf18193072939515e22adb298388d";

/**
 * What of a resource's values can be read: a plan shows secrets as `[secret]`, a state encrypts them, and values that are
 * known later are unknown. What lines and their protection depend on must be plain, or nobody can judge it.
 */
export function readingProblem(
  resource: Omit<PlannedResource, "spec"> & Pick<PlannedResource, "spec">,
): Unreadable | undefined {
  if (resource.step === "same") return undefined;
  const { urn, name, spec } = resource;
  for (const [side, bag] of [
    ["state", resource.state],
    ["wanted", resource.wanted],
  ] as const) {
    for (const [field, value] of Object.entries(bag ?? {})) {
      if (!matters(spec.lines !== undefined, field)) continue;
      const problem = problemOf(value);
      if (problem === undefined) continue;
      const where = side === "state" ? "in state " : "";
      return { urn, name, reason: `${field} ${where}${problem}, so it cannot be judged` };
    }
  }
  return undefined;
}

/** A key of WLANs may be secret; nothing else that is judged. */
const matters = (holdsLines: boolean, field: string): boolean =>
  field === "__observed" ||
  (!field.startsWith("__") && (holdsLines || (field !== "password" && field !== "username")));

function problemOf(value: unknown): string | undefined {
  if (isSecret(value)) return "is a secret";
  if (hasUnknown(value)) return "is known only after the deployment";
  return undefined;
}

const isSecret = (value: unknown): boolean =>
  value === "[secret]" || (typeof value === "object" && value !== null && SECRET_KEY in (value as Bag));
