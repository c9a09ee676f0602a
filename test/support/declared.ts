import type { Attribute } from "../../provider/core/lines/attribute";
import { toRows } from "../../provider/core/lines/line-args";
import type { AnyLineModel } from "../../provider/core/lines/model";
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
type Leaving = { onDelete?: "retain" | "restore"; exclusive?: boolean };

/** The resources of one carrier's lines, as its programs make them. `A` are the attributes, `M` what else there may be. */
export function declaring<A extends object, M extends object>(model: AnyLineModel) {
  const { name: carrier } = model.carrier;
  return {
    /** `new LineSet(name, { lines, …more })`. */
    lineSet(name: string, lines: Readonly<Record<string, A>>, more: Ending & M = {} as M): Declared {
      const { rows } = toRows(model, `LineSet ${name}`, lines as never, false);
      return { type: `${carrier}:LineSet`, name, args: { ...more, lines: rows } };
    },

    /** `new Line(name, args)`. */
    line(name: string, args: A & Ending & M & { mdn?: string }): Declared {
      return { type: `${carrier}:Line`, name, args: { ...args } };
    },

    /** `new RatePlan(name, { lines, ratePlan: …, …more })`, and the other memberships. */
    membership(
      type: string,
      name: string,
      lines: readonly string[],
      values: Values,
      more: Leaving & M = {} as M,
    ): Declared {
      const row = formatRow(values, model.attributes as readonly Attribute<never>[]);
      const rows = Object.fromEntries(lines.map((line) => [line, row]));
      return { type: `${carrier}:${type}`, name, args: { ...values, ...more, lines: rows } };
    },
  };
}

/** The same of Kajeet. */
export const { line, lineSet, membership } = declaring<LineArgs, { corp?: string }>(kajeetLines);
