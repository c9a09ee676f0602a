import { Ambiguous, CellularError, Rejected } from "../errors";
import type { Values } from "../value";
import { coalescerOf } from "./coalescer";
import type { LineModel, LineOutcome } from "./model";
import type { Step } from "./plan";
import type { Counter } from "./progress";
import type { Surroundings } from "./surroundings";

/** What came of sending a change of one line: done, refused, or taken by the carrier to be done later. */
export interface Sending {
  readonly error?: CellularError;
  /** Set where it is not over: with the carrier's ticket, or without one where the answer was lost. */
  readonly later?: { readonly since: string; readonly ticket?: string; readonly underWay?: boolean };
}

interface Item<H> {
  readonly name: string;
  readonly handle: H;
  readonly before: Values;
}

type Answered = LineOutcome & { readonly since?: string };

/**
 * Sends one step in as few calls as its writer allows, together with what other resources bring at the same moment.
 * Where the carrier works later, each call is noted in the ledger before it leaves.
 */
export async function send<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  step: Step<S, H>,
  counter: Counter,
): Promise<Sending[]> {
  const { session } = around;
  const { writer, values, changes } = step;
  const items = changes.map(({ name, handle, before }) => ({ name, handle, before }));
  // A call that is noted is noted under one account, by which each of its lines must be found again.
  const noteAccount = model.following ? [account] : [];
  const key = JSON.stringify([writer.name, step.scope, values, ...noteAccount]);
  const results = await coalescerOf<Item<H>, Answered>(session).submit(
    key,
    writer.limit,
    items,
    async (batch) => {
      const call = () =>
        writer.send(session, {
          lines: batch.map(({ handle }) => handle),
          values,
          before: batch.map(({ before }) => before),
        });
      const outcomes = model.following
        ? await noted(model, around, account, step, batch, call)
        : await call();
      counter.add(batch.length);
      return outcomes;
    },
  );
  return results.map((result, index) => sending(result, changes[index]!.name));
}

/** A call whose work is done later: the ledger knows of it from before it leaves until it is over. */
async function noted<S extends object, R, H>(
  model: LineModel<S, R, H>,
  { host }: Surroundings<S>,
  account: string,
  { writer, values }: Step<S, H>,
  batch: readonly Item<H>[],
  call: () => Promise<readonly LineOutcome[]>,
): Promise<Answered[]> {
  const lines = batch.map(({ name }) => name);
  const note = host.ledger.intend({
    carrier: model.carrier.name,
    account,
    writer: writer.name,
    values,
    lines,
  });
  const { since } = note;
  let outcomes: readonly LineOutcome[];
  try {
    outcomes = await call();
  } catch (error) {
    if (!(error instanceof Ambiguous)) {
      host.ledger.over(note.id, lines);
      throw error;
    }
    return batch.map(() => ({ error, since }));
  }
  for (const ticket of new Set(outcomes.map((outcome) => outcome.ticket))) {
    if (ticket !== undefined) host.ledger.accepted(note.id, ticket);
  }
  host.ledger.over(
    note.id,
    lines.filter((_, index) => outcomes[index]!.ticket === undefined),
  );
  return outcomes.map((outcome) => ({ ...outcome, since }));
}

function sending(result: Answered | Error, name: string): Sending {
  const { error, ticket, since, underWay } =
    result instanceof Error ? { error: result } : (result as Answered);
  if (since !== undefined && underWay) return { later: { since, underWay } };
  if (since !== undefined && ticket !== undefined) return { later: { since, ticket } };
  if (since !== undefined && error instanceof Ambiguous) return { later: { since } };
  if (error === undefined) return {};
  return {
    error:
      error instanceof CellularError ? error : new Rejected(error.message, { subject: name, cause: error }),
  };
}
