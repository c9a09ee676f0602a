import { describe, expect, it } from "vitest";
import { connectSimulator } from "../../../simulator/index";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, device, lineIn, onStage, type Stage } from "./client";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const MINUTE = 60_000;
const CARRIER = { service: "CarrierService", account: ACCOUNT };

/** Suspends so many active lines; answers the requestId. */
async function suspend({ simulator, call }: Stage, count = 1): Promise<string> {
  const lines = await Promise.all(
    Array.from({ length: count }, (_, index) => lineIn(simulator, "active", index)),
  );
  const body = { devices: lines.map(({ imei }) => device({ imei })) };
  return (await call("suspendDevices", { body })).json.requestId;
}

describe("listeners", () => {
  it("are registered once for a service and an account, listed with their password, and removed", async () => {
    await onStage({}, async ({ simulator, call, listener }) => {
      const params = { accountName: ACCOUNT };
      const body = { name: "CarrierService", url: listener.url, username: "hook", password: "open sesame" };
      const registered = { accountName: ACCOUNT, serviceName: "CarrierService" };
      expect((await call("registerCallback", { params, body })).json).toEqual(registered);
      const second = { ...body, url: `${listener.url}/second` };
      expect((await call("registerCallback", { params, body: second })).status).toBe(200);
      expect((await call("listCallbacks", { params })).json).toEqual([
        { ...registered, url: second.url, username: "hook", password: "open sesame" },
      ]);
      expect(JSON.stringify(await simulator.journal())).not.toContain("open sesame");
      const removal = { params: { ...params, serviceName: "CarrierService" } };
      expect((await call("deregisterCallback", removal)).json).toEqual(registered);
      expect((await call("deregisterCallback", removal)).json.errorCode).toMatch(/CallbackNotRegistered$/);
      expect((await call("listCallbacks", { params })).json).toEqual([]);
    });
  });

  it("may be protected against a second registration", async () => {
    await onStage({ secondListener: "fails" }, async ({ call, listener, listen }) => {
      await listen("CarrierService");
      const body = { name: "CarrierService", url: `${listener.url}/second` };
      const answer = await call("registerCallback", { params: { accountName: ACCOUNT }, body });
      expect(answer.json.errorCode).toMatch(/CallbackExists$/);
      const [kept] = (await call("listCallbacks", { params: { accountName: ACCOUNT } })).json;
      expect(kept.url).toBe(listener.url);
    });
  });

  it.each([
    ["an unknown service", { name: "Nobody" }],
    ["a long password", { password: "x".repeat(41) }],
    ["the login of the API", { username: "fleet-api" }],
    ["a port that the carrier does not call", { url: "https://hooks.example.com:8443/" }],
    ["no URL", { url: "hooks" }],
  ])("are refused with %s", async (_, wrong) => {
    await onStage({}, async ({ simulator, call, listener }) => {
      const body = { name: "CarrierService", url: listener.url, ...wrong };
      expect((await call("registerCallback", { params: { accountName: ACCOUNT }, body })).status).toBe(400);
      expect((await simulator.state()).listeners).toEqual([]);
    });
  });
});

