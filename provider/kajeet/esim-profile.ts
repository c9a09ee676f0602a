import { z } from "zod";
import { Ambiguous, Conflict, NotFound } from "../core/errors";
import { type Context, defineResource } from "../core/resource";
import { pickArguments } from "../core/schema";
import { accountOf, accountOutput, placeFields } from "./account";
import { iccid, imei } from "./api/fields";
import {
  activateEsimProfile,
  type EsimProfile as CarrierProfile,
  changeEsimProfile,
  listEsimProfiles,
} from "./api/index";
import { type KajeetSession, kajeet } from "./session";

const args = z.object({
  ...placeFields,
  iccid: iccid.describe("ICCID of the eSIM, 18 to 20 digits."),
  profileId: z
    .string()
    .min(1)
    .describe(
      "The profile that is active. Another one on the same eSIM is a swap: it cannot be taken back and needs an approval.",
    ),
  imei: imei
    .optional()
    .describe("IMEI of the device the eSIM is in, sent along so that the carrier compares it."),
  onDelete: z
    .enum(["retain", "cancel"])
    .default("retain")
    .describe(
      "What happens to the profile when it is no longer declared: nothing, or it is cancelled, which cannot be taken back and needs an approval.",
    ),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe("Refuses to swap or cancel the profile, whatever else is said, until it is switched off."),
});

type ProfileArgs = z.infer<typeof args>;
type ProfileState = ProfileArgs & {
  account: string;
  eid?: string;
  carrier?: string;
  mdn?: string;
  activatedAt?: string;
  stateVersion: number;
};

/**
 * The active profile of an eSIM. An active one is adopted, an available one is activated (A-ES1). Neither activating nor
 * swapping nor cancelling is ever repeated on a guess: after a failure without an answer the profiles are read again.
 *
 * Sentinel API: Devices, POST and PUT /v1.0/devices/kemp/corps/{corpId}, GET
 * /v1.0/devices/kemp/iccids/{iccid}/corps/{corpId}. Any token.
 */
export const EsimProfile = defineResource({
  carrier: kajeet,
  name: "EsimProfile",
  describe:
    "The active profile of an eSIM. Another profileId swaps, which cannot be taken back; so does cancelling. Both need an approval and are refused while deletionProtection is on.",
  args,
  outputs: {
    account: accountOutput,
    eid: "EID of the eSIM chip.",
    carrier: "Network of the profile.",
    mdn: "Line number of the profile.",
    activatedAt: "When the profile became active, in UTC.",
    stateVersion: "Version of this state's form.",
  },
  replaces: ["iccid", "corp", "connection"],
  subject: (some) => `kajeet eSIM ${some.iccid} profile ${some.profileId}`,
  id: ({ account, iccid: chip }: ProfileState) => `${account}/esims/${chip}`,

  async find(context, declared) {
    const account = await accountOf(context, declared, undefined);
    const { wanted } = await profiles(context, account, declared);
    return wanted.status === "active" ? stateOf(declared, account, wanted) : undefined;
  },

  async ensure(context, declared, present) {
    const account = await accountOf(context, declared, present);
    const { wanted, all } = await profiles(context, account, declared);
    if (wanted.status === "active") return { state: stateOf(declared, account, wanted) };
    const old = all.find(({ profileId }) => profileId === present?.profileId);
    const swaps = old !== undefined && old !== wanted && old.status === "active";
    if (swaps) permit(context, declared, "swap", old);
    const body = { corpId: account, iccid: declared.iccid, ...device(declared) };
    const now = await doOnce(context, account, declared, "active", () =>
      swaps
        ? changeEsimProfile(context.session.http, {
            ...body,
            profileId: old.profileId,
            newProfileId: declared.profileId,
            changeType: "swap",
          })
        : activateEsimProfile(context.session.http, { ...body, profileId: declared.profileId }),
    );
    return { state: stateOf(declared, account, now ?? wanted) };
  },

  // One that is cancelled, swapped out or not yet active is not what is declared: the resource is the active profile.
  async read({ session }, present) {
    const now = (await listed(session, present.account, present.iccid)).find(
      ({ profileId }) => profileId === present.profileId,
    );
    return now?.status === "active" ? stateOf(present, present.account, now) : undefined;
  },

  async remove(context, present) {
    if (present.onDelete === "retain") {
      context.host.log("info", `${context.subject}: no longer managed, it stays active`);
      return;
    }
    const now = (await listed(context.session, present.account, present.iccid)).find(
      ({ profileId }) => profileId === present.profileId,
    );
    if (!now || ended(now)) return;
    permit(context, present, "cancel", now);
    await doOnce(context, present.account, present, "cancelled", () =>
      changeEsimProfile(context.session.http, {
        corpId: present.account,
        iccid: present.iccid,
        profileId: present.profileId,
        ...device(present),
        changeType: "cancel",
      }),
    );
  },
});

