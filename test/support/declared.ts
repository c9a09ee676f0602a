import type { Attribute } from "../../provider/core/lines/attribute";
import { toRows } from "../../provider/core/lines/line-args";
import { formatRow } from "../../provider/core/lines/row";
import type { Values } from "../../provider/core/value";
import type { LineArgs } from "../../provider/kajeet/index";
import { kajeetLines } from "../../provider/kajeet/lines/model";

/** A resource as a program declares it: its arguments are what the engine is given. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly args: Record<string, unknown>;
}

export type Ending = { onDelete?: "retain" | "suspend" | "remove"; deletionProtection?: boolean };

/** `new kajeet.LineSet(name, { lines, …more })`. */
export function lineSet(
  name: string,
  lines: Readonly<Record<string, LineArgs>>,
  more: Ending & { corp?: string } = {},
): Declared {
  const { rows } = toRows(kajeetLines, `LineSet ${name}`, lines as never, false);
  return { type: "kajeet:LineSet", name, args: { ...more, lines: rows } };
}

/** `new kajeet.Line(name, args)`. */
export function line(name: string, args: LineArgs & Ending & { mdn?: string; corp?: string }): Declared {
  return { type: "kajeet:Line", name, args: { ...args } };
}

type Membership = "LabelAssignment" | "FilterGroup" | "DeviceGroup" | "RatePlan" | "LineStatus" | "DataLimit";

/** `new kajeet.RatePlan(name, { lines, ratePlan: …, …more })`, and the other memberships. */
export function membership(
  type: Membership,
  name: string,
  lines: readonly string[],
  values: Values,
  more: { onDelete?: "retain" | "restore"; exclusive?: boolean; corp?: string } = {},
): Declared {
  const row = formatRow(values, kajeetLines.attributes as readonly Attribute<never>[]);
  const rows = Object.fromEntries(lines.map((mdn) => [mdn, row]));
  return { type: `kajeet:${type}`, name, args: { ...values, ...more, lines: rows } };
}
