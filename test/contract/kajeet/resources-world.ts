import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type Hooks, serve } from "../../../provider/core/bridge";
import { systemClock } from "../../../provider/core/clock";
import type { ConfigReader } from "../../../provider/core/connection";
import { engineLog } from "../../../provider/core/engine-log";
import { Hosted } from "../../../provider/core/host";
import { loaderText, PROVIDER_KEY } from "../../../provider/core/wire";
import {
  type KajeetSimulator,
  type KajeetSimulatorOptions,
  startKajeetSimulator,
} from "../../../simulator/index";

type Bag = Record<string, unknown>;

/** The surroundings that the engine gives to a provider's process, but of this test file alone. */
export const hostOf = (config: ConfigReader): Hosted =>
  new Hosted({ config, clock: systemClock, log: engineLog() });

/** A carrier for the tests of one file, and a new connection to it (so nothing remembered) for each test. */
export class World {
  simulator!: KajeetSimulator;
  host!: Hosted;
  /** Settings of the deployment, by key without `cellular:`; they hold from the next connection on. */
  readonly settings: Record<string, string> = {};
  private connections = 0;

  get connection(): string {
    return `test-${this.connections}`;
  }

  /** A declared thing of this type, without any state yet. */
  declare(type: string): Declared {
    return new Declared(type, this.connection, this.host);
  }

  /** Calls that change something, by operation id, in order. */
  async writes(): Promise<(string | null)[]> {
    return (await this.simulator.journal({ writes: true }))
      .map(({ operationId }) => operationId)
      .filter((name) => name !== "createToken");
  }

  async calls(operation: string) {
    return this.simulator.journal({ operation });
  }

  read(key: string): string | undefined {
    const name = key.replace("cellular:", "");
    const { env } = this.simulator;
    if (/^test\d+Url$/.test(name)) return env.CELLULAR_KAJEET_URL;
    if (/^test\d+Username$/.test(name)) return this.settings.username ?? env.CELLULAR_KAJEET_USERNAME;
    if (/^test\d+Password$/.test(name)) return env.CELLULAR_KAJEET_PASSWORD;
    if (/^test\d+Corp$/.test(name)) return env.CELLULAR_KAJEET_CORP;
    return this.settings[name];
  }

  next(): void {
    this.connections += 1;
  }
}

/** Starts the carrier before the tests of a file, and gives each test a fresh one. */
export function kajeetWorld(options: KajeetSimulatorOptions = {}): World {
  const world = new World();
  beforeAll(async () => {
    world.simulator = await startKajeetSimulator({ lines: 40, activationStepMs: 5, ...options });
    world.host = hostOf((key) => world.read(key));
  });
  beforeEach(() => world.next());
  afterEach(() => world.simulator.reset());
  afterAll(() => world.simulator.close());
  return world;
}

/** What the engine does with one resource: it checks, creates or updates, refreshes, deletes, and keeps the state. */
export class Declared {
  id = "";
  state: Bag | undefined;
  /** What `read` said the inputs are. */
  inputs: Bag | undefined;
  /** Reasons of a half-done change. */
  reasons: string[] = [];
  private readonly hooks: Hooks;

  constructor(
    private readonly type: string,
    private readonly connection: string,
    host: Hosted,
  ) {
    this.hooks = serve(type, () => host);
  }

  /** The inputs as they would be sent, and what is wrong with them. */
  check(args: Bag) {
    const news = { connection: this.connection, [PROVIDER_KEY]: loaderText(this.type), ...args };
    return this.hooks.check(this.state ?? {}, news);
  }

  /** Names of arguments that would replace it. */
  async replaces(args: Bag): Promise<string[]> {
    const { inputs } = await this.check(args);
    return (await this.hooks.diff(this.id, this.state ?? {}, inputs)).replaces;
  }

  /** Creates or updates. A half-done change is kept as state, as the engine does. */
  async up(args: Bag): Promise<Bag> {
    const { inputs, failures } = await this.check(args);
    if (failures.length > 0) throw new TypeError(failures.map(({ reason }) => reason).join("; "));
    this.reasons = [];
    try {
      if (this.state === undefined) {
        const { id, outs } = await this.hooks.create(inputs);
        this.id = id;
        this.state = outs;
      } else {
        this.state = (await this.hooks.update(this.id, this.state, inputs)).outs;
      }
    } catch (error) {
      const partial = error as { id?: string; properties?: Bag; reasons?: string[] };
      if (partial.properties === undefined) throw error;
      this.id = partial.id ?? this.id;
      this.state = partial.properties;
      this.reasons = partial.reasons ?? [];
    }
    return this.state;
  }

  /** Reads what is there; false where it is gone. */
  async refresh(): Promise<boolean> {
    const { id, props, inputs } = await this.hooks.read(this.id, this.state ?? {});
    if (id === undefined) {
      this.state = undefined;
      return false;
    }
    this.state = props;
    this.inputs = inputs;
    return true;
  }

  async destroy(): Promise<void> {
    await this.hooks.delete(this.id, this.state ?? {});
    this.state = undefined;
  }
}
