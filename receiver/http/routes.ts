import type { IncomingMessage as Request, ServerResponse } from "node:http";
import type { LongPolls } from "../long-polls";
import type { Metrics } from "../metrics";
import type { Settings } from "../options";
import { Secret } from "../secret";
import type { Store } from "../store/store";
import { type Answer, refusal } from "./answer";
import { Callbacks } from "./callbacks";
import { Questions } from "./questions";

/** How long an answer about the store's health stands, milliseconds: whoever asks often costs the disk nothing. */
const HEALTH_STANDS = 1_000;

/** Which request goes where, and who may send it. */
export class Routes {
  readonly #callbacks: Callbacks;
  readonly #questions: Questions;
  readonly #token: Secret;
  #health: { at: number; answer: Promise<Answer> } | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly store: Store,
    private readonly polls: LongPolls,
    private readonly metrics: Metrics,
  ) {
    const secrets = { username: new Secret(settings.username), password: new Secret(settings.password) };
    this.#callbacks = new Callbacks(settings, secrets, store, metrics);
    this.#questions = new Questions(settings, polls, store, metrics);
    this.#token = new Secret(settings.token);
  }

  async answer(request: Request, response: ServerResponse): Promise<Answer> {
    const parsed = addressOf(request.url ?? "/");
    if (parsed === undefined) return refusal(400, "the address cannot be read", { last: true });
    const { path, params } = parsed;
    const [room, ...rest] = path;
    if (room === "callbacks" && rest.length >= 1 && rest.length <= 3) {
      return request.method === "POST" ? this.#callbacks.take(request, rest) : notAllowed("POST");
    }
    if (room === "health" && rest.length === 0) return isRead(request) ? this.#healthy() : notAllowed("GET");
    if (room === "metrics" && rest.length === 0) {
      if (!this.settings.openMetrics && !this.#authorised(request)) return this.#unauthorised();
      return isRead(request) ? this.#measured() : notAllowed("GET");
    }
    const one = room === "requests" && rest.length === 2 && rest[1] === "messages";
    const many = room === "messages" && rest.length === 1 && rest[0] === "query";
    if (!one && !many) return refusal(404, "nothing is here", { last: request.method !== "GET" });
    if (!this.#authorised(request)) return this.#unauthorised();
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    if (one) {
      if (request.method !== "GET") return notAllowed("GET");
      return this.#questions.one(rest[0]!, params, gone.signal);
    }
    return request.method === "POST" ? this.#questions.many(request, gone.signal) : notAllowed("POST");
  }

  #authorised({ headers }: Request): boolean {
    const [, token] = /^bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
    return this.#token.matches(token ?? "");
  }

  #unauthorised(): Answer {
    this.metrics.wrongTokens += 1;
    return refusal(401, "wrong or no token", { last: true, headers: { "www-authenticate": "Bearer" } });
  }

  #healthy(): Promise<Answer> {
    const now = Date.now();
    if (this.#health === undefined || now - this.#health.at > HEALTH_STANDS) {
      const answer = this.store.check().then(
        (): Answer => ({ status: 200, body: { status: "ok" } }),
        () => refusal(503, "the store cannot be written to"),
      );
      this.#health = { at: now, answer };
    }
    return this.#health.answer;
  }

  async #measured(): Promise<Answer> {
    const { messages, bytes } = await this.store.size();
    return {
      status: 200,
      body: this.metrics.text({
        pollsWaiting: this.polls.count,
        callbacksInFlight: this.#callbacks.inFlight,
        storeMessages: messages,
        storeBytes: bytes,
      }),
    };
  }
}

/** Node leaves the body of an answer to HEAD out by itself. */
const isRead = ({ method }: Request) => method === "GET" || method === "HEAD";

const notAllowed = (allow: string) => refusal(405, `only ${allow}`, { last: true, headers: { allow } });

/** The parts of the path, decoded. Undefined where it is no address. */
function addressOf(url: string): { path: string[]; params: URLSearchParams } | undefined {
  const [before = "", after = ""] = url.split("?", 2);
  try {
    const path = before.replace(/^\//, "").replace(/\/$/, "").split("/").map(decodeURIComponent);
    return { path, params: new URLSearchParams(after) };
  } catch {
    return undefined;
  }
}
