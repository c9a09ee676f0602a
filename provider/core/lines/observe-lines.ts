import type { Value, Values } from "../value";
import { attributeNamed } from "./attribute";
import { locate } from "./locate";
import type { LineModel } from "./model";
import type { Known } from "./reconcile";
import type { Surroundings } from "./surroundings";

/** A group of lines as the carrier has it now. */
export interface Observed<R> {
  /** The declared attributes of each line that is there; a line that is gone is left out. */
  readonly rows: Map<string, Values>;
  readonly numbers: Record<string, string>;
  readonly pending: Record<string, string>;
  readonly records: Map<string, R>;
}

/** Reads lines anew from the account's listing, and looks once at orders that were open. Writes nothing. */
export async function observeLines<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  known: Known,
): Promise<Observed<R>> {
  const pending: Record<string, string> = {};
  const numbers: Record<string, string> = { ...known.numbers };
  const wanted = new Map(known.rows);
  for (const [name, ticket] of Object.entries(known.pending)) {
    const state = await model.orders?.look(around.session, ticket, { name, account, values: {} });
    if (state?.state === "pending") pending[name] = ticket;
    else if (state?.state === "done") {
      numbers[name] = model.canonical(state.key);
      wanted.set(name, wanted.get(name) ?? {});
    } else if (state) around.host.log("warning", `${name}: ${state.error.message}`);
  }
  const records = await locate(around.session, model, account, wanted, numbers);
  const rows = new Map<string, Values>();
  for (const [name, last] of wanted) {
    const record = records.get(name);
    if (record === undefined) {
      delete numbers[name];
      continue;
    }
    rows.set(name, current(model, record, last));
  }
  return { rows, numbers, pending, records };
}

/**
 * The managed attributes of a record. What the carrier cannot show (or only served an order) keeps its last value, so
 * that it never looks like drift.
 */
function current<S, R, H>(model: LineModel<S, R, H>, record: R, last: Values): Values {
  const values: Record<string, Value> = {};
  for (const [one, before] of Object.entries(last)) {
    const known = attributeNamed(model.attributes, one);
    const seen = known?.observed(record);
    values[one] = seen === undefined || (seen === null && known?.role !== "setting") ? before : seen;
  }
  return values;
}
