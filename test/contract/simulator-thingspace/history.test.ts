import { describe, expect, it } from "vitest";
import type { SimulatedThingspaceLine } from "../../../simulator/index";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, device, lineIn, login, onStage, type Stage } from "./client";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const named = (line: SimulatedThingspaceLine) => ({ kind: "imei", id: line.imei ?? "" });
const YEAR = { earliest: "2025-03-01", latest: "2026-03-10T13:00:00+00:00" };

async function types({ call }: Stage, line: SimulatedThingspaceLine): Promise<string[]> {
  const { json } = await call("listProvisioningHistory", { body: { deviceId: named(line), ...YEAR } });
  return json[0].provisioningHistory.map(({ eventType }: { eventType: string }) => eventType);
}

async function usage({ call }: Stage, line: SimulatedThingspaceLine, window = YEAR) {
  return (await call("listUsage", { body: { deviceId: named(line), ...window } })).json.usageHistory;
}

describe("the provisioning history", () => {
  it("goes on from the start data with what is done", async () => {
    await onStage({}, async (stage) => {
      const line = await lineIn(stage.simulator, "active");
      expect(await types(stage, line)).toEqual(["Activation Confirmed"]);
      for (const operationId of ["suspendDevices", "restoreDevices"]) {
        await stage.call(operationId, { body: { devices: [device({ imei: line.imei })] } });
        await stage.done();
      }
      expect(await types(stage, line)).toEqual([
        "Activation Confirmed",
        "Suspension Confirmed",
        "Restore Confirmed",
      ]);
      expect(await types(stage, await lineIn(stage.simulator, "preactive"))).toEqual([]);
    });
  });

  it("has nothing from outside its window, and no window that ends before it begins", async () => {
    await onStage({}, async ({ call, simulator }) => {
      const deviceId = named(await lineIn(simulator, "active"));
      const later = { deviceId, earliest: "2026-01-01", latest: "2026-02-01" };
      const { json } = await call("listProvisioningHistory", { body: later });
      expect(json).toEqual([{ provisioningHistory: [], hasMoreData: false }]);
      const turned = { deviceId, earliest: "2026-02-01", latest: "2026-01-01" };
      const refused = await call("listProvisioningHistory", { body: turned });
      expect(refused.json.errorCode).toBe("UnifiedWebService.INPUT_INVALID.Earliest.Invalid");
    });
  });
});

describe("usage", () => {
  it("is the same in every run, and only of days with service", async () => {
    const first = await onStageUsage();
    expect(first.active.length).toBeGreaterThan(150);
    expect(first.preactive).toEqual([]);
    expect(await onStageUsage()).toEqual(first);
  });

  it("ends with a suspension", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call } = stage;
      const line = await lineIn(simulator, "active");
      await call("suspendDevices", { body: { devices: [device({ imei: line.imei })] } });
      await stage.done();
      const month = 30 * 86_400_000;
      const window = { earliest: "2026-03-11", latest: "2026-04-09" };
      await simulator.clock.advance(month);
      // The session has expired meanwhile.
      const again = { ...stage, call: await login(simulator) };
      expect(await usage(again, line, window)).toEqual([]);
      expect(await usage(again, await lineIn(simulator, "active"), window)).not.toEqual([]);
    });
  });

  it("adds up to the aggregate and to the bytes of the sessions", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, listener, done } = stage;
      await stage.listen("DeviceUsage");
      const line = await lineIn(simulator, "active");
      const window = { earliest: "2026-02-01T00:00:00Z", latest: "2026-02-28T23:59:59Z" };
      const days: { bytesUsed: number }[] = await usage(stage, line, window);
      const bytes = days.reduce((sum, { bytesUsed }) => sum + bytesUsed, 0);
      const body = { startTime: window.earliest, endTime: window.latest, deviceIds: [named(line)] };
      await call("aggregateUsage", { body });
      await done();
      expect(listener.messages).toHaveLength(1);
      expect(messageFaults("DeviceUsage", listener.messages[0])).toEqual([]);
      expect(listener.messages[0]?.deviceResponse?.usageResponse).toMatchObject({
        dataUsage: bytes,
        sessions: days.length,
      });
      const connections = await call("listConnectionHistory", { body: { deviceId: named(line), ...window } });
      const values = connections.json.connectionHistory.map(
        ({ connectionEventAttributes }: { connectionEventAttributes: { key: string; value: string }[] }) =>
          Number(connectionEventAttributes.find(({ key }) => key === "BytesUsed")?.value),
      );
      expect(values.reduce((sum: number, value: number) => sum + value, 0)).toBe(bytes);
      const billed = await call("getBilledUsage", { body: { accountName: ACCOUNT, deviceId: named(line) } });
      expect(billed.json).toMatchObject({
        billingCycle: { year: "2026", month: "2" },
        usage: [{ dataUsage: bytes }],
      });
    });
  });

  it("comes in pages that its earliest moves on", async () => {
    await onStage({}, async ({ simulator }) => {
      const deviceId = named(await lineIn(simulator, "active"));
      await simulator.clock.freeze("2026-09-01T00:00:00Z");
      const call = await login(simulator);
      const pages: { occurredAt: string }[][] = [];
      let earliest = "2025-01-01";
      for (let more = true; more; ) {
        const body = { deviceId, earliest, latest: "2026-09-01" };
        const { status, json } = await call("listConnectionHistory", { body });
        pages.push(json.connectionHistory);
        more = json.hasMoreData;
        expect(status).toBe(more ? 202 : 200);
        earliest = json.connectionHistory.at(-1).occurredAt;
      }
      const [first = [], second = [], ...rest] = pages;
      expect([first.length, rest]).toEqual([500, []]);
      // The last record of a page is the first of the next.
      expect(second[0]).toEqual(first.at(-1));
      const moments = [...first, ...second.slice(1)].map(({ occurredAt }) => occurredAt);
      expect(moments).toEqual([...new Set(moments)].sort());
      // Twelve months are kept.
      expect(moments[0]?.slice(0, 7)).toBe("2025-09");
    });
  });
});

async function onStageUsage() {
  let found = { active: [] as unknown[], preactive: [] as unknown[] };
  await onStage({}, async (stage) => {
    found = {
      active: await usage(stage, await lineIn(stage.simulator, "active")),
      preactive: await usage(stage, await lineIn(stage.simulator, "preactive")),
    };
  });
  return found;
}
