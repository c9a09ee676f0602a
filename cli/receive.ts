import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import type { ErrorFacts } from "../provider/core/index";
import type { ReceiverOptions } from "../receiver/index";
import { size, time, whole } from "./measures";
import type { Terminal } from "./terminal";

interface Options {
  host: string;
  port: number;
  behindProxy?: true;
  tlsCert?: string;
  tlsKey?: string;
  store?: string;
  retention: number;
  maxStore: number;
  maxBody: number;
  openMetrics?: true;
}

const STORE = "cellular-receiver";

const HELP = `
Secrets come from the environment only:
  CELLULAR_RECEIVER_TOKEN     what deployments must bring (they read the same variable)
  CELLULAR_RECEIVER_USERNAME  user name and password that the registration at the
  CELLULAR_RECEIVER_PASSWORD  carrier names, and each of its messages brings
  CELLULAR_RECEIVER_STORE     like --store, for a database address with a password

Prints one line of JSON, {"receiver", "callbacks", "store", "env"}: callbacks is
what to register at a carrier, env what points deployments at it. SIGTERM or
Ctrl+C ends it after everything that came is on disk.

Examples:
  $ cellular receive --store /var/lib/cellular
  $ cellular receive --host 0.0.0.0 --behind-proxy
  $ cellular receive --store postgres://cellular@db.example.org/cellular
`;

/** `cellular receive`: the service that carriers call and deployments ask, until somebody stops it. */
export function receiveCommand(terminal: Terminal): Command {
  return new Command("receive")
    .description("Run the callback receiver, which keeps what carriers report for deployments.")
    .option("--host <address>", "listen on this address", "127.0.0.1")
    .option("--port <number>", "listen on this port; 0 takes any free one", whole(0, 65_535), 9001)
    .option("--behind-proxy", "a proxy ends TLS in front of it, so it may listen beyond loopback")
    .option("--tls-cert <file>", "speak https with this certificate chain (PEM)")
    .option("--tls-key <file>", "the key of the certificate (PEM)")
    .option("--store <place>", `a directory, or postgres://… to share (default: ${STORE})`)
    .addOption(
      new Option("--retention <time>", "keep messages so long, as 30d, 12h or 90m")
        .argParser(time)
        .default(30 * 24 * 3600 * 1000, "30d"),
    )
    .addOption(
      new Option("--max-store <size>", "keep so many bytes of messages; the oldest go first")
        .argParser(size)
        .default(1024 ** 3, "1G"),
    )
    .addOption(
      new Option("--max-body <size>", "refuse larger messages").argParser(size).default(1024 ** 2, "1M"),
    )
    .option("--open-metrics", "show /metrics without the token")
    .addHelpText("after", HELP)
    .action((options: Options) => receive(options, terminal));
}

async function receive(options: Options, terminal: Terminal): Promise<void> {
  const { carriers, startReceiver } = await import("../receiver/index.js");
  const settings = await withSecrets(options);
  const stopped = terminal.stopped();
  const receiver = await startReceiver(settings).catch((cause) => refuse(options, cause));
  terminal.out(
    JSON.stringify({
      receiver: receiver.url,
      callbacks: Object.fromEntries(carriers.map((name) => [name, `${receiver.url}/callbacks/${name}`])),
      store: shown(settings.store),
      env: { CELLULAR_RECEIVER_URL: receiver.url },
    }),
  );
  if (terminal.interactive) terminal.err(`Callbacks are taken at ${receiver.url}. Ctrl+C ends it.`);
  await stopped;
  await receiver.close();
}

/** The options as the receiver takes them, with what only the environment may hold. */
async function withSecrets(options: Options, env = process.env): Promise<ReceiverOptions> {
  const names = ["TOKEN", "USERNAME", "PASSWORD"].map((name) => `CELLULAR_RECEIVER_${name}`);
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) {
    await fault(`${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not set`, {
      next: "The token is a random text that deployments bring too (`openssl rand -hex 32`); user name and password are those that you register at the carrier.",
    });
  }
  if ((options.tlsCert === undefined) !== (options.tlsKey === undefined)) {
    await fault("a certificate and its key go together", {
      next: "Give --tls-cert and --tls-key.",
    });
  }
  if (options.store !== undefined && hasPassword(options.store)) {
    await fault("--store holds a password, which every user of this machine can read", {
      next: "Put the address into CELLULAR_RECEIVER_STORE, or the password into PGPASSWORD or a pgpass file.",
    });
  }
  const [token = "", username = "", password = ""] = names.map((name) => env[name]);
  const { host, port, behindProxy = false, openMetrics = false } = options;
  const file = async (path: string) => {
    try {
      return await readFile(path);
    } catch (cause) {
      return await fault(`${path} cannot be read`, {
        code: (cause as NodeJS.ErrnoException).code ?? "",
        cause,
      });
    }
  };
  return {
    token,
    username,
    password,
    host,
    port,
    behindProxy,
    openMetrics,
    store: options.store ?? (env.CELLULAR_RECEIVER_STORE || STORE),
    ...(options.tlsCert === undefined || options.tlsKey === undefined
      ? {}
      : { tls: { cert: await file(options.tlsCert), key: await file(options.tlsKey) } }),
    retentionMs: options.retention,
    mostBytes: options.maxStore,
    mostBody: options.maxBody,
  };
}

/** Why it did not start, where the system says so, and what to do about it. */
async function refuse({ host, port }: Options, cause: NodeJS.ErrnoException): Promise<never> {
  if (cause.syscall !== "listen" && cause.syscall !== "getaddrinfo") throw cause;
  return await fault(`${host} port ${port} cannot be listened on`, {
    code: cause.code ?? "",
    next: "Choose another one with --host and --port; ports below 1024 belong to the system.",
    cause,
  });
}

/** The error tree is loaded where something is wrong; a service that starts does without. */
async function fault(problem: string, facts: ErrorFacts): Promise<never> {
  const { Misconfigured } = await import("../provider/core/index.js");
  throw new Misconfigured(problem, facts);
}

const hasPassword = (place: string) => URL.canParse(place) && new URL(place).password !== "";

/** A store as it may be shown: a database address without its password. */
function shown(store: string): string {
  if (!hasPassword(store)) return store;
  const url = new URL(store);
  url.password = "";
  return url.href;
}
