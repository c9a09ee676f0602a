export type { KajeetState } from "./carrier";
export { kajeetOperations } from "./operations/index";
export { type KajeetSimulator, type KajeetSimulatorOptions, startKajeetSimulator } from "./start";
export type { SimulatedLine } from "./steering";
