/**
 * Asks the deployment's callback receiver (`cellular receive`) for what carriers have reported about requests. A
 * receiver that is away is no failure of a run: callers then read the carrier itself.
 */
import { z } from "zod";
import { type Clock, systemClock } from "./clock";
import {
  type ConfigReader,
  type ConnectionShape,
  type ResolvedConnection,
  resolveConnection,
} from "./connection";
import { type CellularError, Misconfigured, Rejected, Unauthorized } from "./errors";
import { type Exchange, isHopeless, Wire } from "./http-wire";
import { pieces } from "./pieces";
import { setting } from "./settings";

const message = z.looseObject({
  /** Its number in the receiver: later stored, higher number. */
  seq: z.number().int(),
  /** The carrier, for example `thingspace`. */
  carrier: z.string(),
  account: z.string().optional(),
  /** The carrier's service, where the receiver knows it. */
  service: z.string().optional(),
  requestId: z.string(),
  /** What kind of answer it is, in the carrier's word. */
  kind: z.string().optional(),
  devices: z.array(z.looseObject({ kind: z.string(), id: z.string() })),
  /** The carrier's word for what became of it. */
  status: z.string().optional(),
  fault: z.looseObject({ code: z.string(), text: z.string() }).optional(),
  /** When it came, ISO 8601. */
  receivedAt: z.string(),
  /** The message as the carrier sent it, without the credentials of the registration. */
  payload: z.record(z.string(), z.unknown()),
});

/** What a carrier reported about a request. */
export type ReceivedMessage = z.output<typeof message>;

const answer = z.looseObject({
  store: z.string(),
  messages: z.array(message),
  next: z.number().int(),
  more: z.boolean(),
});
type Answer = z.output<typeof answer>;

/** Most requests of one question, as the receiver has it. */
const MOST_REQUESTS = 1000;
/** Longest single poll: below the minute after which proxies commonly close a silent connection. */
const LONGEST_POLL_SECONDS = 25;
/** Pauses between attempts while the receiver is away, in milliseconds. */
const PAUSE = { first: 250, most: 5_000 };

const SHAPE: ConnectionShape = {
  carrier: "receiver",
  fields: { token: { secret: true, describe: "Bearer token of the callback receiver." } },
  needs: [["token"]],
};

/**
 * The receiver of this deployment, or undefined where none is configured: `CELLULAR_RECEIVER_URL` (or config
 * `cellular:receiverUrl`) and `CELLULAR_RECEIVER_TOKEN` (or `cellular:receiverToken`). Sends nothing.
 *
 * @throws Misconfigured where there is an address but no token, or an address that is neither https nor on loopback.
 */
export function receiverOf(config: ConfigReader, clock: Clock = systemClock): ReceiverClient | undefined {
  if (setting(config, "receiverUrl") === undefined) return undefined;
  return new ReceiverClient(resolveConnection(SHAPE, undefined, config), clock);
}

/** A client of one receiver. It hands out each message once; `forget` makes it start again for a request. */
export class ReceiverClient {
  readonly #wire: Wire;
  readonly #base: string;
  readonly #token: string;
  /** Up to which number each request has been handed out. */
  readonly #positions = new Map<string, number>();
  #store: string | undefined;
  #trouble: Trouble | undefined;

  constructor(
    connection: ResolvedConnection,
    private readonly clock: Clock = systemClock,
  ) {
    const url = new URL(connection.url);
    this.#base = url.pathname.replace(/\/+$/, "");
    this.#token = connection.field("token") ?? "";
    this.#wire = new Wire(url.origin, { connections: 16, timeoutMs: (LONGEST_POLL_SECONDS + 15) * 1000 });
  }

  /** Why the last question got no answer; undefined while the receiver answers. */
  get unavailable(): CellularError | undefined {
    return this.#trouble?.error;
  }

  /**
   * New messages of these requests: at once where there are any, else as soon as one comes, else none after `waitMs`.
   * A receiver that is away or refuses is asked again within that time and then gives none; `unavailable` says why.
   * Rejects only with the signal's reason.
   */
  async messages(
    requestIds: readonly string[],
    { waitMs = 0, signal }: { waitMs?: number; signal?: AbortSignal } = {},
  ): Promise<ReceivedMessage[]> {
    const wanted = [...new Set(requestIds)];
    if (wanted.length === 0) return [];
    let left = waitMs;
    let pause = PAUSE.first;
    for (;;) {
      signal?.throwIfAborted();
      const begun = this.clock.now();
      const pollSeconds = Math.min(LONGEST_POLL_SECONDS, Math.max(0, left) / 1000);
      const found = await this.#ask(wanted, pollSeconds, signal);
      signal?.throwIfAborted();
      if (found.length > 0) return found;
      // A receiver's wait counts as asked for, too: the clock may be one that stands still meanwhile.
      const trouble = this.#trouble;
      const answered = trouble === undefined;
      left -= Math.max(this.clock.now() - begun, answered ? pollSeconds * 1000 : 0);
      if (left <= 0) return [];
      if (answered) continue;
      const rest = trouble.passing ? Math.min(pause, left) : left;
      await this.clock.sleep(rest, signal);
      left -= rest;
      pause = Math.min(pause * 2, PAUSE.most);
      if (!trouble.passing) return [];
    }
  }

