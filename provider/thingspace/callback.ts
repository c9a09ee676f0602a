import { z } from "zod";
import { programClaims } from "../core/claims";
import { Ambiguous, Conflict, NotFound } from "../core/errors";
import { isPlain } from "../core/lines/line-args";
import { type Context, defineResource } from "../core/resource";
import { pickArguments, secret } from "../core/schema";
import { accountOf, accountOutput, placeFields } from "./account";
import {
  CALLBACK_SERVICES,
  type CallbackRegistration,
  type CallbackService,
  deregisterCallback,
  listCallbacks,
  registerCallback,
} from "./api/index";
import { addressProblem, MOST_CREDENTIALS, receiverTarget, type Target } from "./callback-target";
import { type ThingspaceSession, thingspace } from "./session";

const args = z.object({
  ...placeFields,
  service: z
    .enum(CALLBACK_SERVICES)
    .describe("The service whose messages are sent; it has one listener in an account."),
  url: z
    .string()
    .optional()
    .describe(
      "Where messages go: https (http on a loopback address only), on port 80, 443, 9001 to 9006, 28200 to 28220 or 50551 to 50559. Left out where receiver is true.",
    ),
  username: z
    .string()
    .max(MOST_CREDENTIALS)
    .optional()
    .describe(
      "User name that each message brings, at most 40 characters; none where it is left out. Not that of the connection.",
    ),
  password: secret(
    z
      .string()
      .max(MOST_CREDENTIALS)
      .optional()
      .describe(
        "Password that each message brings, at most 40 characters; none where it is left out. Not that of the connection.",
      ),
  ),
  receiver: z
    .boolean()
    .default(false)
    .describe(
      "Registers the address of the deployment's own receiver (cellular receive) with its user name and password, as CELLULAR_RECEIVER_PUBLIC_URL, CELLULAR_RECEIVER_USERNAME and CELLULAR_RECEIVER_PASSWORD have them.",
    ),
  takeOver: z
    .boolean()
    .default(false)
    .describe("Replaces a listener that somebody else has registered for this service."),
  onDelete: z
    .enum(["remove", "retain"])
    .default("remove")
    .describe("What happens to the listener when it is no longer declared: it is removed, or left as it is."),
});

type CallbackArgs = z.infer<typeof args>;
/** What state holds. The carrier lists passwords in plain text: none but the declared one ever gets here. */
type CallbackState = CallbackArgs & { account: string; address: string; stateVersion: number };
type At = Context<ThingspaceSession>;

/**
 * The listener of one service in one account: where the carrier sends what became of requests. A change removes the
 * listener and registers it anew (G-CALLBACK1), so messages of the moments between find nobody; the carrier sends them
 * again, up to three times.
 *
 * ThingSpace API: Callbacks, GET and POST /callbacks/{accountName}, DELETE /callbacks/{accountName}/name/{service}.
 * `Conflict` where another listener is registered and takeOver is not set.
 */
