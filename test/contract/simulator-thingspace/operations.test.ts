import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  startThingspaceSimulator,
  type ThingspaceSimulator,
  thingspaceOperations,
} from "../../../simulator/index";
import { exchange, type Request } from "../simulator/exchange";
import { type Found, foundIn, type OperationCase } from "./cases";
import { deviceCases } from "./cases-devices";
import { serviceCases } from "./cases-services";
import { ACCOUNT, type Caller, login, requestToken, SECOND } from "./client";
import { type Listener, startListener } from "./listener";
import {
  answerFaults,
  messageFaults,
  type ReferenceOperation,
  referenceOperations,
  requestFaults,
} from "./openapi";

const credentials = { username: "fleet-api", password: "simulated" };

/** Signing in and out; the other cases are in files of their own. */
const accessCases: OperationCase[] = [
  {
    operationId: "loginSession",
    good: ({ simulator }) => ({
      body: {
        username: simulator.env.CELLULAR_THINGSPACE_USERNAME,
        password: simulator.env.CELLULAR_THINGSPACE_PASSWORD,
      },
    }),
    bad: [
      { code: "INPUT_INVALID.Password.Invalid", request: { body: { ...credentials, password: "wrong" } } },
    ],
  },
  { operationId: "logoutSession", good: () => ({}), bad: [] },
  {
    operationId: "resetPassword",
    good: ({ simulator }) => ({ body: { oldPassword: simulator.env.CELLULAR_THINGSPACE_PASSWORD } }),
    bad: [{ code: "INPUT_INVALID.Password.Invalid", request: { body: { oldPassword: "wrong" } } }],
  },
];

const cases = [...accessCases, ...deviceCases, ...serviceCases];
/** Services that must have a listener for the good call, though none of its own messages go there. */
const WITH_LISTENER: Record<string, string[]> = {
  deregisterCallback: ["CarrierService"],
  startSmsCallbacks: ["EnhancedConnectivityService"],
};
const SIBLINGS = ["listTriggers", "getTrigger", "updateTrigger", "deleteTrigger"];

describe("the table of operations", () => {
  it("reaches the 72 operations of the reference, two of them by another spelling", () => {
    const spelled = thingspaceOperations.flatMap(({ method, path, aliases = [] }) =>
      [path, ...aliases].map((spelling) => `${method} ${spelling}`.toLowerCase()),
    );
    const wanted = [...referenceOperations.values()].map(({ method, path }) =>
      `${method} ${path}`.toLowerCase(),
    );
    expect(referenceOperations.size).toBe(72);
    expect(wanted.filter((one) => !spelled.includes(one))).toEqual([]);
  });

  it("calls its operations as the reference does, and has no others but the siblings of a trigger", () => {
    const strangers = thingspaceOperations.filter(({ operationId }) => !referenceOperations.has(operationId));
    expect(strangers.map(({ operationId }) => operationId).sort()).toEqual([...SIBLINGS].sort());
    for (const { operationId, method, path } of thingspaceOperations) {
      const reference = referenceOperations.get(operationId);
      if (reference === undefined) continue;
      expect(`${method} ${path}`.toLowerCase()).toBe(`${reference.method} ${reference.path}`.toLowerCase());
    }
  });

  it("starts work exactly where the reference has messages", () => {
    // A trigger sends its alerts by night and starts nothing.
    const starting = thingspaceOperations.filter(({ startsWork }) => startsWork);
    const reporting = [...referenceOperations.values()].filter(
      ({ services, operationId }) => services.length > 0 && operationId !== "createTrigger",
    );
    const names = (found: readonly { operationId: string }[]) => found.map(({ operationId }) => operationId);
    const own = names(reporting).filter((name) => !name.endsWith("Seed"));
    expect(names(starting).sort()).toEqual(own.sort());
  });

  it("is walked by these tests as a whole", () => {
    const walked = ["requestOAuthToken", ...cases.map(({ operationId }) => operationId)];
    expect(walked.sort()).toEqual([...referenceOperations.keys()].sort());
  });
});

