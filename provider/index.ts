/** Cellular fleets as code: the whole public surface. */

export * as controlCenter from "./control-center/index";
export * from "./core/index";
export { Fleet, type FleetArgs, type FleetLabel, type InventoryRecord } from "./fleet/index";
export * as kajeet from "./kajeet/index";
export * as thingspace from "./thingspace/index";
