import { eidOf } from "../../core/digits";
import { hashOf } from "../../core/random";
import { ApiError, invalid } from "./errors";
import { type Line, mdnOf } from "./line";
import type { World } from "./world";

type ProfileStatus = "available" | "active" | "cancelled" | "swapped";

export interface EsimProfile {
  profileId: string;
  iccid: string;
  eid: string | null;
  corpId: string;
  carrier: string;
  status: ProfileStatus;
  mdn: string | null;
  activatedAt: string | null;
}

/** The eSIM line of an ICCID within a corp's tree; 404 PROFILE_NOT_FOUND where there is none. */
export function esimLine(world: World, callerCorp: string, iccid: string): Line {
  const line = world.withIccid(iccid).find((found) => world.corps.within(callerCorp, found.corpId));
  if (line === undefined || line.simType !== "ESIM") {
    throw new ApiError("PROFILE_NOT_FOUND", `No eSIM with ICCID ${iccid}`);
  }
  return line;
}

/** The profiles of an eSIM: the one its line runs on, and one in reserve. */
export function profilesOf(world: World, line: Line): EsimProfile[] {
  const iccid = line.uicc ?? "";
  const existing = world.esims.get(iccid);
  if (existing !== undefined) return existing;
  const made: EsimProfile[] = [
    profile(line, iccid, "P1", line.network, "active"),
    profile(line, iccid, "P2", line.network === "Verizon" ? "T-Mobile" : "Verizon", "available"),
  ];
  world.esims.set(iccid, made);
  return made;
}

function profile(
  line: Line,
  iccid: string,
  suffix: string,
  carrier: string,
  status: ProfileStatus,
): EsimProfile {
  const active = status === "active";
  return {
    profileId: `${iccid.slice(-8)}-${suffix}`,
    iccid,
    eid: line.eid ?? eidOf("89049032", hashOf(iccid) % 1_000_000),
    corpId: line.corpId,
    carrier,
    status,
    mdn: active ? mdnOf(line.key) : null,
    activatedAt: active ? line.activatedAt : null,
  };
}

function required(profiles: readonly EsimProfile[], profileId: string): EsimProfile {
  const found = profiles.find((candidate) => candidate.profileId === profileId);
  if (found === undefined) throw new ApiError("PROFILE_NOT_FOUND", `Profile ${profileId} not found`);
  return found;
}

/** available → active; an active one stays (A-ES1). */
export function activateProfile(world: World, line: Line, profileId: string): EsimProfile {
  const found = required(profilesOf(world, line), profileId);
  if (found.status === "active") return found;
  if (found.status !== "available") throw new ApiError("CONFLICT", `Profile ${profileId} is ${found.status}`);
  return set(world, found, line, "active");
}

/** active or available → cancelled (A-ES1). */
export function cancelProfile(world: World, line: Line, profileId: string): EsimProfile {
  const found = required(profilesOf(world, line), profileId);
  if (found.status === "cancelled" || found.status === "swapped") {
    throw new ApiError("CONFLICT", `Profile ${profileId} is ${found.status}`);
  }
  return set(world, found, line, "cancelled");
}

/** The old profile becomes swapped, the new one active; answers the new one (A-ES1). */
export function swapProfile(
  world: World,
  line: Line,
  profileId: string,
  newProfileId: string | undefined,
): EsimProfile {
  if (newProfileId === undefined) throw invalid("newProfileId", "is required for changeType=swap");
  const profiles = profilesOf(world, line);
  const old = required(profiles, profileId);
  const next = required(profiles, newProfileId);
  if (old.status !== "active") throw new ApiError("CONFLICT", `Profile ${profileId} is ${old.status}`);
  if (next.status !== "available")
    throw new ApiError("CONFLICT", `Profile ${newProfileId} is ${next.status}`);
  set(world, old, line, "swapped");
  return set(world, next, line, "active");
}

function set(world: World, found: EsimProfile, line: Line, status: ProfileStatus): EsimProfile {
  found.status = status;
  if (status === "active") {
    found.mdn = mdnOf(line.key);
    found.activatedAt = new Date(world.now()).toISOString();
  }
  world.bump("esims");
  return found;
}

/** The LPA string an eSIM is loaded with (A-ES2). */
export function activationCodeOf(iccid: string) {
  const smdpAddress = "smdp.sentinel.example";
  const matchingId = `KJ-${hashOf(iccid).toString(16).toUpperCase().padStart(8, "0")}-${iccid.slice(-5)}`;
  return { iccid, activationCode: `LPA:1$${smdpAddress}$${matchingId}`, smdpAddress, matchingId };
}
