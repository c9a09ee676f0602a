/** Sentinel API: Devices, the WLAN that a device offers (A-WF1). */
import { z } from "zod";
import { mdn } from "./fields";
import { ifShown, operation } from "./operation";

const wifiConfiguration = z.looseObject({
  mdn: z.string(),
  ssid: z.string(),
  authMode: z.string(),
  enabled: z.boolean().nullish(),
  broadcastSsid: z.boolean().nullish(),
});

export type WifiConfiguration = z.output<typeof wifiConfiguration>;

/**
 * The WLAN of a device. The key is never told.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{mdn}/configuration/wifi. Any token.
 */
export const getWifiConfiguration = operation("getWifiConfiguration", {
  input: z.strictObject({ mdn }),
  answer: wifiConfiguration,
});

/**
 * Sets the WLAN of a device. Only authentication mode wpa2psk. The password is written and never read, so nobody can
 * see whether it was changed at the device.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{mdn}/configuration/wifi. Any token.
 * @returns the WLAN afterwards, or undefined where the answer does not show it.
 */
export const setWifiConfiguration = operation("setWifiConfiguration", {
  input: z.strictObject({
    mdn,
    ssid: z.string().min(1).max(32),
    password: z.string().min(8).max(63).describe("Key of the WLAN; a secret."),
    authMode: z.literal("wpa2psk").default("wpa2psk"),
    enabled: z.boolean().optional(),
    broadcastSsid: z.boolean().optional(),
  }),
  answer: ifShown(wifiConfiguration),
});
