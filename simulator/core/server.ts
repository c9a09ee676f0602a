import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { CarrierAnswer, UploadedFile } from "./carrier";
import { controlRoutes } from "./control";
import { serveCarrier } from "./pipeline";
import type { Station } from "./station";

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  close(): Promise<void>;
}

type Bindings = { Bindings: HttpBindings };

/** Serves the station's carrier and its control surface on loopback; port 0 takes any free one. */
export async function listen(station: Station, port = 0): Promise<RunningServer> {
  const app = new Hono<Bindings>();
  app.route("/_simulator", controlRoutes(station));
  const { basePath } = station.carrier;
  app.all(`${basePath}/*`, (context) => handle(station, basePath, context));
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Clients keep connections alive; without this a closing server would wait for them.
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

async function handle(station: Station, basePath: string, context: Context<Bindings>): Promise<Response> {
  const url = new URL(context.req.url);
  const { bodyText, body, files } = await readBody(context);
  const outcome = await serveCarrier(station, {
    method: context.req.method,
    path: url.pathname.slice(basePath.length),
    query: Object.fromEntries(url.searchParams),
    authorization: context.req.header("authorization"),
    headers: context.req.header(),
    body,
    bodyText,
    files,
  });
  if ("reset" in outcome) {
    context.env.outgoing.socket?.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }
  return toResponse(outcome.answer);
}

async function readBody(
  context: Context<Bindings>,
): Promise<{ bodyText: string; body: unknown; files: Record<string, UploadedFile> }> {
  const files: Record<string, UploadedFile> = {};
  if (context.req.method === "GET" || context.req.method === "HEAD") {
    return { bodyText: "", body: undefined, files };
  }
  if (context.req.header("content-type")?.startsWith("multipart/form-data") === true) {
    const form = await context.req.parseBody();
    for (const [field, value] of Object.entries(form)) {
      if (value instanceof File) files[field] = { name: value.name, text: await value.text() };
    }
    return { bodyText: "", body: undefined, files };
  }
  const bodyText = await context.req.text();
  return { bodyText, body: parsed(bodyText), files };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toResponse({ status, contentType, body, headers }: CarrierAnswer): Response {
  return new Response(body, { status, headers: { "content-type": contentType, ...headers } });
}
