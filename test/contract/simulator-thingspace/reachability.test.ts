import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, device, lineIn, onStage, type Stage } from "./client";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const SERVICE = "DiagnosticsService";
const MINUTE = 60_000;
const DAY = 86_400_000;
const REACHABLE = "REACHABLE_FOR_DATA";

interface Reachability {
  monitorId?: string;
  reachable?: boolean;
  monitors?: { monitorId: string; requestType: string }[];
}

/** Starts a monitor and answers what confirms it, with the IMEI of its line. */
async function started(
  stage: Stage,
  requestType = REACHABLE,
  monitorExpirationTime = "2026-03-17T12:00:00Z",
) {
  const { imei } = await lineIn(stage.simulator, "active");
  const body = { accountName: ACCOUNT, requestType, devices: [device({ imei })], monitorExpirationTime };
  const { requestId } = (await stage.call("startReachability", { body })).json;
  await stage.done();
  return {
    imei: imei ?? "",
    requestId,
    ...(stage.listener.messages.at(-1)?.reachabilityResponse as Reachability),
  };
}

async function monitors(stage: Stage, imei: string, more = {}): Promise<Reachability["monitors"]> {
  const body = { accountName: ACCOUNT, devices: [device({ imei })], ...more };
  await stage.call("listMonitors", { body });
  await stage.done();
  return (stage.listener.messages.at(-1)?.reachabilityResponse as Reachability | undefined)?.monitors;
}

describe("a monitor", () => {
  it("is confirmed, reports a minute later under the same request, and is listed", async () => {
    await onStage({}, async (stage) => {
      await stage.listen(SERVICE);
      const { imei, monitorId, requestId } = await started(stage);
      await stage.simulator.editLine(imei, { connected: false });
      await stage.simulator.clock.advance(MINUTE);
      await stage.simulator.settle();
      expect(stage.listener.messages).toMatchObject([
        { requestId, reachabilityResponse: { monitorId, requestType: REACHABLE } },
        { requestId, reachabilityResponse: { monitorId, reachable: false } },
      ]);
      for (const message of stage.listener.messages) expect(messageFaults(SERVICE, message)).toEqual([]);
      expect(await monitors(stage, imei)).toMatchObject([{ monitorId, requestType: REACHABLE }]);
    });
  });

  it("of the same type takes the place of the one before; another type stands beside it", async () => {
    await onStage({}, async (stage) => {
      await stage.listen(SERVICE);
      const first = await started(stage);
      const second = await started(stage);
      const third = await started(stage, "LOSS_OF_CONNECTIVITY");
      const ids = (await monitors(stage, first.imei))?.map(({ monitorId }) => monitorId);
      expect(ids).toEqual([second.monitorId, third.monitorId]);
      const lost = await monitors(stage, first.imei, { monitorType: "LOSS_OF_CONNECTIVITY" });
      expect(lost?.map(({ monitorId }) => monitorId)).toEqual([third.monitorId]);
    });
  });

  it("ends by itself when its time is over", async () => {
    await onStage({}, async (stage) => {
      await stage.listen(SERVICE);
      const { imei } = await started(stage, REACHABLE, "2026-03-10T12:00:30Z");
      await stage.simulator.clock.advance(MINUTE);
      expect(await monitors(stage, imei)).toEqual([]);
      expect(stage.listener.messages).toHaveLength(2);
    });
  });

  it.each([
    (imei: string) => ({
      query: {
        "stopreachabilitypayload[accountName]": ACCOUNT,
        "stopreachabilitypayload[devices][0][deviceIds][0][id]": imei,
        "stopreachabilitypayload[devices][0][deviceIds][0][kind]": "imei",
      },
    }),
    (imei: string) => ({ body: { accountName: ACCOUNT, devices: [device({ imei })] } }),
    (_: string, monitorId: string) => ({ body: { accountName: ACCOUNT, monitorIds: [monitorId] } }),
  ])("is stopped by a flattened query, by its device or by its id", async (requestOf) => {
    await onStage({}, async (stage) => {
      await stage.listen(SERVICE);
      const { imei, monitorId = "" } = await started(stage);
      await stage.call("stopReachability", requestOf(imei, monitorId));
      await stage.done();
      expect(stage.listener.messages.at(-1)).toMatchObject({ reachabilityResponse: { monitorId } });
      expect(await monitors(stage, imei)).toEqual([]);
      const again = { body: { accountName: ACCOUNT, monitorIds: [monitorId] } };
      const gone = await stage.call("stopReachability", again);
      expect(gone.json.errorCode).toBe("UnifiedWebService.REQUEST_FAILED.MonitorNotFound");
    });
  });

  it.each(["2026-03-10T11:59:59Z", "2036-03-11T12:00:00Z"])("is refused until %s", async (expiry) => {
    await onStage({}, async (stage) => {
      const { imei } = await lineIn(stage.simulator, "active");
      const body = { accountName: ACCOUNT, requestType: REACHABLE, devices: [device({ imei })] };
      const answer = await stage.call("startReachability", {
        body: { ...body, monitorExpirationTime: expiry },
      });
      expect(answer.json.errorCode).toMatch(/MonitorExpirationTime.Invalid$/);
    });
  });
});

