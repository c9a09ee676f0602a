/** Sentinel API: Devices, eSIM profiles (KEMP). Profiles go available, active, then cancelled or swapped (A-ES1). */
import { z } from "zod";
import { corpId, iccid, imei } from "./fields";
import { ifShown, operation } from "./operation";

const esimProfile = z.looseObject({
  profileId: z.string(),
  iccid: z.string(),
  eid: z.string().nullish(),
  corpId: z.string().nullish(),
  carrier: z.string().nullish(),
  /** available, active, cancelled or swapped. */
  status: z.string(),
  mdn: z.string().nullish(),
  activatedAt: z.string().nullish(),
});

export type EsimProfile = z.output<typeof esimProfile>;

const profile = {
  corpId,
  iccid,
  profileId: z.string().min(1).describe("The profile to activate, cancel or swap out."),
  imei: imei.optional(),
};

/**
 * The profiles on one eSIM.
 *
 * Sentinel API: Devices, GET /v1.0/devices/kemp/iccids/{iccid}/corps/{corpId}. Any token.
 */
export const listEsimProfiles = operation("listEsimProfiles", {
  input: z.strictObject({ iccid, corpId }),
  answer: z.array(esimProfile),
});

/**
 * Sets a profile to active. Never sent twice on a guess.
 *
 * Sentinel API: Devices, POST /v1.0/devices/kemp/corps/{corpId}. Any token.
 * @returns the profile afterwards, or undefined where the answer does not show it.
 */
export const activateEsimProfile = operation("activateEsimProfile", {
  input: z.strictObject(profile),
  answer: ifShown(esimProfile),
});

/**
 * Cancels a profile, or swaps it for another: the old one is then `swapped`, the new one `active`. Never sent twice on a
 * guess.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/kemp/corps/{corpId}. Any token.
 * @returns the profile afterwards, or undefined where the answer does not show it.
 */
export const changeEsimProfile = operation("changeEsimProfile", {
  input: z
    .strictObject({
      ...profile,
      changeType: z.enum(["cancel", "swap"]),
      newProfileId: z.string().min(1).optional().describe("For a swap: the profile that takes over."),
    })
    .refine((input) => (input.changeType === "swap") === (input.newProfileId !== undefined), {
      message: "newProfileId belongs to a swap, and a swap needs it",
      path: ["newProfileId"],
    }),
  query: ["changeType"],
  answer: ifShown(esimProfile),
});

/**
 * The activation code of an eSIM, an LPA text (A-ES2). A secret: whoever has it can take the profile.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{iccid}/activationCode. Any token.
 */
export const getEsimActivationCode = operation("getEsimActivationCode", {
  input: z.strictObject({ iccid }),
  answer: z.looseObject({
    iccid: z.string(),
    activationCode: z.string(),
    smdpAddress: z.string().nullish(),
    matchingId: z.string().nullish(),
  }),
});

const qrCodeInput = z.strictObject({ iccid });

/**
 * The activation code as a PNG picture. As secret as the code.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{iccid}/qrCode. Any token; eligible devices of business type KPW.
 */
export const getEsimQrCode = operation<typeof qrCodeInput, Uint8Array>("getEsimQrCode", {
  input: qrCodeInput,
  answer: "bytes",
});
