/** How to reach Kajeet Sentinel and what it bears. */
import { type ConnectionShape, connectionKeys, type ResolvedConnection } from "../core/connection";
import { Misconfigured } from "../core/errors";
import { signIn } from "../core/http";
import type { CarrierProfile, Http } from "../core/http-types";
import { createToken, type TokenAnswer } from "./api/auth";
import { kajeetError } from "./errors";

/** Where the credentials of a Kajeet connection are and what they are called. */
export const kajeetConnection: ConnectionShape = {
  carrier: "kajeet",
  defaultUrl: "https://api.kajeet.dev/sentinel-proxy/sentinel/api",
  fields: {
    username: { secret: false, describe: "API user of Sentinel." },
    password: { secret: true, describe: "Password of the API user." },
    token: {
      secret: true,
      describe: "A bearer token got elsewhere. It wins over username and password and cannot be renewed.",
      alias: ["SENTINEL_TOKEN"],
    },
    corp: {
      secret: false,
      describe: "Corp id of the device group to work on; the one of the API user where left out.",
    },
  },
  needs: [["token"], ["username", "password"]],
};

/**
 * A-RL1: Kajeet documents no rate, so there is no bucket: few calls at once, and 429 with Retry-After is obeyed. Change it
 * here when the carrier says otherwise.
 */
const LIMITS = {
  connections: 8,
  rates: [],
  timeoutMs: 30_000,
  budgetMs: 120_000,
  retries: 6,
} as const;

/** What the token of a connection said about itself. Kept beside the connection, since answers of calls do not repeat it. */
const details = new WeakMap<ResolvedConnection, NonNullable<TokenAnswer["details"]>>();

/** Kajeet as the HTTP layer sees it. */
export const kajeetProfile: CarrierProfile = {
  carrier: "kajeet",
  ...LIMITS,
  authorize: async (connection, login) => {
    const given = connection.field("token");
    const token =
      given ??
      (await login.remember("token", async () => {
        const username = connection.field("username") ?? "";
        const password = connection.field("password") ?? "";
        const answer = await createToken(login, { username, password });
        if (answer.details) details.set(connection, answer.details);
        return answer.token;
      }));
    return { authorization: `Bearer ${token}` };
  },
  // A-AUTH1: the token is opaque, so its end shows only in a 401. A given token was never remembered, hence never renewed.
  expired: ({ status }) => status === 401,
  toError: kajeetError,
};

/**
 * The corp that a connection works on: the configured one, else the one that the login names. Logs in if nobody has yet.
 *
 * @throws Misconfigured where neither is known, as with a given token.
 */
export async function kajeetCorp(http: Http, connection: ResolvedConnection): Promise<string> {
  const configured = connection.field("corp");
  if (configured !== undefined) return configured;
  await signIn(http);
  const corp = details.get(connection)?.corpId;
  if (corp) return corp;
  const { variable, key } = connectionKeys(connection.name, "corp");
  throw new Misconfigured("no corp id: the login does not name one", {
    carrier: "kajeet",
    subject: `connection "${connection.name}"`,
    next: `Set ${variable} or config ${key} to the code of the device group.`,
  });
}
