/** A connection to a Control Center on loopback. */

import { controlCenterConnection } from "../../../provider/control-center/connection";
import { resolveConnection } from "../../../provider/core/connection";

const USER = "ada";
export const API_KEY = "b1946ac9-2492-d234-7c62-35b4d2611184";

/** What the carrier is shown by a client of this connection. */
export const BASIC = `Basic ${Buffer.from(`${USER}:${API_KEY}`).toString("base64")}`;

export function connectionOf(url: string, changes: Record<string, string> = {}) {
  const env = {
    CELLULAR_CONTROL_CENTER_URL: url,
    CELLULAR_CONTROL_CENTER_USERNAME: USER,
    CELLULAR_CONTROL_CENTER_API_KEY: API_KEY,
    ...changes,
  };
  return resolveConnection(controlCenterConnection, undefined, () => undefined, env);
}
