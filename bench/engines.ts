import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeEngine } from "../test/engine/index";
import type { Command } from "./measure";
import type { Step } from "./results";

/** The programs stay in the checkout, where they find the package under its own name. */
const PROGRAMS = join(__dirname, "..", "..", "bench", "programs");

/** What a preview has beside the program. */
export interface PreviewExtras {
  /** A policy pack, and the file of its configuration. */
  pack?: { path: string; config: string };
  /** Where the preview is written as JSON, with what stays the same. */
  json?: string;
}

/** A stack of the benchmark's program: command lines to be measured. */
export interface BenchStack {
  command(step: Step, env: Readonly<Record<string, string>>, extras?: PreviewExtras): Command;
  /** Size of the state as the backend keeps it. */
  stateBytes(): number;
  remove(): void;
}

/** What the benchmark runs on. */
export interface BenchEngine {
  readonly name: "cli" | "bundled";
  readonly text: string;
  open(): BenchStack;
}

/** The engine asked for; `auto` is the command line on PATH, else the bundled engine. */
export function chooseEngine(wanted: "auto" | "cli" | "bundled"): BenchEngine {
  const { engine, text } = describeEngine(wanted);
  return { name: engine, text, open: engine === "cli" ? openCli : openBundled };
}

const VERBS = {
  preview: "preview",
  up: "up",
  noop: "preview",
  refresh: "refresh",
  change: "up",
  destroy: "destroy",
} as const;

function openCli(): BenchStack {
  const directory = mkdtempSync(join(tmpdir(), "cellular-bench-"));
  const settings = join(directory, "settings");
  const own = {
    PULUMI_BACKEND_URL: `file://${directory}`,
    PULUMI_HOME: join(directory, "home"),
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  // The stack is made beside the program, so that its settings are not left in the checkout.
  mkdirSync(settings);
  writeFileSync(join(settings, "Pulumi.yaml"), readFileSync(join(PROGRAMS, "Pulumi.yaml")));
  execFileSync("pulumi", ["-C", settings, "stack", "init", "bench", "--non-interactive"], {
    env: { ...process.env, ...own },
    stdio: "ignore",
  });
  const place = ["-C", PROGRAMS, "--stack", "bench", "--config-file", join(settings, "Pulumi.bench.yaml")];
  return {
    command: (step, env, { pack, json } = {}) => ({
      file: "pulumi",
      args: [
        ...[VERBS[step], "--non-interactive", "--color", "never", "--suppress-progress", ...place],
        ...(VERBS[step] === "preview" ? [] : ["--skip-preview", "--yes"]),
        ...(pack ? ["--policy-pack", pack.path, "--policy-pack-config", pack.config] : []),
        ...(json === undefined ? [] : ["--json", "--show-sames"]),
      ],
      env: { ...own, ...env },
      ...(json === undefined ? {} : { output: json }),
    }),
    stateBytes: () => statSync(join(directory, ".pulumi", "stacks", "bench", "bench.json")).size,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function openBundled(): BenchStack {
  const directory = mkdtempSync(join(tmpdir(), "cellular-bench-"));
  const state = join(directory, "state.json");
  return {
    command: (step, env, extras = {}) => ({
      file: process.execPath,
      args: [require.resolve("./bundled-step"), VERBS[step], PROGRAMS, state, JSON.stringify(extras)],
      // The bundled engine has no command that exports its state, and keeps it in that form.
      env: { ...env, CELLULAR_STATE: state },
    }),
    stateBytes: () => statSync(state).size,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
