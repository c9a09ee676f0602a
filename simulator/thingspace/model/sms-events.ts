import { hashOf } from "../../core/random";
import { type UsingDevice, usageBetween } from "./usage";

const HOUR = 3_600_000;

/** A message to or from a device, as the history of messages shows it. */
export interface SmsEvent {
  /** Milliseconds since 1970. */
  at: number;
  direction: "MO" | "MT";
  status: "Delivered" | "Pending" | "Expired";
}

/** How long the carrier tries to deliver a message. */
export const SMS_LIFE_MS = 5 * 24 * HOUR;

/** Messages of a device in a window, oldest first: those of its days of use, and those sent through the API. */
export function smsEventsBetween(
  device: UsingDevice,
  sent: readonly SmsEvent[],
  earliest: number,
  latest: number,
): SmsEvent[] {
  const events: SmsEvent[] = [];
  for (const { day, moSms, mtSms } of usageBetween(device, earliest - 24 * HOUR, latest)) {
    const chance = hashOf(`${device.key} sms ${day}`);
    const total = moSms + mtSms;
    for (let index = 0; index < total; index += 1) {
      const at = day + (1 + index) * HOUR + (chance % 3600) * 1000;
      events.push({ at, direction: index < moSms ? "MO" : "MT", status: "Delivered" });
    }
  }
  return [...events, ...sent]
    .filter(({ at }) => at >= earliest && at <= latest)
    .sort((one, other) => one.at - other.at);
}
