/** Things done once to the device of a line. None of it is ever done twice on a guess. */
import { z } from "zod";
import { defineAction } from "../../core/action";
import { iccid, imei, mdn } from "../api/fields";
import { rebootCradlepoint, replaceDevice } from "../api/index";
import { kajeet } from "../session";
import { accepted } from "./smartspots";

const line = mdn.describe("Line (MDN) of the device, with or without hyphens.");

/**
 * Reboots a Cradlepoint router, once for each new trigger.
 *
 * Sentinel API: Devices, POST /v1.0/devices/{mdn}/reboot. Any token; `Conflict` unless the business type is WBU.
 */
export const RebootCradlepoint = defineAction({
  carrier: kajeet,
  name: "RebootCradlepoint",
  describe:
    "Reboots a Cradlepoint router, once for each new trigger. Its users are cut off for a while. Business type WBU only.",
  args: z.object({ mdn: line }),
  target: (some) => String(some.mdn),
  run: async ({ session, subject }, args) =>
    accepted("rebootCradlepoint", subject, await rebootCradlepoint(session.http, { mdn: args.mdn })),
});
export type RebootCradlepoint = InstanceType<typeof RebootCradlepoint>;

/**
 * Replaces the hardware behind a line, once for each new trigger; the number stays. The line must be on network SPPCS, the
 * new device in stock in state AV or PA, and its realm equal to the data method of the old one; else `Conflict`.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{mdn}/replace. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus.
 */
export const ReplaceDevice = defineAction({
  carrier: kajeet,
  name: "ReplaceDevice",
  describe:
    "Replaces the hardware behind a line by a device in stock, once for each new trigger; the number stays. Lines on network SPPCS only.",
  args: z.object({
    mdn: line,
    imei: imei.describe("IMEI of the new device, 14 to 16 digits; it is in stock in state AV or PA."),
    iccid: iccid.optional().describe("ICCID of the new SIM, where the new device has several."),
  }),
  target: (some) => String(some.mdn),
  run: async ({ session }, args) => {
    const { mdn: number, imei: device, iccid: sim } = args;
    const shown = await replaceDevice(session.http, {
      mdn: number,
      imei: device,
      ...(sim === undefined ? {} : { iccid: sim }),
    });
    // Lines that are compared later in this deployment must not be compared with the old device.
    if (shown?.corpId) session.roster(shown.corpId).put(shown);
    return {};
  },
});
export type ReplaceDevice = InstanceType<typeof ReplaceDevice>;
