import { controlCenterInventory } from "../control-center/inventory";
import { kajeetInventory } from "../kajeet/inventory";
import { thingspaceInventory } from "../thingspace/inventory";
import type { FleetCarrier } from "./carrier";

/** The carriers whose lines a fleet can hold; the first is meant where neither the row nor the program names one. */
export const carriers: readonly FleetCarrier[] = [
  kajeetInventory as unknown as FleetCarrier,
  thingspaceInventory as unknown as FleetCarrier,
  controlCenterInventory as unknown as FleetCarrier,
];

/** Names of these carriers. */
export type CarrierName = "kajeet" | "thingspace" | "control-center";
