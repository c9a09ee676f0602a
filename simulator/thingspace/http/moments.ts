import { z } from "zod";
import { invalidField } from "../model/errors";

const DAY = 86_400_000;

/** A date or date-time in any form of ISO 8601; milliseconds since 1970. Without an offset it is UTC. */
export const moment = z.string().transform((text, check) => {
  const dated = /^\d{4}-\d{2}-\d{2}/.test(text);
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes("T");
  const parsed = dated ? Date.parse(zoned ? text : `${text}Z`) : Number.NaN;
  if (Number.isNaN(parsed)) check.addIssue({ code: "custom", message: `"${text}" is no ISO 8601 date` });
  return parsed;
});

/** The two ends of a window. */
export const windowFields = { earliest: moment, latest: moment };

export interface Window {
  earliest: number;
  latest: number;
}

/** A window as far as there are records: none older than these days, none of the future. */
export function recorded({ earliest, latest }: Window, now: number, keptDays: number): Window {
  if (earliest > latest) throw invalidField("Earliest", "earliest is after latest");
  return { earliest: Math.max(earliest, now - keptDays * DAY), latest: Math.min(latest, now) };
}
