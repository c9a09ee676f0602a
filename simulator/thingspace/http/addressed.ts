import type { AddressedLines, CarrierRequest } from "../../core/carrier";
import { digitsOf } from "../../core/faults";

const SELECTING = ["groupName", "servicePlan", "customFields", "filter", "accountName"];

/** The lines that a request names: every `{id, kind}` in its body, without judging them. */
export function addressedBy({ body }: CarrierRequest): AddressedLines {
  const lines: string[] = [];
  collect(body, lines);
  const members = typeof body === "object" && body !== null ? Object.keys(body) : [];
  return { lines, selects: lines.length === 0 && members.some((name) => SELECTING.includes(name)) };
}

function collect(value: unknown, lines: string[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, lines);
    return;
  }
  const { id, kind } = value as { id?: unknown; kind?: unknown };
  if (typeof id === "string" && typeof kind === "string") lines.push(digitsOf(id));
  else for (const member of Object.values(value)) collect(member, lines);
}
