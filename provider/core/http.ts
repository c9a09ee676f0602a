/** The one place that sends: login, rates, repetition, timeouts, and errors without secrets, for every carrier alike. */
import type { FormData } from "undici";
import { systemClock } from "./clock";
import { connectionKeys, type ResolvedConnection, secretsOf } from "./connection";
import { Ambiguous, type CellularError, type ErrorFacts, Misconfigured, Rejected } from "./errors";
import { readAnswer, readGood } from "./http-answer";
import { closeAtEnd, closed } from "./http-end";
import { queryString } from "./http-path";
import { type Renewals, Session } from "./http-session";
import type { Call, CarrierProfile, Http, HttpOptions } from "./http-types";
import { type Exchange, isHopeless, Wire } from "./http-wire";
import { Bucket, Gate, Pause } from "./rate";
import { Redactor, secretMembers } from "./redact";
import { judge, type Outcome, retryAfterSeconds, waitBefore } from "./retry";

export { path } from "./http-path";
export type * from "./http-types";

/** Makes the client of one connection. Share it: rates, login and connections are per client. */
export function createHttp(
  profile: CarrierProfile,
  connection: ResolvedConnection,
  options: HttpOptions = {},
): Http {
  const client = new Client(profile, connection, options);
  clients.set(client, client);
  return client;
}

/** Logs in now, unless it has happened already, for callers that need what the login tells. */
export async function signIn(http: Http): Promise<void> {
  await clients.get(http)?.signIn();
}

const clients = new WeakMap<Http, Client>();

/** One attempt: what became of it, and which login it used. */
interface Attempt {
  exchange: Exchange;
  renewals: Renewals;
  ms: number;
}

class Client implements Http {
  sent = 0;
  readonly #wire: Wire;
  readonly #base: string;
  readonly #gate: Gate;
  readonly #buckets: readonly { bucket: Bucket; applies: (call: Call<unknown>) => boolean }[];
  readonly #pause: Pause;
  readonly #redactor: Redactor;
  readonly #session: Session;
  readonly #clock;
  readonly #random;
  #closing: Promise<void> | undefined;

