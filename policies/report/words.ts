import type { Undo } from "../../provider/core/impact";
import type { Value } from "../../provider/core/value";
import type { Operation } from "../plan/change";
import type { ChangeRow } from "./model";

/** Numbers with thousands apart: `10,000`. */
export const numberText = (count: number): string => count.toLocaleString("en-US");

/** A value as tables show it; nothing is known of one that is absent. */
function valueText(value: Value | undefined): string {
  if (value === undefined) return "?";
  if (value === null || (Array.isArray(value) && value.length === 0)) return "none";
  if (value === "") return "(empty)";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

const HAPPENS: Readonly<Record<Operation, string>> = {
  enter: "comes in",
  change: "changes",
  book: "is booked to change",
  leave: "leaves",
  move: "moves to another resource",
  make: "is made",
  adjust: "changes",
  end: "ends",
  act: "is done",
};

/** How a change is undone. */
export const UNDO_WORDS: Readonly<Record<Undo, string>> = {
  call: "by a call",
  delay: "with delay or a fee",
  never: "not at all",
};

/** The cells of a change: what, before, after, and how it is undone. */
export function cellsOf(row: ChangeRow): { what: string; before: string; after: string; undo: string } {
  const { operation, attribute, on, why, drift } = row;
  const day = on === undefined ? "" : ` on ${on}`;
  const what = attribute === undefined ? `${HAPPENS[operation]}${why ? `: ${why}` : ""}` : attribute;
  const outside = drift ? ` (set outside git; it was ${valueText(drift.was)})` : "";
  const bare = attribute === undefined;
  return {
    what: `${what}${day}`,
    before: bare ? "" : `${valueText(row.before)}${outside}`,
    after: bare ? "" : row.after === undefined ? "the carrier's default" : valueText(row.after),
    undo: UNDO_WORDS[row.undo],
  };
}
