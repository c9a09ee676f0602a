import type { Noted } from "../ledger";
import type { Values } from "../value";
import { attributeNamed } from "./attribute";
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
    .filter((noted) => isOwn(model, noted, change))
    .map(({ writer, values, since, ticket }) => ({
      writer,
      values: values as Values,
      since,
      ...(ticket === undefined ? {} : { ticket }),
    }));
  const open = [...told, ...lost];
  return open.length > 0 ? { ...change, open } : change;
}

/**
 * The ledger tells what was sent for a line, not by which resource: another one may manage other attributes of the same
 * line, and what it sent is none of our business.
 */
function isOwn<S, R, H>(
  { attributes, writers }: LineModel<S, R, H>,
  { writer, values }: Noted,
  { before, wanted }: Change<H>,
): boolean {
  const settings = Object.keys(values).filter((name) => attributeNamed(attributes, name)?.role === "setting");
  // Some values only say how: a group that is left stands for the attribute of its writer.
  const about = settings.length > 0 ? settings : writers.find(({ name }) => name === writer)?.attributes;
  return (about ?? []).some((name) => before[name] !== undefined || wanted[name] !== undefined);
}
