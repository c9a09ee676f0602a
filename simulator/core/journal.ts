import { redact } from "./redact";

/** One request that reached the simulated carrier. */
export interface JournalEntry {
  /** 1 for the first request, counting on over {@link Journal.clear}. */
  seq: number;
  /** ISO 8601, UTC, in the simulator's clock. */
  time: string;
  method: string;
  /** Without the base path of the carrier's API. */
  path: string;
  query: Record<string, string>;
  /** Id of the operation in the API reference (D33), or null where no operation matched. */
  operation: string | null;
  /** Name of the operation in the API reference (setLineStatus). */
  operationId: string | null;
  /** Whether the operation is one that changes data, whatever came of this call. */
  writes: boolean;
  /** The user of the token, or null without a valid one. */
  user: string | null;
  /** As parsed, secrets redacted; null without a body. */
  body: unknown;
  /** Of the answer; 0 when the connection was reset before one. */
  status: number;
  /** Whether anything at the carrier is different after this request. */
  effect: boolean;
  /** How many lines the request addressed (a list: how many it answered). */
  lines: number;
  /** Kinds of the faults that were played on this request. */
  faults: string[];
}

export interface JournalFilter {
  /** Id or name of an operation, or several. */
  operation?: string | readonly string[];
  /** Only entries with a greater sequence number. */
  since?: number;
  /** Only operations that change data. */
  writes?: boolean;
}

/** All requests in the order they came; the oldest fall off past the limit. */
export class Journal {
  private entries: JournalEntry[] = [];
  private seq = 0;

  constructor(private readonly limit = 250_000) {}

  /** Opens the entry of a request on arrival; status, effect, user and lines are filled in when it is done. */
  open(
    entry: Pick<
      JournalEntry,
      "time" | "method" | "path" | "query" | "operation" | "operationId" | "writes" | "body"
    >,
  ): JournalEntry {
    this.seq += 1;
    const opened: JournalEntry = {
      ...entry,
      seq: this.seq,
      body: redact(entry.body),
      user: null,
      status: 0,
      effect: false,
      lines: 0,
      faults: [],
    };
    this.entries.push(opened);
    // Dropped in slices: cutting one entry a request off a long list would cost more than the request.
    if (this.entries.length > this.limit * 1.1) this.entries = this.entries.slice(-this.limit);
    return opened;
  }

  /** How many requests are kept. */
  get size(): number {
    return this.entries.length;
  }

  list(filter: JournalFilter = {}): JournalEntry[] {
    const { operation, since, writes } = filter;
    const wanted = operation === undefined ? undefined : new Set<string | null>([operation].flat());
    return this.entries.filter(
      (entry) =>
        (since === undefined || entry.seq > since) &&
        (writes !== true || entry.writes) &&
        (wanted === undefined || wanted.has(entry.operation) || wanted.has(entry.operationId)),
    );
  }

  clear(): void {
    this.entries = [];
  }
}
