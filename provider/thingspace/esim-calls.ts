/** Reading eUICC profiles, and the calls that change them. */
import { NotFound, Rejected } from "../core/errors";
import { coalescerOf } from "../core/lines/coalescer";
import type { Context } from "../core/resource";
import {
  type DeviceId,
  getGlobalRequestStatus,
  idOfKind,
  listDevices,
  listGlobalDevices,
  PROFILES_PER_CALL,
  profileActivate,
  profileActivateEnable,
  profileDeactivate,
  profileDelete,
  profileDisable,
  profileDownloadEnable,
  profileEnable,
  profileSetFallback,
  type RequestAccepted,
} from "./api/index";
import { faultError } from "./errors";
import { type ProfileOperation, type SeenProfile, shows } from "./esim-steps";
import { isTold, messagesAbout } from "./messages";
import type { OpenRequest, Unit } from "./requests";
import type { ThingspaceSession } from "./session";

/** A profile on its chip. */
export interface Card {
  readonly eid: string;
  readonly iccid: string;
}

/** What a call carries beside the device. */
export interface Extras {
  smsrOid?: string | undefined;
  servicePlan?: string | undefined;
  mdnZipCode?: string | undefined;
  carrierName?: string | undefined;
  carrierIpPoolName?: string | undefined;
}

const idsOf = ({ eid, iccid }: Card): DeviceId[] => [
  { id: eid, kind: "eid" },
  { id: iccid, kind: "iccid" },
];

/** So long a look waits for an answer that comes by callback, in milliseconds. */
const LOOK_MS = 60_000;

/**
 * A profile and its line as they are now; undefined where the account does not have this SIM. G-PROFILE3: the device list
 * shows the state of the profile as ProfileStatus. Where it does not, the global list is asked, whose answer comes by
 * callback; and where nobody hears that, a chip of which nothing is shown has no profile on it.
 */
export async function lookAt(
  session: ThingspaceSession,
  account: string,
  card: Card,
): Promise<(SeenProfile & { eid?: string | undefined }) | undefined> {
  const device = await found(session, account, card.iccid);
  if (!device) return undefined;
  const { ids, state, extendedAttributes } = device;
  const shown = { line: state, mdn: ids.mdn, eid: ids.eid };
  const listed = extendedAttributes.ProfileStatus;
  if (listed !== undefined) return { ...shown, profile: listed };
  if (await isTold(session, account, "DeviceProfileService")) {
    const told = await askedGlobally(session, account, card);
    if (told !== undefined) return { ...shown, profile: told };
  }
  const silent = Object.keys(extendedAttributes).every((name) => name === "DeviceId");
  return { ...shown, profile: silent ? undefined : "NOT_DOWNLOADED" };
}

async function found({ http }: ThingspaceSession, accountName: string, iccid: string) {
  try {
    const { devices } = await listDevices(http, { accountName, deviceId: { id: iccid, kind: "iccid" } });
    return devices.find(({ ids }) => ids.iccid === iccid);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function askedGlobally(
  session: ThingspaceSession,
  accountName: string,
  card: Card,
): Promise<string | undefined> {
  const deviceFilter = [{ id: card.iccid, kind: "iccid" as const }];
  const { requestId } = await listGlobalDevices(session.http, { accountName, deviceFilter });
  for (const { payload } of await messagesAbout(session, [requestId], LOOK_MS)) {
    const { deviceResponse } = payload as {
      deviceResponse?: { profileResponse?: { profileStatus?: unknown } };
    };
    const status = deviceResponse?.profileResponse?.profileStatus;
    if (typeof status === "string" && status !== "") return status;
  }
  return undefined;
}

/** What they take differs in what they carry beside the devices; the client checks it. */
const CALLS: Readonly<
  Record<ProfileOperation, (http: ThingspaceSession["http"], input: never) => Promise<RequestAccepted>>
> = {
  profileActivateEnable,
  profileActivate,
  profileDeactivate,
  profileSetFallback,
  profileDownloadEnable,
  profileEnable,
  profileDisable,
  profileDelete,
};

/** Sends one step for one card; cards that want the same at the same moment share calls. */
export async function order(
  { session }: Context<ThingspaceSession>,
  accountName: string,
  operation: ProfileOperation,
  card: Card,
  extras: Extras,
): Promise<RequestAccepted> {
  const given = Object.fromEntries(Object.entries(extras).filter(([, value]) => value !== undefined));
  const calls = coalescerOf<Card, RequestAccepted>(session);
  const key = JSON.stringify([operation, accountName, given]);
  const [result] = await calls.submit(key, PROFILES_PER_CALL, [card], async (cards) => {
    const devices = cards.map((one) => ({ deviceIds: idsOf(one) }));
    const accepted = await CALLS[operation](session.http, { accountName, devices, ...given } as never);
    return cards.map(() => accepted);
  });
  if (result instanceof Error) throw result;
  return result!;
}

/**
 * The end of a step, as far as it shows: by the status of the request, which tells nothing of the reason, else by what
 * the profile has become. G-PROFILE4: the status call of version 2 knows the requests of all calls for profiles.
 */
export async function endOf(
  session: ThingspaceSession,
  account: string,
  card: Card,
  { request }: Unit,
): Promise<{ error?: ReturnType<typeof faultError> } | undefined> {
  const operation = request.operation as ProfileOperation;
  const status = await statusOf(session, account, card, request);
  if (status === "pending") return undefined;
  if (status === "done") return {};
  if (status === "failed") {
    const faultstring =
      "the carrier did not do it; its reason comes by callback (DeviceProfileService), and none was heard";
    const { requestId } = request;
    return {
      error: faultError({
        faultstring,
        operation,
        subject: `ICCID ${card.iccid}`,
        ...(requestId === undefined ? {} : { requestId }),
      }),
    };
  }
  const seen = await lookAt(session, account, card);
  return seen && shows(operation, seen) ? {} : undefined;
}

async function statusOf(
  { http }: ThingspaceSession,
  accountName: string,
  { eid, iccid }: Card,
  { requestId }: OpenRequest,
): Promise<"pending" | "done" | "failed" | undefined> {
  if (requestId === undefined) return undefined;
  try {
    const { status, subrequests } = await getGlobalRequestStatus(http, { accountName, requestId });
    const ours = subrequests.find(
      ({ ids }) => idOfKind(ids, "iccid") === iccid || idOfKind(ids, "eid") === eid,
    );
    // Without its part, the whole says something of this device only where all went well.
    const said = (ours?.status ?? status).toLowerCase();
    if (said.startsWith("succ")) return "done";
    if (said.startsWith("fail") && (ours !== undefined || subrequests.length <= 1)) return "failed";
    return said === "pending" ? "pending" : undefined;
  } catch (error) {
    if (error instanceof NotFound || error instanceof Rejected) return undefined;
    throw error;
  }
}
