/** Things done once to SmartSpots. Their users are cut off for a while; none of it is ever done twice on a guess. */
import { z } from "zod";
import { type Done, defineAction } from "../../core/action";
import { Ambiguous, CellularError, Rejected } from "../../core/errors";
import type { Http } from "../../core/http-types";
import { corpField } from "../account";
import type { ActionAnswer } from "../api/action-schema";
import { imei } from "../api/fields";
import {
  BULK_LIMIT,
  type DeviceOutcomes,
  type OperationId,
  rebootSmartSpot,
  rebootSmartSpots,
  resetSmartSpot,
  resetSmartSpots,
} from "../api/index";
import { type KajeetSession, kajeet } from "../session";

const several = z.object({
  corp: corpField.describe(
    "Corp id (the code of a device group) the devices are in; any below the API user's own where it is left out.",
  ),
  imeis: z
    .array(imei)
    .min(1)
    .transform((list) => [...new Set(list)].sort())
    .describe("IMEIs of the SmartSpots, 14 to 16 digits each."),
});

const one = z.object({ imei: imei.describe("IMEI of the SmartSpot, 14 to 16 digits.") });

const named = ({ imeis = [] }: { imeis?: readonly string[] }) =>
  imeis.length === 1 ? String(imeis[0]) : `${imeis.length} devices`;

/**
 * Reboots several SmartSpots, once for each new trigger.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/smartspot-reboot-multi. Any token.
 */
export const RebootSmartSpots = defineAction({
  carrier: kajeet,
  name: "RebootSmartSpots",
  describe: "Reboots several SmartSpots, once for each new trigger. Their users are cut off for a while.",
  args: several,
  target: named,
  run: (context, args) => toEach(context.session, "rebootSmartSpots", rebootSmartSpots, args),
});
export type RebootSmartSpots = InstanceType<typeof RebootSmartSpots>;

/**
 * Resets several SmartSpots to factory settings, once for each new trigger: their own settings are lost.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/smartspot-reset-multi. Any token.
 */
export const ResetSmartSpots = defineAction({
  carrier: kajeet,
  name: "ResetSmartSpots",
  describe:
    "Resets several SmartSpots to factory settings, once for each new trigger. Their own settings are lost, declared ones too until the next update.",
  args: several,
  target: named,
  run: (context, args) => toEach(context.session, "resetSmartSpots", resetSmartSpots, args),
});
export type ResetSmartSpots = InstanceType<typeof ResetSmartSpots>;

/**
 * Reboots one SmartSpot, once for each new trigger.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{imei}/rebootSmartSpot. Any token.
 */
export const RebootSmartSpot = defineAction({
  carrier: kajeet,
  name: "RebootSmartSpot",
  describe: "Reboots one SmartSpot, once for each new trigger. Its users are cut off for a while.",
  args: one,
  target: ({ imei: number }) => String(number),
  run: async ({ session, subject }, args) =>
    accepted("rebootSmartSpot", subject, await rebootSmartSpot(session.http, { imei: args.imei })),
});
export type RebootSmartSpot = InstanceType<typeof RebootSmartSpot>;

/**
 * Resets one SmartSpot to factory settings, once for each new trigger: its own settings are lost.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{imei}/resetSmartSpot. Any token.
 */
export const ResetSmartSpot = defineAction({
  carrier: kajeet,
  name: "ResetSmartSpot",
  describe:
    "Resets one SmartSpot to factory settings, once for each new trigger. Its own settings are lost, declared ones too until the next update.",
  args: one,
  target: ({ imei: number }) => String(number),
  run: async ({ session, subject }, args) =>
    accepted("resetSmartSpot", subject, await resetSmartSpot(session.http, { imei: args.imei })),
});
export type ResetSmartSpot = InstanceType<typeof ResetSmartSpot>;

/** A success that says "not accepted" is none. */
export function accepted(operation: OperationId, subject: string, answer: ActionAnswer): Done<object> {
  if (answer.accepted) return {};
  throw new Rejected("the carrier did not accept it and gave no reason", {
    carrier: "kajeet",
    operation,
    subject,
  });
}

type ManyCall = (http: Http, input: { corpId?: string; imeis: string[] }) => Promise<DeviceOutcomes>;

/** Calls for all devices, and the fault of each that was left out. Throws where not a single one was reached. */
async function toEach(
  session: KajeetSession,
  operation: OperationId,
  call: ManyCall,
  { corp, imeis }: z.infer<typeof several>,
): Promise<Done<object>> {
  const faults: CellularError[] = [];
  let reached = 0;
  for (let start = 0; start < imeis.length; start += BULK_LIMIT) {
    const share = imeis.slice(start, start + BULK_LIMIT);
    try {
      const outcomes = await call(session.http, {
        imeis: share,
        ...(corp === undefined ? {} : { corpId: corp }),
      });
      const errors =
        outcomes === "unknown" ? [unknown(operation, share)] : outcomes.flatMap(({ error }) => error ?? []);
      faults.push(...errors);
      // A device whose end is unknown may have been reached, and must not be told twice.
      const refused = errors.filter((error) => !(error instanceof Ambiguous)).length;
      reached += share.length - refused;
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      if (error instanceof Ambiguous) reached += share.length;
      faults.push(error);
    }
  }
  if (reached > 0) return { faults };
  if (faults.length === 1 && faults[0]) throw faults[0];
  const list = faults.map(({ message }) => `  ${message}`).join("\n");
  throw new Rejected(`nothing was done:\n${list}\n`, { carrier: "kajeet", operation });
}

function unknown(operation: OperationId, imeis: readonly string[]): Ambiguous {
  return new Ambiguous("the answer does not say for which devices it was done", {
    carrier: "kajeet",
    operation,
    subject: named({ imeis }),
  });
}