export type EsimProfile = InstanceType<typeof EsimProfile>;

const ended = ({ status }: CarrierProfile) => status === "cancelled" || status === "swapped";

const device = ({ imei: number }: ProfileArgs) => (number === undefined ? {} : { imei: number });

/** The profiles on an eSIM, none where the carrier does not know it. */
async function listed(session: KajeetSession, corpId: string, chip: string): Promise<CarrierProfile[]> {
  try {
    return await listEsimProfiles(session.http, { corpId, iccid: chip });
  } catch (error) {
    if (error instanceof NotFound) return [];
    throw error;
  }
}

/** The declared profile among those of its eSIM. Throws where it can never be active. */
async function profiles(
  { session, subject }: Context<KajeetSession>,
  account: string,
  { iccid: chip, profileId }: ProfileArgs,
): Promise<{ wanted: CarrierProfile; all: CarrierProfile[] }> {
  const all = await listed(session, account, chip);
  const wanted = all.find((profile) => profile.profileId === profileId);
  const usable = all.filter((profile) => !ended(profile)).map((profile) => profile.profileId);
  const next =
    usable.length > 0 ? `Of use on this eSIM: ${usable.join(", ")}.` : "Check the ICCID and the corp.";
  const facts = { carrier: "kajeet", operation: "listEsimProfiles", subject, next };
  if (!wanted) throw new NotFound(`corp ${account} has no such profile on this eSIM`, facts);
  if (ended(wanted)) throw new Conflict(`it is ${wanted.status}, which is for good`, facts);
  return { wanted, all };
}

/** Does it, and after a failure without an answer looks whether it was done. It is never done a second time. */
async function doOnce(
  { session }: Context<KajeetSession>,
  account: string,
  { iccid: chip, profileId }: ProfileArgs,
  status: "active" | "cancelled",
  act: () => Promise<CarrierProfile | undefined>,
): Promise<CarrierProfile | undefined> {
  const now = async () =>
    (await listed(session, account, chip)).find((profile) => profile.profileId === profileId);
  try {
    const shown = await act();
    return shown?.profileId === profileId ? shown : await now();
  } catch (error) {
    if (!(error instanceof Ambiguous)) throw error;
    const found = await now();
    if (found?.status === status) return found;
    throw error;
  }
}

function permit(
  { guard }: Context<KajeetSession>,
  { deletionProtection, iccid: chip, imei: number, profileId: wanted }: ProfileArgs,
  action: "swap" | "cancel",
  { profileId, mdn }: CarrierProfile,
): void {
  guard.permit(
    {
      carrier: "kajeet",
      action,
      name: profileId,
      identifiers: [profileId, chip, mdn, number].filter((name) => typeof name === "string"),
      loss: `profile ${profileId} of eSIM ${chip} could not be used again`,
      ...(action === "swap" ? { keep: "put the declaration back" } : {}),
      facts: {
        carrier: "kajeet",
        action,
        name: chip,
        before: { profileId },
        ...(action === "swap" ? { after: { profileId: wanted } } : {}),
      },
    },
    { deletionProtection },
  );
}

/** The state of a profile as it is; `declared` may be an earlier state. */
function stateOf(declared: ProfileArgs, account: string, profile: CarrierProfile): ProfileState {
  const facts = ["eid", "carrier", "mdn", "activatedAt"] as const;
  const known = Object.fromEntries(
    facts.flatMap((name) => (typeof profile[name] === "string" ? [[name, profile[name]]] : [])),
  );
  return { ...(pickArguments(declared, args.shape) as ProfileArgs), account, ...known, stateVersion: 1 };
}