describe("messages", () => {
  it("come one a device, all with the requestId, when the work is done and not before", async () => {
    await onStage({}, async (stage) => {
      const { simulator, listener, listen, done } = stage;
      await listen("CarrierService");
      const requestId = await suspend(stage, 3);
      await simulator.settle();
      expect(listener.messages).toEqual([]);
      expect((await lineIn(simulator, "active")).suspendedAt).toBeNull();
      await done();
      expect(listener.messages).toHaveLength(3);
      for (const message of listener.messages) {
        expect(messageFaults("CarrierService", message)).toEqual([]);
        expect(message).toMatchObject({ requestId, status: "Success", username: "", password: "" });
        expect(message).toMatchObject({ callbackCount: 1, maxCallbackThreshold: 4 });
        expect((await simulator.line(message.deviceIds[0]?.id ?? ""))?.status).toBe("suspend");
      }
      expect(new Set(listener.messages.map(({ deviceIds }) => deviceIds[0]?.id)).size).toBe(3);
    });
  });

  it("are sent again three times, five minutes apart, until they are taken", async () => {
    await onStage({}, async (stage) => {
      const { simulator, listener, listen, done } = stage;
      await listen("CarrierService");
      listener.answers.push(500, 404);
      await suspend(stage);
      await done();
      await simulator.clock.advance(5 * MINUTE - 1001);
      await simulator.settle();
      expect(listener.messages).toHaveLength(1);
      await simulator.clock.advance(1001);
      await simulator.settle();
      await simulator.clock.advance(60 * MINUTE);
      await simulator.settle();
      expect(listener.messages.map(({ callbackCount }) => callbackCount)).toEqual([1, 2, 3]);
      const [delivery] = await simulator.callbacks();
      expect(delivery).toMatchObject({ ...CARRIER, state: "delivered", url: listener.url });
      expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 404, 200]);
    });
  });

  it("are given up after the fourth attempt", async () => {
    await onStage({}, async (stage) => {
      const { simulator, listener, listen, done } = stage;
      await listen("CarrierService");
      listener.answers.push(500, 500, 500, 500, 500);
      await suspend(stage);
      await done();
      await simulator.clock.advance(60 * MINUTE);
      await simulator.settle();
      expect(listener.messages.map(({ callbackCount }) => callbackCount)).toEqual([1, 2, 3, 4]);
      expect((await simulator.callbacks())[0]?.state).toBe("given-up");
    });
  });

  it("are lost where nobody listens, and the work is done all the same", async () => {
    await onStage({}, async (stage) => {
      await suspend(stage);
      await stage.done();
      expect((await stage.simulator.callbacks())[0]).toMatchObject({
        ...CARRIER,
        url: null,
        state: "dropped",
      });
      expect(stage.listener.messages).toEqual([]);
      expect(await lineIn(stage.simulator, "suspend", 0)).toBeDefined();
    });
  });

  it("go on after logout, and are no part of the journal", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, listener, listen, done } = stage;
      await listen("CarrierService");
      await suspend(stage);
      await call("logoutSession");
      const before = (await simulator.journal()).length;
      await done();
      expect(listener.messages).toHaveLength(1);
      expect(await simulator.journal()).toHaveLength(before);
    });
  });

  it("are shown and settled by the control surface, too", async () => {
    await onStage({}, async (stage) => {
      const { simulator, listen } = stage;
      await listen("CarrierService");
      const connected = await connectSimulator(simulator.url);
      const requestId = await suspend(stage);
      await connected.clock.advance(1000);
      await connected.settle();
      expect(await connected.callbacks()).toMatchObject([{ ...CARRIER, requestId, state: "delivered" }]);
      await connected.expireTokens("session");
      expect((await stage.call("listCallbacks", { params: { accountName: ACCOUNT } })).status).toBe(400);
      await connected.clearCallbacks();
      expect(await simulator.callbacks()).toEqual([]);
    });
  });

  it("come by themselves while the clock runs", async () => {
    await onStage({ requestDelayMs: 5 }, async (stage) => {
      const { simulator, listener, listen } = stage;
      await listen("CarrierService");
      await simulator.clock.resume();
      await suspend(stage);
      await expect.poll(() => listener.messages.length, { interval: 5 }).toBe(1);
    });
  });
});

describe("the status of a request", () => {
  const statusOf = async ({ call }: Stage, requestId: string, operation = "getRequestStatus") =>
    (await call(operation, { params: { accountName: ACCOUNT, requestId } })).json;

  it("can be asked for one device, pending and done", async () => {
    await onStage({}, async (stage) => {
      const requestId = await suspend(stage);
      expect(await statusOf(stage, requestId)).toEqual({ requestId, status: "Pending" });
      await stage.done();
      expect(await statusOf(stage, requestId)).toEqual({ requestId, status: "Success" });
      const second = await statusOf(stage, requestId, "getGlobalRequestStatus");
      expect(second).toMatchObject({ requestId, status: "Success", subrequests: [{ status: "Success" }] });
    });
  });

  it("is Failure where the device failed", async () => {
    await onStage({}, async (stage) => {
      const { imei } = await lineIn(stage.simulator, "suspend");
      const body = { devices: [device({ imei })] };
      const { requestId } = (await stage.call("suspendDevices", { body })).json;
      await stage.done();
      expect((await statusOf(stage, requestId)).status).toBe("Failure");
    });
  });

  it("is unknown for a bulk request, for other calls, and for requests that nobody made", async () => {
    await onStage({}, async (stage) => {
      const { imei } = await lineIn(stage.simulator, "active", 5);
      const body = { devices: [device({ imei })], costCenter: "CC-1" };
      const other = (await stage.call("changeCostCenter", { body })).json.requestId;
      for (const requestId of [await suspend(stage, 2), other, "00000000-0000-4000-8000-000000000000"]) {
        expect((await statusOf(stage, requestId)).errorCode).toMatch(/RequestNotFound$/);
      }
    });
  });
});