  constructor(
    private readonly profile: CarrierProfile,
    private readonly connection: ResolvedConnection,
    private readonly options: HttpOptions,
  ) {
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    const url = new URL(connection.url);
    this.#base = url.pathname.replace(/\/+$/, "");
    this.#wire = new Wire(url.origin, profile);
    this.#gate = new Gate(profile.connections);
    this.#buckets = profile.rates.map(({ perSecond, burst, applies = () => true }) => ({
      bucket: new Bucket(perSecond, burst, this.#clock),
      applies,
    }));
    this.#pause = new Pause(this.#clock);
    this.#redactor = new Redactor(secretsOf(connection));
    this.#session = new Session(profile, connection, this.#redactor, this.#clock, {
      send: (call) => this.#repeat(call, false),
      ...(profile.signOut === undefined ? {} : { onLogin: () => closeAtEnd(this) }),
    });
  }

  send<T>(call: Call<T>): Promise<T> {
    if (call.signal === undefined) return this.#repeat(call, true);
    // Thousands of calls share one signal: each listens on a signal of its own, since listeners on one signal are a list
    // that every removal walks, and Node warns of a leak from the eleventh on.
    return this.#repeat({ ...call, signal: AbortSignal.any([call.signal]) }, true);
  }

  async signIn(): Promise<void> {
    await this.#session.authorise();
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    closed(this);
    // The clock of the machine, not the injected one: whoever closes must not wait for a carrier that hangs.
    await this.#session.end(AbortSignal.timeout(SIGN_OUT_MS));
    await this.#wire.close();
  }

  async #repeat<T>(call: Call<T>, authorised: boolean): Promise<T> {
    let spent = 0;
    const renewed = new Set<string | true>();
    for (let attempt = 1, repeats = 0; ; attempt++) {
      const { exchange, renewals, ms } = await this.#attempt(call, authorised, attempt);
      spent += ms;
      this.#stopIfAborted(call, exchange);
      if (authorised && exchange.kind === "answered") {
        const expired = this.#expired(exchange);
        if (expired === false) this.#session.worked();
        else if (!renewed.has(expired) && this.#session.expire(renewals, expired)) {
          renewed.add(expired);
          continue;
        }
      }
      if (exchange.kind === "answered" && exchange.status >= 200 && exchange.status < 300) {
        return this.#read(call, exchange);
      }
      const outcome = this.#outcome(exchange);
      const verdict = judge(outcome, call.repeatable);
      const wait = waitBefore(
        attempt,
        outcome.kind === "answered" ? outcome.retryAfterMs : undefined,
        this.#random(),
      );
      const affordable = repeats < this.profile.retries && spent + wait <= this.profile.budgetMs;
      if (verdict !== "again" || !affordable) throw this.#failure(call, exchange, verdict, attempt);
      if (outcome.kind === "answered" && outcome.retryAfterMs !== undefined) this.#pause.begin(wait);
      await this.#clock.sleep(wait, call.signal);
      spent += wait;
      repeats += 1;
    }
  }

  /** Login calls skip the gate: whoever waits for the login holds a place in it, and there may be only one. */
  #attempt(call: Call<unknown>, authorised: boolean, attempt: number): Promise<Attempt> {
    const task = async (): Promise<Attempt> => {
      const { headers, renewals } = authorised
        ? await this.#session.authorise(call.signal)
        : { headers: {}, renewals: new Map() };
      await this.#pause.pass(call.signal);
      for (const { bucket, applies } of this.#buckets) if (applies(call)) await bucket.take(call.signal);
      call.signal?.throwIfAborted();
      this.sent += 1;
      const begun = this.#clock.now();
      const exchange = await this.#wire.exchange(
        {
          method: call.method,
          path: this.#base + call.path + queryString(call.query),
          headers: { ...plainHeaders(call), ...headers, ...call.headers },
          ...bodyOf(call),
        },
        call.signal,
      );
      const ms = this.#clock.now() - begun;
      this.#log(call, exchange, ms, attempt);
      return { exchange, renewals, ms };
    };
    return authorised ? this.#gate.run(task, call.signal) : task();
  }

  #outcome(exchange: Exchange): Outcome {
    if (exchange.kind === "failed") {
      return exchange.sent ? { kind: "unanswered" } : { kind: "unsent", hopeless: isHopeless(exchange.code) };
    }
    const seconds = retryAfterSeconds(exchange.headers, this.#clock.now());
    return {
      kind: "answered",
      status: exchange.status,
      ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1000 }),
    };
  }

  #expired(exchange: Exchange & { kind: "answered" }): boolean | string {
    if (exchange.status >= 200 && exchange.status < 300) return false;
    return this.profile.expired(
      readAnswer(exchange.status, exchange.headers, exchange.bytes, (text) => text),
    );
  }

  #read<T>(call: Call<T>, exchange: Exchange & { kind: "answered" }): T {
    const reading = readGood(call, exchange.headers, exchange.bytes);
    if (reading.ok) return (call.complete?.(reading.value, exchange) as T | undefined) ?? reading.value;
    const facts = { ...this.#facts(call), status: exchange.status };
    if (call.repeatable) throw this.#clean(call, new Rejected(reading.problem, facts));
    // The carrier said yes and we cannot read to what: the thing is done, and doing it again would do it twice.
    throw this.#clean(
      call,
      new Ambiguous(`the carrier accepted the call, but ${reading.problem}`, { ...facts, next: LOOK_FIRST }),
    );
  }

  /** The caller gave up while the call was under way. Only a call that must not be made twice leaves a doubt behind. */
  #stopIfAborted(call: Call<unknown>, exchange: Exchange): void {
    if (!call.signal?.aborted || exchange.kind === "answered") return;
    if (call.repeatable || !exchange.sent) throw call.signal.reason;
    throw this.#failure(call, exchange, "ambiguous", 1);
  }

  #failure(call: Call<unknown>, exchange: Exchange, verdict: string, attempt: number): CellularError {
    const facts = this.#facts(call);
    const tries = attempt > 1 ? ` after ${attempt} attempts` : "";
    if (exchange.kind === "answered") {
      const secrets = secretMembers(call.body);
      const { status, headers, bytes } = exchange;
      const answer = readAnswer(status, headers, bytes, (text) => this.#redactor.text(text, secrets));
      const error = this.profile.toError(answer, call, this.connection);
      if (verdict !== "ambiguous") return this.#clean(call, error);
      const problem = `the carrier failed while working on it, so it may or may not be done: ${error.problem}`;
      return this.#clean(call, new Ambiguous(problem, { ...facts, ...error.facts, next: LOOK_FIRST }));
    }
    if (exchange.sent) {
      const problem = call.method === "GET" ? "no answer" : "no answer, so it may or may not be done";
      const code = exchange.code;
      return this.#clean(call, new Ambiguous(`${problem}${tries}`, { ...facts, code, next: LOOK_FIRST }));
    }
    const { variable, key } = connectionKeys(this.connection.name, "url");
    const next = `Check the network and the address (${variable} or config ${key}).`;
    const Meaning = isHopeless(exchange.code) || exchange.code === "ENOTFOUND" ? Misconfigured : Rejected;
    const problem = `${this.connection.url} cannot be reached${tries}, nothing was sent`;
    return this.#clean(call, new Meaning(problem, { ...facts, code: exchange.code, next }));
  }

  #facts(call: Call<unknown>): ErrorFacts {
    const { operation, subject } = call;
    return { carrier: this.profile.carrier, operation, ...(subject === undefined ? {} : { subject }) };
  }

  #clean<E extends CellularError>(call: Call<unknown>, error: E): E {
    return this.#redactor.error(error, secretMembers(call.body));
  }

  #log(call: Call<unknown>, exchange: Exchange, ms: number, attempt: number): void {
    const result = exchange.kind === "answered" ? exchange.status : exchange.code;
    const line = `${this.profile.carrier} ${call.operation} ${result} ${Math.round(ms)} ms, attempt ${attempt}`;
    this.options.log?.(this.#redactor.text(line));
  }
}

/** Time for signing out, in milliseconds: an engine that ends a provider waits five seconds and then kills it. */
const SIGN_OUT_MS = 2_000;

const LOOK_FIRST = "Read the present state at the carrier before doing it again.";

function plainHeaders(call: Call<unknown>): Record<string, string> {
  const json = typeof call.answer !== "string";
  return {
    accept: json ? "application/json" : "*/*",
    "user-agent": "pulumi-cellular",
    ...(call.body === undefined ? {} : { "content-type": "application/json" }),
    ...(call.fields === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
  };
}

function bodyOf(call: Call<unknown>): { body?: string | FormData } {
  if (call.form !== undefined) return { body: call.form };
  if (call.fields !== undefined) return { body: new URLSearchParams(call.fields).toString() };
  return call.body === undefined ? {} : { body: JSON.stringify(call.body) };
}
