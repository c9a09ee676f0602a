/** Runs one story on an engine and keeps a transcript that can be compared with the same story on the other. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BundledStack,
  type EngineName,
  type EngineStack,
  type OperationOptions,
  type OperationResult,
  openStack,
  type PreviewResult,
  type Properties,
  type Value,
} from "../../engine";

export const FIXTURES = join(__dirname, "../../fixtures/engine");
export const THINGS = join(FIXTURES, "things");

export interface ThingSpec {
  name: string;
  group?: boolean;
  args?: Properties;
  parent?: string;
  dependsOn?: string[];
  [option: string]: unknown;
}

type Settings = Record<string, string>;

export class Story {
  readonly transcript: unknown[] = [];
  private things: ThingSpec[] = [];
  private settings: Settings = {};
  secrets: Settings = {};

  private constructor(
    readonly stack: EngineStack,
    readonly world: string,
  ) {}

  static async open(engine: EngineName): Promise<Story> {
    const world = mkdtempSync(join(tmpdir(), "things-"));
    return new Story(await openStack({ engine, projectDir: THINGS }), world);
  }

  get bundled(): BundledStack {
    return this.stack as BundledStack;
  }

  /** What the program declares from now on. */
  declare(things: ThingSpec[], settings: Settings = this.settings): void {
    this.things = things;
    this.settings = settings;
    const config = { world: this.world, things: JSON.stringify(this.things), ...this.settings };
    this.stack.setConfig(config, this.secrets);
  }

  preview(options?: OperationOptions): Promise<PreviewResult> {
    return this.record(this.stack.preview(options));
  }

  up(options?: OperationOptions): Promise<OperationResult> {
    return this.record(this.stack.up(options));
  }

  refresh(options?: OperationOptions): Promise<OperationResult> {
    return this.record(this.stack.refresh(options));
  }

  destroy(options?: OperationOptions): Promise<OperationResult> {
    return this.record(this.stack.destroy(options));
  }

  /** The calls that reached the provider since the last look. */
  calls(): string[] {
    const file = join(this.world, "calls.log");
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
    rmSync(file, { force: true });
    return lines;
  }

  /** The thing as the world has it; undefined when it does not exist. */
  thing(name: string): Properties | undefined {
    const file = join(this.world, `id-${name}.json`);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Properties) : undefined;
  }

  /** Somebody else changes the world. */
  meddle(name: string, thing: Properties | undefined): void {
    const file = join(this.world, `id-${name}.json`);
    if (thing === undefined) rmSync(file);
    else writeFileSync(file, JSON.stringify(thing));
  }

  async close(): Promise<void> {
    await this.stack.close();
    rmSync(this.world, { recursive: true, force: true });
  }

  private async record<Result extends OperationResult>(running: Promise<Result>): Promise<Result> {
    const result = await running;
    const state = await this.stack.exportState();
    this.transcript.push(this.normalise({ ...comparable(result), state: comparableState(state.deployment) }));
    return result;
  }

  private normalise(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value).replaceAll(this.world, "<world>"));
  }
}

const byText = (left: unknown, right: unknown): number =>
  JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;

function comparable(result: OperationResult): object {
  const { operation, ok, steps, summary, diagnostics, violations, remediations, outputs } = result;
  // A preview of the command line does not say which steps could not be planned.
  const real = operation !== "preview" && ok;
  const shown = steps.map(({ op, urn, diff, replaceKeys, ok: done }) => ({
    op,
    urn,
    diff,
    replaceKeys,
    done: real ? done : undefined,
  }));
  const said = diagnostics.filter(({ severity }) => severity === "error" || severity === "warning");
  return {
    operation,
    ok,
    summary,
    steps: shown.sort(byText),
    diagnostics: said
      .map(({ severity, urn, message }) => ({ severity, urn, message: message.trim() }))
      .sort(byText),
    violations: violations.map(({ message, ...rest }) => ({ ...rest, message: message.trim() })).sort(byText),
    remediations: [...remediations].sort(byText),
    ...(ok && (operation === "preview" || operation === "up") ? { outputs } : {}),
    ...("toJson" in result ? { json: comparableJson((result as PreviewResult).toJson()) } : {}),
  };
}

function comparableJson(json: ReturnType<PreviewResult["toJson"]>): object {
  const { config, steps, changeSummary } = json;
  return { config, changeSummary, steps: (steps ?? []).map((step) => scrub(step as never)).sort(byText) };
}

function comparableState(deployment: object): object {
  const { resources, pending_operations: pending } = deployment as {
    resources?: Value[];
    pending_operations?: Value[];
  };
  return {
    resources: (resources ?? []).map((resource) => scrub(resource)).sort(byText),
    pending: (pending ?? []).map((operation) => scrub(operation)).sort(byText),
  };
}

const VOLATILE = new Set(["created", "modified", "sourcePosition", "stackTrace"]);
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The SDK lists them in the order in which they were resolved, which is another one each time. */
const inOrder = (key: string, item: Value): Value =>
  key === "dependencies" && Array.isArray(item) ? [...item].sort() : item;

/** Takes out what no two runs share: times, positions, identifiers of providers, ciphertexts. */
function scrub(value: Value): Value {
  if (typeof value === "string") return value.replace(UUID, (id) => (id === UNKNOWN_ID ? id : "<uuid>"));
  if (Array.isArray(value)) return value.map(scrub);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !VOLATILE.has(key) && item !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, key === "ciphertext" ? "<ciphertext>" : scrub(inOrder(key, item))]),
  );
}
