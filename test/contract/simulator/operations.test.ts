import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KajeetSimulator, kajeetOperations, startKajeetSimulator } from "../../../simulator/index";
import type { Found, OperationCase } from "./cases";
import { activationCases } from "./cases-activation";
import { hardwareCases } from "./cases-hardware";
import { lineCases } from "./cases-lines";
import { type Caller, CORP, checkAnswers, freePair, login } from "./client";
import { answerFaults, referenceOperations, requestFaults } from "./openapi";

checkAnswers(answerFaults);

const cases: OperationCase[] = [...lineCases, ...hardwareCases, ...activationCases];

describe("the table of operations", () => {
  it("has the 66 operations of the reference with their ids, methods and paths", () => {
    const ofReference = [...referenceOperations.values()].map(({ id, operationId, method, path }) => {
      return `${id} ${operationId} ${method} ${path}`;
    });
    const ofSimulator = kajeetOperations.map(({ id, operationId, method, path }) => {
      // listDevices and removeLine share one path template in OpenAPI, which cannot have two of one shape.
      const shared = path === "/v1.0/devices/{corpId}" || path === "/v1.0/devices/{mdn}";
      return `${id} ${operationId} ${method} ${shared ? "/v1.0/devices/{corpIdOrMdn}" : path}`;
    });
    expect(ofSimulator).toHaveLength(66);
    expect(ofSimulator.sort()).toEqual(ofReference.sort());
  });

  it("has the scopes of the reference", () => {
    for (const { operationId, anyOf, deny } of kajeetOperations) {
      const reference = referenceOperations.get(operationId);
      expect({ operationId, anyOf, deny }).toEqual({
        operationId,
        anyOf: reference?.anyOf,
        deny: reference?.denied,
      });
    }
  });

  it("is walked by these tests as a whole", () => {
    const walked = cases.map(({ operationId }) => operationId).sort();
    expect(walked).toEqual([...referenceOperations.keys()].sort());
  });
});

describe("each operation over HTTP", () => {
  let simulator: KajeetSimulator;
  let found: Found;
  const callers = new Map<string, Caller>();

  async function callerOf(user = "fleet-api"): Promise<Caller> {
    let caller = callers.get(user);
    if (caller === undefined) {
      caller = await login(simulator, user === "" ? "fleet-api" : user);
      if (user === "") caller.token = "";
      callers.set(user, caller);
    }
    return caller;
  }

  async function afresh(): Promise<void> {
    await simulator.reset();
    callers.clear();
    const lines = await simulator.lines();
    const named = (text: string) => lines.find(({ deviceName, imei }) => deviceName.startsWith(text) && imei);
    const call = await callerOf();
    const pair = await freePair(simulator, 5);
    const submitted = await call("submitActivation", { body: { corpId: CORP, ...pair, carrier: "VERIZON" } });
    found = {
      simulator,
      smartSpot: named("SmartSpot")?.imei ?? "",
      cradlepoint: named("Cradlepoint")?.mdn ?? "",
      tmobile: lines.find((line) => line.network === "T-Mobile" && line.imei)?.mdn ?? "",
      transaction: submitted.json.uniqueTransactionId,
    };
  }

  beforeAll(async () => {
    simulator = await startKajeetSimulator({ lines: 60 });
  });
  afterAll(() => simulator.close());

  describe.each(cases)("$operationId", ({ operationId, user, good, bad }) => {
    // The order of the operations must not matter: each finds the start data.
    beforeAll(afresh);

    it.each(bad)("refuses with $status $code", async ({ status, code, user: stranger, request }) => {
      const answer = await (await callerOf(stranger))(operationId, request);
      expect([answer.status, answer.json.code]).toEqual([status, code]);
      expect(answer.json.message).not.toBe("");
      if (status === 400) expect(answer.json.errors.length).toBeGreaterThan(0);
    });

    it("answers a good request", async () => {
      const request = await good(found);
      expect(requestFaults(operationId, request.body)).toEqual([]);
      const answer = await (await callerOf(user))(operationId, request);
      expect(answer.status).toBe(200);
      if (answer.json?.results !== undefined) expect(answer.json.successCount).toBeGreaterThan(0);
    });

    it("refuses a caller without a token", async () => {
      if (operationId === "createToken") return;
      const answer = await (await callerOf(""))(operationId, bad[0]?.request);
      expect([answer.status, answer.json.code]).toEqual([401, "UNAUTHORIZED"]);
    });
  });
});
