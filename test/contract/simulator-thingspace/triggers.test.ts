import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, FOREIGN, onStage, type Stage } from "./client";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const HOUR = 3_600_000;
const heavy = (threshold: number, more = {}) => ({
  name: "Heavy use",
  triggerCategory: "Data",
  accountName: ACCOUNT,
  groupName: "Staff",
  dataTriggerRequest: { comparator: "gt", threshold, thresholdUnit: "MB" },
  notification: { callback: true, severity: "high" },
  ...more,
});

async function create({ call }: Stage, body: object): Promise<string> {
  return (await call("createTrigger", { body })).json.triggerId;
}

/** The clock of a stage stands at noon: the next alerts go out at one in the night. */
async function night({ simulator }: Stage): Promise<void> {
  await simulator.clock.advance(13 * HOUR);
  await simulator.settle();
}

async function activeStaff({ simulator }: Stage) {
  return (await simulator.lines()).filter(
    (line) => line.account === ACCOUNT && line.deviceGroup === "Staff" && line.status === "active",
  );
}

describe("a trigger", () => {
  it("is read as it was made, changed as a whole, and deleted", async () => {
    await onStage({}, async (stage) => {
      const { call } = stage;
      const triggerId = await create(stage, heavy(10));
      const params = { triggerId };
      expect((await call("getTrigger", { params })).json).toMatchObject({
        triggerId,
        ...heavy(10),
        active: true,
      });
      const { groupName: _, ...change } = heavy(20, { active: false });
      await call("updateTrigger", { body: { triggerId, ...change } });
      const { json } = await call("listTriggers");
      expect(json.triggers).toEqual([expect.objectContaining({ triggerId, ...change })]);
      expect(json.triggers[0].groupName).toBeUndefined();
      await call("deleteTrigger", { params });
      for (const operationId of ["getTrigger", "deleteTrigger"]) {
        const gone = await call(operationId, { params });
        expect(gone.json.errorCode).toBe("UnifiedWebService.REQUEST_FAILED.TriggerNotFound");
      }
    });
  });

  it("tells of every line that meets it, once each night", async () => {
    await onStage({}, async (stage) => {
      const { listener } = stage;
      await stage.listen("AlertService");
      const triggerId = await create(stage, heavy(0));
      expect(listener.messages).toEqual([]);
      const staff = await activeStaff(stage);
      await night(stage);
      expect(listener.messages).toHaveLength(staff.length);
      for (const message of listener.messages) {
        expect(messageFaults("AlertService", message)).toEqual([]);
        expect(message.notification).toMatchObject({ triggerId, occurredAt: "2026-03-11T01:00:00.000Z" });
      }
      await stage.simulator.clock.advance(24 * HOUR);
      await stage.simulator.settle();
      expect(listener.messages).toHaveLength(2 * staff.length);
    });
  });

  it("keeps quiet when nothing meets it, when it is not active, and when it is gone", async () => {
    await onStage({}, async (stage) => {
      const { call, listener } = stage;
      await stage.listen("AlertService");
      await create(stage, heavy(1_000_000));
      await create(stage, heavy(0, { active: false }));
      const triggerId = await create(stage, heavy(0));
      await call("deleteTrigger", { params: { triggerId } });
      await create(stage, {
        ...{ name: "Odd", triggerCategory: "UsageAnomaly" },
        anomalyTriggerRequest: { accountNames: ACCOUNT, includeAbnormal: true },
      });
      await night(stage);
      expect(listener.messages).toEqual([]);
    });
  });

  it.each([
    [heavy(1, { dataTriggerRequest: undefined }), "REQUEST_FAILED.UnexpectedError"],
    [heavy(1, { triggerCategory: "Weather" }), "REQUEST_FAILED.UnexpectedError"],
    [heavy(1, { accountName: FOREIGN }), "REQUEST_FAILED.AccountName"],
    [heavy(1, { groupName: "Nobody" }), "REQUEST_FAILED.DeviceGroupNotFound"],
  ])("is refused as %j", async (body, code) => {
    await onStage({}, async ({ call }) => {
      const answer = await call("createTrigger", { body });
      expect(answer.json.errorCode).toBe(`UnifiedWebService.${code}`);
      expect((await call("listTriggers")).json.triggers).toEqual([]);
    });
  });
});
