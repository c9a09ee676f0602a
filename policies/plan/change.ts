import type { ImpactClass, Undo } from "../../provider/core/impact";
import type { Value } from "../../provider/core/value";
import type { PlannedResource } from "./resource";

/**
 * What is done: a line comes in, changes, is booked to change on a later day, leaves, or only moves to another resource;
 * another resource is made, changed or ended; an action is done.
 */
export type Operation = "enter" | "change" | "book" | "leave" | "move" | "make" | "adjust" | "end" | "act";

/** What the guard will ask about. */
export interface Grave {
  /** What is done, as approvals name it. */
  readonly action: string;
  /** What is lost: the second half of a sentence. */
  readonly loss: string;
  /** The codes under which this very change may have been approved; the first is the one to approve. */
  readonly codes: readonly [string, ...string[]];
  /** `deletionProtection` is on, so that it is refused whatever is approved. */
  readonly protected: boolean;
}

/** One change of one thing: a line's attribute, a line's coming or going, or another resource. Pure data. */
export interface Change {
  readonly resource: PlannedResource;
  readonly carrier: string;
  readonly operation: Operation;
  /** The line as it is declared; absent for other resources. */
  readonly line?: string;
  /** How people name what is changed: the line, the profile, the resource. */
  readonly subject: string;
  /** Every identifier of it that the plan knows. */
  readonly identifiers: readonly string[];
  /** The attribute or argument; absent where the whole thing comes, goes or is done. */
  readonly attribute?: string;
  readonly before?: Value;
  readonly after?: Value;
  readonly class: ImpactClass;
  readonly undo: Undo;
  /** What stands in the way of undoing it, or what it touches. */
  readonly why?: string;
  /** Set where it cannot be undone. */
  readonly grave?: Grave;
  /** The day on which it is made, where that is a later one. */
  readonly on?: string;
  /** Set where it overwrites what somebody changed outside git: what the attribute was before that. */
  readonly drift?: { readonly was: Value | undefined; readonly code: string };
}
