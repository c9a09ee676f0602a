/** What the tests of ThingSpace's other resources share: a carrier, an engine with a ledger, and perhaps a receiver. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import {
  startThingspaceSimulator,
  type ThingspaceSimulator,
  type ThingspaceSimulatorOptions,
} from "../../../simulator/index";
import { type Asked, approvalsOf } from "../../support/approvals";
import type { Declared } from "../../support/declared";
import type { DeploymentOptions } from "../../support/deployment";
import { MiniEngine, outputsOf, type Run } from "../../support/mini-engine";
import { CREDENTIALS, receiver, removeDirectories, type TestReceiver, TOKEN } from "../../support/receiver";
import { writesBy } from "./lines-world";

export const ACCOUNT = "0000123456-00001";

export class ResourceWorld {
  simulator!: ThingspaceSimulator;
  engine!: MiniEngine;
  receiver: TestReceiver | undefined;
  directory = "";
  /** Settings of every run, by key without `cellular:`. */
  readonly settings: Record<string, string> = {};

  constructor(private readonly type: string) {}

  /** A resource of the type under test. */
  declare(args: Record<string, unknown>, name = "one"): Declared {
    return { type: this.type, name, args };
  }

  up(args: Record<string, unknown>, options?: DeploymentOptions): Promise<Run> {
    return this.engine.up([this.declare(args)], options);
  }

  /** The same, and it went well. */
  async done(args: Record<string, unknown>): Promise<Record<string, unknown>> {
    const run = await this.up(args);
    expect(run.errors).toEqual([]);
    return this.state;
  }

  /** What would be done. */
  async steps(args: Record<string, unknown>): Promise<string[]> {
    return (await this.engine.preview([this.declare(args)])).steps;
  }

  get state(): Record<string, unknown> {
    return outputsOf(this.engine, "one");
  }

  /** Calls that change something, by operation. */
  writes(): Promise<Record<string, number>> {
    return writesBy(this.simulator);
  }

  /** Bodies of the calls of an operation, in order. */
  async bodies(operation: string): Promise<Record<string, unknown>[]> {
    return (await this.simulator.journal({ operation })).map(({ body }) => body as Record<string, unknown>);
  }

  /** ICCIDs of active lines of the account. */
  async actives(count: number): Promise<string[]> {
    const lines = (await this.simulator.lines()).filter(
      ({ status, account }) => status === "active" && account === ACCOUNT,
    );
    expect(lines.length).toBeGreaterThanOrEqual(count);
    return lines
      .slice(0, count)
      .map(({ iccid }) => iccid ?? "")
      .sort();
  }

  /** Agrees to what a refusal asked for; it holds for the runs of this test. */
  approve(...asked: Asked[]): void {
    this.settings.approvals = join(this.directory, "approvals.yaml");
    writeFileSync(this.settings.approvals, JSON.stringify({ approvals: approvalsOf(asked) }));
    this.restart();
  }

  /** Messages of this service reach the receiver, and the runs of this test know it. */
  async hears(service: string): Promise<void> {
    this.receiver ??= await receiver();
    const url = `${this.receiver.url}/callbacks/thingspace/${ACCOUNT}/${service}`;
    const listener = { service, url, ...CREDENTIALS };
    const before = new MiniEngine(this.simulator, this.config());
    const run = await before.up([{ type: "thingspace:Callback", name: "ear", args: listener }]);
    expect(run.errors).toEqual([]);
    Object.assign(this.settings, {
      receiverUrl: this.receiver.url,
      receiverToken: TOKEN,
      thingspaceLongPollSeconds: "0.03",
    });
    this.restart();
    await this.simulator.clearJournal();
  }

  /** The next run reads its settings anew; state is kept. */
  restart(): void {
    const { state } = this.engine ?? { state: new Map() };
    this.engine = new MiniEngine(this.simulator, this.config());
    for (const [name, saved] of state) this.engine.state.set(name, saved);
  }

  private config(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.settings).map(([key, value]) => [`cellular:${key}`, value]),
    );
  }

  async fresh(): Promise<void> {
    await this.simulator.reset();
    this.directory = mkdtempSync(join(tmpdir(), "resources-"));
    for (const key of Object.keys(this.settings)) delete this.settings[key];
    Object.assign(this.settings, {
      ledger: join(this.directory, "ledger.jsonl"),
      thingspaceDeadlineSeconds: "300",
    });
    this.engine = new MiniEngine(this.simulator, this.config());
  }

  async close(): Promise<void> {
    await this.simulator.close();
    await this.receiver?.close();
    removeDirectories();
  }
}

/** A fresh carrier and engine for each test of a file. */
export function resourceWorld(type: string, options: ThingspaceSimulatorOptions = {}): ResourceWorld {
  const world = new ResourceWorld(type);
  beforeAll(async () => {
    world.simulator = await startThingspaceSimulator({ lines: 40, ...options });
  });
  beforeEach(() => world.fresh());
  afterEach(() => rmSync(world.directory, { recursive: true, force: true }));
  afterAll(() => world.close());
  return world;
}
