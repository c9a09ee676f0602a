import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ControlCenterSimulator,
  controlCenterOperations,
  startControlCenterSimulator,
} from "../../../simulator/index";
import { checkAnswers, type Request } from "../simulator/exchange";
import { type Caller, callerOf, EVER, lineIn, NOW, onStage, outcome } from "./client";
import { answerFaults, reference } from "./openapi";

checkAnswers(answerFaults);

const PREFIX = "/rws/api/v1";
const DETAILS = `iccid imsi msisdn imei status ratePlan communicationPlan customer endConsumerId dateActivated
dateAdded dateUpdated dateShipped accountId fixedIPAddress fixedIpv6Address simNotes deviceID modemID globalSimType
eid simProfileId mec`.split(/\s+/);
const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
const OPERATOR_CUSTOM = numbered("operatorCustom", 5);
const OTHER_CUSTOM = [...numbered("accountCustom", 10), ...numbered("customerCustom", 5)];
const DATE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}\+0000$/;

describe("the table of operations", () => {
  it("is that of the reference", () => {
    const own = controlCenterOperations.map(
      ({ operationId, method, path }) => `${operationId}: ${method} ${PREFIX}${path}`,
    );
    const wanted = [...reference.described].map(([id, { method, path }]) => `${id}: ${method} ${path}`);
    expect(own.sort()).toEqual(wanted.sort());
  });

  it("has one operation that writes", () => {
    const writing = controlCenterOperations.filter(({ writes }) => writes);
    expect(writing.map(({ operationId }) => operationId)).toEqual(["editDevice"]);
  });
});

describe("every operation", () => {
  let simulator: ControlCenterSimulator;
  let call: Caller;
  let params: Record<string, string>;
  beforeAll(async () => {
    simulator = await startControlCenterSimulator({ lines: 80 });
    await simulator.clock.freeze(NOW);
    call = callerOf(simulator);
    params = { iccid: (await lineIn(simulator, "ACTIVATED")).iccid, param: "word" };
  });
  afterAll(() => simulator.close());

  const requests: Record<string, Request> = {
    editDevice: { body: { customerCustom1: "one" } },
    searchDevices: { query: { modifiedSince: EVER } },
  };

  describe.each(controlCenterOperations.map(({ operationId }) => operationId))("%s", (operationId) => {
    const request = () => ({ params, ...requests[operationId] });

    it("answers a good request as the reference says", async () => {
      expect((await call(operationId, request())).status).toBe(200);
    });

    it("wants credentials: a missing header has no code, wrong ones have", async () => {
      const missing = await call(operationId, { ...request(), headers: {} });
      expect(outcome(missing)).toEqual([401, undefined]);
      expect(missing.headers.get("www-authenticate")).toBe('Basic realm="Jasper"');
      for (const stranger of [callerOf(simulator, "nobody"), callerOf(simulator, undefined, "wrong")]) {
        expect(outcome(await stranger(operationId, request()))).toEqual([401, "10000001"]);
      }
      const bearer = { ...request(), headers: { authorization: "Bearer simulated-key" } };
      expect(outcome(await call(operationId, bearer))).toEqual([401, "10000001"]);
    });

    it("knows version 1 alone, and looks at credentials first", async () => {
      const { method, path } = controlCenterOperations.find((each) => each.operationId === operationId)!;
      const below = path.replaceAll(/\{(\w+)\}/g, (_, name) => params[name] ?? "");
      const authorization = `Basic ${btoa("fleet-api:simulated-key")}`;
      const other = await fetch(`${simulator.url}/rws/api/v2${below}`, {
        method,
        headers: { authorization },
      });
      expect([other.status, await other.json()]).toMatchObject([400, { errorCode: "10000024" }]);
      expect((await fetch(`${simulator.url}/rws/api/v2${below}`, { method })).status).toBe(401);
    });
  });

  it.each(["getDevice", "editDevice", "getDeviceUsage", "getDeviceAuditTrails"])(
    "%s answers 20000001 for an ICCID that nobody has, or that is none",
    async (operationId) => {
      for (const iccid of ["8901170999999999999", "none"]) {
        const request = { ...requests[operationId], params: { iccid } };
        expect(outcome(await call(operationId, request))).toEqual([404, "20000001"]);
      }
    },
  );
});

