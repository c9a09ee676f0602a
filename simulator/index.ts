export {
  type ControlCenterSimulator,
  type ControlCenterSimulatorOptions,
  type ControlCenterState,
  controlCenterOperations,
  type SimulatedControlCenterLine,
  startControlCenterSimulator,
} from "./control-center/index";
export type { ClockState } from "./core/clock";
export { connectSimulator } from "./core/connect";
export type { CallbackDelivery } from "./core/courier";
export type { BookedFault, CallbackFate, Fault, FaultKind } from "./core/faults";
export type { JournalEntry, JournalFilter } from "./core/journal";
export {
  type CommandDescription,
  describeForCommand,
  type Health,
  type Simulator,
} from "./core/simulator";
export { SteeringError } from "./core/steering-error";
export {
  type KajeetSimulator,
  type KajeetSimulatorOptions,
  type KajeetState,
  kajeetOperations,
  type SimulatedLine,
  startKajeetSimulator,
} from "./kajeet/index";
export {
  type SimulatedThingspaceLine,
  startThingspaceSimulator,
  type ThingspaceSimulator,
  type ThingspaceSimulatorOptions,
  type ThingspaceState,
  thingspaceOperations,
} from "./thingspace/index";
