/** How to reach Cisco IoT Control Center, how to sign in to it, and what it bears. */
import { setImmediate as turn } from "node:timers/promises";
import type { ConnectionShape, ResolvedConnection } from "../core/connection";
import { settingOf } from "../core/connection";
import { type CellularError, Misconfigured, Unauthorized } from "../core/errors";
import type { CarrierProfile } from "../core/http-types";
import { controlCenterError, isSignInRefusal } from "./errors";
import { CALLS_PER_SECOND } from "./pace";

/** Where the credentials of a Control Center connection are and what they are called. There is no address for all. */
export const controlCenterConnection: ConnectionShape = {
  carrier: "control-center",
  fields: {
    username: { secret: false, describe: "API user of Control Center." },
    apiKey: { secret: true, describe: "API key of that user." },
  },
  needs: [["username", "apiKey"]],
};

/**
 * The carrier takes one call at a time and five a second: each waits for the answer before it, and 200 ms after it was sent,
 * unless the operator allows more (`callsPerSecond`).
 */
const LIMITS = {
  connections: 1,
  rates: [{ perSecond: CALLS_PER_SECOND, burst: 1 }],
  timeoutMs: 30_000,
  budgetMs: 120_000,
  retries: 6,
} as const;

/** Connections whose credentials were refused, with what was said. Kept beside the connection, which lives as long. */
const refused = new WeakMap<ResolvedConnection, CellularError>();

/** Control Center as the HTTP layer sees it. */
export const controlCenterProfile: CarrierProfile = {
  carrier: "control-center",
  ...LIMITS,
  authorize: async (connection) => {
    // The one place for calls is free again a moment before the answer of the call before has been understood.
    await turn();
    const refusal = refused.get(connection);
    if (refusal !== undefined) throw refusal;
    return { authorization: basic(connection) };
  },
  // The same credentials go with every call: there is nothing that could be renewed.
  expired: () => false,
  toError: (answer, call, connection) => {
    const error = controlCenterError(answer, call, connection);
    if (isSignInRefusal(error)) remember(error, connection);
    return error;
  },
};

/** Thousands of lines must not knock thousands of times with a wrong key: after the first refusal nothing more is sent. */
function remember({ problem, facts }: CellularError, connection: ResolvedConnection): void {
  const { subject: _, operation: __, ...others } = facts;
  refused.set(
    connection,
    new Unauthorized(problem, { ...others, subject: `connection "${connection.name}"` }),
  );
}

function basic(connection: ResolvedConnection): string {
  const username = connection.field("username") ?? "";
  if (username.includes(":")) {
    throw new Misconfigured("the user name has a colon, which ends it when it is sent", {
      carrier: "control-center",
      subject: `connection "${connection.name}"`,
      next: `Correct ${settingOf(connection.name, "username")}.`,
    });
  }
  return `Basic ${Buffer.from(`${username}:${connection.field("apiKey") ?? ""}`, "utf8").toString("base64")}`;
}
