import { Ambiguous, CellularError, Rejected } from "../errors";
import { type Pace, settleAll, stillOpen } from "../settle";
import { coalescerOf } from "./coalescer";
import type { LineModel, Work, WorkEnd } from "./model";
import type { OpenChange } from "./open";
import type { Progress } from "./progress";
import type { Surroundings } from "./surroundings";

/** What became of a piece of work: done where there is neither an error nor anything open. */
export interface Followed extends WorkEnd {
  readonly open?: OpenChange;
}

type Seen = WorkEnd | { readonly blind: CellularError };

/**
 * Waits for work that the carrier does later. What has no end at the deadline stays open, so that the next run goes on
 * with it; what fails brings the carrier's reason.
 */
export async function follow<S extends object, R, H>(
  model: LineModel<S, R, H>,
  around: Surroundings<S>,
  account: string,
  work: readonly Work<H>[],
  progress: Progress,
): Promise<Followed[]> {
  const { following } = model;
  if (work.length === 0) return [];
  if (!following) throw new TypeError(`${model.carrier.name} gave a ticket that nobody can follow`);
  const { session, host, deadlineMs } = around;
  const pace: Pace = { ...following.pace(session), ...(deadlineMs === undefined ? {} : { deadlineMs }) };
  const counter = progress.task("done at the carrier", work.length);
  const unread = new Map<Work<H>, CellularError>();
  const looks = coalescerOf<Work<H>, WorkEnd | undefined>(session);
  const ends = await settleAll<Work<H>, Seen>(work, pace, host.clock, async (open) => {
    const seen = await looks.submit(`look ${account}`, Number.POSITIVE_INFINITY, open, (all) =>
      following.look(session, account, all),
    );
    const news = seen.map((end, index) => unlessBlind(end, open[index]!, unread));
    counter.add(news.filter((end) => end !== undefined).length);
    return news;
  });
  return work.map((one, index) => {
    const end = outcome(one, ends[index] ?? unseen(one, unread), pace, model.carrier.name);
    // It is over, and must not be taken up again by a run that finds no state of this one.
    if (end.error && !end.open) host.ledger.dismiss(model.carrier.name, account, one.name, one.since);
    return end;
  });
}

/** A look that fails for a moment is no news; one that will go on failing ends the waiting, and the work stays open. */
function unlessBlind<H>(
  seen: WorkEnd | undefined | Error,
  work: Work<H>,
  unread: Map<Work<H>, CellularError>,
): Seen | undefined {
  unread.delete(work);
  if (!(seen instanceof Error)) return seen;
  const error = seen instanceof CellularError ? seen : new Rejected(String(seen), { cause: seen });
  if (!error.retryable && !(error instanceof Ambiguous)) return { blind: error };
  unread.set(work, error);
  return undefined;
}

/** Where the last look failed nobody can say that something does not show: what has no ticket must not be sent again. */
function unseen<H>(work: Work<H>, unread: ReadonlyMap<Work<H>, CellularError>): Seen | undefined {
  const error = unread.get(work);
  return error && work.ticket === undefined && !work.underWay ? { blind: error } : undefined;
}

function outcome<H>(work: Work<H>, end: Seen | undefined, pace: Pace, carrier: string): Followed {
  const { name, ticket, writer, values, since, underWay } = work;
  if (end === undefined && underWay) return { error: stillOpen({ subject: name, carrier }, pace, "sent") };
  const open = { writer, values, since, ...(ticket === undefined ? {} : { ticket }) };
  if (end === undefined && ticket !== undefined) {
    return { error: stillOpen({ subject: name, ticket, carrier }, pace, "sent"), open };
  }
  if (end === undefined) {
    const error = new Ambiguous(`nobody knows whether the change of ${since} arrived, and it does not show`, {
      carrier,
      operation: writer,
      subject: name,
      next: "Run `pulumi refresh` to see what the line has now; `pulumi up` sends the change again.",
    });
    return { error };
  }
  if ("blind" in end) return { error: end.blind, open };
  return end;
}
