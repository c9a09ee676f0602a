import { z } from "zod";
import { programClaims } from "../core/claims";
import { NotFound, Rejected } from "../core/errors";
import { checkMdn, formatMdn, mdnKey } from "../core/identifiers";
import { defineResource } from "../core/resource";
import { secret } from "../core/schema";
import { accountOf, accountOutput, placeFields } from "./account";
import { mdn } from "./api/fields";
import {
  getWifiConfiguration,
  type WifiConfiguration as ShownConfiguration,
  setWifiConfiguration,
} from "./api/index";
import { kajeet } from "./session";

/** The settings that can be read back. */
const SHOWN = ["ssid", "authMode", "enabled", "broadcastSsid"] as const;

const args = z.object({
  ...placeFields,
  mdn: mdn.describe("Line (MDN) of the device, with or without hyphens."),
  ssid: z.string().min(1).max(32).describe("Name of the WLAN, 1 to 32 characters."),
  password: secret(
    z
      .string()
      .min(8)
      .max(63)
      .describe(
        "Key of the WLAN, 8 to 63 characters. The carrier never shows it, so a change made elsewhere is not seen.",
      ),
  ),
  authMode: z
    .literal("wpa2psk")
    .default("wpa2psk")
    .describe("Authentication; the carrier knows wpa2psk only."),
  enabled: z
    .boolean()
    .optional()
    .describe("Whether the WLAN is switched on. Not managed where it is left out."),
  broadcastSsid: z
    .boolean()
    .optional()
    .describe("Whether the WLAN shows its name. Not managed where it is left out."),
});

type WifiArgs = z.infer<typeof args>;
type WifiState = WifiArgs & { account: string; stateVersion: number };

/**
 * The WLAN that the device of a line offers. The password is sent whenever any setting changes, because the carrier
 * takes none without it. When it is no longer declared, the device keeps its WLAN.
 *
 * Sentinel API: Devices, GET and PUT /v1.0/devices/{mdn}/configuration/wifi. Any token. `Conflict` for a device without
 * a WLAN, `NotFound` where the account has no such line.
 */
export const WifiConfiguration = defineResource({
  carrier: kajeet,
  name: "WifiConfiguration",
  describe:
    "The WLAN that the device of a line offers: name, key and whether it is shown. The key is written and never read. Removing the resource leaves the device as it is.",
  args,
  outputs: { account: accountOutput, stateVersion: "Version of this state's form." },
  replaces: ["mdn", "corp", "connection"],
  subject: (some) => `kajeet WLAN of ${some.mdn}`,
  id: (state: WifiState) => `${state.account}/${mdnKey(state.mdn)}/wifi`,

  async ensure(context, declared, present) {
    const account = await accountOf(context, declared, present);
    if (!present || differs(declared, present)) {
      const { connection: _connection, corp: _corp, ...wanted } = declared;
      const shown = await setWifiConfiguration(context.session.http, wanted);
      refuseOther(declared, shown, context.subject);
    }
    return { state: { ...declared, account, stateVersion: 1 } };
  },

  async read({ session }, present) {
    try {
      const shown = await getWifiConfiguration(session.http, { mdn: present.mdn });
      return { ...present, ...observed(present, shown) };
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  },

  async remove({ host, subject }, present) {
    host.log("warning", `${subject}: no longer managed, the device keeps its WLAN "${present.ssid}"`);
  },

  program: (name, written: Record<string, unknown>) => {
    if (typeof written.mdn === "string" && checkMdn(written.mdn) === undefined) {
      const line = `kajeet line ${formatMdn(written.mdn)}`;
      programClaims.claim(`WifiConfiguration ${name}`, line, ["wifi"]);
    }
    return written;
  },
});

export type WifiConfiguration = InstanceType<typeof WifiConfiguration>;

/** Does anything have to be sent? The password counts by what we sent last, as nothing else is known of it. */
function differs(declared: WifiArgs, present: WifiState): boolean {
  return [...SHOWN, "password" as const].some(
    (name) => declared[name] !== undefined && declared[name] !== present[name],
  );
}

/** What the carrier shows of the declared settings. */
function observed(declared: WifiArgs, shown: ShownConfiguration): Partial<WifiState> {
  return Object.fromEntries(
    SHOWN.filter((name) => declared[name] !== undefined && typeof shown[name] === typeof declared[name]).map(
      (name) => [name, shown[name]],
    ),
  );
}

/** A success that shows another value than the one sent is none. */
function refuseOther(declared: WifiArgs, shown: ShownConfiguration | undefined, subject: string): void {
  for (const [name, value] of Object.entries(shown ? observed(declared, shown) : {})) {
    const wanted = declared[name as (typeof SHOWN)[number]];
    if (value === wanted) continue;
    throw new Rejected(`${name} was set to ${JSON.stringify(wanted)}, but is ${JSON.stringify(value)}`, {
      carrier: "kajeet",
      operation: "setWifiConfiguration",
      subject,
    });
  }
}
