/** Another device with an eSIM in the place of one. */
import { z } from "zod";
import { defineAction } from "../../core/action";
import { checkImei } from "../../core/identifiers";
import type { Context } from "../../core/resource";
import { checked } from "../../core/schema";
import { mdnZipCode, smsrOid } from "../api/fields";
import { type Device, listDevices, swapEidDevice } from "../api/index";
import { accountName, eidField } from "../functions/args";
import { deadlineField } from "../functions/reports";
import { display, numberOf } from "../lines/identity";
import { type ThingspaceSession, thingspace } from "../session";
import { type Following, follow, type Requested, requested, requestedOutputs } from "./requested";

const args = z.object({
  accountName,
  eid: eidField.describe("EID of the device that is taken out, 32 digits."),
  newEid: eidField.describe("EID of the device that is put in, 32 digits."),
  newImei: checked(checkImei).describe("IMEI of the device that is put in, 14 to 16 digits."),
  servicePlan: z
    .string()
    .min(1)
    .optional()
    .describe("Code of its service plan; the same where it is left out."),
  mdnZipCode: mdnZipCode
    .optional()
    .describe("ZIP code by which a new number is chosen, where there has to be one."),
  smsrOid: smsrOid.optional().describe("OID of the SM-SR that manages the chip."),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe("Refuses the swap, whatever else is said, until it is switched off."),
  deadlineSeconds: deadlineField,
});

type SwapArgs = z.infer<typeof args>;

/**
 * Three messages follow: deactivation and change of identifiers (CarrierService), the new state (StateService). Any of them
 * may say that it failed.
 */
const following = ({ deadlineSeconds }: Pick<SwapArgs, "deadlineSeconds">): Following => ({
  operation: "swapEidDevice",
  each: 3,
  deadlineSeconds,
  needed: true,
});

/**
 * Puts another device with an eSIM in the place of one, once for each new trigger. The old device is deactivated, which
 * cannot be taken back: it needs `deletionProtection: false`, an approval of action `swap` that names the EID (or MDN,
 * ICCID, IMEI) of the old device, and room in the budget of irreversible changes. Never sent twice on a guess.
 *
 * ThingSpace API: Device management, POST /devices/actions/eidDeviceSwap (G-SWAP1). Reported by CarrierService and
 * StateService.
 */
export const SwapEidDevice = defineAction<ThingspaceSession, typeof args, Requested>({
  carrier: thingspace,
  name: "SwapEidDevice",
  describe:
    "Puts another device with an eSIM in the place of one, once for each new trigger. The old device is deactivated, which cannot be taken back: it needs an approval (action swap) and is refused while deletionProtection is on.",
  args,
  outputs: requestedOutputs,
  problems: ({ eid, newEid }) =>
    eid === newEid ? [{ property: "newEid", reason: "newEid: is the device that is taken out" }] : [],
  target: ({ eid }) => `EID ${eid}`,
  async run(context, declared) {
    const { session } = context;
    const { eid, newEid, newImei, servicePlan, mdnZipCode, smsrOid } = declared;
    const account = session.account(declared.accountName);
    permit(context, declared, await lineOf(session, account, eid));
    const { requestId } = await swapEidDevice(session.http, {
      accountName: account,
      deviceIds: [{ kind: "eid", id: eid }],
      deviceIdsTo: [
        { kind: "eid", id: newEid },
        { kind: "imei", id: newImei },
      ],
      servicePlan,
      mdnZipCode,
      smsrOid,
    });
    return requested(context, requestId, { lines: [eid] }, following(declared));
  },
  follow: (context, declared, before, waits) =>
    follow(context, [declared.eid], before, following(declared), waits),
});
export type SwapEidDevice = InstanceType<typeof SwapEidDevice>;

/** The line that is on the old device; throws `NotFound` where the carrier does not know it. */
async function lineOf(session: ThingspaceSession, account: string, eid: string): Promise<Device | undefined> {
  const deviceId = { kind: "eid" as const, id: eid };
  const { devices } = await listDevices(session.http, { accountName: account, deviceId });
  return devices[0];
}

function permit(
  { guard }: Context<ThingspaceSession>,
  { eid, newEid, newImei, trigger, deletionProtection }: SwapArgs & { trigger: string },
  line: Device | undefined,
): void {
  const { mdn, iccid, imei } = line?.ids ?? {};
  const names = [eid, mdn, line && numberOf(line), iccid, imei];
  guard.permit(
    {
      carrier: "thingspace",
      action: "swap",
      name: eid,
      identifiers: names.filter((name) => name !== undefined),
      loss: `the device with EID ${eid}${line ? ` (${display(line)})` : ""} would be deactivated for good`,
      keep: "put the trigger back",
      facts: {
        carrier: "thingspace",
        action: "swap",
        name: eid,
        before: {},
        after: { newEid, newImei, trigger },
      },
    },
    { deletionProtection },
  );
}
