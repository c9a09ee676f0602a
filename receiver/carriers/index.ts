import type { CarrierAdapter } from "../message";
import { thingspace } from "./thingspace";

/** The carriers whose messages can be received, by the last part of their address. */
export const carriers: ReadonlyMap<string, CarrierAdapter> = new Map(
  [thingspace].map((adapter) => [adapter.name, adapter]),
);
