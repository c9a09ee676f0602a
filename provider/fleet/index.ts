/** Inventories: a file becomes resources, and the command line checks the same file with the same functions. */
export type { InventoryCarrier } from "./carrier";
export { type CarrierName, carriers } from "./carriers";
export { formatCell } from "./cell";
export { type Fault, formatFault, inventoryError } from "./fault";
export { Fleet, type FleetArgs } from "./fleet";
export { checkRows, FORMATS, type Format, type Inventory, readInventory } from "./inventory";
export type { FleetLabel } from "./labels";
export { loadInventory } from "./load";
export type { InventoryOptions, InventoryRecord } from "./options";
