import { execFile } from "node:child_process";

/** What the pack can ask of the process it runs in. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs `pulumi` with these arguments: what it prints. Rejects with an error whose message is what it said. */
  pulumi(args: readonly string[]): Promise<string>;
  /** Where the process that started the pack stands, where that can be told. */
  parentDirectory(): string | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Which deployment the pack is asked about. The engine says it in the environment. */
export interface Deployment {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** Nothing has been done yet. */
  readonly preview: boolean;
}

export const deploymentOf = ({ env }: Pick<Surroundings, "env">): Deployment => ({
  organization: env.PULUMI_NODEJS_ORGANIZATION || "organization",
  project: env.PULUMI_NODEJS_PROJECT ?? "",
  stack: env.PULUMI_NODEJS_STACK ?? "",
  preview: env.PULUMI_NODEJS_DRY_RUN === "true",
});

const MOST_OUTPUT = 1024 ** 3;
const PATIENCE_MS = 300_000;

/** Runs the engine's command line; `stack export` only reads. */
export function runPulumi(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("pulumi", args, { maxBuffer: MOST_OUTPUT, timeout: PATIENCE_MS }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const said = stderr
        .trim()
        .split("\n")
        .at(-1)
        ?.replace(/^error: /, "");
      error.message = error.code === "ENOENT" ? "there is no `pulumi` on PATH" : said || error.message;
      reject(error);
    });
  });
}
