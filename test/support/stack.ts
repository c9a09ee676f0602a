import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../simulator/index";
import { BundledStack, CliStack, type EngineName, type EngineStack, type OpenOptions } from "../engine";
import { pointedAt } from "./deployment";

const PROJECT = join(__dirname, "../fixtures/programs/fleet");

/** A resource as the program of these tests writes it. */
export interface Written {
  /** `LineSet` of Kajeet, or `thingspace:LineSet`. */
  readonly type: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A stack whose program makes what a test says, and what it keeps on disk. */
export interface FleetStack<S extends EngineStack = EngineStack> {
  readonly stack: S;
  /** What the program makes from the next operation on. */
  declare(written: readonly Written[]): void;
  close(): Promise<void>;
}

/** What of a connection is kept secret. */
const SECRET = /(Password|Secret|Key|Token)$/;

type Options = Pick<OpenOptions, "config" | "secretConfig" | "env">;

/** Opens a stack of the fixture program on an engine, pointed at the simulator. */
export async function openFleet(
  simulator: Simulator,
  engine: "bundled",
  options?: Options,
): Promise<FleetStack<BundledStack>>;
export async function openFleet(
  simulator: Simulator,
  engine: EngineName,
  options?: Options,
): Promise<FleetStack>;
export async function openFleet(
  simulator: Simulator,
  engine: EngineName,
  { config = {}, secretConfig = {}, env = {} }: Options = {},
): Promise<FleetStack> {
  const directory = mkdtempSync(join(tmpdir(), "fleet-"));
  const file = join(directory, "declaration.json");
  writeFileSync(file, "[]");
  const connection = Object.entries(pointedAt(simulator));
  const hidden = connection.filter(([key]) => SECRET.test(key));
  const shown = connection.filter(([key]) => !SECRET.test(key));
  const stack = await (engine === "cli" ? CliStack : BundledStack).open({
    projectDir: PROJECT,
    env,
    config: {
      declaration: file,
      "cellular:activationPollSeconds": "0.05",
      "cellular:thingspacePollSeconds": "0.1",
      "cellular:ledger": join(directory, "ledger.jsonl"),
      ...Object.fromEntries(shown),
      ...config,
    },
    secretConfig: { ...Object.fromEntries(hidden), ...secretConfig },
  });
  return {
    stack,
    declare: (written) => writeFileSync(file, JSON.stringify(written)),
    close: async () => {
      await stack.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The errors of an operation, as the engine shows them. */
export function errorsOf({
  diagnostics,
}: {
  diagnostics: { severity: string; message: string }[];
}): string[] {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

/** The steps of an operation that were no "same", as `update fleet`. */
export function changesOf({ steps }: { steps: { op: string; type: string; name: string }[] }): string[] {
  return steps
    .filter(({ op, type }) => op !== "same" && type !== "pulumi:pulumi:Stack")
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}
