import { createHash } from "node:crypto";
import type { Value, Values } from "./value";

/** A change that cannot be undone, as far as it makes the change what it is. */
export interface ChangeFacts {
  readonly carrier: string;
  /** What is done, as approvals name it. */
  readonly action: string;
  /** The thing as it is declared. */
  readonly name: string;
  /** What state knows of it before. */
  readonly before: Values;
  /** What is wanted; nothing where its end is. */
  readonly after?: Values;
  /**
   * Statuses from which an earlier run may have begun the same end, where the line is already in one that only the end
   * leads to: what was approved then is approved for the rest.
   */
  readonly begunFrom?: readonly string[];
}

/** Under this name the wanted values carry the day of a change that is asked for ahead. */
export const ON_DAY = "on";

/**
 * What tells a line from another one, and its life from another life: an approval of "retire the SIM that is deactivated"
 * is none for the same SIM when it is in use again, or for another SIM under the same number.
 */
export const TELLING: readonly string[] = ["status", "iccid", "imei", ON_DAY];

/**
 * The facts of a line's change: `row` is the line as state knows it, `wanted` what is declared of it. An identifier that is
 * the name says nothing more: a line in a set and a line of its own make the same change.
 */
export function lineFacts(
  line: { readonly carrier: string; readonly action: string; readonly name: string },
  row: Values | undefined,
  number: string | undefined,
  wanted: Values | undefined,
): ChangeFacts {
  const telling = (values: Values) =>
    Object.fromEntries(
      TELLING.flatMap((name) => {
        const value = values[name];
        return value === undefined || isSame(value, line.name) ? [] : [[name, value]];
      }),
    );
  return {
    ...line,
    before: {
      ...telling(row ?? {}),
      ...(number === undefined || isSame(number, line.name) ? {} : { number }),
    },
    ...(wanted ? { after: telling(wanted) } : {}),
  };
}

/** An identifier as it is compared: MDNs and ICCIDs are written with hyphens and blanks, and without. */
export const bare = (identifier: string): string => identifier.replace(/[\s-]/g, "").toLowerCase();

const isSame = (value: Value, name: string) => typeof value === "string" && bare(value) === bare(name);

/** Consonants only: a code is no word, and no file format takes it for a number. */
const LETTERS = "bcdfghjkmnpqrstv";

/**
 * The code of one change, by which approvals are bound to it: ten letters such as `kfbqm-tdcrv`. The gate, the policy pack
 * and the guard compute it from the same facts, so an approval holds in all three or in none, and it is another code as soon
 * as the change is another change.
 */
export function changeCode({ carrier, action, name, before, after }: ChangeFacts): string {
  const sorted = (values: Values) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([carrier, action, name, sorted(before), after ? sorted(after) : null]);
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 10);
  const letters = [...digest].map((digit) => LETTERS[Number.parseInt(digit, 16)]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** All codes under which a change may have been approved: its own, and those of the same change begun earlier. */
export function codesOf(facts: ChangeFacts): readonly [string, ...string[]] {
  const { before, begunFrom = [] } = facts;
  return [
    changeCode(facts),
    ...begunFrom.map((status) => changeCode({ ...facts, before: { ...before, status } })),
  ];
}