describe("questions about lines", () => {
  it("tell whether a line can be reached, and since when it is suspended", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call } = stage;
      for (const service of [SERVICE, "DeviceSuspensionStatus"]) await stage.listen(service);
      const { imei } = await lineIn(simulator, "active");
      const named = { kind: "imei", id: imei ?? "" };
      await simulator.editLine(named.id, { connected: true });
      await call("getReachability", {
        body: { accountName: ACCOUNT, requestType: REACHABLE, device: named },
      });
      await stage.done();
      expect(stage.listener.messages.at(-1)?.reachabilityResponse).toMatchObject({ reachable: true });
      await call("suspendDevices", { body: { devices: [device({ imei })] } });
      await stage.done();
      await simulator.clock.advance(10 * MINUTE);
      await call("getSuspensionStatus", { body: { deviceIds: [named] } });
      await stage.done();
      const status = stage.listener.messages.at(-1)?.deviceResponse?.suspensionStatusResponse;
      expect(status).toMatchObject({
        ...{ deviceState: "suspend", suspendDate: "2026-03-10T12:00:02.000Z" },
        ...{ numDaysSuspendedInLast12Months: 1, numDaysSuspendAllowed: 90, numDaysRemainingIn12Months: 89 },
      });
      expect(Date.parse(status.expectedResumeDate) - Date.parse(status.suspendDate)).toBe(90 * DAY);
    });
  });

  it("tell which devices are free to be activated", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, listener } = stage;
      await stage.listen("DeviceService");
      const known = await Promise.all(
        ["active", "suspend", "preactive", "deactive"].map(
          async (state) => (await lineIn(simulator, state)).imei,
        ),
      );
      const imeis = [...known, "350000000000006"];
      await call("checkAvailability", {
        body: { accountName: ACCOUNT, devices: imeis.map((imei) => device({ imei })) },
      });
      await stage.done();
      const free = imeis.map(
        (imei) =>
          listener.messages.find(({ deviceIds }) => deviceIds[0]?.id === imei)?.deviceResponse
            ?.deviceAvailabilityResponse.available,
      );
      expect(free).toEqual([false, false, true, true, true]);
    });
  });

  it("tell where an order stands, while it is under way and after", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, listener } = stage;
      await stage.listen("DeviceService");
      const { imei, iccid } = await lineIn(simulator, "preactive");
      const body = {
        ...{ accountName: ACCOUNT, devices: [device({ imei, iccid })] },
        ...{ servicePlan: "LTE2GB", mdnZipCode: "43004" },
      };
      await simulator.faults.add({ kind: "work", delayMs: MINUTE, lines: [imei ?? ""], count: 1 });
      const orderRequestId = (await call("activateDevices", { body })).json.requestId;
      const stand = async () => {
        await call("checkOrderStatus", { body: { accountName: ACCOUNT, devices: [device({ iccid })] } });
        await stage.done();
        return listener.messages.at(-1)?.deviceResponse?.orderStatusResponse.orderStatus;
      };
      expect(await stand()).toBe("In Progress");
      await simulator.clock.advance(MINUTE);
      expect(await stand()).toBe("Completed");
      await call("checkOrderStatusByGet", { query: { accountName: ACCOUNT, orderRequestId } });
      await stage.done();
      expect(listener.messages.at(-1)?.deviceResponse?.orderStatusResponse.orderStatus).toBe("Completed");
    });
  });
});
