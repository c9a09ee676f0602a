import { z } from "zod";
import { BYTES_OF_UNIT, COMPARATORS, CONDITION_OF } from "../model/triggers";
import { text } from "./bodies";

/** A word of a list, in any case; kept as it was sent. */
function wordOf(known: readonly string[]) {
  return z
    .string()
    .refine((word) => known.includes(word.toLowerCase()), `must be one of ${known.join(", ")}`);
}

const condition = { comparator: wordOf(COMPARATORS), threshold: z.int().min(0) };

/** Of what the carrier describes, only the name, the category and its condition are required. */
const fields = z.object({
  name: z.string().min(1),
  triggerCategory: wordOf(Object.keys(CONDITION_OF)),
  triggerCycle: z.string().optional(),
  accountName: text.optional(),
  groupName: text.optional(),
  active: z.boolean().default(true),
  dataTriggerRequest: z
    .object({ ...condition, thresholdUnit: wordOf(Object.keys(BYTES_OF_UNIT)) })
    .optional(),
  smsTriggerRequest: z.object({ ...condition, smsType: z.string().optional() }).optional(),
  sessionTriggerRequest: z.object(condition).optional(),
  anomalyTriggerRequest: z.looseObject({ accountNames: z.string().optional() }).optional(),
  notification: z.looseObject({}).optional(),
});

/** A trigger carries the condition of its category. */
const carriesCondition = (given: z.output<typeof fields>) =>
  given[CONDITION_OF[given.triggerCategory.toLowerCase()] ?? "name"] !== undefined;
const MISSING = { path: ["triggerCategory"], message: "has no condition" };

export const triggerDefinition = fields.refine(carriesCondition, MISSING);
export const triggerChange = fields.extend({ triggerId: z.guid() }).refine(carriesCondition, MISSING);
