/** States of a local profile (ThingSpace API: global device list, profileStatusFilter). */
export type ProfileState =
  | "NOT_DOWNLOADED"
  | "DOWNLOAD_ENABLE"
  | "DOWNLOAD_DISABLE"
  | "ENABLE"
  | "DISABLE"
  | "DELETE"
  | "UNKNOWN";

/** What is asked of a profile on a device. */
export type ProfileAction = "download_enable" | "enable" | "disable" | "delete";

const ENABLED: readonly ProfileState[] = ["ENABLE", "DOWNLOAD_ENABLE"];
const DISABLED: readonly ProfileState[] = ["DISABLE", "DOWNLOAD_DISABLE"];

/**
 * From where each action leads where: download, then enable or disable, then delete what is disabled (G-PROFILE1).
 * A deleted profile can be downloaded again.
 */
const STEPS: Record<ProfileAction, { from: readonly ProfileState[]; to: ProfileState }> = {
  download_enable: { from: ["NOT_DOWNLOADED", "DELETE", "UNKNOWN"], to: "DOWNLOAD_ENABLE" },
  enable: { from: DISABLED, to: "ENABLE" },
  disable: { from: ENABLED, to: "DISABLE" },
  delete: { from: DISABLED, to: "DELETE" },
};

/** The state after an action, or undefined where the action is not for the present one. */
export function stateAfter(action: ProfileAction, state: ProfileState): ProfileState | undefined {
  const { from, to } = STEPS[action];
  return from.includes(state) ? to : undefined;
}

export function isEnabled(state: ProfileState): boolean {
  return ENABLED.includes(state);
}
