import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ClockState } from "./clock";
import type { Fault } from "./faults";
import type { JournalFilter } from "./journal";
import type { Health } from "./simulator";
import { resetStation, type Station } from "./station";
import { SteeringError } from "./steering-error";

/** The control surface: JSON over HTTP, beside the carrier's own paths and never in its journal. */
export function controlRoutes(station: Station): Hono {
  const { carrier, journal, faults, clock, limiter } = station;
  const app = new Hono();
  const refuse = (status: ContentfulStatusCode, message: string) => Response.json({ message }, { status });

  app.get("/health", (context) => context.json(healthOf(station)));
  app.get("/env", (context) => context.json({ carrier: carrier.name, env: station.env }));

  app.get("/journal", (context) => context.json(journal.list(filterOf(context.req.query()))));
  app.delete("/journal", (context) => {
    journal.clear();
    return context.body(null, 204);
  });

  app.get("/state", (context) => {
    const mdn = context.req.query("mdn");
    if (mdn === undefined) return context.json(carrier.state() as object);
    const line = carrier.line(mdn);
    return line === undefined ? refuse(404, `No line ${mdn}`) : context.json(line as object);
  });
  app.get("/lines", (context) => context.json(carrier.lines() as object[]));
  app.get("/lines/:id", (context) => {
    const line = carrier.line(context.req.param("id"));
    return line === undefined ? refuse(404, "No such line") : context.json(line as object);
  });
  app.post("/lines", async (context) =>
    context.json(carrier.addLine(await context.req.json()) as object, 201),
  );
  app.patch("/lines/:id", async (context) => {
    const line = carrier.editLine(context.req.param("id"), await context.req.json());
    return line === undefined ? refuse(404, "No such line") : context.json(line as object);
  });
  app.delete("/lines/:id", (context) =>
    carrier.removeLine(context.req.param("id")) ? context.body(null, 204) : refuse(404, "No such line"),
  );

  app.get("/faults", (context) => context.json(faults.list()));
  app.post("/faults", async (context) => {
    const fault = await context.req.json<Fault>();
    return context.json({ id: faults.add(fault) }, 201);
  });
  app.delete("/faults", (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  app.delete("/faults/:id", (context) =>
    faults.remove(context.req.param("id")) ? context.body(null, 204) : refuse(404, "No such fault"),
  );

  app.get("/clock", (context) => context.json(clock.state()));
  app.post("/clock", async (context) => context.json(steerClock(station, await context.req.json())));

  app.post("/rate-limit", async (context) => {
    const { perSecond } = await context.req.json<{ perSecond?: number | null }>();
    limiter.perSecond = perSecond ?? undefined;
    return context.body(null, 204);
  });
  app.post("/expire-tokens", (context) => {
    carrier.expireTokens(context.req.query("kind"));
    return context.body(null, 204);
  });
  app.get("/callbacks", (context) => context.json(station.courier.list()));
  app.delete("/callbacks", (context) => {
    station.courier.clear();
    return context.body(null, 204);
  });
  app.post("/settle", async (context) => {
    await station.courier.settled();
    return context.body(null, 204);
  });
  app.post("/reset", (context) => {
    resetStation(station);
    return context.body(null, 204);
  });

  app.onError((error) => {
    const steered = error instanceof SteeringError || error instanceof SyntaxError;
    return refuse(steered ? 400 : 500, error.message);
  });
  return app;
}

export function healthOf({ carrier, journal }: Station): Health {
  return {
    status: "ok",
    carrier: carrier.name,
    lines: carrier.count(),
    requests: journal.size,
  };
}

/** The steps of a POST to the clock, in this order: freeze, advance, resume. */
export interface ClockSteps {
  /** true: where it stands; a text: the moment, ISO 8601. */
  freeze?: boolean | string;
  /** Milliseconds. */
  advance?: number;
  resume?: boolean;
}

export function steerClock({ clock }: Pick<Station, "clock">, steps: ClockSteps): ClockState {
  if (typeof steps.freeze === "string") {
    const at = Date.parse(steps.freeze);
    if (Number.isNaN(at)) throw new SteeringError(`"${steps.freeze}" is not a moment in ISO 8601`);
    clock.freeze(at);
  } else if (steps.freeze === true) clock.freeze();
  if (steps.advance !== undefined) clock.advance(steps.advance);
  if (steps.resume === true) clock.resume();
  return clock.state();
}

function filterOf(query: Record<string, string>): JournalFilter {
  const filter: JournalFilter = {};
  if (query.operation !== undefined) filter.operation = query.operation.split(",");
  if (query.since !== undefined) filter.since = Number(query.since);
  if (query.writes === "true") filter.writes = true;
  return filter;
}
