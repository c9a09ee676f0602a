import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Settings } from "../options";
import { refusal, send } from "./answer";
import type { Routes } from "./routes";

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes no more connections and requests; resolves when what is under way has its answer, or its time is over. */
  stop(): Promise<void>;
}

/** Listens as the settings say. Rejects with the system's error where that cannot be done. */
export async function listen(settings: Settings, routes: Routes): Promise<RunningServer> {
  let stopping = false;
  let underWay = 0;
  let quiet = () => {};
  const handle: RequestListener = (request, response) => {
    if (stopping) return send(response, refusal(503, "the receiver is stopping", { last: true }));
    underWay += 1;
    response.once("close", () => {
      underWay -= 1;
      if (underWay === 0) quiet();
    });
    void routes
      .answer(request, response)
      .catch(() => refusal(500, "an error of the receiver", { last: true }))
      .then((answer) => send(response, stopping ? { ...answer, last: true } : answer));
  };
  const server = serverOf(settings, handle);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return {
    url: `${settings.tls === undefined ? "http" : "https"}://${host}:${port}`,
    port,
    stop: async () => {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      if (underWay > 0) {
        await new Promise<void>((resolve) => {
          const late = setTimeout(resolve, settings.limits.stopMs);
          quiet = () => {
            clearTimeout(late);
            resolve();
          };
        });
      }
      server.closeAllConnections();
      await closed;
    },
  };
}

function serverOf({ tls, limits }: Settings, handle: RequestListener): Server {
  const options = {
    headersTimeout: limits.headersMs,
    // Node's own limit for a whole request, behind the one for each body.
    requestTimeout: limits.headersMs + limits.bodyMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    // Longer than the minute that proxies keep a connection for, so that it is they who close it.
    keepAliveTimeout: 75_000,
    keepAlive: true,
  };
  const server =
    tls === undefined
      ? createServer(options, handle)
      : createTlsServer({ ...options, ...tls, minVersion: "TLSv1.2" }, handle);
  server.maxConnections = limits.connections;
  return server;
}
