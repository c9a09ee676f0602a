import { localSimulator } from "../core/local";
import { listen } from "../core/server";
import type { Simulator } from "../core/simulator";
import { createStation } from "../core/station";
import { ControlCenterCarrier, type ControlCenterData, type ControlCenterState } from "./carrier";
import { Access, type Role } from "./http/access";
import type { SimulatedLine } from "./steering";

export interface ControlCenterSimulatorOptions extends ControlCenterData {
  /** Default: any free port. */
  port?: number | undefined;
  /** Name of the user the variables point to. Default `fleet-api`. */
  username?: string | undefined;
  /** Role of that user. Default operator, which may write everything. There is a user of each role beside it. */
  role?: Role | undefined;
  /** API key of all users. Default `simulated-key`. */
  apiKey?: string | undefined;
  /** Calls a second before 429; the carrier's own limit is 5. No limit if left out. */
  callsPerSecond?: number | undefined;
  /** Answers 429 to a call that comes while another one is under way. Default false. */
  oneAtATime?: boolean | undefined;
  /** Seed of everything left to chance. */
  seed?: number | undefined;
  /** Requests the journal keeps. */
  journalLimit?: number | undefined;
}

/**
 * Milliseconds that count as a second. Arrivals are counted, and the first call of a client arrives late: one that sends
 * at exactly the limit would be refused now and then without this tolerance.
 */
const RATE_WINDOW = 800;

/** A running Control Center, in this process or connected. */
export type ControlCenterSimulator = Simulator<SimulatedLine, ControlCenterState>;

/**
 * Starts Control Center on loopback, with the data asked for. Rejects when the port is taken or the inventory cannot
 * be read.
 */
export async function startControlCenterSimulator(
  options: ControlCenterSimulatorOptions = {},
): Promise<ControlCenterSimulator> {
  const { port = 0, username = "fleet-api", role = "operator", apiKey = "simulated-key" } = options;
  const { callsPerSecond, oneAtATime, seed, journalLimit } = options;
  const access = new Access(username, role, apiKey);
  const station = createStation<SimulatedLine, ControlCenterState>(
    (clock, agenda) => new ControlCenterCarrier(options, access, clock, agenda),
    { requestsPerSecond: callsPerSecond, rateWindowMs: RATE_WINDOW, oneAtATime, seed, journalLimit },
  );
  const server = await listen(station, port);
  station.env = {
    // The path of the API is the same at every operator; the variable is the address of the host.
    CELLULAR_CONTROL_CENTER_URL: server.url,
    CELLULAR_CONTROL_CENTER_USERNAME: username,
    CELLULAR_CONTROL_CENTER_API_KEY: apiKey,
  };
  return localSimulator(station, server);
}
