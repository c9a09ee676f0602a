/**
 * ThingSpace API: Callbacks, triggers: alerts on usage, sent by AlertService at 01:00 UTC. The carrier's list has only the
 * creation. G-TRIGGER1: which members are required and the words they take, but for UsageAnomaly, are not published; nor are
 * the answers of the siblings that read, change and delete.
 */
import { z } from "zod";
import { listOf, maybe, success } from "./answers";
import { accountName, groupName, text } from "./fields";
import { operation } from "./operation";

const threshold = z.number().int().optional();
const comparator = text.optional().describe("For example gt.");
const flag = z.boolean().optional();
const word = text.optional();

const settings = {
  name: text,
  triggerCategory: text.describe("UsageAnomaly, and others of the account."),
  triggerCycle: word,
  accountName: accountName.optional(),
  groupName: groupName.optional(),
  active: flag,
  dataTriggerRequest: z.strictObject({ comparator, threshold, thresholdUnit: word }).optional(),
  smsTriggerRequest: z.strictObject({ comparator, smsType: word, threshold }).optional(),
  sessionTriggerRequest: z.strictObject({ comparator, threshold }).optional(),
  anomalyTriggerRequest: z
    .strictObject({
      accountNames: word,
      deviceGroups: word,
      includeAbnormal: flag,
      includeVeryAbnormal: flag,
      includeUnderExpectedUsage: flag,
      includeOverExpectedUsage: flag,
    })
    .optional(),
  notification: z
    .strictObject({
      notificationType: word,
      callback: flag,
      emailNotification: flag,
      notificationGroupName: word,
      notificationFrequencyFactor: z.number().int().optional(),
      notificationFrequencyInterval: word,
      externalEmailRecipients: word,
      smsNotification: flag,
      smsNumbers: z.array(z.strictObject({ carrier: word, number: word })).optional(),
      reminder: flag,
      severity: word,
    })
    .optional(),
};

const triggerId = z.string().min(1);

/**
 * Creates a trigger.
 *
 * ThingSpace API: Callbacks, POST /triggers. At once.
 */
export const createTrigger = operation("createTrigger", {
  input: z.strictObject(settings),
  answer: z.looseObject({ triggerId: z.string().min(1) }),
});

const shown = z.looseObject({
  triggerId: z.string(),
  name: maybe,
  triggerName: maybe,
  triggerCategory: maybe,
  active: z.boolean().nullish(),
});

export type Trigger = z.output<typeof shown>;

/**
 * All triggers. They come as a list, or as the member `triggers` of an object.
 *
 * ThingSpace API: Callbacks, GET /triggers. At once.
 */
export const listTriggers = operation("listTriggers", {
  input: z.strictObject({}),
  answer: z
    .union([z.array(shown), z.looseObject({ triggers: listOf(shown) })])
    .transform((found): Trigger[] => (Array.isArray(found) ? found : found.triggers)),
});

/**
 * One trigger.
 *
 * ThingSpace API: Callbacks, GET /triggers/{triggerId}. At once.
 */
export const getTrigger = operation("getTrigger", {
  input: z.strictObject({ triggerId }),
  answer: shown,
});

/**
 * Changes a trigger; all that it shall be is sent.
 *
 * ThingSpace API: Callbacks, PUT /triggers. At once.
 */
export const updateTrigger = operation("updateTrigger", {
  input: z.strictObject({ triggerId, ...settings }),
  answer: success,
});

/**
 * Deletes a trigger.
 *
 * ThingSpace API: Callbacks, DELETE /triggers/{triggerId}. At once.
 */
export const deleteTrigger = operation("deleteTrigger", {
  input: z.strictObject({ triggerId }),
  answer: success,
});
