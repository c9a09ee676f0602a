/** The login of a connection: one for all callers, renewed once when it expires, never repeated after a failure. */
import type { Clock } from "./clock";
import type { ResolvedConnection } from "./connection";
import type { Call, CarrierProfile, LoginContext } from "./http-types";
import { type Redactor, secretMembers } from "./redact";

/** Renewals in a row without one accepted call in between, after which a refusal is taken for what it is. */
const BARREN_RENEWALS = 2;

/** Headers of an authorised call, and how often each login had been renewed when they were made. */
export interface Authorisation {
  headers: Record<string, string>;
  renewals: Renewals;
}

/** How often each login was called expired, by its name; 0 where a name is missing. */
export type Renewals = ReadonlyMap<string, number>;

/** Holds what was logged in; tokens live here and nowhere else. */
export class Session {
  readonly #remembered = new Map<string, Promise<unknown>>();
  #renewals: Renewals = new Map();
  readonly #barren = new Map<string, number>();
  readonly #login: LoginContext;

  constructor(
    private readonly profile: CarrierProfile,
    private readonly connection: ResolvedConnection,
    private readonly redactor: Redactor,
    clock: Clock,
    private readonly client: { send: <T>(call: Call<T>) => Promise<T>; onLogin?: () => void },
  ) {
    this.#login = {
      send: client.send,
      clock,
      remember: (name, obtain) => this.#remember(name, obtain),
      forget: async (name, value) => {
        const known = this.#remembered.get(name);
        if (known !== undefined && (await this.#held(name)) === value) this.#drop(name, known);
      },
    };
  }

  /** The headers for one attempt. The signal ends the waiting of this caller, not the login that others share. */
  async authorise(signal?: AbortSignal): Promise<Authorisation> {
    const renewals = this.#renewals;
    const headers = await orAborted(this.profile.authorize(this.connection, this.#login), signal);
    return { headers, renewals };
  }

  /** The carrier took a call: the present login is good. */
  worked(): void {
    this.#barren.clear();
  }

  /**
   * The carrier called a login expired, the one of this name or (true) all of them. True if the call is worth repeating:
   * somebody has renewed the login since, or it can be renewed now. False where nothing was logged in (fixed
   * credentials), or where new logins are refused just like the old ones.
   */
  expire(seen: Renewals, which: string | true): boolean {
    const names = which === true ? [...this.#remembered.keys(), ...this.#renewals.keys()] : [which];
    if (names.some((name) => (seen.get(name) ?? 0) !== (this.#renewals.get(name) ?? 0))) return true;
    const held = names.filter((name) => this.#remembered.has(name));
    if (held.length === 0 || held.some((name) => (this.#barren.get(name) ?? 0) >= BARREN_RENEWALS))
      return false;
    for (const name of new Set(held)) {
      this.#barren.set(name, (this.#barren.get(name) ?? 0) + 1);
      this.#drop(name, this.#remembered.get(name));
    }
    return true;
  }

  /** Signs out at the carrier, if it has that and anything is remembered. Never rejects. */
  async end(signal: AbortSignal): Promise<void> {
    if (this.profile.signOut === undefined || this.#remembered.size === 0) return;
    const context = { send: this.client.send, held: <T>(name: string) => this.#held<T>(name), signal };
    await orAborted(this.profile.signOut(context), signal).catch(() => undefined);
    for (const [name, known] of this.#remembered) this.#drop(name, known);
  }

  #held<T>(name: string): Promise<T | undefined> {
    const known = this.#remembered.get(name) ?? Promise.resolve(undefined);
    return (known as Promise<T | undefined>).catch(() => undefined);
  }

  #drop(name: string, known: unknown): void {
    if (this.#remembered.get(name) !== known) return;
    this.#remembered.delete(name);
    // A new map each time: whoever made headers before goes on holding the old one.
    this.#renewals = new Map(this.#renewals).set(name, (this.#renewals.get(name) ?? 0) + 1);
  }

  #remember<T>(name: string, obtain: () => Promise<T>): Promise<T> {
    const known = this.#remembered.get(name);
    if (known !== undefined) return known as Promise<T>;
    const obtained = obtain().then((value) => {
      this.redactor.learn(typeof value === "string" ? [value] : secretMembers(value));
      this.client.onLogin?.();
      return value;
    });
    // Kept even if it fails: carriers lock accounts after a few failed logins, and the next caller asks at once.
    this.#remembered.set(name, obtained);
    obtained.catch(() => undefined);
    return obtained;
  }
}

/** The promise, or a rejection with the signal's reason if that comes first. */
async function orAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return promise;
  promise.catch(() => undefined);
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
