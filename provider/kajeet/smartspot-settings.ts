import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { programClaims } from "../core/claims";
import { NotFound } from "../core/errors";
import { checkImei } from "../core/identifiers";
import { isPlain } from "../core/lines/line-args";
import { defineResource, type Inputs } from "../core/resource";
import { secret } from "../core/schema";
import { accountOf, accountOutput, placeFields } from "./account";
import { type KajeetSession, kajeet } from "./session";
import { apply, look } from "./smartspot-calls";
import {
  AS_DECLARED,
  changes,
  lacksPassword,
  NOT_REACHED,
  SETTINGS,
  type Settings,
  standing,
} from "./smartspot-plan";

const settings = {
  ssid: z.string().min(1).max(32).optional().describe("Name of the WLAN, 1 to 32 characters."),
  password: secret(
    z
      .string()
      .min(8)
      .max(63)
      .optional()
      .describe(
        "Key of the WLAN, 8 to 63 characters. The carrier never shows it, so a change made elsewhere is not seen.",
      ),
  ),
  broadcastSsid: z.boolean().optional().describe("Whether the WLAN shows its name."),
  maxClients: z.number().int().min(1).max(32).optional().describe("Clients at the same time, 1 to 32."),
  channel: z
    .number()
    .int()
    .min(0)
    .max(165)
    .optional()
    .describe("Radio channel, 1 to 165, or 0 for automatic."),
  idleTimeoutMinutes: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("Minutes without traffic until it sleeps, or 0 for never."),
  wifiEnabled: z.boolean().optional().describe("Whether the WLAN is switched on."),
} as const;

const args = z.object({
  ...placeFields,
  devices: z
    .record(z.string(), z.string())
    .describe("The SmartSpots by IMEI, and how each stands: made from the `imeis` of the program."),
  ...settings,
});

type SettingsState = z.infer<typeof args> & { account: string; stateVersion: number };

/** Arguments as a program writes them. */
export interface SmartSpotSettingsArgs extends Omit<Inputs<z.input<typeof args>>, "devices"> {
  /** IMEIs of the SmartSpots, 14 to 16 digits each. */
  imeis: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The same settings for one or many SmartSpots. Settings that are left out stay as they are at the device. A device that
 * could not be set leaves the others done, and is named; the next run does what is left. Devices that are no longer
 * declared keep their settings.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/{corpId}/smartspot-settings, PUT /v1.0/devices/{corpId}/smartspot-settings-multi,
 * GET /v1.0/devices/{corpId}/smartspot-settings/{imei}. Any token. `Conflict` for a device that is no SmartSpot.
 */
export const SmartSpotSettings = defineResource<
  KajeetSession,
  typeof args,
  SettingsState,
  SmartSpotSettingsArgs
>({
  carrier: kajeet,
  name: "SmartSpotSettings",
  describe:
    "WLAN settings of one or many SmartSpots, named by IMEI. A setting that is left out is not managed. The key is written and never read. Removing the resource leaves the devices as they are.",
  args,
  outputs: { account: accountOutput, stateVersion: "Version of this state's form." },
  replaces: ["corp", "connection"],
  subject: ({ devices }) => {
    const imeis = Object.keys(devices ?? {});
    return `kajeet SmartSpot settings of ${imeis.length === 1 ? imeis[0] : `${imeis.length} devices`}`;
  },
  id: ({ account }) => `${account}/smartspot-settings`,

  problems: (declared) => {
    const imeis = Object.keys(declared.devices);
    const problems = imeis.flatMap((imei) => checkImei(imei).problem ?? []);
    if (imeis.length === 0) problems.push("imeis: name at least one SmartSpot");
    if (Object.keys(settings).every((name) => declared[name as keyof Settings] === undefined)) {
      problems.push(`give at least one setting: ${Object.keys(settings).join(", ")}`);
    }
    return problems.map((reason) => ({ property: "devices", reason }));
  },

  async ensure(context, declared, present) {
    const account = await accountOf(context, declared, present);
    const dropped = Object.keys(present?.devices ?? {}).filter((imei) => !(imei in declared.devices));
    if (dropped.length > 0) {
      context.host.log("warning", `${context.subject}: ${dropped.join(", ")} keep the settings they have`);
    }
    const seen = await look(context.session, account, Object.keys(declared.devices));
    const renewed = declared.password !== present?.password;
    const candidates = seen.shown.map(({ imei, shown }) => ({
      imei,
      shown,
      passwordDue: declared.password !== undefined && (renewed || lacksPassword(present?.devices[imei])),
    }));
    const done = await apply(context.session, account, changes(declared, candidates));
    const devices: Record<string, string> = Object.fromEntries([
      ...seen.missing.map((imei) => [imei, NOT_REACHED]),
      ...candidates.map(({ imei, shown, passwordDue }) => [
        imei,
        done.failed.has(imei) ? standing(declared, shown, passwordDue) : AS_DECLARED,
      ]),
    ]);
    return {
      state: { ...declared, devices, account, stateVersion: 1 },
      faults: [...seen.faults, ...done.faults],
    };
  },

  async read({ session }, present) {
    const seen = await look(session, present.account, Object.keys(present.devices));
    // Only a device that the carrier says it does not have may be called missing; any other failure is no answer.
    const failure = seen.faults.find((fault) => !(fault instanceof NotFound));
    if (failure) throw failure;
    if (seen.shown.length === 0) return undefined;
    const rows = seen.shown.map(({ imei, shown }): [string, string] => {
      const due = present.password !== undefined && lacksPassword(present.devices[imei]);
      return [imei, standing(present, shown, due)];
    });
    const missing = seen.missing.map((imei): [string, string] => [imei, NOT_REACHED]);
    return { ...present, devices: Object.fromEntries([...rows, ...missing]) };
  },

  async remove({ host, subject }) {
    host.log("warning", `${subject}: no longer managed, the devices keep their settings`);
  },

  program: (name, written: SmartSpotSettingsArgs) => {
    const { imeis, ...others } = written;
    const managed = [...SETTINGS, "password" as const].filter((setting) => others[setting] !== undefined);
    const convert = (list: readonly string[]) => {
      for (const imei of list) {
        programClaims.claim(`SmartSpotSettings ${name}`, `kajeet device ${imei}`, managed);
      }
      // By IMEI and not as a list: a preview then shows the devices that come, go or deviate, and no others.
      return Object.fromEntries(list.map((imei) => [imei, AS_DECLARED]));
    };
    return {
      ...others,
      devices: isPlain(imeis)
        ? convert(imeis as string[])
        : pulumi.output(imeis).apply((list) => convert(list as string[])),
    };
  },
});

export type SmartSpotSettings = InstanceType<typeof SmartSpotSettings>;
