import { type ChangeFacts, lineFacts } from "../change-code";
import { CellularError } from "../errors";
import type { Guard, Irreversible, Protection } from "../guard";
import { impactOf, type LineImpacts } from "../impact";
import type { Values } from "../value";
import type { Known } from "./group";
import type { LineModel } from "./model";
import { type Change, difference } from "./plan";

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

/** A change of values that cannot be undone: what is done, and what is lost; nothing where it can be. Pure. */
function lossOf<S, R, H>(
  { impacts, attributes }: LineModel<S, R, H>,
  before: Values,
  wanted: Values,
): { readonly action: string; readonly loss: string } | undefined {
  for (const [name, value] of Object.entries(difference(before, wanted, attributes))) {
    const impact = impactOf(impacts, name, value);
    if (impact.undo === "never") return { action: impact.action, loss: impact.loss };
  }
  return undefined;
}

/** The facts of such a change, as the plan and the guard know them. */
export function factsOf<S, R, H>(
  model: LineModel<S, R, H>,
  action: string,
  name: string,
  known: Pick<Known, "rows" | "numbers">,
  wanted: Values | undefined,
): ChangeFacts {
  const row = known.rows.get(name);
  const line = { carrier: model.carrier.name, action, name };
  const facts = lineFacts(line, row, known.numbers[name], wanted);
  return wanted ? facts : { ...facts, begunFrom: begunFrom(model.impacts, row?.status) };
}

/** From where a line came that is in a status which cannot be undone: its end has been begun. */
function begunFrom({ attributes, transitions }: LineImpacts, status: unknown): readonly string[] {
  if (typeof status !== "string" || attributes.status?.values?.[status]?.undo !== "never") return [];
  return Object.keys(transitions).filter((from) => transitions[from]!.includes(status));
}

/** The same for a change of a line's values; nothing where it can be undone. */
export function permitChange<S, R, H>(
  model: LineModel<S, R, H>,
  guard: Guard,
  { name, before, wanted }: Change<H>,
  known: Pick<Known, "rows" | "numbers">,
  number: string | undefined,
  protection: Protection,
): CellularError | undefined {
  const lost = lossOf(model, before, wanted);
  if (!lost) return undefined;
  const identifiers = [name, number, before.iccid, before.imei].filter((one) => typeof one === "string");
  const facts = factsOf(model, lost.action, name, known, wanted);
  return refusalOf(
    guard,
    { carrier: model.carrier.name, name, identifiers, keep: "take the change back", facts, ...lost },
    protection,
  );
}
