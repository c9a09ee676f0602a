import type { SimulatedThingspaceLine, ThingspaceSimulator } from "../../../simulator/index";
import type { Request } from "../simulator/exchange";
import { ACCOUNT, type Caller, FOREIGN, lineIn } from "./client";

/** One good call of an operation and at least one that is refused. */
export interface OperationCase {
  operationId: string;
  good(found: Found): Request | Promise<Request>;
  /** Default 400. The code without the service in front of it. */
  bad: { status?: number; code: string; request: Request }[];
}

/** Lines of the start data in the states that operations need. */
export interface Found {
  simulator: ThingspaceSimulator;
  call: Caller;
  active: SimulatedThingspaceLine;
  other: SimulatedThingspaceLine;
  suspended: SimulatedThingspaceLine;
  preactive: SimulatedThingspaceLine;
  deactive: SimulatedThingspaceLine;
  nbIot: SimulatedThingspaceLine;
  /** On an eUICC card, active, with an enabled profile. */
  card: SimulatedThingspaceLine;
}

export async function foundIn(simulator: ThingspaceSimulator, call: Caller): Promise<Found> {
  const lines = await simulator.lines();
  const one = (fits: (line: SimulatedThingspaceLine) => boolean) => {
    const line = lines.find((candidate) => candidate.account === ACCOUNT && fits(candidate));
    if (line === undefined) throw new Error("The start data has no such line");
    return line;
  };
  return {
    simulator,
    call,
    active: await lineIn(simulator, "active", 0),
    other: await lineIn(simulator, "active", 1),
    suspended: await lineIn(simulator, "suspend"),
    preactive: await lineIn(simulator, "preactive"),
    deactive: await lineIn(simulator, "deactive"),
    nbIot: one(({ nbIot, connected }) => nbIot && connected),
    card: one(({ eid, status }) => eid !== null && status === "active"),
  };
}

export const account = { params: { accountName: ACCOUNT } };
export const nobody = { accountName: "0000000000-00000" };
export const foreign = { accountName: FOREIGN };
export const LABEL = { name: "Route", value: "North12" };
export const WINDOW = { earliest: "2026-01-01T00:00:00Z", latest: "2026-03-01T00:00:00Z" };
export const PLACE = {
  address: { addressLine1: "1 School Road", city: "Columbus", state: "OH", zip: "43004", country: "US" },
  customerName: { firstName: "Northstar", lastName: "District" },
};

export const imei = (line: SimulatedThingspaceLine) => ({ kind: "imei", id: line.imei ?? "" });
export const mdn = (line: SimulatedThingspaceLine) => ({ kind: "mdn", id: line.mdn ?? "" });
export const iccid = (line: SimulatedThingspaceLine) => ({ kind: "iccid", id: line.iccid ?? "" });
export const eid = (line: SimulatedThingspaceLine) => ({ kind: "eid", id: line.eid ?? "" });
export const devices = (...lines: SimulatedThingspaceLine[]) =>
  lines.map((line) => ({ deviceIds: [imei(line)] }));
/** EID and ICCID of a line, as the calls of the eUICC take them. */
export const onCard = (line: SimulatedThingspaceLine) => [{ deviceIds: [eid(line), iccid(line)] }];

const UNKNOWN = { kind: "imei", id: "350000000000006" };
export const unknown = { deviceId: UNKNOWN, deviceIds: [UNKNOWN], devices: [{ deviceIds: [UNKNOWN] }] };

/** A refusal because nobody has the device. */
export const noDevice = (body: object) => ({ code: "REQUEST_FAILED.DeviceNotFound", request: { body } });
/** A refusal because nobody has the account, in a body or in the path. */
export const noAccount = (body: object) => ({
  code: "REQUEST_FAILED.AccountNotFound",
  request: { body: { ...body, ...nobody } },
});
export const noAccountInPath = (params: Record<string, string> = {}) => ({
  code: "REQUEST_FAILED.AccountNotFound",
  request: { params: { ...params, ...nobody } },
});
export const incomplete = (body: object = {}, params = {}) => ({
  code: "REQUEST_FAILED.UnexpectedError",
  request: { body, params },
});
export const empty = (params = {}) => ({ code: "INPUT_INVALID.RequestUndefined", request: { params } });
