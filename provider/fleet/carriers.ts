import { kajeetInventory } from "../kajeet/inventory";
import type { FleetCarrier } from "./carrier";

/** The carriers whose lines a fleet can hold; the first is meant where an inventory has no column `provider`. */
export const carriers: readonly FleetCarrier[] = [kajeetInventory as unknown as FleetCarrier];
