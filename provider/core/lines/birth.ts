import { type CellularError, NotFound, Unsettled } from "../errors";
import type { Values } from "../value";
import type { LineKey } from "./line-key";
import { keyOf } from "./locate";
import type { LineModel } from "./model";
import { orderProblem, place } from "./orders";
import type { Surroundings } from "./surroundings";

/** Lines that came to be, orders that are still open, and what went wrong. */
export interface Births<R> {
  readonly born: Map<string, R>;
  readonly pending: Record<string, string>;
  readonly faults: CellularError[];
}

/**
 * Brings declared lines into being that the carrier does not have: orders what can be ordered, goes on with orders of an
 * earlier run, and says of each other line why it cannot be.
 */
export async function bear<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  wishes: ReadonlyMap<string, Values>,
  tickets: Readonly<Record<string, string>>,
): Promise<Births<R>> {
  const births: Births<R> = { born: new Map(), pending: {}, faults: [] };
  const orders = [...wishes]
    .filter(([name, values]) => {
      const problem = tickets[name] ? undefined : whyNot(model, account, name, values);
      if (problem) births.faults.push(problem);
      return !problem;
    })
    .map(([name, values]) => ({ name, account, values: identified(model, name, values) }));
  if (orders.length === 0 || !model.orders) return births;
  const count = orders.length === 1 ? "1 line is" : `${orders.length} lines are`;
  around.host.log("info", `${around.subject}: ${count} being ordered`);
  const { clock } = around.host;
  const placed = await place(
    model.carrier.name,
    around.session,
    model.orders,
    orders,
    new Map(Object.entries(tickets)),
    clock,
  );
  for (const { name, key, ticket, error } of placed) {
    // An order that is still open, or whose end could not be seen, is followed by the next run and never placed again.
    if (ticket && (error instanceof Unsettled || error?.retryable)) births.pending[name] = ticket;
    if (error) births.faults.push(error);
    const record = key && (await fresh(model, around.session, account, key, wishes.get(name)!));
    if (record !== undefined) births.born.set(name, record);
    else if (key) {
      // Ordering it again because it is not shown would be a second order: it is followed on.
      if (ticket) births.pending[name] = ticket;
      births.faults.push(
        new NotFound("its order is done, but the carrier does not show the line yet", {
          carrier: model.carrier.name,
          subject: name,
          next: "Run `pulumi up` again; if the line was removed meanwhile, run `pulumi refresh` first.",
        }),
      );
    }
  }
  return births;
}

function whyNot<S, R, H>(
  model: LineModel<S, R, H>,
  account: string,
  name: string,
  values: Values,
): CellularError | undefined {
  const problem =
    keyOf(model, name, {})?.kind === "mdn"
      ? "a new line is declared by its ICCID, because the carrier gives the number"
      : orderProblem(model.orders, identified(model, name, values));
  if (!problem) return undefined;
  // Who only changes lines has no use for the advice how to order one.
  return new NotFound(`no such line in ${account}${model.orders ? `; ${problem}` : ""}`, {
    carrier: model.carrier.name,
    subject: name,
    next: model.whereElse,
  });
}

async function fresh<S, R, H>(
  model: LineModel<S, R, H>,
  session: S,
  account: string,
  key: LineKey,
  values: Values,
): Promise<R | undefined> {
  for (const place of new Set([account, ...(model.elsewhere?.(values) ?? [])])) {
    const record = await model.roster(session, place).fresh(key);
    if (record !== undefined) return record;
  }
  return undefined;
}

/** The values of a line with the identifier under which it is declared. */
function identified<S, R, H>(model: LineModel<S, R, H>, name: string, values: Values): Values {
  const key = keyOf(model, name, {});
  return key ? { [key.kind]: key.key, ...values } : values;
}
