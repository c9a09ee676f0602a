import type { IncomingMessage as Request } from "node:http";
import type { Refusal } from "../metrics";

/** Memory for bodies that are being read, shared by all of them. */
export class BodyBudget {
  #used = 0;

  constructor(private readonly most: number) {}

  /** Takes bytes where there are any left. */
  take(bytes: number): boolean {
    if (this.#used + bytes > this.most) return false;
    this.#used += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#used -= bytes;
  }
}

/** A body, or why there is none; `status` is the answer for that. */
export type Body =
  | { readonly bytes: Buffer }
  | { readonly status: number; readonly reason: Refusal; readonly problem: string };

const tooLarge = (most: number): Body => ({
  status: 413,
  reason: "size",
  problem: `a body has at most ${most} bytes`,
});

/**
 * Reads a body within limits of size, memory and time. `release` gives its memory back; call it once what was read from
 * the body is no longer held.
 */
export async function readBody(
  request: Request,
  limits: { most: number; ms: number },
  budget: BodyBudget,
): Promise<{ body: Body; release(): void }> {
  let held = 0;
  const release = () => {
    budget.give(held);
    held = 0;
  };
  const refused = (body: Body) => {
    release();
    return { body, release };
  };
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    return refused({ status: 415, reason: "garbage", problem: "a body comes without content encoding" });
  }
  if (Number(request.headers["content-length"] ?? 0) > limits.most) return refused(tooLarge(limits.most));
  return await new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const end = (body: Body) => {
      clearTimeout(timer);
      request.off("data", more).off("end", whole).off("close", broken);
      if (!("bytes" in body)) {
        // What still comes of a refused body is not kept; the connection is closed after the answer.
        request.resume();
        release();
      }
      resolve({ body, release });
    };
    const more = (chunk: Buffer) => {
      if (held + chunk.length > limits.most) return end(tooLarge(limits.most));
      if (!budget.take(chunk.length)) {
        return end({ status: 503, reason: "busy", problem: "too many bodies at once" });
      }
      held += chunk.length;
      chunks.push(chunk);
    };
    const whole = () => end({ bytes: Buffer.concat(chunks, held) });
    const broken = () =>
      end({ status: 400, reason: "broken", problem: "the connection ended within the body" });
    const late = () =>
      end({ status: 408, reason: "timeout", problem: `the body took longer than ${limits.ms} ms` });
    const timer = setTimeout(late, limits.ms);
    request.on("data", more).on("end", whole).on("close", broken);
  });
}

/** The JSON of a body; undefined where it is none. */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