describe("the details", () => {
  it("have every member of the reference; the operator's fields are for operators", async () => {
    await onStage({}, async ({ simulator, active }) => {
      const { iccid } = await active();
      for (const user of ["operator-api", "account-api", "customer-api", "reader-api"]) {
        const own = user === "operator-api" ? OPERATOR_CUSTOM : [];
        const details = await callerOf(simulator, user).read(iccid);
        expect(Object.keys(details).sort()).toEqual([...DETAILS, ...own, ...OTHER_CUSTOM].sort());
      }
    });
  });

  it("show dates in their own form, blank fields as text, and unset ones as null", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const fresh = await lineIn(simulator, "INVENTORY");
      const details = await call.read(fresh.iccid);
      expect(details).toMatchObject({ dateActivated: null, deviceID: null, accountCustom3: "" });
      expect(details.dateAdded).toMatch(DATE);
      expect(details.dateAdded.slice(0, 10)).toBe(new Date(fresh.dateAdded).toISOString().slice(0, 10));
    });
  });

  it("are cut down to the fields asked for, with plain commas; a star is all of them", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid, ratePlan } = await active();
      const some = await call("getDevice", { params: { iccid }, query: { fields: "iccid,status,ratePlan" } });
      expect(some.json).toEqual({ iccid, status: "ACTIVATED", ratePlan });
      const { CELLULAR_CONTROL_CENTER_URL: url } = simulator.env;
      const headers = { authorization: `Basic ${btoa("fleet-api:simulated-key")}` };
      const plain = await fetch(`${url}/rws/api/v1/devices/${iccid}?fields=ratePlan,customer`, { headers });
      expect(Object.keys((await plain.json()) as object)).toEqual(["ratePlan", "customer"]);
      const all = await call("getDevice", { params: { iccid }, query: { fields: "*" } });
      expect(all.json).toEqual(await call.read(iccid));
    });
  });
});

describe("the audit trail", () => {
  it("pages newest first, goes back so many days, and is not there for essential accounts", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid } = await active();
      for (const value of ["1", "2", "3"]) {
        await call.edit(iccid, { customerCustom1: value });
        await simulator.clock.advance(86_400_000);
      }
      const page = async (query: Record<string, number>) => {
        const { json } = await call("getDeviceAuditTrails", { params: { iccid }, query });
        return [json.deviceAuditTrails.map(({ value }: { value: string }) => value), json.lastPage];
      };
      expect(await page({ pageSize: 2 })).toEqual([["3", "2"], false]);
      expect(await page({ pageSize: 2, pageNumber: 2 })).toEqual([["1"], true]);
      expect(await page({ daysOfHistory: 2 })).toEqual([["3", "2"], true]);
      const refused = async (query: Record<string, number>) =>
        outcome(await call("getDeviceAuditTrails", { params: { iccid }, query }))[1];
      expect(await refused({ daysOfHistory: 366 })).toBe("10000049");
      expect(await refused({ pageSize: 51 })).toBe("10000006");
      expect(await refused({ pageNumber: 0 })).toBe("10000007");
      const [newest] = await call.audit(iccid);
      expect(newest).toMatchObject({
        field: "customerCustom1",
        priorValue: "2",
        value: "3",
        effectiveDate: "2026-03-12 12:00:00.000+0000",
        status: "Executed",
        userName: "fleet-api",
      });
    });
    await onStage({ edition: "essential" }, async ({ call, active }) => {
      const { iccid } = await active();
      expect(outcome(await call("getDeviceAuditTrails", { params: { iccid } }))).toEqual([400, "10000030"]);
      expect((await call.read(iccid)).iccid).toBe(iccid);
    });
  });
});

describe("echo and usage", () => {
  it("give back the word, and the override that the details do not have", async () => {
    await onStage({}, async ({ call, active }) => {
      const { iccid } = await active();
      expect((await call("echo", { params: { param: "a word/ü" } })).json).toEqual({ context: "a word/ü" });
      await call.edit(iccid, { overageLimitOverride: "PERMANENT_OVERRIDE" });
      const { json } = await call("getDeviceUsage", { params: { iccid } });
      expect(json).toMatchObject({ iccid, overageLimitOverride: "PERMANENT_OVERRIDE" });
      expect(await call.read(iccid)).not.toHaveProperty("overageLimitOverride");
    });
  });
});
