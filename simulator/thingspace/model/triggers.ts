/** How a figure is compared, in any case. These words, the units and the categories are guesses (G-TRIGGER2). */
export const COMPARATORS = ["gt", "ge", "lt", "le", "eq"] as const;

/** Bytes of a unit of data, in any case. */
export const BYTES_OF_UNIT: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
};

export interface Condition {
  comparator: string;
  threshold: number;
}

/** A trigger as it was sent, every member of the carrier's kept. */
export interface TriggerDefinition {
  name: string;
  triggerCategory: string;
  triggerCycle?: string | undefined;
  accountName?: string | undefined;
  groupName?: string | undefined;
  active?: boolean | undefined;
  dataTriggerRequest?: (Condition & { thresholdUnit: string }) | undefined;
  smsTriggerRequest?: (Condition & { smsType?: string | undefined }) | undefined;
  sessionTriggerRequest?: Condition | undefined;
  anomalyTriggerRequest?: Record<string, unknown> | undefined;
  notification?: Record<string, unknown> | undefined;
}

export interface Trigger extends TriggerDefinition {
  triggerId: string;
  createdAt: string;
  modifiedAt: string;
}

/** The member of a definition that carries the condition of a category; categories in lower case. */
export const CONDITION_OF: Readonly<Record<string, keyof TriggerDefinition>> = {
  usageanomaly: "anomalyTriggerRequest",
  data: "dataTriggerRequest",
  sms: "smsTriggerRequest",
  session: "sessionTriggerRequest",
};

/** What a device used since its billing cycle began, as far as triggers look at it. */
export interface Figures {
  bytes: number;
  sms: number;
  sessions: number;
}

/** Whether the figures of a device meet a trigger. Anomalies are not told from figures: never (G-TRIGGER-ANOMALY). */
export function meets(trigger: TriggerDefinition, { bytes, sms, sessions }: Figures): boolean {
  const { dataTriggerRequest: data, smsTriggerRequest, sessionTriggerRequest } = trigger;
  switch (trigger.triggerCategory.toLowerCase()) {
    case "data":
      return compares(data, bytes / (BYTES_OF_UNIT[data?.thresholdUnit.toLowerCase() ?? "b"] ?? 1));
    case "sms":
      return compares(smsTriggerRequest, sms);
    case "session":
      return compares(sessionTriggerRequest, sessions);
    default:
      return false;
  }
}

function compares(condition: Condition | undefined, figure: number): boolean {
  if (condition === undefined) return false;
  const { comparator, threshold } = condition;
  switch (comparator.toLowerCase()) {
    case "gt":
      return figure > threshold;
    case "ge":
      return figure >= threshold;
    case "lt":
      return figure < threshold;
    case "le":
      return figure <= threshold;
    default:
      return figure === threshold;
  }
}

/** Alerts go out once a day, at this hour UTC (ThingSpace API: triggers). */
const ALERT_HOUR = 1;

/** The first moment after this one at which alerts go out. */
export function nextAlert(moment: number): number {
  const next = new Date(moment);
  next.setUTCHours(ALERT_HOUR, 0, 0, 0);
  if (next.getTime() <= moment) next.setUTCDate(next.getUTCDate() + 1);
  return next.getTime();
}
