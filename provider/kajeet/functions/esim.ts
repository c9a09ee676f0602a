/** Functions about eSIMs. The code and its picture are secrets: whoever has one can take the profile. */
import { z } from "zod";
import { defineFunction } from "../../core/function";
import { iccid } from "../api/fields";
import {
  getEsimActivationCode as activationCode,
  getEsimInventoryCount as inventoryCount,
  listEsimCarriers,
  getEsimQrCode as qrCode,
} from "../api/index";
import { kajeet } from "../session";
import { corp } from "./args";
import { carrierName } from "./stock";

const chip = z.object({ iccid: iccid.describe("ICCID of the eSIM, 18 to 20 digits.") });

/**
 * The activation code of an eSIM, an LPA text (A-ES2). A secret: in a program, wrap it in `pulumi.secret` before it goes
 * anywhere.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{iccid}/activationCode. Any token.
 */
export const getEsimActivationCode = defineFunction({
  carrier: kajeet,
  name: "getEsimActivationCode",
  describe: "Gives the activation code (LPA) of an eSIM. It is a secret.",
  args: chip,
  returns: "activationCode, smdpAddress and matchingId.",
  secret: true,
  run: ({ http }, asked) => activationCode(http, asked),
});

/**
 * The activation code of an eSIM as a PNG picture, as base64 text: bytes would not survive an output. A secret as the code
 * is. `Buffer.from(text, "base64")` makes the file.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{iccid}/qrCode. Any token; `Conflict` unless the business type is KPW.
 */
export const getEsimQrCode = defineFunction({
  carrier: kajeet,
  name: "getEsimQrCode",
  describe: "Gives the activation code of an eSIM as a picture. It is a secret. Business type KPW only.",
  args: chip,
  returns: "A PNG picture as base64 text.",
  secret: true,
  run: async ({ http }, asked) => Buffer.from(await qrCode(http, asked)).toString("base64"),
});

/**
 * Carriers open for activations of eSIMs.
 *
 * Sentinel API: Activation, GET /v1.0/activation/eSim/carriers. Scope aux_kemp_user.
 */
export const getEsimCarriers = defineFunction({
  carrier: kajeet,
  name: "getEsimCarriers",
  describe: "Lists the carriers open for activations of eSIMs.",
  args: z.object({}),
  returns: "A list of name (for stock questions) and code (for activations).",
  run: ({ http }) => listEsimCarriers(http, {}),
});

/**
 * How many eSIM profiles of a carrier are in stock.
 *
 * Sentinel API: Activation, GET /v1.0/activation/eSimInventoryCount/{corpId}. Any token.
 */
export const getEsimInventoryCount = defineFunction({
  carrier: kajeet,
  name: "getEsimInventoryCount",
  describe: "Counts the eSIM profiles of a carrier in stock.",
  args: z.object({ corp, carrier: carrierName }),
  returns: "corpId, carrier and count.",
  run: async (session, { corp: declared, carrier }) =>
    inventoryCount(session.http, { corpId: await session.corp(declared), carrier }),
});
