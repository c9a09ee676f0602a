/** What the carrier answers when it has been told to do something once. */
import { z } from "zod";

const shape = z.looseObject({
  accepted: z.boolean().nullish(),
  mdn: z.string().nullish(),
  imei: z.string().nullish(),
  requestedAt: z.string().nullish(),
});

/** The carrier took the order, or says in so many words that it did not. */
export interface ActionAnswer {
  accepted: boolean;
  /** ISO 8601 in UTC (A-DATE1), where the carrier tells. */
  requestedAt?: string;
}

/** Reads it. A success without a body is an acceptance: the status said so. */
export const actionAnswer = z.unknown().transform((body): ActionAnswer => {
  const result = shape.safeParse(body);
  if (!result.success) return { accepted: true };
  const { accepted, requestedAt } = result.data;
  return { accepted: accepted !== false, ...(requestedAt ? { requestedAt } : {}) };
});
