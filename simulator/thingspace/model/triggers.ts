/** What a trigger watches (names but the first are guesses, G-TRIGGER-ENUMS). */
export const TRIGGER_CATEGORIES = ["UsageAnomaly", "Data", "SMS", "Session"] as const;

export type TriggerCategory = (typeof TRIGGER_CATEGORIES)[number];

/** How a figure is compared with the threshold (G-TRIGGER-ENUMS). */
export const COMPARATORS = ["GT", "GE", "LT", "LE", "EQ"] as const;

export type Comparator = (typeof COMPARATORS)[number];

/** Bytes of a unit of data (G-TRIGGER-ENUMS). */
export const BYTES_OF_UNIT: Readonly<Record<string, number>> = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

export interface Condition {
  comparator: Comparator;
  threshold: number;
}

/** A trigger as it was sent, every member of the carrier's kept. */
export interface TriggerDefinition {
  name: string;
  triggerCategory: TriggerCategory;
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

/** The member of a definition that carries the condition of a category. */
export const CONDITION_OF: Readonly<Record<TriggerCategory, keyof TriggerDefinition>> = {
  UsageAnomaly: "anomalyTriggerRequest",
  Data: "dataTriggerRequest",
  SMS: "smsTriggerRequest",
  Session: "sessionTriggerRequest",
};

/** What a device used since its billing cycle began, as far as triggers look at it. */
export interface Figures {
  bytes: number;
  sms: number;
  sessions: number;
}

/** Whether the figures of a device meet a trigger. Anomalies are not told from figures: never (G-TRIGGER-ANOMALY). */
export function meets(trigger: TriggerDefinition, figures: Figures): boolean {
  const { dataTriggerRequest: data, smsTriggerRequest: sms, sessionTriggerRequest: session } = trigger;
  if (trigger.triggerCategory === "Data" && data !== undefined) {
    return compares(
      data.comparator,
      figures.bytes,
      data.threshold * (BYTES_OF_UNIT[data.thresholdUnit] ?? 1),
    );
  }
  if (trigger.triggerCategory === "SMS" && sms !== undefined) {
    return compares(sms.comparator, figures.sms, sms.threshold);
  }
  if (trigger.triggerCategory === "Session" && session !== undefined) {
    return compares(session.comparator, figures.sessions, session.threshold);
  }
  return false;
}

function compares(comparator: Comparator, figure: number, threshold: number): boolean {
  if (comparator === "GT") return figure > threshold;
  if (comparator === "GE") return figure >= threshold;
  if (comparator === "LT") return figure < threshold;
  if (comparator === "LE") return figure <= threshold;
  return figure === threshold;
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
