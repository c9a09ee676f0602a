import { join, resolve } from "node:path";
import { readApprovals } from "./approvals";
import { type Clock, systemClock } from "./clock";
import type { ConfigReader, ConnectionShape, ResolvedConnection } from "./connection";
import { resolveConnection } from "./connection";
import { Declared } from "./declared";
import { engineLog, type Log } from "./engine-log";
import { Misconfigured } from "./errors";
import { DEFAULT_BUDGET, Guard } from "./guard";
import { Ledger } from "./ledger";
import { count, setting } from "./settings";

/** What the surroundings give to carriers and resources: configuration, time, and a voice. */
export interface Host {
  readonly config: ConfigReader;
  readonly clock: Clock;
  readonly log: Log;
}

/** A carrier as the core sees it: what its connections look like and how to open one. */
export interface Carrier<S> {
  /** Name in types, environment variables and messages, for example `kajeet`. */
  readonly name: string;
  readonly connection: ConnectionShape;
  /** Opens the carrier's client with all that is shared on this connection: token, rates, list-backed reads. */
  open(connection: ResolvedConnection, host: Host): S;
}

/**
 * Sessions by connection. One provider process serves one deployment, so whatever is kept here is shared by all its
 * resources: one login, one rate, one listing.
 */
export class Hosted {
  private readonly sessions = new Map<string, unknown>();
  /** What the resources of this deployment declare about lines. */
  readonly declared = new Declared();

  /** Asked before anything that cannot be undone; its budget is the deployment's, as this process is. */
  readonly guard: Guard;

  /** What was handed to carriers and is done later. */
  readonly ledger: Ledger;

  constructor(private readonly host: Host) {
    let approvals: ReturnType<typeof readApprovals> | undefined;
    this.guard = new Guard(
      () => {
        approvals ??= readApprovals(setting(host.config, "approvals"), process.cwd());
        return approvals;
      },
      count(host.config, "irreversibleBudget", DEFAULT_BUDGET),
      host.clock,
    );
    const ledger = setting(host.config, "ledger") ?? join(".cellular", "ledger.jsonl");
    this.ledger = new Ledger(ledger === "none" ? undefined : resolve(ledger), host.clock);
  }

  get log(): Log {
    return this.host.log;
  }

  get clock(): Clock {
    return this.host.clock;
  }

  get config(): ConfigReader {
    return this.host.config;
  }

  /** The session of a named connection, or of the carrier's default one. Throws `Misconfigured`; sends nothing. */
  session<S>(carrier: Carrier<S>, name: string | undefined): S {
    const key = `${carrier.name}/${name ?? ""}`;
    let session = this.sessions.get(key) as S | undefined;
    if (!session) {
      session = carrier.open(resolveConnection(carrier.connection, name, this.host.config), this.host);
      this.sessions.set(key, session);
    }
    return session;
  }
}

let current: Hosted | undefined;

/** Called by the engine's hooks when the configuration arrives; the first one wins, as all hooks share one process. */
export function configureHost(config: ConfigReader): void {
  current ??= new Hosted({ config, clock: systemClock, log: engineLog() });
}

/** The host of this process. A hook that runs before the configuration arrived is a fault, never an empty default. */
export function hosted(): Hosted {
  if (!current) {
    throw new Misconfigured("the provider was called before its configuration arrived", {
      next: "Run the command again; if it stays, report it with the engine's version.",
    });
  }
  return current;
}
