import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { describeEngine, type EngineStack, type OperationResult, openStack } from "../../test/engine/index";
import { type Row, readTable, writeTable } from "./table";

/** What one scene cost. */
export interface Cost {
  readonly scene: string;
  readonly seconds: number;
  readonly reads: number;
  readonly writes: number;
}

const checkout = join(__dirname, "..", "..", "..");
const example = join(checkout, "examples", "01-district-fleet");

/**
 * The district as it stands: a working copy of the first example, a carrier that answers over HTTP, and an engine with a
 * stack of its own. Nothing outside the working copy is touched.
 */
export class Stage {
  readonly costs: Cost[] = [];
  private readonly inventory: string;

  private constructor(
    readonly carrier: KajeetSimulator,
    readonly stack: EngineStack,
    /** Which engine is at work, in words. */
    readonly engine: string,
    private readonly directory: string,
  ) {
    this.inventory = join(directory, "lines.csv");
  }

  static async open(): Promise<Stage> {
    const directory = join(checkout, ".demo");
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory);
    for (const file of ["index.ts", "lines.csv", "package.json", "tsconfig.json"])
      cpSync(join(example, file), join(directory, file));
    const project = readFileSync(join(checkout, "Pulumi.yaml"), "utf8");
    writeFileSync(join(directory, "Pulumi.yaml"), project.replace(/^main:.*\n/m, ""));
    const carrier = await startKajeetSimulator({ inventory: join(directory, "lines.csv") });
    const stack = await openStack({
      projectDir: directory,
      name: "demo",
      config: { onDelete: "retain" },
      env: { ...carrier.env, CELLULAR_ACTIVATION_POLL_SECONDS: "0.2", PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    });
    return new Stage(carrier, stack, describeEngine().text, directory);
  }

  rows(): Row[] {
    return readTable(readFileSync(this.inventory, "utf8"));
  }

  /** What `git commit` of an edited inventory would be. */
  commit(rows: readonly Row[]): void {
    writeFileSync(this.inventory, writeTable(rows));
  }

  /** Runs a scene and keeps what it cost: seconds, and calls that the carrier's own journal counted. */
  async play<T extends OperationResult>(
    scene: string,
    act: () => Promise<T>,
  ): Promise<{ result: T; cost: Cost }> {
    await this.carrier.clearJournal();
    const start = Date.now();
    const result = await act();
    const calls = (await this.carrier.journal()).filter(({ operationId }) => operationId !== "createToken");
    const writes = calls.filter(({ writes: isWrite }) => isWrite).length;
    const cost = { scene, seconds: (Date.now() - start) / 1000, reads: calls.length - writes, writes };
    this.costs.push(cost);
    return { result, cost };
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.carrier.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
