export type { ThingspaceState } from "./carrier";
export { thingspaceOperations } from "./operations/index";
export {
  startThingspaceSimulator,
  type ThingspaceSimulator,
  type ThingspaceSimulatorOptions,
} from "./start";
export type { SimulatedLine as SimulatedThingspaceLine } from "./steering";
