/** Picks an engine: the real one where it is installed, or the one that is asked for. */
import { type BundledOpenOptions, BundledStack } from "./bundled-stack";
import { CliStack, engineOnPath } from "./cli-stack";
import type { EngineName, EngineStack } from "./types";

export interface OpenStackOptions extends BundledOpenOptions {
  /** `auto` takes the `pulumi` on PATH, and the bundled engine where there is none. */
  engine?: "auto" | EngineName;
}

/** Which engine `auto` means on this machine, in words for a person. */
export function describeEngine(wanted: "auto" | EngineName = "auto"): { engine: EngineName; text: string } {
  const version = wanted === "bundled" ? undefined : engineOnPath();
  if (wanted === "cli" && version === undefined) throw new Error("pulumi is not on PATH");
  if (version !== undefined) return { engine: "cli", text: `Pulumi ${version}` };
  const why = wanted === "bundled" ? "as asked" : "pulumi is not on PATH";
  return { engine: "bundled", text: `the bundled test engine (${why})` };
}

/** Opens a stack and says on which engine: `stack.engine`. */
export async function openStack(options: OpenStackOptions): Promise<EngineStack> {
  const { engine } = describeEngine(options.engine);
  return engine === "cli" ? CliStack.open(options) : BundledStack.open(options);
}
