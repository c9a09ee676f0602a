import type { ConfigReader } from "../core/connection";
import { seconds } from "../core/settings";
import type { Pace } from "../core/settle";

/** A-ACT3: how long activations take is not documented; look after 2 s, then ever less often, for half an hour. */
export function activationPace(config: ConfigReader): Pace {
  return {
    firstMs: 1000 * seconds(config, "activationPollSeconds", 2),
    factor: 1.5,
    mostMs: 30_000,
    deadlineMs: 1000 * seconds(config, "activationDeadlineSeconds", 1800),
  };
}
