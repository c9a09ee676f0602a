/** A connection to a ThingSpace on loopback, and where that one is signed in to. */
import { resolveConnection } from "../../../provider/core/connection";
import { thingspaceConnection } from "../../../provider/thingspace/connection";

export const TOKEN_PATH = "/base/ts/v1/oauth2/token";
export const SESSION_PATH = "/base/m2m/v1/session/login";
export const LOGOUT_PATH = "/base/m2m/v1/session/logout";

export const SECRETS = { key: "app", secret: "application-secret", password: "correct-horse" };

export function connectionOf(url: string) {
  const env = {
    CELLULAR_THINGSPACE_URL: url,
    CELLULAR_THINGSPACE_KEY: SECRETS.key,
    CELLULAR_THINGSPACE_SECRET: SECRETS.secret,
    CELLULAR_THINGSPACE_USERNAME: "ada",
    CELLULAR_THINGSPACE_PASSWORD: SECRETS.password,
  };
  return resolveConnection(thingspaceConnection, undefined, () => undefined, env);
}
