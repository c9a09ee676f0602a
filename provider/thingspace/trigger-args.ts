/** What a trigger is declared with, and how the carrier says the same. Pure. */
import { z } from "zod";
import type { Problem } from "../core/schema";
import { placeFields } from "./account";
import { groupName, text } from "./api/fields";
import type { createTrigger } from "./api/index";

/**
 * G-TRIGGER2: the carrier's words for categories and comparisons are not published, but for UsageAnomaly; its own pages
 * show them written so.
 */
const CATEGORIES = { data: "Data", sms: "SMS", session: "Session", anomaly: "UsageAnomaly" } as const;
const COMPARATORS = ["gt", "ge", "lt", "le", "eq"] as const;
const UNITS = ["KB", "MB", "GB"] as const;

/** The member of a request that holds the condition of a category. */
const MEMBERS = {
  data: "dataTriggerRequest",
  sms: "smsTriggerRequest",
  session: "sessionTriggerRequest",
  anomaly: "anomalyTriggerRequest",
} as const;

type Category = keyof typeof CATEGORIES;
const NAMES = Object.keys(CATEGORIES) as Category[];

const threshold = z.number().int().min(0).describe("The figure it is compared with, a whole number.");
const comparator = z
  .enum(COMPARATORS)
  .default("gt")
  .describe("How usage is compared with the threshold: gt, ge, lt, le or eq.");
const flag = (what: string) => z.boolean().default(false).describe(what);

const notification = z.object({
  callback: z.boolean().default(true).describe("Tells the listener of AlertService (see Callback)."),
  notificationType: text.optional().describe("Kind of the notification, in the carrier's word."),
  notificationGroupName: text.optional().describe("Group of people that the portal tells."),
  notificationFrequencyFactor: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("How many intervals lie between two."),
  notificationFrequencyInterval: text
    .optional()
    .describe("The interval, in the carrier's word, such as Daily."),
  externalEmailRecipients: text.optional().describe("Addresses that are told by mail, divided by commas."),
  severity: text.optional().describe("Severity, in the carrier's word."),
});

export const triggerArgs = z.object({
  ...placeFields,
  name: text.max(100).describe("Name of the trigger. An existing one of the same name is adopted."),
  data: z
    .object({ comparator, threshold, unit: z.enum(UNITS).default("MB").describe("Unit: KB, MB or GB.") })
    .optional()
    .describe("Tells of lines by the data they used in a cycle."),
  sms: z
    .object({
      comparator,
      threshold,
      smsType: text.optional().describe("Which messages, in the carrier's word."),
    })
    .optional()
    .describe("Tells of lines by the messages they sent and got in a cycle."),
  session: z
    .object({ comparator, threshold })
    .optional()
    .describe("Tells of lines by the sessions they had in a cycle."),
  anomaly: z
    .object({
      includeAbnormal: flag("Tells of abnormal usage."),
      includeVeryAbnormal: flag("Tells of very abnormal usage."),
      includeUnderExpectedUsage: flag("Tells of usage below what is expected."),
      includeOverExpectedUsage: flag("Tells of usage above what is expected."),
    })
    .optional()
    .describe("Tells of lines whose usage is unusual."),
  cycle: text.optional().describe("What usage is counted over, in the carrier's word, such as Monthly."),
  deviceGroup: groupName
    .optional()
    .describe("Only lines of this device group; all of the account where it is left out."),
  active: z
    .boolean()
    .default(true)
    .describe("Whether it is looked at; the carrier does so once a day, at 01:00 UTC."),
  notification: notification.optional().describe("Who is told."),
  onDelete: z
    .enum(["remove", "retain"])
    .default("remove")
    .describe("What happens to the trigger when it is no longer declared: it is removed, or left as it is."),
});

export type TriggerArgs = z.infer<typeof triggerArgs>;

/** A trigger watches one thing. */
export function triggerProblems(declared: TriggerArgs): Problem[] {
  const given = NAMES.filter((name) => declared[name] !== undefined);
  if (given.length === 1) return [];
  const reason =
    given.length === 0
      ? `nothing is watched: give one of ${NAMES.join(", ")}`
      : `a trigger watches one thing, and ${given.join(" and ")} are given: make a trigger of each`;
  return [{ property: given[1] ?? "", reason }];
}

/** What a trigger watches. */
const categoryOf = (declared: TriggerArgs): Category =>
  NAMES.find((name) => declared[name] !== undefined) ?? "data";

/** The declaration as the carrier takes it, whole. */
export function definitionOf(declared: TriggerArgs, account: string): Parameters<typeof createTrigger>[1] {
  const category = categoryOf(declared);
  const { name, cycle, deviceGroup, active, notification: told } = declared;
  const { unit, ...condition } = (declared[category] ?? {}) as Record<string, unknown>;
  return {
    name,
    triggerCategory: CATEGORIES[category],
    accountName: account,
    active,
    [MEMBERS[category]]: {
      ...condition,
      ...(unit === undefined ? {} : { thresholdUnit: unit }),
      ...(category === "anomaly" ? { accountNames: account } : {}),
    },
    ...(cycle === undefined ? {} : { triggerCycle: cycle }),
    ...(deviceGroup === undefined ? {} : { groupName: deviceGroup }),
    ...(told === undefined ? {} : { notification: given(told) }),
  };
}

/**
 * The declaration as the carrier shows it: of what is declared, what it shows takes the place. What it does not show is
 * taken to be as declared; what is not declared is not managed.
 */
export function observed(declared: TriggerArgs, shown: Readonly<Record<string, unknown>>): TriggerArgs {
  const category = categoryOf(declared);
  const { triggerCategory } = shown;
  const other =
    typeof triggerCategory === "string" &&
    NAMES.find((name) => CATEGORIES[name].toLowerCase() === triggerCategory.toLowerCase());
  const seen = {
    name: shown.name ?? shown.triggerName,
    cycle: shown.triggerCycle,
    deviceGroup: shown.groupName,
    active: shown.active,
    notification: shown.notification,
    [category]: renamed(shown[MEMBERS[category]]),
  };
  const now = merged(declared, seen) as TriggerArgs;
  if (!other || other === category) return now;
  const { [category]: _, ...rest } = now;
  return { ...rest, [other]: renamed(shown[MEMBERS[other]]) ?? {} } as TriggerArgs;
}

function renamed(condition: unknown): unknown {
  if (typeof condition !== "object" || condition === null) return undefined;
  const { thresholdUnit, comparator: how, ...rest } = condition as Record<string, unknown>;
  return {
    ...rest,
    ...(typeof how === "string" ? { comparator: how.toLowerCase() } : {}),
    ...(typeof thresholdUnit === "string" ? { unit: thresholdUnit.toUpperCase() } : {}),
  };
}

function merged(declared: unknown, seen: unknown): unknown {
  if (seen === undefined || seen === null) return declared;
  if (typeof declared !== "object" || declared === null) return seen;
  return Object.fromEntries(
    Object.entries(declared).map(([name, value]) => [
      name,
      value === undefined ? undefined : merged(value, (seen as Record<string, unknown>)[name]),
    ]),
  );
}

const given = <T extends object>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
