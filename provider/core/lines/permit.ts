import { CellularError } from "../errors";
import type { Guard, Irreversible, Protection } from "../guard";
import type { LineModel } from "./model";
import type { Change } from "./plan";

/** Asks the guard about something that cannot be undone; its refusal, or nothing where it may be done. */
export function refusalOf(
  guard: Guard,
  what: Irreversible,
  protection: Protection,
): CellularError | undefined {
  try {
    guard.permit(what, protection);
    return undefined;
  } catch (error) {
    if (error instanceof CellularError) return error;
    throw error;
  }
}

/** The same for a change of a line's values; nothing where it can be undone. */
export function permitChange<S, R, H>(
  model: LineModel<S, R, H>,
  guard: Guard,
  { name, before, wanted }: Change<H>,
  number: string | undefined,
  protection: Protection,
): CellularError | undefined {
  const loss = model.loss?.(before, wanted);
  if (!loss) return undefined;
  const identifiers = [name, number, before.iccid, before.imei].filter((one) => typeof one === "string");
  return refusalOf(
    guard,
    { carrier: model.carrier.name, name, identifiers, keep: "take the change back", ...loss },
    protection,
  );
}
