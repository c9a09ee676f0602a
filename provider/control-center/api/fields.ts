/** Fields that operations share, checked before anything is sent. */
import { z } from "zod";

export const iccid = z
  .string()
  .regex(/^\d{18,22}$/, "expected an ICCID of 18 to 22 digits")
  .describe("ICCID of the SIM.");

/** Rows of one page, in searches and in histories. */
export const PAGE_LIMIT = 50;

/** Which page, and how long. */
export const pageFields = {
  pageSize: z.number().int().min(1).max(PAGE_LIMIT).optional().describe("Rows per page; 50 where left out."),
  pageNumber: z.number().int().min(1).optional().describe("Page, from 1."),
};

/** A moment with an offset, sent as the carrier wants it: seconds, no fraction, the offset with a colon. */
export const moment = z
  .string()
  .refine(
    (text) => /(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
    "expected a date and time with an offset, such as 2026-03-01T00:00:00Z",
  )
  .transform((text) => `${new Date(text).toISOString().slice(0, 19)}+00:00`);
