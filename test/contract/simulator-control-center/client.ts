import {
  type ControlCenterSimulator,
  type ControlCenterSimulatorOptions,
  controlCenterOperations,
  type SimulatedControlCenterLine,
  startControlCenterSimulator,
} from "../../../simulator/index";
import { type Answer, exchange, type Request } from "../simulator/exchange";

/** The moment at which the clock stands still. */
export const NOW = "2026-03-10T12:00:00.000Z";
export const DAY = 86_400_000;
/** A moment before every change. */
export const EVER = "2000-01-01T00:00:00+00:00";

export const RATE_PLANS = ["Standard 1 GB", "Standard 5 GB", "Seasonal 50 MB"] as const;
export const FIXED_PLAN = "Data LTE Fixed IP";

/** Calls of one user. */
export interface Caller {
  (operationId: string, request?: Request): Promise<Answer>;
  edit(iccid: string, body: unknown): Promise<Answer>;
  /** The details of a SIM. */
  read(iccid: string): Promise<Answer["json"]>;
  /** Records of its audit trail, newest first. */
  audit(iccid: string): Promise<Answer["json"][]>;
}

/** A user of the simulated carrier. Without a name the one the variables point to. */
export function callerOf(simulator: ControlCenterSimulator, name?: string, key?: string): Caller {
  const { CELLULAR_CONTROL_CENTER_URL: url, ...env } = simulator.env;
  const user = name ?? env.CELLULAR_CONTROL_CENTER_USERNAME;
  const basic = Buffer.from(`${user}:${key ?? env.CELLULAR_CONTROL_CENTER_API_KEY}`).toString("base64");
  const call = (operationId: string, request: Request = {}) => {
    const operation = controlCenterOperations.find((candidate) => candidate.operationId === operationId);
    if (operation === undefined) throw new Error(`No operation ${operationId}`);
    return exchange(`${url}/rws/api/v1`, operation, {
      headers: { authorization: `Basic ${basic}` },
      ...request,
    });
  };
  return Object.assign(call, {
    edit: (iccid: string, body: unknown) => call("editDevice", { params: { iccid }, body }),
    read: async (iccid: string) => (await call("getDevice", { params: { iccid } })).json,
    audit: async (iccid: string) =>
      (await call("getDeviceAuditTrails", { params: { iccid } })).json.deviceAuditTrails,
  });
}

/** What a test works with. */
export interface Stage {
  simulator: ControlCenterSimulator;
  call: Caller;
  /** An activated line without fixed addresses; `index` counts them. */
  active(index?: number): Promise<SimulatedControlCenterLine>;
}

/** Starts a simulator for one test, and closes it whatever happens. The clock stands still. */
export async function onStage(
  options: ControlCenterSimulatorOptions,
  test: (stage: Stage) => Promise<void>,
): Promise<void> {
  const simulator = await startControlCenterSimulator({ lines: 80, ...options });
  try {
    await simulator.clock.freeze(NOW);
    const active = (index = 0) => lineIn(simulator, "ACTIVATED", index);
    await test({ simulator, call: callerOf(simulator), active });
  } finally {
    await simulator.close();
  }
}

/** A line of the start data that is in a status and has no fixed address. */
export async function lineIn(
  simulator: ControlCenterSimulator,
  status: string,
  index = 0,
): Promise<SimulatedControlCenterLine> {
  const lines = (await simulator.lines()).filter((line) => line.status === status && line.apn === null);
  const found = lines[index];
  if (found === undefined) throw new Error(`No line ${index} in status ${status}`);
  return found;
}

/** Status and code of an answer. */
export const outcome = ({ status, json }: Answer): [number, string | undefined] => [status, json.errorCode];
