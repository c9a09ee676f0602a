import type { Clock } from "../clock";
import { Ambiguous, CellularError, Misconfigured, Rejected } from "../errors";
import { type Pace, settle } from "../settle";
import type { Values } from "../value";
import type { LineKey } from "./line-key";

/** A line that shall be ordered. */
export interface Order {
  /** As it was declared: what messages call it until it has a number. */
  readonly name: string;
  readonly account: string;
  readonly values: Values;
}

/** What has become of an order: nothing final yet, the new line's identifier, or why there is none. */
export type OrderState =
  | { readonly state: "pending" }
  | { readonly state: "done"; readonly key: LineKey }
  | { readonly state: "failed"; readonly error: CellularError };

/** How a carrier takes orders for lines. Orders are never idempotent: look first, and never submit twice. */
export interface Orders<S, R> {
  /** Attributes an order must have. */
  readonly needs: readonly string[];
  /** Orders that are already under way or done, by declared name: a run that was killed continues with these. */
  find(session: S, orders: readonly Order[]): Promise<ReadonlyMap<string, string>>;
  /** Places one order; gives the ticket by which it can be followed. */
  submit(session: S, order: Order): Promise<string>;
  look(session: S, ticket: string, order: Order): Promise<OrderState>;
  pace(session: S): Pace;
  /** Phantom: orders belong to a model of these records. */
  readonly record?: R;
}

/** A placed order and how it ended. */
export interface Placed {
  readonly name: string;
  readonly ticket?: string;
  readonly key?: LineKey;
  readonly error?: CellularError;
}

/** What stands in the way of an order, or nothing. */
export function orderProblem<S, R>(orders: Orders<S, R> | undefined, values: Values): string | undefined {
  if (!orders) return "new lines cannot be ordered from this carrier: only lines that exist can be declared";
  const missing = orders.needs.filter((name) => values[name] === undefined || values[name] === null);
  if (missing.length === 0) return undefined;
  return `to order it, ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing`;
}

/**
 * Places orders and waits for them, side by side. Tickets of earlier runs are followed and not submitted again. After an
 * ambiguous submission it looks whether the order arrived, and otherwise leaves the decision to the next run.
 */
export async function place<S, R>(
  carrier: string,
  session: S,
  orders: Orders<S, R>,
  wanted: readonly Order[],
  tickets: ReadonlyMap<string, string>,
  clock: Clock,
): Promise<Placed[]> {
  const unknown = wanted.filter((order) => !tickets.has(order.name));
  const found = unknown.length > 0 ? await orders.find(session, unknown) : new Map<string, string>();
  return Promise.all(
    wanted.map(async (order): Promise<Placed> => {
      let ticket = tickets.get(order.name) ?? found.get(order.name);
      try {
        ticket ??= await submit(session, orders, order);
        const followed = ticket;
        const end = await settle(
          { subject: order.name, ticket, carrier },
          orders.pace(session),
          clock,
          async () => {
            const state = await orders.look(session, followed, order);
            return state.state === "pending" ? undefined : state;
          },
        );
        if (end.state === "failed") return { name: order.name, error: end.error }; // over: the ticket is not kept
        return { name: order.name, ticket, key: end.key };
      } catch (error) {
        return { name: order.name, ...(ticket ? { ticket } : {}), error: meaning(error, order.name) };
      }
    }),
  );
}

async function submit<S, R>(session: S, orders: Orders<S, R>, order: Order): Promise<string> {
  const problem = orderProblem(orders, order.values);
  if (problem) throw new Misconfigured(problem, { subject: order.name });
  try {
    return await orders.submit(session, order);
  } catch (error) {
    if (
      !(error instanceof Ambiguous) &&
      !(error instanceof CellularError && (error.meaning === "Conflict" || error.meaning === "AlreadyExists"))
    )
      throw error;
    const arrived = (await orders.find(session, [order])).get(order.name);
    if (arrived) return arrived;
    throw error;
  }
}

function meaning(error: unknown, subject: string): CellularError {
  if (error instanceof CellularError) return error;
  return new Rejected(error instanceof Error ? error.message : String(error), { subject, cause: error });
}
