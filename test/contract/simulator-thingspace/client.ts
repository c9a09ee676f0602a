import {
  startThingspaceSimulator,
  type ThingspaceSimulator,
  type ThingspaceSimulatorOptions,
  thingspaceOperations,
} from "../../../simulator/index";
import { type Answer, exchange, type Request } from "../simulator/exchange";
import { type Listener, startListener } from "./listener";

export const ACCOUNT = "0000123456-00001";
export const SECOND = "0000123456-00002";
export const FOREIGN = "0000999999-00001";

/** A caller of the simulated carrier, with the two signs it shows. */
export interface Caller {
  (operationId: string, request?: Request): Promise<Answer>;
  bearer: string;
  session: string;
}

/** Gets a bearer token with the simulator's own key, or with another one. */
export function requestToken(
  simulator: ThingspaceSimulator,
  secret = simulator.env.CELLULAR_THINGSPACE_SECRET,
  form: Record<string, string> = { grant_type: "client_credentials" },
): Promise<Answer> {
  const basic = Buffer.from(`${simulator.env.CELLULAR_THINGSPACE_KEY}:${secret}`).toString("base64");
  return exchange(base(simulator), operationOf("requestOAuthToken"), {
    form: new URLSearchParams(form),
    headers: { authorization: `Basic ${basic}` },
  });
}

/** Logs in: bearer token, then session. */
export async function login(simulator: ThingspaceSimulator): Promise<Caller> {
  const caller = (operationId: string, request: Request = {}): Promise<Answer> =>
    exchange(base(simulator), operationOf(operationId), {
      ...request,
      headers: {
        ...(caller.bearer === "" ? {} : { authorization: `Bearer ${caller.bearer}` }),
        ...(caller.session === "" ? {} : { "vz-m2m-token": caller.session }),
      },
    });
  caller.bearer = (await requestToken(simulator)).json.access_token as string;
  caller.session = "";
  const { env } = simulator;
  const body = { username: env.CELLULAR_THINGSPACE_USERNAME, password: env.CELLULAR_THINGSPACE_PASSWORD };
  caller.session = (await caller("loginSession", { body })).json.sessionToken as string;
  return caller;
}

function base({ env }: ThingspaceSimulator): string {
  return env.CELLULAR_THINGSPACE_URL ?? "";
}

function operationOf(operationId: string) {
  const operation = thingspaceOperations.find((candidate) => candidate.operationId === operationId);
  if (operation === undefined) throw new Error(`No operation ${operationId}`);
  return operation;
}

/** What a test works with. */
export interface Stage {
  simulator: ThingspaceSimulator;
  call: Caller;
  listener: Listener;
  /** Lets asynchronous work be done, and its messages be delivered. */
  done(): Promise<void>;
  /** Has the messages of a service about an account sent to the listener. */
  listen(service: string, account?: string): Promise<void>;
}

/** Starts a simulator and a listener for one test, and closes them whatever happens. The clock stands still. */
export async function onStage(
  options: ThingspaceSimulatorOptions,
  test: (stage: Stage) => Promise<void>,
): Promise<void> {
  const simulator = await startThingspaceSimulator({ lines: 80, requestDelayMs: 1000, ...options });
  const listener = await startListener();
  try {
    await simulator.clock.freeze("2026-03-10T12:00:00.000Z");
    const call = await login(simulator);
    const listen = async (service: string, account = ACCOUNT) => {
      const body = { name: service, url: listener.url };
      await call("registerCallback", { params: { accountName: account }, body });
    };
    const done = async () => {
      await simulator.clock.advance(1000);
      await simulator.settle();
    };
    await test({ simulator, call, listener, done, listen });
  } finally {
    await simulator.close();
    await listener.close();
  }
}

/** Signs in again, after the clock went on for longer than token and session live. */
export async function again({ simulator, call }: Stage): Promise<void> {
  const { bearer, session } = await login(simulator);
  Object.assign(call, { bearer, session });
}

/** `{deviceIds: [{kind, id}]}` out of `{imei: "…", iccid: "…"}`. */
export function device(ids: Record<string, string | null | undefined>) {
  const named = Object.entries(ids).filter(([, id]) => typeof id === "string");
  return { deviceIds: named.map(([kind, id]) => ({ kind, id: String(id) })) };
}

/** A line of the start data that is in a state and an account. */
export async function lineIn(simulator: ThingspaceSimulator, status: string, index = 0, account = ACCOUNT) {
  const lines = await simulator.lines();
  const found = lines.filter((line) => line.status === status && line.account === account && !line.nbIot)[
    index
  ];
  if (found === undefined) throw new Error(`No line ${index} in state ${status}`);
  return found;
}
