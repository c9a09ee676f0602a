import type { IncomingMessage as Request } from "node:http";
import { carriers } from "../carriers/index";
import type { Metrics, Refusal } from "../metrics";
import type { Settings } from "../options";
import type { Secret } from "../secret";
import type { Store } from "../store/store";
import { type Answer, refusal } from "./answer";
import { BodyBudget, jsonOf, readBody } from "./body";

/** What a part of the address may be: an account, a service. */
const PART = /^[\w.:-]{1,64}$/;

/** Takes carriers' messages: `POST /callbacks/<carrier>[/<account>[/<service>]]`. */
export class Callbacks {
  readonly #budget: BodyBudget;
  #inFlight = 0;

  constructor(
    private readonly settings: Pick<Settings, "limits" | "mostBody">,
    private readonly secrets: { readonly username: Secret; readonly password: Secret },
    private readonly store: Store,
    private readonly metrics: Metrics,
  ) {
    this.#budget = new BodyBudget(settings.limits.bodyBytes);
  }

  /** How many are being taken now. */
  get inFlight(): number {
    return this.#inFlight;
  }

  async take(request: Request, path: readonly string[]): Promise<Answer> {
    this.metrics.received += 1;
    if (this.#inFlight >= this.settings.limits.callbacks) return this.#busy("too many callbacks at once");
    this.#inFlight += 1;
    try {
      return await this.#take(request, path);
    } finally {
      this.#inFlight -= 1;
    }
  }

  async #take(request: Request, [name = "", account, service]: readonly string[]): Promise<Answer> {
    const carrier = carriers.get(name);
    if (carrier === undefined || [account, service].some((each) => each !== undefined && !PART.test(each))) {
      return this.#refuse("address", 404, "no carrier's callbacks are taken here");
    }
    const limits = { most: this.settings.mostBody, ms: this.settings.limits.bodyMs };
    const { body, release } = await readBody(request, limits, this.#budget);
    try {
      if (!("bytes" in body)) {
        if (body.reason === "busy") return this.#busy(body.problem);
        return this.#refuse(body.reason, body.status, body.problem);
      }
      const json = jsonOf(body.bytes);
      if (json === undefined) return this.#refuse("garbage", 400, "the body is not JSON");
      const reading = carrier.read(json, {
        ...(account === undefined ? {} : { account }),
        ...(service === undefined ? {} : { service }),
      });
      if (!reading.ok) return this.#refuse("garbage", 400, reading.problem);
      if (!this.#known(reading.credentials)) {
        return this.#refuse("credentials", 401, "wrong user name or password");
      }
      return await this.#store({ message: reading.message, digest: reading.digest, receivedAt: Date.now() });
    } finally {
      release();
    }
  }

  /** Both are compared in any case: the time must not tell which one is wrong. */
  #known({ username, password }: { username: string; password: string }): boolean {
    const right = [this.secrets.username.matches(username), this.secrets.password.matches(password)];
    return right.every(Boolean);
  }

  /** Answers 200 only after the message is on disk: until then the carrier keeps it, and sends it again. */
  async #store(entry: Parameters<Store["add"]>[0]): Promise<Answer> {
    try {
      const outcome = await this.store.add(entry);
      this.metrics[outcome === "stored" ? "stored" : "duplicates"] += 1;
      return { status: 200, body: {} };
    } catch {
      this.metrics.refuse("store");
      return refusal(503, "the message cannot be stored at the moment", { headers: { "retry-after": "60" } });
    }
  }

  #refuse(reason: Refusal, status: number, problem: string): Answer {
    this.metrics.refuse(reason);
    // After a body that was not read to its end nothing further can be understood on this connection.
    return refusal(status, problem, {
      last: status === 404 || status === 408 || status === 413 || status === 415,
    });
  }

  #busy(problem: string): Answer {
    this.metrics.refuse("busy");
    return refusal(503, problem, { last: true, headers: { "retry-after": "5" } });
  }
}
