import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, device, lineIn, onStage, SECOND } from "./client";
import { answerFaults } from "./openapi";
import { work } from "./work";

checkAnswers(answerFaults);

const UNKNOWN = { imei: "350000000000018" };

describe("the selection of devices", () => {
  it("goes by account, group, plan and custom fields", async () => {
    await onStage({}, async (stage) => {
      const { simulator } = stage;
      const wanted = (await simulator.lines()).filter(
        (line) => line.account === ACCOUNT && line.deviceGroup === "Buses" && line.ratePlan === "LTE2GB",
      );
      const selector = { accountName: ACCOUNT, groupName: "Buses", servicePlan: "LTE2GB" };
      await work(stage, "changeCostCenter", { ...selector, costCenter: "PICKED" });
      const picked = (await simulator.lines()).filter(({ costCenter }) => costCenter === "PICKED");
      expect(picked.map(({ deviceId }) => deviceId)).toEqual(wanted.map(({ deviceId }) => deviceId));
      expect(picked.length).toBeGreaterThan(1);
      const customFields = [{ key: "CustomField1", value: picked[0]?.customField1 ?? "" }];
      await work(stage, "changeCostCenter", { accountName: ACCOUNT, customFields, costCenter: "ONE" });
      expect((await simulator.lines()).filter(({ costCenter }) => costCenter === "ONE")).toHaveLength(1);
    });
  });

  it("is refused together with devices, without anything, and for nobody", async () => {
    await onStage({}, async (stage) => {
      const { imei } = await lineIn(stage.simulator, "active");
      const refusal = async (body: object) => (await work(stage, "suspendDevices", body)).refusal;
      expect(await refusal({ devices: [device({ imei })], groupName: "Buses" })).toBe(
        "INPUT_INVALID.Request.Invalid",
      );
      expect(await refusal({})).toBe("INPUT_INVALID.DeviceNotProvided");
      expect(await refusal({ devices: [] })).toBe("INPUT_INVALID.DeviceNotProvided");
      expect(await refusal({ accountName: ACCOUNT, servicePlan: "NOPLAN" })).toBe(
        "REQUEST_FAILED.DeviceNotFound",
      );
      expect(await refusal({ devices: [device(UNKNOWN)] })).toBe("REQUEST_FAILED.DeviceNotFound");
      const many = Array.from({ length: 10_001 }, (_, index) =>
        device({ imei: String(350_000_000_000_000 + index) }),
      );
      expect(await refusal({ devices: many })).toBe("INPUT_INVALID.MaxRequestsExceeded");
      expect((await lineIn(stage.simulator, "active")).imei).toBe(imei);
    });
  });

  it("reports a device of another account, and one that is gone by then", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      const { simulator, call, done, listener } = stage;
      const elsewhere = await lineIn(simulator, "active", 0, SECOND);
      const gone = await lineIn(simulator, "active");
      const devices = [device({ imei: elsewhere.imei }), device({ imei: gone.imei })];
      await call("deactivateDevices", { body: { accountName: ACCOUNT, reasonCode: "FF", devices } });
      await simulator.removeLine(gone.imei ?? "");
      await done();
      expect(listener.messages.map(({ faultResponse }) => faultResponse?.faultcode).sort()).toEqual([
        "UnifiedWebService.INPUT_INVALID.Device.Account.Invalid",
        "UnifiedWebService.REQUEST_FAILED.DeviceNotFound",
      ]);
      expect((await simulator.line(elsewhere.imei ?? ""))?.status).toBe("active");
    });
  });
});
