import type { AddressedLines, CarrierRequest } from "../../core/carrier";
import { digitsOf } from "../../core/faults";
import { ID_KINDS, type IdKind } from "../model/identifiers";
import type { World } from "../model/world";

const SELECTING = ["groupName", "servicePlan", "customFields", "filter", "accountName"];

/**
 * The lines that a request names: every `{id, kind}` in its body, without judging them, and what else the device of
 * such an identifier is called.
 */
export function addressedBy(world: World, { body }: CarrierRequest): AddressedLines {
  const lines: string[] = [];
  collect(body, world, lines);
  const members = typeof body === "object" && body !== null ? Object.keys(body) : [];
  return { lines, selects: lines.length === 0 && members.some((name) => SELECTING.includes(name)) };
}

function collect(value: unknown, world: World, lines: string[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, world, lines);
    return;
  }
  const { id, kind } = value as { id?: unknown; kind?: unknown };
  if (typeof id !== "string" || typeof kind !== "string") {
    for (const member of Object.values(value)) collect(member, world, lines);
    return;
  }
  lines.push(digitsOf(id));
  const device = world.withId(kind.toLowerCase() as IdKind, id);
  if (device === undefined) return;
  for (const own of ID_KINDS) {
    const other = device[own];
    if (other !== null && other !== id) lines.push(digitsOf(other));
  }
}
