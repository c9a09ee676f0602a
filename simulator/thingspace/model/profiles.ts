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
 * From where each action leads where: download, then enable or disable, then delete what is disabled (G-ESIM-ORDER).
 * A deleted profile can be downloaded again.
 */
const STEPS: Record<ProfileAction, { from: readonly ProfileState[]; to: ProfileState }> = {
  download_enable: { from: ["NOT_DOWNLOADED", "DELETE", "UNKNOWN"], to: "DOWNLOAD_ENABLE" },
  enable: { from: DISABLED, to: "ENABLE" },
  disable: { from: ENABLED, to: "DISABLE" },
  delete: { from: DISABLED, to: "DELETE" },
};

/** A profile on an eUICC: the card by its EID, the profile by its ICCID. */
export interface Profile {
  eid: string;
  iccid: string;
  state: ProfileState;
  /** Whether the card falls back on it when the enabled one finds no network. */
  fallback: boolean;
}

/** The state after an action, or undefined where the action is not for the present one. */
export function stateAfter(action: ProfileAction, state: ProfileState): ProfileState | undefined {
  const { from, to } = STEPS[action];
  return from.includes(state) ? to : undefined;
}

export function isEnabled(state: ProfileState): boolean {
  return ENABLED.includes(state);
}

/** The profiles of all eUICC cards. A card has one enabled profile and one to fall back on at most. */
export class Profiles {
  private readonly cards = new Map<string, Map<string, Profile>>();

  /** The profile of a card, made with the state given where nobody spoke of it yet. */
  of(eid: string, iccid: string, initially: ProfileState = "NOT_DOWNLOADED"): Profile {
    const known = this.peek(eid, iccid);
    if (known !== undefined) return known;
    const profile: Profile = { eid, iccid, state: initially, fallback: false };
    const card = this.cards.get(eid) ?? new Map<string, Profile>();
    card.set(iccid, profile);
    this.cards.set(eid, card);
    return profile;
  }

  /** The profile, without making one. */
  peek(eid: string, iccid: string): Profile | undefined {
    return this.cards.get(eid)?.get(iccid);
  }

  /** Sets the state; a profile that is enabled disables the one that was. */
  set(profile: Profile, state: ProfileState): void {
    if (isEnabled(state)) {
      for (const other of this.cards.get(profile.eid)?.values() ?? []) {
        if (other !== profile && isEnabled(other.state)) other.state = "DISABLE";
      }
    }
    profile.state = state;
  }

  /** Makes this the one profile that its card falls back on. */
  fallBackOn(profile: Profile): void {
    for (const other of this.cards.get(profile.eid)?.values() ?? []) other.fallback = false;
    profile.fallback = true;
  }

  /** The profile that a card falls back on. */
  fallbackOf(eid: string): Profile | undefined {
    return [...(this.cards.get(eid)?.values() ?? [])].find(({ fallback }) => fallback);
  }
}
