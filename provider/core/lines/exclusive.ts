import type { Problem } from "../schema";
import { sameValue, type Value, type Values } from "../value";
import type { MembershipSpec } from "./membership-spec";
import type { AnyLineModel } from "./model";

/**
 * Lines of an account that have what a membership gives and are not named by it: they are let go of where the membership
 * is exclusive.
 */
export async function strangers(
  model: AnyLineModel,
  session: object,
  account: string,
  values: Values,
  named: ReadonlyMap<string, unknown>,
): Promise<Map<string, Values>> {
  const others = new Map<string, Values>();
  for (const record of await model.roster(session, account).all()) {
    const name = model.display(record);
    const has = model.attributes.every((one) => {
      const wanted = values[one.name];
      return wanted === undefined || holds(one.observed(record), wanted);
    });
    if (has && !named.has(name)) others.set(name, values);
  }
  return others;
}

/** Letting go of lines that were never in it is possible only where it is known what they get instead. */
export function exclusiveProblems(
  { name, restore }: MembershipSpec,
  { exclusive, onDelete }: { readonly exclusive?: unknown; readonly onDelete?: unknown },
): Problem[] {
  if (exclusive !== true) return [];
  if (restore.kind === "before") {
    const reason = `exclusive is not possible for ${name}: nobody knows what other lines should get instead. Leave it out.`;
    return [{ property: "exclusive", reason }];
  }
  if (onDelete === "restore") return [];
  const reason =
    "exclusive with onDelete retain would leave the other lines as they are. Set onDelete to restore.";
  return [{ property: "exclusive", reason }];
}

/** Has a line what the membership gives? Of a set it must have each member. */
function holds(seen: Value | undefined, wanted: Value): boolean {
  if (Array.isArray(wanted)) return Array.isArray(seen) && wanted.every((one: string) => seen.includes(one));
  return sameValue(seen, wanted);
}
