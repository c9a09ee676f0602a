import { exportColumns } from "../kajeet/export-columns";
import { Label, Line, LineSet } from "../kajeet/index";
import { kajeetLines } from "../kajeet/lines/model";
import type { FleetCarrier } from "./carrier";

/** The carriers whose lines a fleet can hold; the first is meant where an inventory has no column `provider`. */
export const carriers: readonly FleetCarrier[] = [
  {
    name: kajeetLines.carrier.name,
    attributes: kajeetLines.attributes as FleetCarrier["attributes"],
    columns: exportColumns,
    account: "corp",
    needs: kajeetLines.orders?.needs ?? [],
    identify: kajeetLines.identify,
    canonical: kajeetLines.canonical as FleetCarrier["canonical"],
    check: (values) => kajeetLines.check?.(values) ?? { problems: [], warnings: [] },
    LineSet: LineSet as never,
    Line: Line as never,
    Label: Label as never,
  },
];
