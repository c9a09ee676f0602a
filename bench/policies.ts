import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCarrier } from "./carrier";
import type { BenchEngine } from "./engines";
import { changeFleet } from "./fleet";
import { measure } from "./measure";
import { measureTimes, type Taken } from "./measure-times";
import type { PoliciesResult } from "./policies-report";
import { prepare } from "./run-case";

const ROOT = join(__dirname, "..", "..");

/** How it is run. */
export interface PoliciesOptions {
  lines: number;
  changes: number;
  /** Times that each command runs; the median counts. */
  repeat: number;
  timeoutMs: number;
  onRun(name: string, taken: Taken): void;
}

/**
 * What looking at a change costs: the preview by itself, with the policy pack, and the gate over that preview's JSON. All
 * rules run, with the options of their own; none stops anything, so that every command comes to its end.
 */
export async function measurePolicies(
  engine: BenchEngine,
  { lines, changes, repeat, timeoutMs, onRun }: PoliciesOptions,
): Promise<PoliciesResult> {
  const directory = mkdtempSync(join(tmpdir(), "cellular-bench-policies-"));
  const file = (name: string) => join(directory, name);
  const carrier = await startCarrier(lines);
  const stack = engine.open();
  try {
    const fleet = await prepare(carrier);
    const env = { ...carrier.env, BENCH_SUBJECT: "set", BENCH_LINES: file("lines.json") };
    writeFileSync(file("lines.json"), JSON.stringify(fleet));
    writeFileSync(file("policy.json"), JSON.stringify({ all: "advisory" }));
    await measure(stack.command("up", env), timeoutMs);
    writeFileSync(file("lines.json"), JSON.stringify(changeFleet(fleet, changes)));

    const run = async (name: string, command: Parameters<typeof measureTimes>[0]) => {
      const taken = await measureTimes(command, carrier, repeat, timeoutMs);
      onRun(name, taken);
      return taken;
    };
    const pack = { path: join(ROOT, "policies"), config: file("policy.json") };
    const preview = await run("preview", () => stack.command("preview", env));
    const withPack = await run("preview with the pack", () => stack.command("preview", env, { pack }));
    const json = file("preview.json");
    const asJson = await run("preview as JSON", () => stack.command("preview", env, { json }));
    const gate = await run("gate and report", () => ({
      file: process.execPath,
      args: [
        ...[join(ROOT, "dist/cli/main.js"), "gate", json, "--policy", file("policy.json")],
        ...["--markdown", file("report.md")],
      ],
      env: {},
    }));
    if (!existsSync(file("report.md"))) throw new Error("the gate wrote no report");
    return { lines, changes, repeat, preview, withPack, asJson, gate };
  } finally {
    stack.remove();
    carrier.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
