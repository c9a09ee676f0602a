import type { ConfigReader } from "../core/connection";
import { Misconfigured } from "../core/errors";
import { count } from "../core/settings";

/** The carrier's own limit, for all calls of a user. Operators may allow more, and a rehearsal needs none. */
export const CALLS_PER_SECOND = 5;

/** Calls a second, for all resources of a connection together. */
export function callsPerSecond(config: ConfigReader): number {
  const calls = count(config, "controlCenterCallsPerSecond", CALLS_PER_SECOND);
  if (calls > 0) return calls;
  throw new Misconfigured("cellular:controlCenterCallsPerSecond is 0", {
    carrier: "control-center",
    next: "It is the number of calls a second that the operator allows, 1 or more; left out, it is 5.",
  });
}
