import type { Value, Values } from "../value";
import { attributeNamed } from "./attribute";
import { coalescerOf } from "./coalescer";
import type { Known } from "./group";
import { keyOf, locate } from "./locate";
import type { Following, LineModel, Work, WorkEnd } from "./model";
import { movedOn } from "./moved-on";
import type { OpenChange } from "./open";
import { sentEarlier } from "./sent-earlier";
import type { Surroundings } from "./surroundings";

/** A group of lines as the carrier has it now. */
export interface Observed<R> {
  /** The declared attributes of each line that is there; a line that is gone is left out. */
  readonly rows: Map<string, Values>;
  readonly numbers: Record<string, string>;
  readonly pending: Record<string, string>;
  readonly open: Record<string, readonly OpenChange[]>;
  readonly asOf?: string;
  readonly spent?: string;
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
  // Before the lines are read: a change that ends in between must not be forgotten and yet not be seen.
  const { open, asOf } = await stillOpen(model, around, account, known);
  const records = await locate(around.session, model, account, wanted, numbers);
  const rows = new Map<string, Values>();
  for (const [name, last] of wanted) {
    const record = records.get(name);
    if (record !== undefined) rows.set(name, current(model, around, name, record, last));
    else if (open[name]) rows.set(name, last);
    else delete numbers[name];
  }
  const { spent } = known;
  const sent = { open, ...(asOf === undefined ? {} : { asOf }), ...(spent === undefined ? {} : { spent }) };
  return { rows, numbers, pending, ...sent, records };
}

/** Changes of which nobody knew the end: looked at once, and told where they failed. */
async function stillOpen<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  known: Known,
): Promise<{ open: Record<string, readonly OpenChange[]>; asOf?: string | undefined }> {
  const open: Record<string, OpenChange[]> = {};
  const { following } = model;
  if (!following) return { open };
  const now = new Date(around.host.clock.now()).toISOString();
  const work = [...new Set([...known.rows.keys(), ...Object.keys(known.open)])].flatMap((name) => {
    const key = keyOf(model, name, known.numbers);
    const handle = key && model.handleFrom(key, known.rows.get(name) ?? {}, account);
    if (handle === undefined) return [];
    const before = known.rows.get(name) ?? {};
    const change = sentEarlier(model, around, account, known, { name, handle, before, wanted: {} });
    return (change.open ?? []).map((sent) => ({ ...sent, name, handle }));
  });
  const ends = await lookOnce(following, around.session, account, work);
  for (const [index, { name, handle: _, ...sent }] of work.entries()) {
    const end = ends[index];
    if (!end) open[name] = [...(open[name] ?? []), sent];
    else if (end.error) around.host.log("warning", end.error.message);
  }
  // What a lost run had sent is known from now on: by its effect, or as an open change of this state.
  const lost = work.some(({ name, since }) => !known.open[name]?.some((one) => one.since === since));
  return { open, asOf: lost ? now : known.asOf };
}

/** Resources are read side by side: those whose work is open look together. */
async function lookOnce<S extends object, H>(
  following: Following<S, H>,
  session: S,
  account: string,
  work: readonly Work<H>[],
): Promise<(WorkEnd | undefined)[]> {
  const looks = coalescerOf<Work<H>, WorkEnd | undefined>(session);
  const seen = await looks.submit(`glance ${account}`, Number.POSITIVE_INFINITY, work, (all) =>
    following.look(session, account, all, true),
  );
  return seen.map((end) => {
    if (end instanceof Error) throw end;
    return end;
  });
}

/**
 * The managed attributes of a record. What the carrier cannot show (or only served an order) keeps its last value, so
 * that it never looks like drift.
 */
function current<S, R, H>(
  model: LineModel<S, R, H>,
  { host }: Surroundings<S>,
  name: string,
  record: R,
  last: Values,
): Values {
  const values: Record<string, Value> = {};
  for (const [one, before] of Object.entries(last)) {
    const known = attributeNamed(model.attributes, one);
    const seen = known?.observed(record);
    if (seen === undefined || (seen === null && known?.role !== "setting")) values[one] = before;
    else values[one] = seen;
  }
  return movedOn(model.attributes, host.log, name, values, last);
}
