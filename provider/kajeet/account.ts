/** Where a resource of Kajeet is: which connection, which corp. */
import { z } from "zod";
import { Misconfigured } from "../core/errors";
import type { Context } from "../core/resource";
import { connectionField } from "../core/schema";
import type { KajeetSession } from "./session";

/** The corp as an argument of resources and functions. */
export const corpField = z
  .string()
  .min(1)
  .optional()
  .describe(
    "Corp id (the code of a device group) it belongs to; that of the connection where it is left out.",
  );

/** Arguments that say where a resource is. */
export const placeFields = { connection: connectionField, corp: corpField } as const;

/** What every state says about the place. */
export const accountOutput = "The corp it belongs to.";

/**
 * The corp a resource is in, for its whole life: one that was found once is kept, whatever the connection's default
 * becomes, since the same name in another corp is another thing.
 *
 * @throws Misconfigured where the program now names another corp.
 */
export async function accountOf(
  { session, subject }: Context<KajeetSession>,
  declared: { corp?: string | undefined },
  present: { account: string } | undefined,
): Promise<string> {
  const account = declared.corp ?? present?.account ?? (await session.corp());
  if (present !== undefined && present.account !== account) {
    throw new Misconfigured(`it belongs to corp ${present.account}, and the program now says ${account}`, {
      carrier: "kajeet",
      subject,
      next: "Put the corp back, or let Pulumi replace the resource.",
    });
  }
  return account;
}
