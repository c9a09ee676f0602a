import { Command, Option } from "commander";
import { whole } from "./measures";
import type { Terminal } from "./terminal";

const CARRIERS = ["kajeet", "thingspace", "control-center"] as const;

interface Options {
  carrier: (typeof CARRIERS)[number];
  lines?: number;
  inventory?: string;
  port?: number;
}

const EXAMPLES = `
Prints one line of JSON, {"carrier", "url", "env"}: env holds the variables that
point a program at the simulator. Its control surface (journal, state, faults,
clock, reset) is below <url>/_simulator/. Ctrl+C ends it.

Examples:
  $ cellular simulate --lines 1000
  $ cellular simulate --carrier thingspace
  $ cellular simulate --carrier control-center --lines 1000
  $ cellular simulate --inventory lines.csv --port 8080
`;

/** `cellular simulate`: a carrier on loopback, until somebody stops it. */
export function simulateCommand(terminal: Terminal): Command {
  return new Command("simulate")
    .description("Run a simulated carrier on this machine, over HTTP.")
    .addOption(new Option("--carrier <name>", "the carrier").choices(CARRIERS).default("kajeet"))
    .addOption(
      new Option("--lines <count>", "start with so many made-up lines (default: 499,\nof control-center 300)")
        .argParser(whole(0, 1_000_000))
        .conflicts("inventory"),
    )
    .option(
      "--inventory <file>",
      "start with the lines of a CSV: for kajeet in the columns of Sentinel's own export,\nfor thingspace in those of an inventory (account, iccid, imei, mdn, status, ...),\nfor control-center as well (iccid, msisdn, status, ratePlan, customer, ...)",
    )
    .option("--port <number>", "listen on this port (default: any free one)", whole(1, 65_535))
    .addHelpText("after", EXAMPLES)
    .action((options: Options) => simulate(options, terminal));
}

async function simulate(options: Options, terminal: Terminal): Promise<void> {
  const simulators = await import("../simulator/index.js");
  const start = {
    kajeet: simulators.startKajeetSimulator,
    thingspace: simulators.startThingspaceSimulator,
    "control-center": simulators.startControlCenterSimulator,
  }[options.carrier];
  const { lines, inventory, port } = options;
  const stopped = terminal.stopped();
  const simulator = await start({ lines, inventory, port }).catch((cause) => refuse(options, cause));
  terminal.out(JSON.stringify(simulators.describeForCommand(simulator)));
  if (terminal.interactive) {
    const { lines: count } = await simulator.health();
    terminal.err(`${count} lines at ${simulator.url}. Ctrl+C ends it.`);
  }
  await stopped;
  await simulator.close();
}

/** Why it did not start, and what to do about it. */
async function refuse(
  { port, inventory }: Options,
  cause: NodeJS.ErrnoException & { syscall?: string },
): Promise<never> {
  const { Misconfigured } = await import("../provider/core/index.js");
  if (cause.syscall === "listen") {
    const why = cause.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used: ${cause.code}`;
    throw new Misconfigured(`port ${port} ${why}`, {
      next: "Choose another one with --port, or leave it out to get any free one.",
      cause,
    });
  }
  if (inventory === undefined) throw cause;
  if (cause.code === "ENOENT") {
    throw new Misconfigured(`there is no inventory ${inventory}`, {
      next: "Give the path of a CSV, or leave --inventory out to start with made-up lines.",
      cause,
    });
  }
  throw new Misconfigured(`the inventory ${inventory} cannot be used: ${cause.message}`, {
    next: "`cellular check` shows everything that is wrong with it.",
    cause,
  });
}
