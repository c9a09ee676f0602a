import * as pulumi from "@pulumi/pulumi";
import type { Cell, FleetCarrier } from "./carrier";
import { carriers } from "./carriers";
import { excerpt, inventoryError } from "./fault";
import { type Group, groupLines } from "./groups";
import { endingFaults, type HomeArgs, homeOf, termsOf } from "./home";
import type { Inventory } from "./inventory";
import { declareLabels, type FleetLabel, planLabels } from "./labels";
import { loadInventory } from "./load";
import type { InventoryOptions } from "./options";

/** Arguments of a `Fleet`. */
export interface FleetArgs extends InventoryOptions, HomeArgs {
  /**
   * The lines: path of a CSV, YAML or JSON file relative to the program's directory, or rows.
   *
   * Columns are the attributes of a line (`status`, `ratePlan`, `labels` …) and `mdn`, in any case, with blanks or
   * underscores, and the columns of Sentinel's own CSV export (`MDN`, `UICC`, `FILTER_GROUP` …); those that only report
   * (usage, APN …) are ignored, and an unknown one is refused. `connection`, `corp` (`CORP_ID`), for ThingSpace
   * `accountName` and for Control Center `accountId` say where a line is.
   *
   * `carrier` says whose line it is: `kajeet`, `thingspace` or `control-center`. Any other value there is the network on which Kajeet
   * activates a new line (`VERIZON`); where a row needs both, the column `provider` names the carrier. A row that names
   * neither is of the argument `carrier`. A column that only one carrier has is empty in the rows of others.
   *
   * A line is declared by its number, and a row without `mdn` by its ICCID. At Kajeet that is a line to be ordered: it
   * needs `imei`, `iccid` and the network. At ThingSpace it may exist already, and is activated where it does not. Either
   * way it stays the same line when its row gets the number later. At Control Center lines have no numbers: their
   * rows have an ICCID, and they exist already.
   *
   * An empty cell leaves the line as it is, also an empty LABELS cell: an export that was cut down to a few columns
   * takes nothing away. `(none)` clears; `emptyClears` gives empty cells that meaning by attribute. Several labels are
   * separated by `;`.
   */
  readonly inventory: string | readonly Readonly<Record<string, Cell | undefined>>[];
  /** `set` (left out): one `LineSet` an account. `lines`: a `Line` each, for fleets of some hundred lines at most. */
  readonly as?: "set" | "lines";
  /** Labels that are made before lines get them, at carriers that have labels. */
  readonly labels?: readonly FleetLabel[];
}

const MOST_WARNINGS = 20;

/** The numbers of the lines of one resource. */
type Numbers = pulumi.Output<Record<string, string>>;

/**
 * A fleet of lines from an inventory file. The whole file is checked before anything is registered, and everything that
 * is wrong with it is said in one error, with file, row, column and value.
 *
 * What the fleet depends on (`dependsOn`: the device groups that its lines go to, callbacks) is there before its lines are.
 *
 * Resources have stable names: the set of the fleet's own carrier, connection and account has the fleet's name, others
 * add wherein they differ (`northstar-ISD-WEST`, `northstar-thingspace`), and single lines their MDN
 * (`northstar-304-228-6302`).
 */
export class Fleet extends pulumi.ComponentResource {
  /** How many lines the inventory declares. */
  readonly count: pulumi.Output<number>;
  /** The MDN of each line by the identifier it is declared with; a line whose order is not done yet is absent. */
  readonly lines: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: FleetArgs, options?: pulumi.ComponentResourceOptions) {
    const inventory = loadInventory(args.inventory, args);
    const used = carriers.filter((carrier) =>
      inventory.rows.some(({ provider }) => provider === carrier.name),
    );
    const faults = [...endingFaults(args, used), ...inventory.faults];
    if (faults.length > 0) throw inventoryError(`Fleet ${name}`, faults);
    const home = homeOf(args, args.carrier ?? carriers[0]!.name, carriers);
    const groups = groupLines(name, inventory.rows, home);
    const planned = planLabels(name, args.labels ?? [], groups, carriers, home);
    // The table stays out of the component's own inputs: the engine would copy it a second time into state.
    super("cellular:fleet:Fleet", name, {}, options);
    this.announce(name, inventory);
    const before = [options?.dependsOn ?? []].flat() as pulumi.Resource[];
    const after = [...before, ...declareLabels(this, planned, before)];
    const members = groups.flatMap((group) =>
      args.as === "lines" ? linesOf(this, name, args, group, after) : [setOf(this, args, group, after)],
    );
    this.count = pulumi.output(inventory.rows.length);
    this.lines = pulumi.all(members).apply((all) => Object.assign({}, ...all) as Record<string, string>);
    this.registerOutputs({ count: this.count });
  }

  private announce(name: string, { ignored, warnings }: Inventory): void {
    if (ignored.length > 0) {
      const columns = ignored.map(({ column, instead }) => (instead ? `${column} (${instead})` : column));
      void pulumi.log.info(
        `Fleet ${name}: columns that only report are ignored: ${columns.join(", ")}`,
        this,
      );
    }
    if (warnings.length > 0)
      void pulumi.log.warn(`Fleet ${name}:\n  ${excerpt(warnings, MOST_WARNINGS)}`, this);
  }
}

const carrierOf = (name: string): FleetCarrier => carriers.find((carrier) => carrier.name === name)!;

function common(args: FleetArgs, { provider, connection, account }: Group): Record<string, unknown> {
  const carrier = carrierOf(provider);
  return {
    ...(connection === undefined ? {} : { connection }),
    ...(account === undefined ? {} : { [carrier.account]: account }),
    ...termsOf(args, carrier),
  };
}

function setOf(parent: Fleet, args: FleetArgs, group: Group, dependsOn: pulumi.Resource[]): Numbers {
  const bag = { ...common(args, group), lines: group.lines, quiet: true };
  const set = new (carrierOf(group.provider).LineSet)(group.name, bag, { parent, dependsOn });
  const own = ownNumbers(group);
  return set.numbers.apply((given) => ({ ...own, ...given }));
}

function linesOf(
  parent: Fleet,
  fleet: string,
  args: FleetArgs,
  group: Group,
  dependsOn: pulumi.Resource[],
): Numbers[] {
  const carrier = carrierOf(group.provider);
  return Object.entries(group.lines).map(([line, values]) => {
    const hasNumber = isNumber(carrier, line);
    const bag = { ...common(args, group), ...(hasNumber ? { mdn: line } : {}), ...values };
    // A line that was ordered by its ICCID and now stands in the file with its number is still the same resource.
    const sim = group.sims[line];
    const aliases = sim === undefined ? [] : [{ name: `${fleet}-${sim}` }];
    const one = new carrier.Line(`${fleet}-${line}`, bag, { parent, dependsOn, aliases });
    // Known when the line is there, also where it has no number.
    const number = one.mdn ?? one.id.apply(() => undefined);
    return number.apply((mdn): Record<string, string> => (mdn ? { [line]: mdn } : {}));
  });
}

function isNumber(carrier: FleetCarrier, line: string): boolean {
  const key = carrier.identify(line);
  return "kind" in key && key.kind === "mdn";
}

function ownNumbers({ provider, lines }: Group): Record<string, string> {
  const carrier = carrierOf(provider);
  return Object.fromEntries(
    Object.keys(lines)
      .filter((line) => isNumber(carrier, line))
      .map((line) => [line, line]),
  );
}
