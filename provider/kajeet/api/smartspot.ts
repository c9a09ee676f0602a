/** Sentinel API: Devices, settings of SmartSpots (A-SS1). */
import { z } from "zod";
import { deviceOutcomes } from "./bulk";
import { corpId, imei, imeis, ONE_TARGET, oneTarget, target } from "./fields";
import { ifShown, operation } from "./operation";

/** Settings to write. One that is left out stays as it is. */
const smartSpotValues = z
  .strictObject({
    ssid: z.string().min(1).max(32).optional(),
    password: z.string().min(8).max(63).optional().describe("Key of the WLAN; a secret, never read back."),
    broadcastSsid: z.boolean().optional(),
    maxClients: z.number().int().min(1).max(32).optional(),
    channel: z.number().int().min(0).max(165).optional().describe("0 for automatic."),
    idleTimeoutMinutes: z.number().int().min(0).optional().describe("Minutes; 0 for never."),
    wifiEnabled: z.boolean().optional(),
  })
  .refine((values) => Object.values(values).some((value) => value !== undefined), {
    message: "give at least one setting",
  });

const smartSpotSettings = z.looseObject({
  imei: z.string(),
  settings: z.looseObject({
    ssid: z.string().nullish(),
    broadcastSsid: z.boolean().nullish(),
    maxClients: z.number().int().nullish(),
    channel: z.number().int().nullish(),
    idleTimeoutMinutes: z.number().int().nullish(),
    wifiEnabled: z.boolean().nullish(),
  }),
  updatedAt: z.string().nullish(),
});

/**
 * The settings of one SmartSpot, without its password. The page says "update", which is a slip: it is a GET.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/smartspot-settings/{imei}. Any token.
 */
export const getSmartSpotSettings = operation("getSmartSpotSettings", {
  input: z.strictObject({ corpId, imei }),
  answer: smartSpotSettings,
});

/**
 * Changes settings of one SmartSpot.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/smartspot-settings. Any token.
 * @returns the settings afterwards, or undefined where the answer does not show them.
 */
export const setSmartSpotSettings = operation("setSmartSpotSettings", {
  input: z.strictObject({ corpId, imei, settings: smartSpotValues }),
  answer: ifShown(smartSpotSettings),
});

/**
 * Changes settings of several SmartSpots alike.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/smartspot-settings-multi. Any token. At most 500 a call (A-LIM1).
 */
export const setSmartSpotSettingsMulti = operation("setSmartSpotSettingsMulti", {
  input: z.strictObject({ corpId, imeis, settings: smartSpotValues }),
  answer: (input) => deviceOutcomes("setSmartSpotSettingsMulti", input.imeis),
});

const compatibleDevice = z.looseObject({
  mdn: z.string(),
  imei: z.string().nullish(),
  deviceName: z.string().nullish(),
});

/**
 * Which of the lines have a device that takes settings of a kind, and why the others do not (A-CMP1). Changes nothing,
 * although its page tags it as changing data.
 *
 * Sentinel API: Devices, POST /v1.0/devices/device-settings/compatible. Any token.
 */
export const findCompatibleDevices = operation("findCompatibleDevices", {
  input: z
    .strictObject({ corpId, settingType: z.enum(["SMARTSPOT", "WIFI"]), ...target })
    .refine(oneTarget, ONE_TARGET),
  answer: z.looseObject({
    compatible: z.array(compatibleDevice),
    incompatible: z.array(
      z.looseObject({ mdn: z.string(), imei: z.string().nullish(), reason: z.string().nullish() }),
    ),
  }),
});
