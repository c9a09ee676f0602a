import { loaderText, ours, PROVIDER_KEY } from "../../provider/core/wire";
import type { Simulator } from "../../simulator/index";
import type { Declared } from "./declared";
import { Deployment, type DeploymentOptions, Lost } from "./deployment";

type Bag = Record<string, unknown>;

/** What state holds of one resource. */
interface Saved {
  type: string;
  id: string;
  inputs: Bag;
  outputs: Bag;
  /** Why it is not what was asked for, if it is not. */
  initErrors: string[];
}

/** What an operation did and how it ended. */
export interface Run {
  ok: boolean;
  /** `create a`, `update b`, `delete c`, in the order begun. */
  steps: string[];
  errors: string[];
  /** The provider's process was lost on the way. */
  lost: boolean;
  log: Deployment["log"];
  /** Calls to the carrier. */
  calls: number;
}

/**
 * The engine's treatment of state, and nothing else of it, in the test's own process: fast enough for thousands of
 * deployments. What is kept of a half-done change, of a failed one and of one whose process was lost is as the real
 * engine keeps it; `test/acceptance/engine.test.ts` runs the same on the real ones.
 */
export class MiniEngine {
  readonly state = new Map<string, Saved>();
  /** Each operation begins a second after the one before has ended. */
  private now: number | undefined;

  constructor(
    private readonly simulator: Simulator,
    private readonly config: DeploymentOptions["config"] = {},
  ) {}

  /** Creates and updates side by side, and then, if all went well, deletes what is no longer declared. */
  up(declared: readonly Declared[], options: DeploymentOptions = {}): Promise<Run> {
    return this.operate(options, async (work) => {
      await Promise.all(declared.map((resource) => work.make(resource)));
      const names = new Set(declared.map(({ name }) => name));
      if (work.run.ok)
        await this.removeAll(
          work,
          [...this.state.keys()].filter((name) => !names.has(name)),
        );
    });
  }

  /** What `up` would do; asks nobody. */
  preview(declared: readonly Declared[], options: DeploymentOptions = {}): Promise<Run> {
    return this.operate(options, async (work) => {
      for (const resource of declared) {
        const { op } = await work.plan(resource);
        if (op !== "same") work.run.steps.push(`${op} ${resource.name}`);
      }
      const names = new Set(declared.map(({ name }) => name));
      for (const name of this.state.keys()) if (!names.has(name)) work.run.steps.push(`delete ${name}`);
    });
  }

  /** Reads every resource. */
  refresh(options: DeploymentOptions = {}): Promise<Run> {
    return this.operate(options, async (work) => {
      await Promise.all([...this.state].map(([name, saved]) => work.read(name, saved)));
    });
  }

  /** Deletes everything. */
  destroy(options: DeploymentOptions = {}): Promise<Run> {
    return this.operate(options, (work) => this.removeAll(work, [...this.state.keys()]));
  }

  /** Time in which nothing is run; the carrier lives in the same. */
  async rest(ms: number): Promise<void> {
    if (this.now !== undefined) this.now += ms;
    await this.simulator.clock.advance(ms);
  }

  private async removeAll(work: Work, names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => work.remove(name)));
  }

  private async operate(options: DeploymentOptions, body: (work: Work) => Promise<void>): Promise<Run> {
    const config = { ...this.config, ...options.config };
    const from = this.now === undefined ? {} : { from: this.now };
    const deployment = new Deployment(this.simulator, { ...from, ...options, config });
    const run: Run = { ok: true, steps: [], errors: [], lost: false, log: deployment.log, calls: 0 };
    const work = new Work(this.state, deployment, run);
    try {
      await Promise.race([body(work), deployment.lost]);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      Object.assign(run, { ok: false, lost: true });
    } finally {
      work.over = true;
      run.calls = deployment.calls;
      await deployment.close();
      this.now = deployment.host.clock.now() + 1000;
    }
    return run;
  }
}

/** The steps of one operation. */
class Work {
  /** Set at the end: what a lost process still does is not saved. */
  over = false;

