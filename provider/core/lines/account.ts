import type { z } from "zod";
import type { LineModel } from "./model";

/** How a carrier calls the account that lines belong to, as an argument of resources. */
export interface AccountField {
  /** Name of the argument, for example `corp`. */
  readonly name: string;
  /** Name for people, for example `corp`. */
  readonly label: string;
  readonly schema: z.ZodOptional<z.ZodString>;
}

/**
 * The account a resource speaks of: the declared one, else the one it has been in so far, else that of the connection.
 * Lines must not be looked for elsewhere because the connection's default has changed.
 */
export async function accountOf<S, R, H>(
  model: LineModel<S, R, H>,
  session: S,
  field: AccountField,
  declared: Readonly<Record<string, unknown>>,
  present: { readonly account: string } | undefined,
): Promise<string> {
  return (
    (declared[field.name] as string | undefined) ?? present?.account ?? model.account(session, undefined)
  );
}
