import type { Values } from "../value";
import type { Known } from "./group";
import type { LineModel } from "./model";
import type { Change } from "./plan";
import type { Surroundings } from "./surroundings";

/**
 * The change, with what earlier runs sent for the same line and nobody saw the end of: as state knows it, and as the
 * ledger does where a run was lost before it could write state.
 */
export function sentEarlier<S, R, H>(
  model: LineModel<S, R, H>,
  { host }: Surroundings<S>,
  account: string,
  known: Pick<Known, "open" | "asOf">,
  change: Change<H>,
): Change<H> {
  if (!model.following) return change;
  const told = known.open[change.name] ?? [];
  const lost = host.ledger
    .of(model.carrier.name, account, change.name, known.asOf ?? "")
    .filter(({ since }) => !told.some((one) => one.since === since))
    .map(({ writer, values, since, ticket }) => ({
      writer,
      values: values as Values,
      since,
      ...(ticket === undefined ? {} : { ticket }),
    }));
  const open = [...told, ...lost];
  return open.length > 0 ? { ...change, open } : change;
}
