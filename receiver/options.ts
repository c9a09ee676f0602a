import { Misconfigured } from "../provider/core/errors";
import { carriers } from "./carriers/index";
import { isServer } from "./store/open";

/** What a receiver is started with. */
export interface ReceiverOptions {
  /** Bearer token of the deployments that ask. */
  token: string;
  /** User name and password of the registrations at the carrier: what its messages must bring. */
  username: string;
  password: string;
  /** A directory, or the address of a PostgreSQL database: `postgres://…`. */
  store: string;
  /** Address to listen on, 127.0.0.1 where left out. */
  host?: string;
  /** Port to listen on; 0 or none takes any free one. */
  port?: number;
  /** A proxy of the user's ends TLS in front of it: any host may then be listened on. */
  behindProxy?: boolean;
  /** Certificate chain and key, PEM: the receiver then speaks https itself. */
  tls?: { cert: Buffer | string; key: Buffer | string };
  /** How long messages are kept, milliseconds; 30 days, as at the carrier, where left out. */
  retentionMs?: number;
  /** Bytes of messages kept; the oldest go first. 1 GiB where left out. */
  mostBytes?: number;
  /** Bytes of one callback's body; 1 MiB where left out. */
  mostBody?: number;
  /** `/metrics` without the token. */
  openMetrics?: boolean;
  /** For tests: times and counts that are otherwise as in `LIMITS`. */
  limits?: Partial<Limits>;
}

/** What one receiver takes at once. */
export interface Limits {
  /** Connections; further ones are closed. */
  connections: number;
  /** Callbacks between their first byte and their answer; further ones get 503. */
  callbacks: number;
  /** Bytes of bodies held at once; further callbacks get 503. */
  bodyBytes: number;
  /** Long polls that wait; further ones get 503. */
  polls: number;
  /** For the headers of a request, milliseconds. */
  headersMs: number;
  /** For the body of a callback, milliseconds. */
  bodyMs: number;
  /** For what is under way when it stops, milliseconds. */
  stopMs: number;
}

const LIMITS: Limits = {
  connections: 4_096,
  callbacks: 1_024,
  bodyBytes: 64 * 1024 * 1024,
  polls: 2_048,
  headersMs: 10_000,
  bodyMs: 10_000,
  stopMs: 5_000,
};

const DAY = 24 * 3600 * 1000;

/** The options with everything filled in. */
export type Settings = Required<Omit<ReceiverOptions, "tls" | "limits">> & {
  tls: ReceiverOptions["tls"] | undefined;
  limits: Limits;
};

/** Fills in what is left out. Throws `Misconfigured` for what would not work or would not be safe. */
export function settingsOf(options: ReceiverOptions): Settings {
  const settings: Settings = {
    token: options.token,
    username: options.username,
    password: options.password,
    store: options.store,
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
    behindProxy: options.behindProxy ?? false,
    tls: options.tls,
    retentionMs: options.retentionMs ?? 30 * DAY,
    mostBytes: options.mostBytes ?? 1024 ** 3,
    mostBody: options.mostBody ?? 1024 ** 2,
    openMetrics: options.openMetrics ?? false,
    limits: { ...LIMITS, ...options.limits },
  };
  for (const name of ["token", "username", "password"] as const) checkSecret(name, settings[name]);
  if (settings.store === "") {
    throw new Misconfigured("no place for the messages", {
      next: "Give a directory, or the address of a PostgreSQL database.",
    });
  }
  if (isServer(settings.store) && !URL.canParse(settings.store)) {
    throw new Misconfigured("the address of the PostgreSQL database cannot be read", {
      next: "It looks like postgres://user@host:5432/database; percent-encode what is special in it.",
    });
  }
  if (settings.tls === undefined && !settings.behindProxy && !isLoopback(settings.host)) {
    throw new Misconfigured(`without TLS it listens on loopback only, not on ${settings.host}`, {
      next: "Messages and their password would travel in the clear. Give a certificate and its key, or say that a proxy ends TLS in front of it (--behind-proxy).",
    });
  }
  return settings;
}

function checkSecret(name: "token" | "username" | "password", value: string): void {
  const variable = `CELLULAR_RECEIVER_${name.toUpperCase()}`;
  if (value === "") throw new Misconfigured(`no ${name}`, { next: `Set ${variable}.` });
  if ([...value].some((letter) => letter < " " || letter === "\u007f")) {
    throw new Misconfigured(`${variable} holds a line break or another control character`);
  }
  if (name === "token") {
    // What a bearer token may be made of (RFC 6750).
    if (/^[\w.~+/-]{16,}=*$/.test(value)) return;
    throw new Misconfigured(
      "the token is shorter than 16 characters or has others than A-Z, a-z, 0-9 and -._~+/",
      {
        next: `Set ${variable} to a random one, for example from \`openssl rand -hex 32\`.`,
      },
    );
  }
  for (const { name: carrier, credentialLimit } of carriers.values()) {
    if (value.length <= credentialLimit) continue;
    throw new Misconfigured(`the ${name} has ${value.length} characters`, {
      next: `A registration at ${carrier} takes at most ${credentialLimit}: set a shorter ${variable}.`,
    });
  }
}

const isLoopback = (host: string) =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
