/** The life of an eUICC profile: which call leads from what is there to what is declared. Pure. */

/** What is known of a profile and of the line that uses it. */
export interface SeenProfile {
  /** preactive, active, suspend, deactive, pendingactivation; empty where the carrier does not say. */
  readonly line: string;
  /** ENABLE, DISABLE, NOT_DOWNLOADED, …; undefined where nobody says. */
  readonly profile?: string | undefined;
  readonly mdn?: string | undefined;
}

/** What is wanted of it. */
export interface WantedProfile {
  readonly enabled: boolean;
  readonly ratePlan?: string | undefined;
  /** Something that only one of the two calls that activate can carry. */
  readonly plain?: boolean;
  /** Set where the fallback attribute is wanted and not given yet. */
  readonly fallback?: boolean | undefined;
}

export type ProfileOperation =
  | "profileActivateEnable"
  | "profileActivate"
  | "profileDeactivate"
  | "profileSetFallback"
  | "profileDownloadEnable"
  | "profileEnable"
  | "profileDisable"
  | "profileDelete";

const word = (status: string | undefined) => (status ?? "").toUpperCase().replace(/[^A-Z]/g, "");

/** G-PROFILE2: what is downloaded and enabled counts as enabled, and the same of disabled. */
export const isEnabled = ({ profile }: SeenProfile) =>
  ["ENABLE", "ENABLED", "DOWNLOADENABLE"].includes(word(profile));
const isDisabled = ({ profile }: SeenProfile) =>
  ["DISABLE", "DISABLED", "DOWNLOADDISABLE"].includes(word(profile));
/** The chip does not have it: never had, or not any more. */
export const isAbsent = ({ profile }: SeenProfile) =>
  ["NOTDOWNLOADED", "DELETE", "DELETED"].includes(word(profile));

/** The next call on the way, if one is needed. G-PROFILE1: download, then enable or disable. */
export function nextStep(seen: SeenProfile, wanted: WantedProfile): ProfileOperation | undefined {
  if (wanted.ratePlan !== undefined && isOutOfService(seen)) {
    return wanted.enabled && wanted.plain ? "profileActivateEnable" : "profileActivate";
  }
  if (wanted.enabled && !isEnabled(seen)) return isDisabled(seen) ? "profileEnable" : "profileDownloadEnable";
  if (!wanted.enabled && !isDisabled(seen))
    return isEnabled(seen) ? "profileDisable" : "profileDownloadEnable";
  return wanted.fallback ? "profileSetFallback" : undefined;
}

/** No service yet, or no longer. A suspended line has one, and resuming it is not this resource's work. */
export const isOutOfService = ({ line }: SeenProfile) =>
  line === "" || line === "preactive" || line === "deactive";

/** Does what is there show that a call has been carried out? Undefined where nothing ever shows it. */
export function shows(operation: ProfileOperation, seen: SeenProfile): boolean | undefined {
  switch (operation) {
    case "profileActivateEnable":
      return seen.line === "active" && isEnabled(seen);
    case "profileActivate":
      return seen.line === "active";
    case "profileDeactivate":
      return seen.line === "deactive";
    case "profileDownloadEnable":
    case "profileEnable":
      return isEnabled(seen);
    case "profileDisable":
      return isDisabled(seen);
    case "profileDelete":
      return isAbsent(seen);
    case "profileSetFallback":
      return undefined;
  }
}
