import type { IncomingMessage as Request } from "node:http";
import type { LongPolls } from "../long-polls";
import type { Metrics } from "../metrics";
import type { Settings } from "../options";
import type { Query, Store } from "../store/store";
import { type Answer, refusal } from "./answer";
import { BodyBudget, jsonOf, readBody } from "./body";

/** Most requests of one question. */
const MOST_REQUESTS = 1_000;
/** Most messages of one answer. */
const MOST_MESSAGES = 1_000;
/** Longest wait of one question, seconds. */
const LONGEST_WAIT = 60;
/** Room for a thousand ids with their numbers. */
const MOST_BODY = 1024 ** 2;

/** What a question asks, or what is wrong with it. */
type Asked = { readonly query: Query; readonly waitMs: number } | { readonly problem: string };

/** Answers deployments: `GET /requests/<id>/messages` and `POST /messages/query`. */
export class Questions {
  readonly #budget: BodyBudget;

  constructor(
    private readonly settings: Pick<Settings, "limits">,
    private readonly polls: LongPolls,
    private readonly store: Store,
    private readonly metrics: Metrics,
  ) {
    this.#budget = new BodyBudget(settings.limits.bodyBytes);
  }

  /** Messages of one request, by address. */
  one(requestId: string, params: URLSearchParams, gone: AbortSignal): Promise<Answer> {
    const after = params.get("after") ?? "0";
    const wait = params.get("wait") ?? "0";
    return this.#answer(asked([requestId], numeric(after), numeric(wait)), gone);
  }

  /** Messages of many requests, by body. */
  async many(request: Request, gone: AbortSignal): Promise<Answer> {
    const limits = { most: MOST_BODY, ms: this.settings.limits.bodyMs };
    const { body, release } = await readBody(request, limits, this.#budget);
    release();
    if (!("bytes" in body)) return refusal(body.status, body.problem, { last: true });
    const json = jsonOf(body.bytes);
    if (typeof json !== "object" || json === null) return refusal(400, "the body is a JSON object");
    const { requestIds, after = 0, waitSeconds = 0 } = json as Record<string, unknown>;
    return this.#answer(asked(requestIds, after, waitSeconds), gone);
  }

  async #answer(question: Asked, gone: AbortSignal): Promise<Answer> {
    if ("problem" in question) return refusal(400, question.problem);
    if (this.polls.count >= this.settings.limits.polls) {
      return refusal(503, "too many questions wait at once", { headers: { "retry-after": "1" } });
    }
    this.metrics.polls += 1;
    try {
      const page = await this.polls.ask(question.query, question.waitMs, gone);
      this.metrics.delivered += page.messages.length;
      return { status: 200, body: { store: this.store.id, ...page } };
    } catch {
      return refusal(503, "the store cannot be read at the moment", { headers: { "retry-after": "5" } });
    }
  }
}

function asked(ids: unknown, after: unknown, waitSeconds: unknown): Asked {
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > MOST_REQUESTS) {
    return { problem: `requestIds is a list of 1 to ${MOST_REQUESTS} texts` };
  }
  const texts = ids.filter((id): id is string => typeof id === "string" && id !== "");
  if (texts.length < ids.length) return { problem: "each of requestIds is a text" };
  if (typeof waitSeconds !== "number" || !(waitSeconds >= 0 && waitSeconds <= LONGEST_WAIT)) {
    return { problem: `the wait is a number of seconds from 0 to ${LONGEST_WAIT}` };
  }
  const positions = new Map<string, number>();
  for (const id of texts) {
    const position = typeof after === "object" && after !== null ? (own(after, id) ?? 0) : after;
    if (typeof position !== "number" || !Number.isSafeInteger(position) || position < 0) {
      return { problem: "after is a number from an earlier answer (next), or such numbers by request id" };
    }
    positions.set(id, position);
  }
  return { query: { after: positions, limit: MOST_MESSAGES }, waitMs: waitSeconds * 1000 };
}

const own = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;

const numeric = (text: string): number => (/^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
