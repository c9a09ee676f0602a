import { Command, CommanderError } from "commander";
import { callCommand } from "./call";
import { checkCommand } from "./check";
import { functionsCommand } from "./functions";
import { gateCommand } from "./gate";
import { receiveCommand } from "./receive";
import { simulateCommand } from "./simulate";
import { stateCommand } from "./state";
import { EXIT, type Terminal } from "./terminal";

const EXIT_CODES = `
Exit codes:
  0  done
  1  the answer is no: an inventory has faults, a plan is blocked, a carrier refused
  2  it could not be tried: wrong arguments, a missing file, a taken port, missing credentials,
     a preview that failed`;

const EXAMPLES = `

Examples:
  $ cellular simulate --lines 1000
  $ cellular check lines.csv
  $ pulumi preview --json --show-sames | cellular gate
  $ cellular call kajeet.getDeviceTotals
  $ pulumi stack export | cellular state -
`;

/** The command `cellular` with all that it can do. */
export function program(terminal: Terminal): Command {
  const commands = [
    simulateCommand,
    checkCommand,
    gateCommand,
    callCommand,
    functionsCommand,
    stateCommand,
    receiveCommand,
  ];
  const root = new Command("cellular")
    .description("Cellular fleets as code: the tools beside the Pulumi provider.")
    .version(version(), "-v, --version", "print the version")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", EXIT_CODES + EXAMPLES);
  for (const command of commands) root.addCommand(command(terminal));
  for (const command of [root, ...root.commands]) {
    command
      .exitOverride()
      .helpOption("-h, --help", "print this help")
      .showHelpAfterError(`(cellular ${command === root ? "" : `${command.name()} `}--help tells more)`)
      .configureOutput({
        writeOut: (text) => terminal.out(text.trimEnd()),
        writeErr: (text) => terminal.err(text.trimEnd()),
      });
  }
  return root;
}

/**
 * Runs one command line and leaves the exit code in the terminal. Failures of the tree are told by their message; only
 * a fault of this program itself shows its stack.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await program(terminal).parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has written its message; it ends with 0 after a help or a version that was asked for.
      terminal.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.unable;
      return;
    }
    const { CellularError, Misconfigured } = await import("../provider/core/index.js");
    terminal.exitCode = error instanceof Misconfigured ? EXIT.unable : EXIT.no;
    const said =
      error instanceof CellularError ? error.message : error instanceof Error ? error.stack : String(error);
    terminal.err(`${terminal.colors.red("error:")} ${said}`);
  }
}

function version(): string {
  return (require("pulumi-cellular/package.json") as { version: string }).version;
}