  /** Hands out these requests' messages from the first one again, when asked; their positions take no memory any more. */
  forget(requestIds: readonly string[]): void {
    for (const id of requestIds) this.#positions.delete(id);
  }

  /** Closes the connections; a poll under way ends first. */
  close(): Promise<void> {
    return this.#wire.close();
  }

  /** One round over all requests. The first part of them that has something ends the waiting of the others. */
  async #ask(ids: readonly string[], seconds: number, signal?: AbortSignal): Promise<ReceivedMessage[]> {
    if (ids.length <= MOST_REQUESTS) return this.#drain(ids, seconds, signal);
    const enough = new AbortController();
    const until = signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal]);
    const found = await Promise.all(
      pieces(ids, MOST_REQUESTS).map(async (part) => {
        const messages = await this.#drain(part, seconds, until);
        if (messages.length > 0) enough.abort();
        return messages;
      }),
    );
    return found.flat();
  }

  /** Asks until nothing more is there; only the first question waits. */
  async #drain(ids: readonly string[], seconds: number, signal?: AbortSignal): Promise<ReceivedMessage[]> {
    const found: ReceivedMessage[] = [];
    for (let wait = seconds; ; wait = 0) {
      const page = await this.#query(ids, wait, signal);
      if (page === undefined) return found;
      if (this.#store !== page.store) {
        // Another store counts from its own beginning: what we know of the old one would hide its messages.
        const begunBefore = ids.some((id) => this.#positions.has(id));
        this.#store = page.store;
        this.#positions.clear();
        if (begunBefore) continue;
      }
      for (const id of ids) this.#positions.set(id, page.next);
      found.push(...page.messages);
      if (!page.more) return found;
    }
  }

  async #query(
    ids: readonly string[],
    waitSeconds: number,
    signal?: AbortSignal,
  ): Promise<Answer | undefined> {
    const known = ids.filter((id) => this.#positions.has(id));
    const exchange = await this.#wire.exchange(
      {
        method: "POST",
        path: `${this.#base}/messages/query`,
        headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
        body: JSON.stringify({
          requestIds: ids,
          after: Object.fromEntries(known.map((id) => [id, this.#positions.get(id)])),
          waitSeconds,
        }),
      },
      signal,
    );
    if (signal?.aborted && exchange.kind === "failed") return undefined;
    const read = readPage(exchange);
    this.#trouble = read.trouble;
    return read.page;
  }
}

/** Why there was no answer, and whether asking again within one wait may help. */
interface Trouble {
  readonly error: CellularError;
  readonly passing: boolean;
}

const FACTS = { subject: "the callback receiver", operation: "messages/query" };
const MEANWHILE = "Results are read from the carrier meanwhile.";

function readPage(exchange: Exchange): { page?: Answer; trouble?: Trouble } {
  if (exchange.kind === "failed") {
    const { code } = exchange;
    const facts = { ...FACTS, code, next: MEANWHILE };
    if (!isHopeless(code)) return trouble(new Rejected("it does not answer", facts), true);
    return trouble(new Misconfigured("its connection cannot be trusted", facts), false);
  }
  const { status } = exchange;
  if (status === 401 || status === 403) {
    const next = "CELLULAR_RECEIVER_TOKEN must be the same here and where `cellular receive` runs.";
    return trouble(new Unauthorized("it refuses the token", { ...FACTS, status, next }), false);
  }
  if (status === 429 || status >= 500) {
    return trouble(new Rejected("it is busy or stopping", { ...FACTS, status, next: MEANWHILE }), true);
  }
  const parsed = answer.safeParse(status === 200 ? jsonOf(exchange.bytes) : undefined);
  if (parsed.success) return { page: parsed.data };
  const next =
    "CELLULAR_RECEIVER_URL must be the address that `cellular receive` prints, or the proxy's for it.";
  return trouble(new Misconfigured("no callback receiver is there", { ...FACTS, status, next }), false);
}

function trouble(error: CellularError, passing: boolean): { trouble: Trouble } {
  return { trouble: { error, passing } };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
