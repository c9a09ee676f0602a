/** ThingSpace API: Authentication and session. The HTTP layer signs in for everybody; nothing else needs to. */
import { z } from "zod";
import { operation } from "./operation";

/** The carrier gives the same token until it ends, one hour after it was first asked for. */
const token = z.looseObject({
  access_token: z.string().min(1),
  token_type: z.string().nullish(),
  /** Seconds left. */
  expires_in: z.number().nullish(),
  scope: z.string().nullish(),
});

/**
 * Exchanges key and secret of an application for a bearer token.
 *
 * ThingSpace API: Authentication, POST /ts/v1/oauth2/token. Needs no token; a form, not JSON.
 * @throws Unauthorized where key or secret are refused.
 */
export const requestOAuthToken = operation("requestOAuthToken", {
  input: z.strictObject({ key: z.string().min(1), secret: z.string().min(1), scope: z.string().optional() }),
  headers: ({ key, secret }) => ({
    authorization: `Basic ${Buffer.from(`${key}:${secret}`, "utf8").toString("base64")}`,
  }),
  fields: ({ scope }) => ({
    grant_type: "client_credentials",
    ...(scope === undefined ? {} : { scope }),
  }),
  answer: token,
});

/** A session ends after twenty minutes without a call; each call extends it. */
const session = z.looseObject({ sessionToken: z.string().min(1) });

/**
 * Starts a session for a user of Connectivity Management. Five refused logins in a row lock the user until Verizon
 * unlocks it.
 *
 * ThingSpace API: Session management, POST /session/login. Needs the bearer token.
 * @throws Unauthorized where user name or password are refused.
 */
export const loginSession = operation("loginSession", {
  input: z.strictObject({ username: z.string().min(1), password: z.string().min(1) }),
  answer: session,
});

/**
 * Ends the session. Callbacks go on.
 *
 * ThingSpace API: Session management, POST /session/logout.
 */
export const logoutSession = operation("logoutSession", {
  input: z.strictObject({}),
  answer: z.looseObject({ sessionToken: z.string().nullish() }),
});

/**
 * Has the carrier make a new password, valid at once; the old one is void. Never sent twice: where no answer came, the new
 * password is lost, and only support can help.
 *
 * ThingSpace API: Session management, PUT /session/password/actions/reset.
 * @returns the new password: a secret.
 */
export const resetPassword = operation("resetPassword", {
  input: z.strictObject({ oldPassword: z.string().min(1) }),
  answer: z.looseObject({ newPassword: z.string().min(1) }),
});
