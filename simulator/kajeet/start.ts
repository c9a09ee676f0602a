import { localSimulator } from "../core/local";
import { listen } from "../core/server";
import type { Simulator } from "../core/simulator";
import { createStation, type StationOptions } from "../core/station";
import { BASE_PATH, KajeetCarrier, type KajeetData, type KajeetState } from "./carrier";
import { defaultUsers } from "./http/tokens";
import { CHILD_CORP, ROOT_CORP } from "./model/start-data";
import type { SimulatedLine } from "./steering";

export interface KajeetSimulatorOptions extends KajeetData, StationOptions {
  /** Default: any free port. */
  port?: number | undefined;
  /** Name of the default user, who may do everything. Default `fleet-api`. */
  username?: string | undefined;
  /** Password of all users. Default `simulated`. */
  password?: string | undefined;
}

/** A running Kajeet Sentinel, in this process or connected. */
export type KajeetSimulator = Simulator<SimulatedLine, KajeetState>;

/**
 * Starts Kajeet Sentinel on loopback, with the data asked for. Rejects when the port is taken or the inventory cannot
 * be read.
 */
export async function startKajeetSimulator(options: KajeetSimulatorOptions = {}): Promise<KajeetSimulator> {
  const { port = 0, username = "fleet-api", password = "simulated" } = options;
  const users = defaultUsers(username, password, ROOT_CORP, CHILD_CORP);
  const station = createStation<SimulatedLine, KajeetState>(
    (clock) => new KajeetCarrier(options, users, () => clock.now()),
    options,
  );
  const server = await listen(station, port);
  station.env = {
    CELLULAR_KAJEET_URL: server.url + BASE_PATH,
    CELLULAR_KAJEET_USERNAME: username,
    CELLULAR_KAJEET_PASSWORD: password,
    CELLULAR_KAJEET_CORP: ROOT_CORP,
  };
  return localSimulator(station, server);
}
