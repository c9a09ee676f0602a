export type { ControlCenterState } from "./carrier";
export { controlCenterOperations } from "./operations/index";
export {
  type ControlCenterSimulator,
  type ControlCenterSimulatorOptions,
  startControlCenterSimulator,
} from "./start";
export type { SimulatedLine as SimulatedControlCenterLine } from "./steering";