  constructor(
    private readonly state: Map<string, Saved>,
    private readonly deployment: Deployment,
    readonly run: Run,
  ) {}

  async plan({ type, name, args }: Declared): Promise<{ op: string; inputs: Bag }> {
    const hooks = this.deployment.hooks(type);
    const old = this.state.get(name);
    const bag = { ...args, [PROVIDER_KEY]: loaderText(type) };
    const { inputs, failures } = await hooks.check(old?.inputs ?? {}, bag);
    if (failures.length > 0) {
      throw new Error(failures.map(({ reason }) => reason).join("\n"));
    }
    if (!old) return { op: "create", inputs };
    const { changes, replaces } = await hooks.diff(old.id, old.outputs, inputs);
    const changed = (changes ?? canonical(old.inputs) !== canonical(inputs)) || old.initErrors.length > 0;
    return { op: changed ? (replaces.length > 0 ? "replace" : "update") : "same", inputs };
  }

  async make(resource: Declared): Promise<void> {
    const { type, name } = resource;
    await this.attempt(name, async () => {
      const { op, inputs } = await this.plan(resource);
      if (op === "same") {
        this.save(name, { ...this.state.get(name)!, inputs });
        return;
      }
      this.run.steps.push(`${op} ${name}`);
      const hooks = this.deployment.hooks(type);
      const old = this.state.get(name);
      if (op === "update") return this.update(name, old!, inputs);
      if (op === "replace") {
        await hooks.delete(old!.id, old!.outputs);
        if (!this.over) this.state.delete(name);
      }
      try {
        const { id, outs } = await hooks.create(inputs);
        this.save(name, { type, id, inputs, outputs: outs, initErrors: [] });
      } catch (error) {
        const { id, properties, reasons } = error as { id?: string; properties?: Bag; reasons?: string[] };
        if (id && properties)
          this.save(name, { type, id, inputs, outputs: properties, initErrors: reasons ?? [] });
        throw error;
      }
    });
  }

  async read(name: string, saved: Saved): Promise<void> {
    await this.attempt(name, async () => {
      const found = await this.deployment.hooks(saved.type).read(saved.id, saved.outputs);
      if (this.over) return;
      if (!found.id) this.state.delete(name);
      else {
        const { id, props, inputs } = found;
        this.save(name, { ...saved, id, outputs: props!, inputs: inputs ?? saved.inputs, initErrors: [] });
      }
    });
  }

  async remove(name: string): Promise<void> {
    await this.attempt(name, async () => {
      const { type, id, outputs } = this.state.get(name)!;
      this.run.steps.push(`delete ${name}`);
      await this.deployment.hooks(type).delete(id, outputs);
      if (!this.over) this.state.delete(name);
    });
  }

  private async update(name: string, old: Saved, inputs: Bag): Promise<void> {
    try {
      const { outs } = await this.deployment.hooks(old.type).update(old.id, old.outputs, inputs);
      this.save(name, { ...old, inputs, outputs: outs, initErrors: [] });
    } catch (error) {
      // What exists was not made with the new inputs, so the old ones stay.
      const { properties, reasons } = error as { properties?: Bag; reasons?: string[] };
      if (properties) this.save(name, { ...old, outputs: properties, initErrors: reasons ?? [] });
      throw error;
    }
  }

  private save(name: string, saved: Saved): void {
    // The wire carries JSON: what would not survive it must not be relied on.
    if (!this.over) this.state.set(name, JSON.parse(JSON.stringify(saved)) as Saved);
  }

  private async attempt(name: string, body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      this.run.ok = false;
      this.run.errors.push(`${name}: ${(error as Error).message}`);
    }
  }
}

/** Equal texts for bags that the engine takes for equal: to it, null is the same as absent. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(
          Object.entries(one)
            .filter(([, member]) => member !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : one,
  );
}

/** What state holds of a resource, without the engine's own member. */
export function outputsOf(engine: MiniEngine, name: string): Bag {
  return ours(engine.state.get(name)?.outputs ?? {});
}
