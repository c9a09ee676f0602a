import { Ambiguous, type CellularError } from "../core/errors";
import { gather } from "../core/gather";
import type { Noted } from "../core/ledger";
import type { ReceivedMessage } from "../core/receiver-client";
import type { Context } from "../core/resource";
import type { CallbackService, OperationId, RequestAccepted } from "./api/index";
import { RequestEnds } from "./request-ends";
import type { ThingspaceSession } from "./session";

/** A request that the carrier took and carries out later: of these lines nobody has seen the end yet. */
export interface OpenRequest {
  readonly operation: OperationId;
  /** The carrier's id of it; missing where its answer was lost. */
  readonly requestId?: string;
  /** When it was sent, ISO 8601. */
  readonly since: string;
  readonly lines: readonly string[];
  /** What was asked for. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The part of a state that tells of them. `__asOf` is when state last told the whole truth: what the ledger knows from
 * before is over.
 */
export interface PendingState {
  pending?: readonly OpenRequest[];
  __asOf?: string;
}

/** What it is, for the reference. */
export const PENDING_DESCRIBED =
  "Requests that the carrier took and whose end nobody has seen: the next run or refresh follows them and sends nothing twice.";

/** One line of a request. */
export interface Unit {
  readonly request: OpenRequest;
  readonly line: string;
}

/** What became of one line: done where there is no error. */
export interface UnitEnd extends Unit {
  readonly error?: CellularError;
  /** The message that told it. */
  readonly message?: ReceivedMessage;
}

/** How a resource's requests are told apart and followed. */
export interface Ways {
  /** What its notes in the ledger begin with; no two resources that name the same lines have the same. */
  readonly scope: string;
  /** The service whose callbacks tell the end. */
  readonly service: CallbackService;
  /** Ids by which a message may name a line. */
  ids(line: string): readonly string[];
  /** What messages and errors call a line. */
  display?(line: string): string;
  /** Reads the carrier; nothing for a line whose end does not show. Absent where the carrier shows nothing. */
  look?(open: readonly Unit[]): Promise<readonly ({ error?: CellularError } | undefined)[]>;
  /** Words other than Success that stand for one. */
  readonly anyWord?: boolean;
  readonly deadlineMs?: number | undefined;
}

/** What came of following. What is left goes into state, and the next run goes on with it. */
export interface Followed {
  readonly ends: readonly UnitEnd[];
  readonly left: readonly OpenRequest[];
  /** Why something is left. */
  readonly faults: readonly CellularError[];
}

/**
 * Requests of one resource, from before they are sent until their end is seen. Each is noted in the deployment's ledger
 * before it leaves, so that a run that is killed while it waits is continued and nothing is sent twice.
 */
export class Requests {
  private readonly ends: RequestEnds;

  constructor(
    private readonly context: Context<ThingspaceSession>,
    private readonly account: string,
    private readonly ways: Ways,
  ) {
    this.ends = new RequestEnds(context, account, ways);
  }

  /** What goes into state at the end of a run. */
  pending(left: readonly OpenRequest[]): PendingState {
    return {
      ...(left.length > 0 ? { pending: left } : {}),
      __asOf: new Date(this.context.host.clock.now()).toISOString(),
    };
  }

  /** Requests of earlier runs whose end state does not know: as state tells them, and as the ledger does. */
  earlier(state: PendingState | undefined, lines: Iterable<string>): OpenRequest[] {
    const lost = new Map<string, { note: Noted; lines: string[] }>();
    for (const line of new Set(lines)) {
      for (const note of this.notes(line, state?.__asOf ?? "")) {
        const known = lost.get(note.id) ?? { note, lines: [] };
        known.lines.push(line);
        lost.set(note.id, known);
      }
    }
    const noted = [...lost.values()].map(({ note: { writer, ticket, since, values }, lines: of }) => ({
      operation: writer as OperationId,
      ...(ticket === undefined ? {} : { requestId: ticket }),
      ...{ since, values, lines: of },
    }));
    return [...(state?.pending ?? []), ...noted].sort((a, b) => a.since.localeCompare(b.since));
  }

  /**
   * Sends one request for these lines.
   *
   * @throws what the client throws; a lost answer only where its end could never be seen.
   */
  async send(
    operation: OperationId,
    lines: readonly string[],
    values: Readonly<Record<string, unknown>>,
    call: () => Promise<RequestAccepted>,
  ): Promise<OpenRequest> {
    const { ledger } = this.context.host;
    const keys = lines.map((line) => this.key(line));
    const note = ledger.intend({ ...this.place(), writer: operation, values, lines: keys });
    const sent = { operation, since: note.since, lines, values };
    try {
      const { requestId } = await call();
      ledger.accepted(note.id, requestId);
      return { ...sent, requestId };
    } catch (error) {
      if (error instanceof Ambiguous && this.ways.look) return sent;
      ledger.over(note.id, keys);
      throw error;
    }
  }

  /** Waits for their ends, to the deadline at most. */
  async follow(open: readonly OpenRequest[]): Promise<Followed> {
    return this.booked(await this.ends.follow(open));
  }

  /** Looks once, without waiting: what a refresh does. Failures can only be told in the log there. */
  async glance(open: readonly OpenRequest[]): Promise<Followed> {
    const followed = this.booked(await this.ends.glance(open));
    for (const { error } of followed.ends) if (error) this.context.host.log("warning", error.message);
    return followed;
  }

  /** Nothing of the past matters any more: the thing is let go of. */
  forget(lines: Iterable<string>): void {
    const notes = new Map<string, string[]>();
    for (const line of lines) {
      for (const { id } of this.notes(line, "")) gather(notes, id, this.key(line));
    }
    for (const [id, keys] of notes) this.context.host.ledger.over(id, keys);
  }

  /** What has failed did not happen: a later run sends it again, and must not wait for it. */
  private booked(followed: Followed): Followed {
    const failed = new Map<OpenRequest, string[]>();
    for (const { request, line, error } of followed.ends) {
      if (error) gather(failed, request, line);
    }
    for (const [{ since, operation }, lines] of failed) {
      const over = new Map<string, string[]>();
      for (const line of lines) {
        const note = this.notes(line, "").find((one) => one.since === since && one.writer === operation);
        if (note) gather(over, note.id, this.key(line));
      }
      for (const [id, keys] of over) this.context.host.ledger.over(id, keys);
    }
    return followed;
  }

  private notes(line: string, after: string): Noted[] {
    const { carrier, account } = this.place();
    return this.context.host.ledger.of(carrier, account, this.key(line), after);
  }

  private place() {
    return { carrier: "thingspace", account: this.account };
  }

  /** Never the line alone: under that name the ledger has what is done to the line itself. */
  private key(line: string): string {
    return `${this.ways.scope} ${line}`;
  }
}
