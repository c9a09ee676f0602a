import { z } from "zod";
import { SORT_KEYS } from "../model/listing";

/** More than this many rows a page are cut (A-LST1). */
const MOST_ROWS = 100;

const count = (least: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least, `must be at least ${least}`);
const offset = count(0);
const limit = count(1).transform((value) => Math.min(value, MOST_ROWS));
const sortDir = z.enum(["ASC", "DESC"]);
const exportAs = z.literal("CSV").optional();

const paging = {
  offset,
  limit,
  sort: z.string().refine((key) => Object.hasOwn(SORT_KEYS, key), "is no sort key"),
  sortDir,
  columns: z.string().optional(),
  export: exportAs,
};

export const listQuery = z.object({
  ...paging,
  searchValue: z.string().optional(),
  labelIds: z
    .string()
    .regex(/^\d+(,\d+)*$/, "must be label ids, comma separated")
    .transform((text) => text.split(",").map(Number))
    .optional(),
});
export const customizedQuery = z.object(paging);
export const totalsQuery = z.object({ searchValue: z.string().optional() });
export const labelsQuery = z.object({ searchValue: z.string().optional(), mdn: z.string().optional() });
export const changeTypeQuery = z.object({ changeType: z.enum(["cancel", "swap"]) });

const day = z
  .string()
  .regex(/^\d{2}\/\d{2}\/\d{4}$/, "must be MM/DD/YYYY")
  .refine((text) => !Number.isNaN(dayOf(text)), "is no day");

/** Milliseconds of the beginning of a day written MM/DD/YYYY, UTC; NaN for one that does not exist. */
export function dayOf(text: string): number {
  const [month, date, year] = text.split("/").map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.getTime() : Number.NaN;
}

export const periodQuery = z
  .object({ startDate: day, endDate: day })
  .refine(({ startDate, endDate }) => dayOf(startDate) <= dayOf(endDate), {
    path: ["startDate"],
    message: "is after endDate",
  });
export const carrierQuery = z.object({ carrier: z.string().min(1) });

const DEFAULT_ROWS = 25;
export const historyQuery = z.object({
  sortDir: sortDir.default("DESC"),
  offset: offset.default(0),
  limit: limit.default(DEFAULT_ROWS),
});
export const historyQueryV2 = historyQuery.extend({ export: exportAs });