describe("each operation over HTTP", () => {
  let simulator: ThingspaceSimulator;
  let listener: Listener;
  let found: Found;

  /** Sends a request to where the reference has the operation, and judges the answer by it. */
  async function send(operation: ReferenceOperation, request: Request, signs: Partial<Caller> = {}) {
    const { bearer = found.call.bearer, session = found.call.session } = signs;
    const headers = {
      ...(bearer === "" ? {} : { authorization: `Bearer ${bearer}` }),
      ...(session === "" || !operation.session ? {} : { "vz-m2m-token": session }),
    };
    const answer = await exchange(`${simulator.url}/api`, operation, { ...request, headers });
    const { status, mediaType, json, text } = answer;
    const faults = answerFaults(operation.operationId, status, mediaType, json);
    expect(faults, `${operation.operationId} ${status} ${text.slice(0, 300)}`).toEqual([]);
    return answer;
  }

  async function afresh(): Promise<void> {
    await simulator.reset();
    await simulator.clock.freeze("2026-03-10T12:00:00.000Z");
    found = await foundIn(simulator, await login(simulator));
  }

  /** A line that moves is told of in its new account. */
  async function listen(services: readonly string[]): Promise<void> {
    for (const accountName of [ACCOUNT, SECOND]) {
      for (const name of services) {
        await found.call("registerCallback", { params: { accountName }, body: { name, url: listener.url } });
      }
    }
  }

  beforeAll(async () => {
    simulator = await startThingspaceSimulator({ lines: 80, requestDelayMs: 1000 });
    listener = await startListener();
  });
  afterAll(async () => {
    await simulator.close();
    await listener.close();
  });

  it("requestOAuthToken gives a token and refuses a wrong key or grant", async () => {
    const judged = async (answer: ReturnType<typeof requestToken>, status: number) => {
      const { mediaType, json, ...rest } = await answer;
      expect(rest.status).toBe(status);
      expect(answerFaults("requestOAuthToken", status, mediaType, json)).toEqual([]);
    };
    await judged(requestToken(simulator), 200);
    await judged(requestToken(simulator, "wrong"), 401);
    await judged(requestToken(simulator, undefined, { grant_type: "password" }), 400);
  });

  describe.each(cases)("$operationId", ({ operationId, good, bad }) => {
    const operation = referenceOperations.get(operationId) as ReferenceOperation;
    // The order of the operations must not matter: each finds the start data.
    beforeAll(async () => {
      await afresh();
      await listen(WITH_LISTENER[operationId] ?? operation.services);
    });

    it.each(bad)("refuses with $code", async ({ status = 400, code, request }) => {
      const answer = await send(operation, request);
      expect([answer.status, answer.json.errorCode]).toEqual([status, `UnifiedWebService.${code}`]);
      expect(answer.json.errorMessage).not.toBe("");
    });

    it("refuses a caller without the signs it needs", async () => {
      const request = bad[0]?.request ?? {};
      expect((await send(operation, request, { bearer: "" })).json.fault.code).toBe("900902");
      if (!operation.session) return;
      const answer = await send(operation, request, { session: "" });
      expect(answer.json.errorCode).toBe("UnifiedWebService.REQUEST_FAILED.SessionToken.Format");
    });

    it("answers a good request, in any case of the path, and its messages are those of the reference", async () => {
      const request = await good(found);
      expect(requestFaults(operationId, request.body)).toEqual([]);
      const path = operation.path.replaceAll(/\/[a-z]\w+(?=\/|$)/g, (part) => part.toUpperCase());
      const answer = await send({ ...operation, path }, request);
      expect([200, 202]).toContain(answer.status);
      if (operation.services.length === 0 || operationId === "createTrigger") return;
      await simulator.clock.advance(1000);
      await simulator.clock.advance(60_000);
      await simulator.settle();
      const deliveries = (await simulator.callbacks()).filter(
        ({ requestId }) => requestId === answer.json.requestId,
      );
      expect(deliveries.map(({ state }) => state)).not.toContain("dropped");
      const sent = deliveries.map(({ service }) => service);
      expect(sent[0]).toBe(operation.services[0]);
      for (const { service, body } of deliveries) {
        expect(operation.services).toContain(service);
        expect(messageFaults(service, body)).toEqual([]);
      }
      const failed = deliveries.filter(({ body }) => (body as { status: string }).status === "Failed");
      expect(failed.length > 0).toBe(operationId === "listPrl");
    });
  });
});
