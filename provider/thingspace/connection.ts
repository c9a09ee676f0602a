/** How to reach ThingSpace, how to sign in to it, and what it bears. */
import { type ConnectionShape, connectionKeys, type ResolvedConnection } from "../core/connection";
import { Ambiguous, CellularError, Misconfigured } from "../core/errors";
import type { Answer, CarrierProfile, LoginContext } from "../core/http-types";
import { loginSession, logoutSession, requestOAuthToken } from "./api/session";
import { codeOf, thingspaceError } from "./errors";

/** Where the credentials of a ThingSpace connection are and what they are called. */
export const thingspaceConnection: ConnectionShape = {
  carrier: "thingspace",
  defaultUrl: "https://thingspace.verizon.com/api",
  fields: {
    key: { secret: true, describe: "Key of the application in ThingSpace." },
    secret: { secret: true, describe: "Secret of the application." },
    username: { secret: false, describe: "User of Connectivity Management (UWS)." },
    password: { secret: true, describe: "Password of that user." },
    account: {
      secret: false,
      describe: "Billing account to work on where a resource names none, for example 0000123456-00001.",
    },
  },
  needs: [["key", "secret", "username", "password"]],
};

/**
 * The carrier takes 100 activations a minute, in however many devices each. A burst of 20 and 80 a minute after it never
 * make more than 100 in any minute. Nothing else is published: 429 with Retry-After is obeyed.
 *
 * G-RATE1: activations of eUICC profiles count against the same limit.
 */
const ACTIVATIONS = {
  perSecond: 80 / 60,
  burst: 20,
  applies: ({ operation }: { operation: string }) =>
    ["activateDevices", "profileActivate", "profileActivateEnable"].includes(operation),
} as const;

const LIMITS = {
  connections: 8,
  rates: [ACTIVATIONS],
  timeoutMs: 30_000,
  budgetMs: 120_000,
  retries: 6,
} as const;

/** The two logins, by the names under which they are remembered and renewed, each alone. */
const BEARER = "bearer";
const SESSION = "session";

/** Session codes: the session has ended, or the carrier takes the token for none. */
const SESSION_ENDED = new Set([
  "REQUEST_FAILED.SessionToken.Expired",
  "REQUEST_FAILED.SessionToken.Format",
  "INPUT_INVALID.SessionToken.Invalid",
]);

/** ThingSpace as the HTTP layer sees it. */
export const thingspaceProfile: CarrierProfile = {
  carrier: "thingspace",
  ...LIMITS,
  authorize: async (connection, login) => {
    const session = await login.remember(SESSION, () => openSession(connection, login));
    // Second, since opening a session may have renewed it.
    return headers(await bearerOf(connection, login), session);
  },
  expired: whichExpired,
  toError: thingspaceError,
  signOut: async ({ send, held, signal }) => {
    const [bearer, session] = await Promise.all([held<string>(BEARER), held<string>(SESSION)]);
    if (bearer === undefined || session === undefined) return;
    const sender = {
      send: <T>(call: Parameters<typeof send<T>>[0]) =>
        send<T>({ ...call, headers: headers(bearer, session) }),
    };
    await logoutSession(sender, {}, signal);
  },
};

/**
 * The account that a call works on: the named one, else that of the connection.
 *
 * @throws Misconfigured where there is neither.
 */
export function thingspaceAccount(connection: ResolvedConnection, declared?: string): string {
  const account = declared ?? connection.field("account");
  if (account !== undefined) return account;
  const { variable, key } = connectionKeys(connection.name, "account");
  throw new Misconfigured("no billing account is named", {
    carrier: "thingspace",
    subject: `connection "${connection.name}"`,
    next: `Set ${variable} or config ${key}, or name the account in the resource.`,
  });
}

/** The gateway refuses a bearer with 401, the service a session with 400 and a code of its own. */
function whichExpired(answer: Answer): string | false {
  if (answer.status === 401) return BEARER;
  return answer.status === 400 && SESSION_ENDED.has(codeOf(answer) ?? "") ? SESSION : false;
}

function bearerOf(connection: ResolvedConnection, login: LoginContext): Promise<string> {
  return login.remember(BEARER, async () => {
    const key = connection.field("key") ?? "";
    const secret = connection.field("secret") ?? "";
    return (await requestOAuthToken(login, { key, secret })).access_token;
  });
}

/**
 * Logs in, twice at most: once more where the gateway refuses the bearer (then nobody has seen the password), and once
 * more where no answer came. A refused password is never sent again, since five refusals in a row lock the user.
 */
async function openSession(connection: ResolvedConnection, login: LoginContext): Promise<string> {
  const username = connection.field("username") ?? "";
  const password = connection.field("password") ?? "";
  const once = async (bearer: string) => {
    const sender: Pick<LoginContext, "send"> = {
      send: (call) => login.send({ ...call, headers: { authorization: `Bearer ${bearer}` } }),
    };
    return (await loginSession(sender, { username, password })).sessionToken;
  };
  const bearer = await bearerOf(connection, login);
  try {
    return await once(bearer);
  } catch (error) {
    const refusedAtGateway = error instanceof CellularError && error.facts.status === 401;
    if (!refusedAtGateway && !(error instanceof Ambiguous)) throw error;
    if (refusedAtGateway) await login.forget(BEARER, bearer);
    return await once(await bearerOf(connection, login));
  }
}

function headers(bearer: string, session: string): Record<string, string> {
  return { authorization: `Bearer ${bearer}`, "vz-m2m-token": session };
}
