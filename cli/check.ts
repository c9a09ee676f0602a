import { Command } from "commander";
import type { CarrierName, Fault, Inventory, InventoryCarrier } from "../provider/fleet/index";
import { EXIT, type Terminal } from "./terminal";

const EXAMPLES = `
Reads CSV, YAML or JSON as a Fleet does, and shows everything that is wrong with
it at once. Nothing is sent anywhere.

Examples:
  $ cellular check lines.csv
  $ cellular check --strict lines.yaml
  $ cellular check --carrier thingspace meters.csv
  $ cellular check --carrier control-center buses.csv
`;

interface Options {
  strict?: boolean;
  carrier?: CarrierName;
}

/** `cellular check`: is this inventory in order? */
export function checkCommand(terminal: Terminal): Command {
  return new Command("check")
    .description("Check an inventory file, without asking any carrier.")
    .argument("<file>", "the inventory: .csv, .yaml, .yml or .json")
    .option("--strict", "count warnings (wrong check digits of ICCID and IMEI) as faults")
    .option("--carrier <name>", "the carrier of rows that name none (default: kajeet)")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, { strict = false, carrier }: Options) => {
      const { carriers, formatFault, loadInventory } = await import("../provider/fleet/index.js");
      const inventory = loadInventory(file, { strict, ...(carrier === undefined ? {} : { carrier }) });
      const { red, yellow } = terminal.colors;
      const tell = (list: readonly Fault[], paint: (text: string) => string, word: string) => {
        for (const fault of list) terminal.err(`${paint(`${word}:`)} ${formatFault(fault)}`);
      };
      tell(inventory.faults, red, "fault");
      tell(inventory.warnings, yellow, "warning");
      for (const line of summary(file, inventory, carriers)) terminal.out(line);
      if (inventory.faults.length > 0) terminal.exitCode = EXIT.no;
    });
}

/** What the file holds, in counts. */
function summary(
  file: string,
  { rows, faults, warnings, ignored }: Inventory,
  carriers: readonly Pick<InventoryCarrier, "name" | "account">[],
): string[] {
  const found = [
    `${file}: ${counted(rows.length, faults.length > 0 ? "line in order" : "line")}`,
    counted(faults.length, "fault"),
    counted(warnings.length, "warning"),
  ];
  const lines = [found.join(", ")];
  const add = (title: string, counts: ReadonlyMap<string, number>) => {
    const list = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`);
    if (list.length > 0) lines.push(`  ${title}: ${list.join(", ")}`);
  };
  const present = tally(rows, ({ provider }) => provider);
  // A file of one carrier's lines need not be told whose they are.
  if (present.size > 1) add("carrier", present);
  add(
    "connection",
    tally(rows, ({ connection }) => connection),
  );
  for (const { name, account } of carriers) {
    const own = rows.filter(({ provider }) => provider === name);
    add(
      account,
      tally(own, (row) => row.account),
    );
  }
  add(
    "status",
    tally(rows, ({ values }) => values.status as string | undefined),
  );
  add(
    "managed",
    tally(
      rows.flatMap(({ values }) => Object.keys(values)),
      (name) => name,
    ),
  );
  if (ignored.length > 0) lines.push(`  ignored: ${ignored.map(({ column }) => column).join(", ")}`);
  return lines;
}

function tally<T>(items: readonly T[], of: (item: T) => string | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = of(item);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function counted(count: number, what: string): string {
  const [noun = "", ...rest] = what.split(" ");
  return `${count} ${[count === 1 ? noun : `${noun}s`, ...rest].join(" ")}`;
}