export const Callback = defineResource({
  carrier: thingspace,
  name: "Callback",
  describe:
    "The listener of one service in one account: where the carrier sends what became of requests. An equal one is adopted; another one is replaced only with takeOver. The password is a secret in state, whatever the carrier shows.",
  args,
  outputs: {
    account: accountOutput,
    address: "Where messages go.",
    stateVersion: "Version of this state's form.",
  },
  replaces: ["service", "accountName", "connection"],
  subject: ({ service }) => `thingspace callback of ${service}`,
  id: ({ account, service }: CallbackState) => `${account}/callbacks/${service}`,
  problems: ({ url, username, password, receiver }) => {
    if (!receiver) {
      if (url === undefined) {
        return [{ property: "url", reason: "url is required: give it, or set receiver to true" }];
      }
      const problem = addressProblem(url);
      return problem === undefined ? [] : [{ property: "url", reason: `url: ${problem}` }];
    }
    const given = Object.entries({ url, username, password }).filter(([, value]) => value !== undefined);
    return given.map(([property]) => ({
      // The engine prints the value of the property that is named.
      property: property === "password" ? "" : property,
      reason: `${property} comes from the deployment's settings where receiver is true; leave it out`,
    }));
  },

  async find(context, declared) {
    const account = accountOf(context, declared);
    const now = await registered(context, account, declared.service);
    const wanted = targetOf(context, account, declared);
    return now && same(now, wanted) ? stateOf(declared, account, wanted.url) : undefined;
  },

  async ensure(context, declared, present) {
    const { session, subject, host } = context;
    const account = accountOf(context, declared, present);
    const { service } = declared;
    const wanted = targetOf(context, account, declared);
    const state = stateOf(declared, account, wanted.url);
    const now = await registered(context, account, service);
    if (now && same(now, wanted)) return { state };
    if (now && !present && !declared.takeOver) {
      throw new Conflict(`another listener is registered: ${now.url || "one without an address"}`, {
        carrier: "thingspace",
        subject,
        next: "Set takeOver: true to replace it; whoever reads its messages gets none after that.",
      });
    }
    if (now) {
      if (!present) host.log("warning", `${subject}: takes over from ${now.url}`);
      await deregister(session, account, service);
    }
    const { url, username, password } = wanted;
    try {
      await registerCallback(session.http, {
        accountName: account,
        name: service,
        url,
        ...(username === "" ? {} : { username }),
        ...(password === "" ? {} : { password }),
      });
    } catch (error) {
      const arrived = error instanceof Ambiguous ? await registered(context, account, service) : undefined;
      if (!arrived || !same(arrived, wanted)) throw error;
    }
    return { state };
  },

  async read(context, present) {
    const now = await registered(context, present.account, present.service);
    return now && asSeen(context, present, now);
  },

  inputs: (state) => pickArguments(state, args.shape),

  async remove(context, present) {
    const { session, subject, host } = context;
    const { account, service, address } = present;
    if (present.onDelete === "retain") {
      host.log("info", `${subject}: no longer managed, messages go on to ${address}`);
      return;
    }
    const now = await registered(context, account, service);
    if (!now) return;
    if (now.url !== address) {
      host.log("warning", `${subject}: somebody else listens by now (${now.url}); it is left as it is`);
      return;
    }
    await deregister(session, account, service);
  },

  program(name, written: Record<string, unknown>) {
    const { service, accountName = "", connection = "" } = written;
    if (isPlain([service, accountName, connection])) {
      const thing = `thingspace callback of ${service}${accountName === "" ? "" : ` in ${accountName}`}`;
      const where = connection === "" ? thing : `${thing} over ${connection}`;
      programClaims.claim(`Callback ${name}`, where, ["the listener"]);
    }
    return written;
  },
});

export type Callback = InstanceType<typeof Callback>;

function targetOf({ session, subject }: At, account: string, declared: CallbackArgs): Target {
  const { service, url = "", username = "", password = "", receiver } = declared;
  return receiver ? receiverTarget(session, account, service, subject) : { url, username, password };
}

async function registered(
  { session }: At,
  account: string,
  service: CallbackService,
): Promise<CallbackRegistration | undefined> {
  const all = await listCallbacks(session.http, { accountName: account });
  return all.find(({ serviceName }) => serviceName.toLowerCase() === service.toLowerCase());
}

const same = (now: CallbackRegistration, wanted: Target): boolean =>
  now.url === wanted.url &&
  (now.username ?? "") === wanted.username &&
  (now.password ?? "") === wanted.password;

async function deregister({ http }: ThingspaceSession, account: string, service: CallbackService) {
  await deregisterCallback(http, { accountName: account, serviceName: service }).catch((error: unknown) => {
    if (!(error instanceof NotFound)) throw error;
  });
}

function stateOf(declared: CallbackArgs, account: string, address: string): CallbackState {
  return { ...(pickArguments(declared, args.shape) as CallbackArgs), account, address, stateVersion: 1 };
}

/** What is registered, in the words of the declaration. Of a password that is not ours only that it is another one is told. */
function asSeen(context: At, present: CallbackState, now: CallbackRegistration): CallbackState {
  const { username: _username, password: _password, ...rest } = present;
  if (present.receiver) {
    const wanted = targetOf(context, present.account, present);
    return { ...present, receiver: same(now, wanted), address: now.url };
  }
  const username = now.username ?? "";
  const password = now.password ?? "";
  const ours = password === (present.password ?? "");
  return {
    ...rest,
    url: now.url,
    address: now.url,
    ...(username !== "" || present.username !== undefined ? { username } : {}),
    ...(ours ? (present.password === undefined ? {} : { password: present.password }) : { password: "" }),
  };
}
