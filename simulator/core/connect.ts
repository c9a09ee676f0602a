import type { JournalFilter } from "./journal";
import type { Simulator } from "./simulator";
import { SteeringError } from "./steering-error";

/**
 * The handles of a simulator that runs in another process, at `url` (what its own `url` says).
 * `close` only lets go of it. Throws {@link SteeringError} where the other side refuses.
 */
export async function connectSimulator<Line = Record<string, unknown>, State = Record<string, unknown>>(
  url: string,
): Promise<Simulator<Line, State>> {
  const base = `${url.replace(/\/+$/, "")}/_simulator`;

  async function call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const response = await fetch(base + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    if (response.status === 404) return undefined as Result;
    if (!response.ok) throw new SteeringError(`${method} ${path}: ${response.status} ${text}`);
    return (text === "" ? null : JSON.parse(text)) as Result;
  }
  const line = (id: string) => `/lines/${encodeURIComponent(id)}`;

  const about = await call<{ carrier: string; env: Record<string, string> } | undefined>("GET", "/env");
  if (about === undefined) throw new SteeringError(`There is no simulator at ${url}`);
  return {
    carrier: about.carrier,
    url: url.replace(/\/+$/, ""),
    port: Number(new URL(url).port),
    env: about.env,
    health: () => call("GET", "/health"),
    journal: (filter) => call("GET", `/journal${queryOf(filter)}`),
    clearJournal: () => call("DELETE", "/journal"),
    lines: () => call("GET", "/lines"),
    line: (id) => call("GET", line(id)),
    editLine: async (id, patch) => {
      const edited = await call<Line | undefined>("PATCH", line(id), patch);
      if (edited === undefined) throw new SteeringError(`The simulator has no line ${id}`);
      return edited;
    },
    addLine: (fields) => call("POST", "/lines", fields),
    removeLine: async (id) => (await call("DELETE", line(id))) !== undefined,
    state: () => call("GET", "/state"),
    faults: {
      add: async (fault) => (await call<{ id: string }>("POST", "/faults", fault)).id,
      list: () => call("GET", "/faults"),
      remove: async (id) => (await call("DELETE", `/faults/${encodeURIComponent(id)}`)) !== undefined,
      clear: () => call("DELETE", "/faults"),
    },
    clock: {
      state: () => call("GET", "/clock"),
      freeze: (at) => call("POST", "/clock", { freeze: at ?? true }),
      advance: (ms) => call("POST", "/clock", { advance: ms }),
      resume: () => call("POST", "/clock", { resume: true }),
    },
    limitRate: (perSecond) => call("POST", "/rate-limit", { perSecond: perSecond ?? null }),
    expireTokens: (kind) =>
      call("POST", `/expire-tokens${kind === undefined ? "" : `?kind=${encodeURIComponent(kind)}`}`),
    callbacks: () => call("GET", "/callbacks"),
    clearCallbacks: () => call("DELETE", "/callbacks"),
    settle: () => call("POST", "/settle"),
    reset: () => call("POST", "/reset"),
    close: async () => {},
  };
}

function queryOf(filter: JournalFilter = {}): string {
  const query = new URLSearchParams();
  if (filter.operation !== undefined) query.set("operation", [filter.operation].flat().join(","));
  if (filter.since !== undefined) query.set("since", String(filter.since));
  if (filter.writes === true) query.set("writes", "true");
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
