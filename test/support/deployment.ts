import type { Hooks } from "../../provider/core/bridge";
import type { Level } from "../../provider/core/engine-log";
import { type Carrier, Hosted } from "../../provider/core/host";
import type { Call, Http } from "../../provider/core/http-types";
import { declarations } from "../../provider/core/resource";
import { serve } from "../../provider/hooks";
import type { Simulator } from "../../simulator/index";
import { VirtualClock } from "./virtual-clock";

/** The moment at which a deployment's process is lost: around one of its calls to the carrier. */
export interface Death {
  /** The how manieth call, from 1. */
  readonly call: number;
  /** Before the carrier does anything, or when it has done it and nobody has read its answer. */
  readonly when: "before" | "after";
}

export interface DeploymentOptions {
  /** Config values, over those that point at the simulator; an empty text takes one away. */
  readonly config?: Readonly<Record<string, string>>;
  readonly death?: Death;
  /** When it begins, milliseconds since 1970. */
  readonly from?: number;
}

/** What every carrier's session has: the one way by which calls go out. */
type Session = { readonly http: Http };

/** Nothing more comes of a call into a process that is gone. */
const SILENCE = new Promise<never>(() => {});

/**
 * One run of the engine's provider process, inside the test's own: a configuration, sessions of its own, and the hooks
 * of every type. Two of them share nothing but the simulated carrier.
 */
export class Deployment {
  readonly log: { level: Level; message: string }[] = [];
  /** Rejects when the process is lost. */
  readonly lost: Promise<never>;
  readonly host: Hosted;
  calls = 0;
  private dead = false;
  private die: (error: Error) => void = () => {};
  private session: Session | undefined;
  /** Calls that have left and have no answer yet. */
  private readonly flying = new Set<Promise<unknown>>();
  private readonly death: Death | undefined;

  constructor(
    private readonly simulator: Simulator,
    options: DeploymentOptions = {},
  ) {
    // What a stack keeps beside its state is kept in memory, unless the test has a place for it.
    const config: Record<string, string> = {
      "cellular:ledger": "none",
      ...pointedAt(simulator),
      ...options.config,
    };
    this.death = options.death;
    this.host = new Hosted({
      config: (key) => config[key] || undefined,
      clock: new VirtualClock((ms) => simulator.clock.advance(ms), options.from),
      log: (level, message) => this.log.push({ level, message }),
    });
    this.lost = new Promise((_, reject) => {
      this.die = reject;
    });
    this.lost.catch(() => {});
  }

  /** The hooks of a type, as the engine's server would load them. */
  hooks(type: string): Hooks {
    return serve(type, () => {
      this.watch();
      return this.host;
    });
  }

  /**
   * Closes the connections; a lost process leaves that to the machine. What it had sent before it was lost arrives, and must
   * do so before anything else happens.
   */
  async close(): Promise<void> {
    if (this.dead) await Promise.allSettled([...this.flying]);
    else await this.session?.http.close();
  }

  /** Stands between the session and the carrier, to count and to die; not before the session can be opened. */
  private watch(): void {
    if (this.session) return;
    try {
      this.session = this.host.session(carrierNamed(this.simulator.carrier), undefined);
    } catch {
      return;
    }
    const { http } = this.session;
    const send = http.send.bind(http);
    http.send = <T>(call: Call<T>) => this.observed(() => send(call));
  }

  private async observed<T>(send: () => Promise<T>): Promise<T> {
    if (this.dead) return SILENCE;
    this.calls += 1;
    const mine = this.death?.call === this.calls ? this.death.when : undefined;
    if (mine === "before") return this.perish();
    const sent = send();
    this.flying.add(sent);
    const landed = () => this.flying.delete(sent);
    sent.then(landed, landed);
    const answer = await sent.catch((error: unknown) => {
      if (mine || this.dead) return this.perish();
      throw error;
    });
    return mine || this.dead ? this.perish() : answer;
  }

  private perish(): Promise<never> {
    this.dead = true;
    this.die(new Lost());
    return SILENCE;
  }
}

/** The provider's process is gone. */
export class Lost extends Error {}

/** The carrier that a simulator stands for, as the declarations of the package name it. */
function carrierNamed(name: string): Carrier<Session> {
  const spec = [...declarations.values()].find(({ carrier }) => carrier.name === name);
  if (!spec) throw new Error(`The package declares nothing of the carrier ${name}`);
  return spec.carrier as Carrier<never>;
}

/** The config of a deployment that talks to the simulator: `CELLULAR_KAJEET_URL` becomes `cellular:kajeetUrl`. */
export function pointedAt({ env }: Pick<Simulator, "env">): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([variable, value]) => {
      const [, ...words] = variable.toLowerCase().split("_");
      const key = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)));
      return [`cellular:${key.join("")}`, value];
    }),
  );
}
