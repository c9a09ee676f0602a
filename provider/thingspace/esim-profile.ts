import { programClaims } from "../core/claims";
import { defineResource } from "../core/resource";
import { accountOf, accountOutput } from "./account";
import { type ProfileArgs, profileArgs, profileProblems } from "./esim-args";
import { lookAt } from "./esim-calls";
import {
  isAbsent,
  isEnabled,
  isOutOfService,
  nextStep,
  type ProfileOperation,
  type SeenProfile,
} from "./esim-steps";
import { ProfileWork } from "./esim-work";
import { PENDING_DESCRIBED, type PendingState } from "./requests";
import { thingspace } from "./session";

type ProfileState = ProfileArgs &
  PendingState & { account: string; profileStatus?: string; mdn?: string; stateVersion: number };

/**
 * A profile on an eUICC chip: downloaded, enabled or disabled, its line activated where a plan is given. Nothing is ever
 * sent a second time on a guess: what was sent is followed by callback, by the status of the request, or by reading.
 *
 * ThingSpace API: eUICC devices, POST /devices/profile/actions/{download_enable, enable, disable, delete, activate,
 * activate_enable, deactivate, setfallbackattribute}; the state by POST /devices/actions/list and /v2/devices/actions/list.
 */
export const EsimProfile = defineResource({
  carrier: thingspace,
  name: "EsimProfile",
  describe:
    "A profile on an eUICC chip: downloaded, enabled or disabled, the one to fall back on, its line activated where a plan is given. Deleting it and deactivating its line need an approval and are refused while deletionProtection is on.",
  args: profileArgs,
  outputs: {
    account: accountOutput,
    profileStatus: "State of the profile in the carrier's word, where it is shown.",
    mdn: "Number of its line, where it has one.",
    pending: PENDING_DESCRIBED,
    stateVersion: "Version of this state's form.",
  },
  replaces: ["eid", "iccid", "accountName", "connection"],
  subject: ({ iccid }) => `thingspace eSIM profile ${iccid}`,
  id: ({ account, eid, iccid }: ProfileState) => `${account}/eids/${eid}/profiles/${iccid}`,
  problems: profileProblems,

  async find(context, declared) {
    const account = accountOf(context, declared);
    const seen = await new ProfileWork(context, account, declared).look();
    if (seen.profile === undefined || nextStep(seen, wantedOf(declared, undefined))) return undefined;
    return stateOf(declared, account, seen);
  },

  async ensure(context, declared, present) {
    const account = accountOf(context, declared, present);
    const work = new ProfileWork(context, account, declared);
    await work.take(work.requests.earlier(present, [declared.iccid]));
    let seen = await work.look();
    const had = present?.fallback;
    for (const done = new Set<ProfileOperation>(); work.isFree; seen = await work.look()) {
      const step = nextStep(seen, wantedOf(declared, had ?? work.fallback));
      // What was carried out and does not show is not sent again: the list may lag behind.
      if (step === undefined || done.has(step)) break;
      done.add(step);
      await work.send(step);
    }
    const state = stateOf(declared, account, seen);
    const fallback = declared.fallback && (had ?? work.fallback);
    const { fallback: _, ...rest } = state;
    return {
      state: { ...rest, ...(fallback ? { fallback } : {}), ...work.requests.pending(work.left) },
      faults: work.faults,
    };
  },

  async read(context, present) {
    const work = new ProfileWork(context, present.account, present);
    const earlier = work.requests.earlier(present, [present.iccid]);
    const { left } = await work.requests.glance(earlier);
    const seen = await lookAt(context.session, present.account, present);
    if (!seen || (isAbsent(seen) && left.length === 0)) return undefined;
    const { pending: _pending, ...rest } = present;
    const sent = earlier.length > 0 ? work.requests.pending(left) : {};
    return { ...stateOf(rest, present.account, seen), ...sent };
  },

  async remove(context, present) {
    const { host, subject } = context;
    const work = new ProfileWork(context, present.account, present);
    if (present.onDelete === "retain") {
      host.log("info", `${subject}: no longer managed, it stays as it is`);
      work.requests.forget([present.iccid]);
      return;
    }
    await work.take(work.requests.earlier(present, [present.iccid]));
    if (work.isFree) await work.end(present);
    if (work.faults.length > 0) throw work.faults[0];
    work.requests.forget([present.iccid]);
  },

  program(name, written: Record<string, unknown>) {
    if (typeof written.iccid === "string") {
      programClaims.claim(`EsimProfile ${name}`, `thingspace eSIM profile ${written.iccid}`, ["the profile"]);
    }
    return written;
  },
});

export type EsimProfile = InstanceType<typeof EsimProfile>;

const wantedOf = (declared: ProfileArgs, fallback: boolean | undefined) => ({
  enabled: declared.enabled,
  ratePlan: declared.ratePlan,
  plain: declared.carrierName === undefined && declared.ipPool === undefined,
  fallback: declared.fallback === true && fallback !== true,
});

/** The state of a profile as it is; `declared` may be an earlier state. A line without service shows no plan. */
function stateOf(declared: ProfileArgs, account: string, seen: SeenProfile): ProfileState {
  const { ratePlan, ...rest } = declared;
  return {
    ...rest,
    ...(ratePlan === undefined || isOutOfService(seen) ? {} : { ratePlan }),
    ...(seen.profile === undefined ? {} : { enabled: isEnabled(seen), profileStatus: seen.profile }),
    ...(seen.mdn === undefined ? {} : { mdn: seen.mdn }),
    account,
    stateVersion: 1,
  };
}
