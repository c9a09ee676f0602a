/** What SmartSpots have, what they should have, and which calls make the difference. Pure. */

/** The settings that can be read back. */
export const SETTINGS = [
  "ssid",
  "broadcastSsid",
  "maxClients",
  "channel",
  "idleTimeoutMinutes",
  "wifiEnabled",
] as const;

/** Settings of a SmartSpot; one that is left out is not managed. */
export interface Settings {
  ssid?: string | undefined;
  password?: string | undefined;
  broadcastSsid?: boolean | undefined;
  maxClients?: number | undefined;
  channel?: number | undefined;
  idleTimeoutMinutes?: number | undefined;
  wifiEnabled?: boolean | undefined;
}

/** Settings as a device shows them: never the password, and a device may show fewer. */
export type Shown = { readonly [K in (typeof SETTINGS)[number]]?: Settings[K] | null };

/** What stands beside a device that has all declared settings. */
export const AS_DECLARED = "as declared";
/** What stands beside a device that could not be read, for example because the carrier does not have it. */
export const NOT_REACHED = "not reached";
const PASSWORD_DUE = "password not set";

/** One device before a change. */
export interface Candidate {
  readonly imei: string;
  readonly shown: Shown;
  /** The password still has to reach it. */
  readonly passwordDue: boolean;
}

/** One call's worth of work: the same settings for some devices. */
export interface Change {
  readonly settings: Settings;
  readonly imeis: readonly string[];
}

/** The calls that bring devices to the wanted settings: devices that lack the same settings share one. */
export function changes(wanted: Settings, candidates: readonly Candidate[]): Change[] {
  const groups = new Map<string, { settings: Settings; imeis: string[] }>();
  for (const { imei, shown, passwordDue } of candidates) {
    // A setting that the device does not show is sent as well: nobody can say that it is there.
    const lacking: (keyof Settings)[] = SETTINGS.filter(
      (name) => wanted[name] !== undefined && shown[name] !== wanted[name],
    );
    if (passwordDue && wanted.password !== undefined) lacking.push("password");
    if (lacking.length === 0) continue;
    const key = lacking.join(" ");
    const settings = Object.fromEntries(lacking.map((name) => [name, wanted[name]]));
    const group: { settings: Settings; imeis: string[] } = groups.get(key) ?? { settings, imeis: [] };
    group.imeis.push(imei);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * How a device stands, in words that a preview can show: `as declared`, or what it has instead. A setting that the device
 * does not show is no deviation, or it would be one forever.
 */
export function standing(wanted: Settings, shown: Shown, passwordDue: boolean): string {
  const deviations = SETTINGS.filter(
    (name) =>
      wanted[name] !== undefined &&
      shown[name] !== undefined &&
      shown[name] !== null &&
      shown[name] !== wanted[name],
  ).map((name) => `${name}=${JSON.stringify(shown[name])}`);
  const parts = [...(passwordDue ? [PASSWORD_DUE] : []), ...deviations];
  return parts.length === 0 ? AS_DECLARED : parts.join("; ");
}

/** Was the password still missing when this was written? A device never seen before lacks it too. */
export function lacksPassword(before: string | undefined): boolean {
  return before === undefined || before === NOT_REACHED || before.startsWith(PASSWORD_DUE);
}
