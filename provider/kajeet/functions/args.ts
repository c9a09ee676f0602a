/** Arguments that several functions share. */
import { z } from "zod";
import type { FunctionOptions } from "../../core/function";
import { corpField } from "../account";
import { bulkSelection, mdns, PAGE_LIMIT } from "../api/fields";
import { page, searchValue } from "../api/index";

/** The corp asked about. */
export const corp = corpField.describe(
  "Corp id (the code of a device group) to ask about; that of the connection where it is left out.",
);

/** Which part of a list of lines, in which order. */
export const linePage = {
  offset: page.offset.default(0).describe("Position of the first line, from 0."),
  limit: z
    .number()
    .int()
    .min(1)
    .max(PAGE_LIMIT)
    .default(PAGE_LIMIT)
    .describe(`Lines wanted, 1 to ${PAGE_LIMIT}; the carrier gives no more at once (A-LST1).`),
  sort: page.sort.default("MDN").describe("Column by which they are sorted."),
  sortDir: page.sortDir.default("ASC").describe("ASC or DESC."),
} as const;

/** Which part of the history of activations, in which order. */
export const historyPage = {
  offset: z.number().int().min(0).default(0).describe("Position of the first transaction, from 0."),
  limit: z
    .number()
    .int()
    .min(1)
    .max(PAGE_LIMIT)
    .default(PAGE_LIMIT)
    .describe("Transactions wanted, 1 to 100."),
  sortDir: z.enum(["ASC", "DESC"]).default("DESC").describe("DESC for the newest first."),
} as const;

/** Lines in whose numbers or names this text stands. */
export const searchField = searchValue
  .optional()
  .describe("Part of ESN, MDN, nickname, IMEI, ICCID, IMSI, MSISDN, MAC, serial number or EID.");

/** Text instead of objects. */
export const exportField = z
  .literal("CSV")
  .optional()
  .describe("CSV: the answer is the whole list as CSV text, whatever offset and limit say.");

/** The lines asked about: by number or by what they are; exactly one of the two. */
export const linesField = {
  mdns: mdns.optional().describe("The lines by number (MDN), at most 500 (A-LIM1)."),
  bulkSelection: bulkSelection
    .optional()
    .describe("The lines by what they are: filters join with AND, values of one filter with OR."),
} as const;

/** A list that comes as objects, or with `export: "CSV"` as text. */
export interface ExportableList<A, T> {
  (args: A & { export: "CSV" }, options?: FunctionOptions): Promise<string>;
  (args?: A & { export?: undefined }, options?: FunctionOptions): Promise<T>;
}

/** Arguments without those that were left out, as the client takes them. */
export function given<T extends object>(args: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as never;
}
