import { Ambiguous, CellularError } from "../core/errors";
import { gather } from "../core/gather";
import type { ReceivedMessage } from "../core/receiver-client";
import type { Context } from "../core/resource";
import { type Pace, settleAll, stillOpen } from "../core/settle";
import { counted } from "../core/words";
import { faultError } from "./errors";
import { isTold, messagesAbout, verdictOf } from "./messages";
import { FAILED_AFTER_MS } from "./pace";
import type { Followed, OpenRequest, Unit, Ways } from "./requests";
import type { ThingspaceSession } from "./session";

type News = { error?: CellularError; message?: ReceivedMessage };
type Seen = News | { readonly blind: CellularError };

/**
 * Sees the ends of requests: told by callbacks where somebody listens, else seen by reading the carrier. Where nobody
 * listens and nothing can be read, that the carrier took it is the end.
 */
export class RequestEnds {
  private readAt: number | undefined;
  /** Why the last reading told nothing; undefined once one has. */
  private unread: CellularError | undefined;

  constructor(
    private readonly context: Context<ThingspaceSession>,
    private readonly account: string,
    private readonly ways: Ways,
  ) {}

  /** Waits for their ends, to the deadline at most. */
  async follow(open: readonly OpenRequest[]): Promise<Followed> {
    if (open.length === 0) return { ends: [], left: [], faults: [] };
    const { session, host } = this.context;
    const { deadlineMs } = this.ways;
    const pace: Pace = { ...session.pace, ...(deadlineMs === undefined ? {} : { deadlineMs }) };
    const units = unitsOf(open);
    const done = await this.untold(units);
    if (done) return done;
    const seen = await settleAll<Unit, Seen>(units, pace, host.clock, (some) => this.look(some, false));
    return this.followed(units, seen, (request) => this.unsettled(request, pace));
  }

  /** Looks once, without waiting: what a refresh does. */
  async glance(open: readonly OpenRequest[]): Promise<Followed> {
    if (open.length === 0) return { ends: [], left: [], faults: [] };
    const units = unitsOf(open);
    const done = await this.untold(units);
    if (done) return done;
    return this.followed(units, await this.look(units, true), () => undefined);
  }

  /** Everything is over at once where no end can be seen. */
  private async untold(units: readonly Unit[]): Promise<Followed | undefined> {
    if (this.ways.look) return undefined;
    try {
      if (await isTold(this.context.session, this.account, this.ways.service)) return undefined;
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      return { ends: [], left: requestsOf(units), faults: [error] };
    }
    // One whose answer was lost may never have arrived: it is no end, and is sent again.
    return { ends: units.filter(({ request }) => request.requestId !== undefined), left: [], faults: [] };
  }

  private async look(units: readonly Unit[], always: boolean): Promise<(Seen | undefined)[]> {
    const seen: (Seen | undefined)[] = await this.told(units, always ? 0 : this.context.session.pollMs);
    const open = [...units.keys()].filter((index) => seen[index] === undefined);
    const due = always || (open.length > 0 && this.isDue());
    // No callback can tell of a request whose answer was lost: what the carrier shows is all there is to see.
    const mute = open.filter((index) => due || units[index]!.request.requestId === undefined);
    if (this.ways.look && mute.length > 0) {
      this.unread = undefined;
      const shown = await this.ways.look(mute.map((index) => units[index]!)).catch(this.unlessPassing);
      for (const [i, index] of mute.entries()) seen[index] = Array.isArray(shown) ? shown[i] : shown;
    }
    for (const index of open) seen[index] ??= this.overdue(units[index]!);
    return seen;
  }

  private async told(units: readonly Unit[], waitMs: number): Promise<(News | undefined)[]> {
    const ids = units.flatMap(({ request: { requestId } }) => (requestId === undefined ? [] : [requestId]));
    const about = new Map<string, ReceivedMessage[]>();
    for (const message of await messagesAbout(this.context.session, ids, waitMs)) {
      const keys = message.devices.map(({ id }) => `${message.requestId} ${id}`);
      // A message that names no device is about all of them.
      for (const key of keys.length > 0 ? keys : [message.requestId]) gather(about, key, message);
    }
    return units.map((unit) => {
      const { requestId } = unit.request;
      const keys = [...this.ways.ids(unit.line).map((id) => `${requestId} ${id}`), requestId ?? ""];
      const messages = keys.flatMap((key) => about.get(key) ?? []);
      return messages.map((message) => this.newsOf(unit, message)).find((news) => news !== undefined);
    });
  }

