import type { ConfigReader } from "../core/connection";
import type { Quota } from "../core/lines/quota";
import { count, seconds } from "../core/settings";
import type { Pace } from "../core/settle";

/**
 * G-PACE1: the carrier says "minutes, and up to a day under load", and nothing of how often one may look. The first look
 * comes after 5 s, then ever fewer, at last one a minute, for half an hour.
 */
export function requestPace(config: ConfigReader): Pace {
  return {
    firstMs: 1000 * seconds(config, "thingspacePollSeconds", 5),
    factor: 1.5,
    mostMs: 60_000,
    deadlineMs: 1000 * seconds(config, "thingspaceDeadlineSeconds", 1800),
  };
}

/** How requests are followed where a callback receiver stands ready; times in milliseconds. */
export interface CallbackPace extends Pace {
  /** So long one question to the receiver waits for an answer. */
  readonly pollMs: number;
  /** Lines are read only to catch messages that were lost: so often at most. */
  readonly readBackMs: number;
}

/** The receiver is asked again and again, and says at once what has come; the carrier is spared meanwhile. */
export function callbackPace(config: ConfigReader): CallbackPace {
  const pollMs = 1000 * seconds(config, "thingspaceLongPollSeconds", 20);
  return {
    ...requestPace(config),
    firstMs: 1000 * seconds(config, "thingspacePollSeconds", 1),
    // A question that waits for its answer is the pause.
    factor: pollMs >= 1000 ? 1 : 1.5,
    pollMs,
    readBackMs: 1000 * seconds(config, "thingspaceReadBackSeconds", 120),
  };
}

/** G-ASYNC1: work of which nothing has shown after so long (the carrier says 12 to 24 hours) is taken to have failed. */
export const FAILED_AFTER_MS = 24 * 3600 * 1000;

/**
 * What a line may have: five provisioning actions a day on most accounts (up to 25 on request), four changes of plan a
 * month. G-QUOTA1: changes of state are what counts as a provisioning action.
 */
export function lineQuotas(config: ConfigReader): readonly Quota[] {
  return [
    {
      name: "provisioning actions",
      most: count(config, "thingspaceDailyActions", 5),
      per: "day",
      writers: ["activateDevices", "suspendDevices", "restoreDevices", "deactivateDevices"],
    },
    { name: "changes of plan", most: 4, per: "month", writers: ["changeServicePlan"] },
  ];
}
