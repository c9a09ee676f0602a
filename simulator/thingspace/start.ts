import { localSimulator } from "../core/local";
import { listen } from "../core/server";
import type { Simulator } from "../core/simulator";
import { createStation, type StationOptions } from "../core/station";
import { BASE_PATH, ThingspaceCarrier, type ThingspaceData, type ThingspaceState } from "./carrier";
import type { Credentials } from "./http/access";
import { ROOT_ACCOUNT } from "./model/start-data";
import type { SimulatedLine } from "./steering";

export interface ThingspaceSimulatorOptions extends ThingspaceData, Partial<Credentials>, StationOptions {
  /** Default: any free port. */
  port?: number | undefined;
}

/** A running ThingSpace, in this process or connected. */
export type ThingspaceSimulator = Simulator<SimulatedLine, ThingspaceState>;

/**
 * Starts ThingSpace on loopback, with the data asked for. Rejects when the port is taken or the inventory cannot be
 * read.
 */
export async function startThingspaceSimulator(
  options: ThingspaceSimulatorOptions = {},
): Promise<ThingspaceSimulator> {
  const { port = 0, key = "simulated-key", secret = "simulated-secret" } = options;
  const { username = "fleet-api", password = "simulated" } = options;
  const credentials = { key, secret, username, password };
  const station = createStation<SimulatedLine, ThingspaceState>(
    (clock, agenda, courier) => new ThingspaceCarrier(options, credentials, clock, agenda, courier),
    options,
  );
  const server = await listen(station, port);
  station.env = {
    CELLULAR_THINGSPACE_URL: server.url + BASE_PATH,
    CELLULAR_THINGSPACE_KEY: key,
    CELLULAR_THINGSPACE_SECRET: secret,
    CELLULAR_THINGSPACE_USERNAME: username,
    CELLULAR_THINGSPACE_PASSWORD: password,
    CELLULAR_THINGSPACE_ACCOUNT: ROOT_ACCOUNT,
  };
  return localSimulator(station, server);
}
