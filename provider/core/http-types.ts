/** The words of the HTTP layer: a call, an answer, and what a carrier's room says about its carrier. */
import type { FormData } from "undici";
import type { ZodType } from "zod";
import type { Clock } from "./clock";
import type { ResolvedConnection } from "./connection";
import type { CellularError } from "./errors";

export type Method = "GET" | "POST" | "PUT" | "DELETE" | "PATCH";

/** One call of a carrier's API. */
export interface Call<T> {
  /** The carrier's operation id, for example `setLineStatus`. Used in errors and in the log. */
  operation: string;
  method: Method;
  /** Path below the base address, each part percent-encoded already: use the `path` tag or `fillPath`. */
  path: string;
  /** Query parameters; undefined ones are left out. */
  query?: Record<string, string | number | boolean | undefined>;
  /** JSON body. */
  body?: unknown;
  /** Multipart body (undici's FormData) instead of JSON. */
  form?: FormData;
  /** Fields of a form (application/x-www-form-urlencoded) instead of JSON. */
  fields?: Readonly<Record<string, string>>;
  /** Headers of this call alone. They may hold secrets: no log and no error shows them. */
  headers?: Readonly<Record<string, string>>;
  /**
   * May the call be sent again when nobody knows whether it took effect? Reads and setters: yes. Activations, actions
   * and removals: no; after such a failure they throw Ambiguous.
   */
  repeatable: boolean;
  /**
   * How to read a good answer: a zod schema for JSON (an empty body is given to it as undefined), or raw. An answer
   * that fails its schema is Rejected, naming operation and field; Ambiguous if the call is not repeatable.
   */
  answer: ZodType<T> | "text" | "bytes" | "none";
  /** Adds to what was read what status and headers of a good answer tell, for example where the next page is. */
  complete?(value: unknown, frame: AnswerFrame): unknown;
  /** What the call is about, for errors: an MDN, "100 lines", the name of a label. */
  subject?: string;
  /** Ends waiting and retrying; the call then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A good answer without its body. */
export interface AnswerFrame {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** Calls a second that a carrier takes. */
export interface Rate {
  perSecond: number;
  /** Calls that may be sent at once after a pause. */
  burst: number;
  /** Counts only the calls for which this is true; without it, all of them. */
  applies?: (call: Call<unknown>) => boolean;
}

/** What a carrier's room tells the shared HTTP layer. */
export interface CarrierProfile {
  carrier: string;
  /** At most so many calls at once. */
  connections: number;
  /** Token buckets; a call waits for each one that applies to it. */
  rates: readonly Rate[];
  /** Time for the headers of one answer, and for each further piece of its body, in milliseconds. */
  timeoutMs: number;
  /** Time for a call with all its repetitions, in milliseconds; waiting for a free connection does not count. */
  budgetMs: number;
  /** Repetitions after the first attempt. */
  retries: number;
  /** Extra headers of an authorised call. Called before each attempt; `login.remember` shares one login between all. */
  authorize(connection: ResolvedConnection, login: LoginContext): Promise<Record<string, string>>;
  /**
   * Does this answer mean "your token has expired"? Then the login is renewed once and the call repeated once. A carrier
   * with several logins gives the name (as `remember` knows it) of the one that has expired; true means all of them.
   */
  expired(answer: Answer): boolean | string;
  /** Maps a refusal to the tree of meanings. */
  toError(answer: Answer, call: Call<unknown>, connection: ResolvedConnection): CellularError;
  /**
   * Ends the login at the carrier, for carriers where it can be ended. Called once, when the client closes or its process
   * ends, and only if somebody was logged in. There is a second or two for it, and a failure harms nobody.
   */
  signOut?(login: SignOutContext): Promise<void>;
}

/** An answer as it came. `body` is the parsed JSON where it is JSON, else the text. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: unknown;
  text: string;
}

/** What `authorize` may use. */
export interface LoginContext {
  /** Sends a call without authorisation, for example the token call. */
  send<T>(call: Call<T>): Promise<T>;
  /**
   * The value remembered under a name, obtained once for all callers and kept until the carrier calls it expired. A
   * failure is kept too and thrown to everybody: a login that failed is never tried again. From then on logs and errors
   * hide the value where it is a string, else its members with the name of a secret (token, password, …).
   */
  remember<T>(name: string, obtain: () => Promise<T>): Promise<T>;
  /** Forgets the value under a name if it is still this one: for a login that needs another one, which has expired. */
  forget(name: string, value: unknown): Promise<void>;
  clock: Clock;
}

/** What `signOut` may use. */
export interface SignOutContext {
  /** Sends a call without authorisation. */
  send<T>(call: Call<T>): Promise<T>;
  /** What is remembered under a name; undefined where nothing is, or where obtaining it failed. */
  held<T>(name: string): Promise<T | undefined>;
  /** Aborts when the time for it is over. */
  signal: AbortSignal;
}

/** A client of one connection. */
export interface Http {
  /**
   * Sends a call and reads its answer.
   * @throws a CellularError; the signal's reason where the signal ended it and nothing is in doubt.
   */
  send<T>(call: Call<T>): Promise<T>;
  /** Calls sent so far, each attempt counted, logins too. */
  readonly sent: number;
  /** Signs out where the carrier has that, and closes the connections; calls under way end first. */
  close(): Promise<void>;
}

/** Settings of a client that tests and the engine's log use. */
export interface HttpOptions {
  clock?: Clock;
  /** Between 0 and 1, for the jitter. */
  random?: () => number;
  /** One line per call sent: operation, status, milliseconds, attempt. No bodies, no secrets. */
  log?: (message: string) => void;
}
