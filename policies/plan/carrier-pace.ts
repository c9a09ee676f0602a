import { thingspaceProfile } from "../../provider/thingspace/connection";
import { requestPace } from "../../provider/thingspace/pace";
import type { CallEffort } from "./call-tally";

/** What a carrier's limits on single calls make of a plan, and what people should know of its pace. */
export interface CarrierPace {
  /** Beside what writers say of their own pace. */
  readonly seconds: number;
  readonly notes: readonly string[];
}

/** How long a carrier makes one wait. The numbers are those of its room; nothing is known for the other carriers. */
export function paceOf(carrier: string, calls: readonly CallEffort[]): CarrierPace {
  if (carrier !== "thingspace" || calls.length === 0) return { seconds: 0, notes: [] };
  const seconds = thingspaceProfile.rates.map(({ perSecond, burst, applies = () => true }) => {
    const counted = calls.filter(({ call }) => applies({ operation: call } as never));
    const sent = counted.reduce((sum, one) => sum + one.calls, 0);
    return Math.max(0, sent - burst) / perSecond;
  });
  const deadline = requestPace(() => undefined).deadlineMs / 60_000;
  return {
    seconds: Math.max(0, ...seconds),
    notes: [
      `ThingSpace takes requests and does the work later, in minutes as a rule; a deployment waits ${deadline} min for it unless the stack says otherwise, and the next one goes on`,
    ],
  };
}
