import { unknownName } from "../core/nearest";
import type { InventoryCarrier } from "./carrier";
import type { Fault } from "./fault";
import { plainText } from "./record";
import { bare } from "./spelling";
import type { Heading, TableRow } from "./table";

/** A row with the carrier whose line it is, or why that cannot be said. */
export interface AssignedRow {
  readonly row: TableRow;
  readonly carrier?: InventoryCarrier;
  /** How the carrier was found: in one of these columns, or because the row names none. */
  readonly by?: "provider" | "carrier" | "default";
  readonly fault?: Fault;
}

/**
 * Which carrier's line a row is. The column `provider` says it and nothing else. The column `carrier` says it too, where
 * its value is the name of one of our carriers; any other value is what it always was, the network on which Kajeet is to
 * activate a line (`VERIZON`). A row that names none is of `home`.
 */
export function rowCarriers(
  headings: readonly Heading[],
  carriers: readonly InventoryCarrier[],
  home: InventoryCarrier,
): (row: TableRow) => AssignedRow {
  const at = (name: string) => headings.findIndex((heading) => bare(heading.name) === name);
  const [providerAt, carrierAt] = [at("provider"), at("carrier")];
  const named = (text: string) => carriers.find(({ name }) => bare(name) === bare(text));
  const unknown = (what: string, value: string) =>
    unknownName(
      what,
      value,
      carriers.map(({ name }) => name),
    );

  return (row) => {
    const provider = plainText(row.cells[providerAt]);
    const network = plainText(row.cells[carrierAt]);
    const fault = (index: number, value: string, problem: string): AssignedRow => ({
      row,
      fault: { row: row.row, column: headings[index]!.name, value, problem },
    });
    const declared = provider === undefined ? undefined : named(provider);
    if (provider !== undefined && !declared)
      return fault(providerAt, provider, unknown("provider", provider));
    const meant = network === undefined ? undefined : named(network);
    if (meant && declared && meant !== declared) {
      const problem = `"${network}" is another carrier than "${provider}" in the column ${headings[providerAt]!.name}; keep one of them`;
      return fault(carrierAt, network!, problem);
    }
    if (meant) return { row: without(row, carrierAt), carrier: meant, by: declared ? "provider" : "carrier" };
    if (network !== undefined) {
      // Networks are far from our names, so what is near is a slip and no network.
      const slip = unknown("carrier", network);
      if (slip.includes("did you mean")) return fault(carrierAt, network, slip);
    }
    return declared ? { row, carrier: declared, by: "provider" } : { row, carrier: home, by: "default" };
  };
}

/** The row with an empty cell: what stood there was no value of an attribute. */
function without({ row, cells }: TableRow, index: number): TableRow {
  return { row, cells: cells.map((cell, at) => (at === index ? undefined : cell)) };
}
