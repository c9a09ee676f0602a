import { createHash } from "node:crypto";
import type { Approval } from "../../provider/core/approvals";
import { CellularError } from "../../provider/core/errors";
import type { Change } from "./change";
import { Fleet } from "./fleet";
import { type HeldLines, heldLines, lineChanges } from "./line-changes";
import { nameOf, type PlannedResource, type Unreadable } from "./resource";
import { resourceChanges } from "./resource-changes";

/** A whole plan: what every rule judges, and what the report shows. */
export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly changes: readonly Change[];
  /** What resources that hold lines say of them, on both sides. */
  readonly held: ReadonlyMap<PlannedResource, HeldLines>;
  /** The lines before and after, as far as the plan shows them. */
  readonly before: Fleet;
  readonly after: Fleet;
  /** Set where the plan shows every resource of the stack: only then are shares and costs those of the whole fleet. */
  readonly whole: boolean;
  readonly unreadable: readonly Unreadable[];
  readonly approvals: readonly Approval[];
  /** When it is judged, milliseconds since the epoch. */
  readonly now: number;
  /** The plan's hash: another plan has another one. */
  readonly hash: string;
}

/** What a plan is made of. */
export interface Planned {
  readonly resources: readonly PlannedResource[];
  readonly whole: boolean;
  readonly unreadable?: readonly Unreadable[];
}

/** Reads a plan: every line of every resource, before and after. Pure. */
export function planOf(
  { resources, whole, unreadable = [] }: Planned,
  approvals: readonly Approval[],
  now: number,
): Plan {
  const faults = [...unreadable];
  const held = new Map<PlannedResource, HeldLines>();
  const readable: PlannedResource[] = [];
  const [before, after] = [new Fleet(), new Fleet()];
  for (const resource of resources) {
    try {
      const lines = heldLines(resource);
      if (lines) {
        held.set(resource, lines);
        before.add(resource, lines.before, lines.numbers);
        if (resource.wanted) after.add(resource, lines.after, lines.numbers);
      }
      readable.push(resource);
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      faults.push({ urn: resource.urn, name: nameOf(resource.urn), reason: error.message });
    }
  }
  const changes: Change[] = [];
  for (const lines of held.values())
    if (lines.resource.step !== "same") changes.push(...lineChanges(lines, after));
  for (const resource of readable) if (!resource.spec.lines) changes.push(...resourceChanges(resource));
  return {
    resources: readable,
    changes,
    held,
    before,
    after,
    whole,
    unreadable: faults,
    approvals,
    now,
    hash: hashOf(changes),
  };
}

/** The same changes in any order have the same hash. */
function hashOf(changes: readonly Change[]): string {
  const texts = changes.map(({ resource, operation, line, attribute, before, after, on, grave }) =>
    JSON.stringify([resource.urn, operation, line, attribute, before, after, on, grave?.codes[0]]),
  );
  return createHash("sha256").update(texts.sort().join("\n")).digest("hex").slice(0, 16);
}
