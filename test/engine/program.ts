/** The user's program, run by the SDK's own launcher. */
import { Child, childEnvironment } from "./child-process";
import { type Project, resolveFrom } from "./project";

/** The launcher ends with this code when it has told the user everything already. */
const EXIT_AFTER_MESSAGE = 32;

export interface ProgramOptions {
  project: Project;
  stack: string;
  dryRun: boolean;
  parallel: number;
  address: string;
  config: Record<string, string>;
  secretKeys: string[];
  env: Record<string, string>;
  onOutput: (text: string, stream: "stdout" | "stderr") => void;
}

export class Program {
  private readonly child: Child;

  constructor(options: ProgramOptions) {
    const { project } = options;
    const config: Record<string, string> = {};
    for (const [key, value] of Object.entries(options.config)) config[key.replace(":", ":config:")] = value;
    this.child = new Child(
      {
        name: "the program",
        cwd: project.root,
        env: childEnvironment({
          PULUMI_CONFIG: JSON.stringify(config),
          PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(options.secretKeys),
          ...(project.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
          ...(project.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig }),
          ...options.env,
        }),
        nodeArgs: project.nodeArgs,
        script: resolveFrom(project.programDir, "@pulumi/pulumi/cmd/run"),
        args: [
          ...["--monitor", options.address, "--engine", options.address],
          ...["--organization", "organization", "--project", project.name, "--stack", options.stack],
          ...["--root-directory", project.root, "--pwd", project.programDir],
          ...(options.dryRun ? ["--dry-run"] : []),
          ...["--parallel", String(options.parallel), project.entry],
        ],
        onOutput: options.onOutput,
      },
      false,
    );
  }

  get output(): string {
    return this.child.output;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves when the program has ended: with nothing, or with what the user must be told. */
  async ended(): Promise<{ failed: boolean; message: string }> {
    const { code, signal } = await this.child.exited;
    if (code === 0) return { failed: false, message: "" };
    if (code === EXIT_AFTER_MESSAGE) return { failed: true, message: "" };
    return {
      failed: true,
      message: `Program exited with ${signal === null ? `non-zero exit code: ${code}` : `signal ${signal}`}`,
    };
  }

  kill(): void {
    this.child.kill();
  }
}
