import {
  type KajeetSimulator,
  type KajeetSimulatorOptions,
  kajeetOperations,
  startKajeetSimulator,
} from "../../../simulator/index";
import { type Answer, exchange, type Request } from "./exchange";

export { type Answer, checkAnswers, type Request } from "./exchange";

export const CORP = "NORTHSTAR-ISD";
export const CHILD = "Transportation";
export const FOREIGN = "SOUTHFIELD-ISD";
/** The line of the reference's example: Verizon (ARCNT), an eSIM, Kajeet ENT-BYOD. */
export const OFFICE = "521-267-1508";
export const OFFICE_IMEI = "355737360073462";
export const OFFICE_ICCID = "89148000729731698614";
/** The other one: T-Mobile (SPPCS), a SmartSpot whose IMEI nobody knows. */
export const BUS = "304-228-6302";

/** A caller of the simulated carrier. */
export interface Caller {
  (operationId: string, request?: Request): Promise<Answer>;
  token: string;
}

/** Logs in as one of the simulator's users. */
export async function login(simulator: KajeetSimulator, username = "fleet-api"): Promise<Caller> {
  const base = simulator.env.CELLULAR_KAJEET_URL ?? "";
  const answer = await fetch(`${base}/v1.0/auth/token`, {
    method: "POST",
    body: JSON.stringify({ username, password: "simulated" }),
  });
  const { token } = (await answer.json()) as { token: string };
  const caller = (operationId: string, request: Request = {}) =>
    send(base, caller.token, operationId, request);
  caller.token = token;
  return caller;
}

function send(base: string, token: string, operationId: string, request: Request): Promise<Answer> {
  const operation = kajeetOperations.find((candidate) => candidate.operationId === operationId);
  if (operation === undefined) throw new Error(`No operation ${operationId}`);
  const headers: Record<string, string> = token === "" ? {} : { authorization: `Bearer ${token}` };
  return exchange(base, operation, { ...request, headers });
}

/** Starts a simulator for one test, hands it over with a caller, and closes it whatever happens. */
export async function withSimulator(
  options: KajeetSimulatorOptions,
  test: (simulator: KajeetSimulator, call: Caller) => Promise<void>,
): Promise<void> {
  const simulator = await startKajeetSimulator(options);
  try {
    await test(simulator, await login(simulator));
  } finally {
    await simulator.close();
  }
}

/** A list query with the four members that are required. */
export function listing(more: Record<string, string | number> = {}): Record<string, string | number> {
  return { offset: 0, limit: 100, sort: "MDN", sortDir: "ASC", ...more };
}

/** The first free pair of a carrier's stock that a plain line can be activated with. */
export async function freePair(
  simulator: KajeetSimulator,
  index = 0,
  carrier = "Verizon",
): Promise<{ imei: string; iccid: string }> {
  const { stock } = await simulator.state();
  const items = stock.filter((item) => item.carrier === carrier && item.simType === "PHYSICAL");
  const item = items[index];
  if (item?.imei == null) throw new Error(`No pair ${index} of ${carrier} in stock`);
  return { imei: item.imei, iccid: item.iccid };
}
