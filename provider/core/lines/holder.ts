import type { Values } from "../value";
import type { AccountField } from "./account";
import type { Attribute } from "./attribute";
import type { Known } from "./group";
import type { AnyLineModel } from "./model";

type Bag = Readonly<Record<string, unknown>>;

/**
 * How a resource holds lines, for whoever reads plans and states and has no carrier to ask. A single line, a set of lines
 * and a membership all answer the same questions.
 */
export interface LineHolder {
  readonly model: AnyLineModel;
  readonly account: AccountField;
  /** What it says of its lines: the line itself with all its attributes, or the values of a few. */
  readonly holds: "lines" | "attributes";
  /** The attributes it may manage. */
  readonly attributes: readonly Attribute<never>[];
  /** Set where it may own only a part of an attribute, as some labels of a line. */
  readonly inPart?: boolean;
  /** The lines as arguments declare them. */
  wanted(args: Bag): ReadonlyMap<string, Values>;
  /** The lines as a state knows them; `args` are those that are about to follow, where there are any. */
  known(state: Bag, args?: Bag): Pick<Known, "rows" | "numbers">;
  /** Lines that somebody changed elsewhere since the last run, as they were before. */
  drifted(state: Bag): ReadonlyMap<string, Values>;
  /** What a line gets that leaves, where it gets back what it had. */
  restored?(state: Bag): ReadonlyMap<string, Values>;
}
