import { exportColumns } from "./export-columns";
import { Label } from "./label";
import { Line } from "./line";
import { LineSet } from "./line-set";
import { corpField, kajeetLines } from "./lines/model";

/** What a fleet needs to know of Kajeet: how its lines are written in an inventory, and what they become. */
export const kajeetInventory = {
  name: kajeetLines.carrier.name,
  attributes: kajeetLines.attributes,
  columns: exportColumns,
  account: corpField.name,
  numbered: true,
  needs: kajeetLines.orders?.needs ?? [],
  brings: kajeetLines.orders?.needs ?? [],
  identify: kajeetLines.identify,
  canonical: kajeetLines.canonical,
  check: (values: Parameters<NonNullable<typeof kajeetLines.check>>[0]) =>
    kajeetLines.check?.(values) ?? { problems: [], warnings: [] },
  LineSet,
  Line,
  Label,
  endings: Object.keys(kajeetLines.endings),
  later: kajeetLines.following !== undefined,
};
