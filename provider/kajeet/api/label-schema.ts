/** Labels as the carrier answers them (A-L1 to A-L5). */
import { z } from "zod";

/** A label of a corp. A line has at most one label of a category (A-L1); one without a category replaces nothing. */
export const label = z.looseObject({
  labelId: z.number().int(),
  name: z.string(),
  categoryId: z.number().int().nullish(),
  categoryName: z.string().nullish(),
  /** Lines that carry it. */
  deviceCount: z.number().int().nullish(),
  /** Whether the line asked about carries it; only where one was asked about (A-L4). */
  assigned: z.boolean().nullish(),
});

export type Label = z.output<typeof label>;
