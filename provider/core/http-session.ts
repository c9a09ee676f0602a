/** The login of a connection: one for all callers, renewed once when it expires, never repeated after a failure. */
import type { Clock } from "./clock";
import type { ResolvedConnection } from "./connection";
import type { Call, CarrierProfile, LoginContext } from "./http-types";
import { type Redactor, secretMembers } from "./redact";

/** Renewals in a row without one accepted call in between, after which a refusal is taken for what it is. */
const BARREN_RENEWALS = 2;

/** Headers of an authorised call, and which login they come from. */
export interface Authorisation {
  headers: Record<string, string>;
  generation: number;
}

/** Holds what was logged in; tokens live here and nowhere else. */
export class Session {
  #remembered = new Map<string, Promise<unknown>>();
  #generation = 0;
  #barren = 0;
  readonly #login: LoginContext;

  constructor(
    private readonly profile: CarrierProfile,
    private readonly connection: ResolvedConnection,
    private readonly redactor: Redactor,
    clock: Clock,
    send: <T>(call: Call<T>) => Promise<T>,
  ) {
    this.#login = { send, clock, remember: (name, obtain) => this.#remember(name, obtain) };
  }

  /** The headers for one attempt. The signal ends the waiting of this caller, not the login that others share. */
  async authorise(signal?: AbortSignal): Promise<Authorisation> {
    const generation = this.#generation;
    const headers = await orAborted(this.profile.authorize(this.connection, this.#login), signal);
    return { headers, generation };
  }

  /** The carrier took a call: the present login is good. */
  worked(): void {
    this.#barren = 0;
  }

  /**
   * The carrier called the login of this generation expired. True if the call is worth repeating: somebody has renewed
   * the login meanwhile, or it can be renewed now. False where nothing was logged in (fixed credentials), or where new
   * logins are refused just like the old ones.
   */
  expire(generation: number): boolean {
    if (this.#remembered.size === 0) return false;
    if (generation !== this.#generation) return true;
    if (this.#barren >= BARREN_RENEWALS) return false;
    this.#barren += 1;
    this.#generation += 1;
    this.#remembered = new Map();
    return true;
  }

  #remember<T>(name: string, obtain: () => Promise<T>): Promise<T> {
    const known = this.#remembered.get(name);
    if (known !== undefined) return known as Promise<T>;
    const obtained = obtain().then((value) => {
      this.redactor.learn(typeof value === "string" ? [value] : secretMembers(value));
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
