/** What answers have in common. The carrier shows what is empty as null or as "", and leaves out what it does not show. */
import { z } from "zod";

/**
 * A text that may be empty. Shown and empty is "", however the carrier writes it; not shown at all is undefined: fields
 * that the role may not see, or that were not asked for.
 */
export const shown = z
  .union([z.string(), z.number()])
  .nullable()
  .transform((value) => (value === null ? "" : String(value)))
  .optional();

/** A moment, as ISO 8601 in UTC; "" where there is none. The carrier writes `2016-06-29 00:21:33.339+0000`. */
export const shownMoment = shown.transform((text) => (text === undefined ? undefined : isoMoment(text)));

/** A number that may be missing. */
export const amount = z.number().nullish();

/** A moment of the carrier as ISO 8601 in UTC. What cannot be read comes back as it was. */
function isoMoment(text: string): string {
  const [, day, time, offset] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)(Z|[+-]\d{2}:?\d{2})$/.exec(text) ?? [];
  if (offset === undefined) return text;
  const ms = Date.parse(`${day}T${time}${offset.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}