  private newsOf(unit: Unit, message: ReceivedMessage): News | undefined {
    const verdict = verdictOf(message);
    if (verdict === "failed") {
      const { fault } = message;
      return { error: this.failure(unit, { faultcode: fault?.code, faultstring: fault?.text }), message };
    }
    return this.ways.anyWord || verdict === "done" ? { message } : undefined;
  }

  /** With callbacks the carrier is read only to catch those that were lost. */
  private isDue(): boolean {
    const { session, host } = this.context;
    if (!session.receiver) return true;
    this.readAt ??= host.clock.now();
    if (host.clock.now() - this.readAt < session.readBackMs) return false;
    this.readAt = host.clock.now();
    return true;
  }

  private overdue(unit: Unit): News | undefined {
    if (this.context.host.clock.now() - Date.parse(unit.request.since) < FAILED_AFTER_MS) return undefined;
    return {
      error: this.failure(unit, { faultstring: "nothing of it has shown within a day, so it has failed" }),
    };
  }

  private failure(
    { request, line }: Unit,
    fault: { faultcode?: string | undefined; faultstring?: string | undefined },
  ): CellularError {
    const { operation, requestId } = request;
    const subject = this.ways.display?.(line) ?? line;
    return faultError({ ...fault, subject, operation, ...(requestId === undefined ? {} : { requestId }) });
  }

  /** A look that fails for a moment is no news; one that will go on failing ends the waiting. */
  private unlessPassing = (error: unknown): { blind: CellularError } | undefined => {
    if (!(error instanceof CellularError)) throw error;
    if (!error.retryable && !(error instanceof Ambiguous)) return { blind: error };
    this.unread = error;
    return undefined;
  };

  private followed(
    units: readonly Unit[],
    seen: readonly (Seen | undefined)[],
    unsettled: (request: OpenRequest) => CellularError | undefined,
  ): Followed {
    const ends = units.flatMap((unit, index) => {
      const end = seen[index];
      return end === undefined || "blind" in end ? [] : [{ ...unit, ...end }];
    });
    const blind = seen.flatMap((end) => (end !== undefined && "blind" in end ? [end.blind] : []));
    const open = requestsOf(units.filter((_, index) => seen[index] === undefined || "blind" in seen[index]));
    const faults = blind.length > 0 ? [blind[0]!] : open.flatMap((request) => unsettled(request) ?? []);
    // Of a lost answer that shows no effect by the deadline, as far as one could look, nothing is left to wait for.
    const left =
      blind.length > 0 || this.unread ? open : open.filter(({ requestId }) => requestId !== undefined);
    return { ends, left, faults };
  }

  private unsettled({ requestId, since, operation, lines }: OpenRequest, pace: Pace): CellularError {
    const subject =
      lines.length > 1 ? `${this.context.subject}, ${counted(lines.length, "line")}` : this.context.subject;
    if (requestId !== undefined) {
      return stillOpen({ subject, ticket: requestId, carrier: "thingspace" }, pace, "sent");
    }
    if (this.unread) return this.unread;
    return new Ambiguous(`nobody knows whether the request of ${since} arrived, and it does not show`, {
      carrier: "thingspace",
      operation,
      subject,
      next: "Run `pulumi refresh` to see what is there now; `pulumi up` sends it again.",
    });
  }
}

const unitsOf = (open: readonly OpenRequest[]): Unit[] =>
  open.flatMap((request) => request.lines.map((line) => ({ request, line })));

function requestsOf(units: readonly Unit[]): OpenRequest[] {
  const lines = new Map<OpenRequest, string[]>();
  for (const { request, line } of units) gather(lines, request, line);
  return [...lines].map(([request, of]) => ({ ...request, lines: of }));
}
