/** Where a resource of ThingSpace is: which connection, which billing account. */
import { Misconfigured } from "../core/errors";
import type { Context } from "../core/resource";
import { connectionField } from "../core/schema";
import { accountName } from "./api/fields";
import type { ThingspaceSession } from "./session";

/** The billing account as an argument of resources and functions. */
const accountArgument = accountName
  .optional()
  .describe(
    "Billing account it belongs to, such as 0000123456-00001; that of the connection where it is left out.",
  );

/** Arguments that say where a resource is. */
export const placeFields = { connection: connectionField, accountName: accountArgument } as const;

/** What every state says about the place. */
export const accountOutput = "The billing account it belongs to.";

/**
 * The billing account a resource is in, for its whole life: one that was found once is kept, whatever the connection's
 * default becomes, since the same name in another account is another thing.
 *
 * @throws Misconfigured where the program now names another account, and where none is named at all.
 */
export function accountOf(
  { session, subject }: Context<ThingspaceSession>,
  declared: { accountName?: string | undefined },
  present?: { account: string } | undefined,
): string {
  const account = declared.accountName ?? present?.account ?? session.account();
  if (present !== undefined && present.account !== account) {
    throw new Misconfigured(`it belongs to account ${present.account}, and the program now says ${account}`, {
      carrier: "thingspace",
      subject,
      next: "Put the account back, or let Pulumi replace the resource.",
    });
  }
  return account;
}
