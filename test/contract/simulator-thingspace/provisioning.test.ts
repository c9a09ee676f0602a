import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, again, device, FOREIGN, lineIn, onStage } from "./client";
import { answerFaults, messageFaults } from "./openapi";
import { work } from "./work";

checkAnswers(answerFaults);

const NEW = { imei: "350000000000018", iccid: "89148000000000000018" };
const ACTIVATION = { servicePlan: "LTE2GB", mdnZipCode: "78701", accountName: ACCOUNT };

describe("activation", () => {
  it("adds an unknown device, shows it pending, and gives it number, address and plan", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call, listener } = stage;
      await stage.listen("CarrierService");
      const body = {
        ...{ ...ACTIVATION, devices: [device(NEW)], groupName: "Buses", costCenterCode: "CC 1" },
        customFields: [{ key: "CustomField3", value: "Van" }],
      };
      const { requestId } = (await call("activateDevices", { body })).json;
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(await simulator.line(NEW.imei)).toMatchObject({ status: "pending activation", mdn: null });
      await stage.done();
      const line = await simulator.line(NEW.imei);
      expect(line).toMatchObject({
        ...{ status: "active", account: ACCOUNT, ratePlan: "LTE2GB", deviceGroup: "Buses", zipCode: "78701" },
        ...{ costCenter: "CC 1", customField3: "Van", ipPool: "DYNAMIC-EAST", lastActivationBy: "fleet-api" },
      });
      expect(line?.mdn).toMatch(/^\d{10}$/);
      expect([line?.msisdn, line?.min]).toEqual([`1${line?.mdn}`, line?.mdn]);
      expect(listener.messages).toHaveLength(1);
      expect(messageFaults("CarrierService", listener.messages[0])).toEqual([]);
      expect(listener.messages[0]?.deviceResponse?.activateResponse).toMatchObject({
        ...{ state: "active", servicePlan: "LTE2GB", ipAddress: line?.ipAddress },
        deviceIds: expect.arrayContaining([{ kind: "mdn", id: line?.mdn }]),
      });
    });
  });

  it("leaves a device that failed listed as deactive", async () => {
    await onStage({}, async (stage) => {
      await stage.simulator.faults.add({
        kind: "work",
        lines: [NEW.imei],
        code: "REQUEST_FAILED.UnexpectedError",
      });
      await work(stage, "activateDevices", { ...ACTIVATION, devices: [device(NEW)] });
      expect(await stage.simulator.line(NEW.imei)).toMatchObject({ status: "deactive", mdn: null });
    });
  });

  it("gives a deactivated line another number than it had", async () => {
    await onStage({}, async (stage) => {
      const { simulator } = stage;
      const { imei, mdn } = await lineIn(simulator, "active");
      const devices = [device({ imei })];
      await work(stage, "deactivateDevices", { accountName: ACCOUNT, reasonCode: "FF", devices });
      const ended = await simulator.line(imei ?? "");
      expect(ended).toMatchObject({ status: "deactive", mdn: null, reservedMdn: { mdn } });
      await work(stage, "activateDevices", { ...ACTIVATION, devices });
      const again = await simulator.line(imei ?? "");
      expect(again?.status).toBe("active");
      expect(again?.mdn).not.toBe(mdn);
    });
  });

  it("reports what each device lacks, and does the others", async () => {
    await onStage({}, async (stage) => {
      const { simulator } = stage;
      await stage.listen("CarrierService");
      const active = await lineIn(simulator, "active");
      const suspended = await lineIn(simulator, "suspend");
      const preactive = await lineIn(simulator, "preactive");
      const devices = [
        device({ imei: active.imei }),
        device({ imei: suspended.imei }),
        device({ imei: preactive.imei }),
        device({ imei: NEW.imei }),
        device({ imei: "not one" }),
        device({ colour: "1" }),
        device({ imei: (await lineIn(simulator, "preactive", 1)).imei, iccid: active.iccid }),
      ];
      const { codes } = await work(stage, "activateDevices", { ...ACTIVATION, devices });
      expect(codes.sort()).toEqual(
        [
          "REQUEST_FAILED.DeviceAlreadyActive",
          "INPUT_INVALID.DeviceState.Invalid",
          "Success",
          "INPUT_INVALID.Device.Identifier.Invalid",
          "INPUT_INVALID.Device.Identifier.Invalid",
          "INPUT_INVALID.Device.Kind.Invalid",
          "INPUT_INVALID.Device.Identifier.Invalid",
        ].sort(),
      );
      expect((await simulator.line(preactive.imei ?? ""))?.status).toBe("active");
      expect((await simulator.line(active.imei ?? ""))?.mdn).toBe(active.mdn);
      expect((await simulator.line(suspended.imei ?? ""))?.status).toBe("suspend");
    });
  });

  it.each([
    ["an unknown plan", { servicePlan: "NOPLAN" }, "REQUEST_FAILED.NOPLAN.NotFound"],
    ["an unknown group", { groupName: "Nobody" }, "REQUEST_FAILED.DeviceGroupNotFound"],
    ["an unknown pool", { carrierIpPoolName: "NOPOOL" }, "INPUT_INVALID.CarrierIpPoolName.Invalid"],
    ["an unknown lead", { leadId: "1" }, "INPUT_INVALID.LeadId.Invalid"],
    ["somebody else's account", { accountName: FOREIGN }, "REQUEST_FAILED.AccountName"],
    ["a wrong ZIP code", { mdnZipCode: "787" }, "REQUEST_FAILED.UnexpectedError"],
    [
      "a custom field that is none",
      { customFields: [{ key: "CustomField6", value: "" }] },
      "INPUT_INVALID.CustomField.InvalidName",
    ],
    [
      "one device without SIM",
      { devices: [device({ imei: NEW.imei })] },
      "INPUT_INVALID.Device.Identifier.Invalid",
    ],
    ["neither devices nor group", { devices: undefined }, "REQUEST_FAILED.UnexpectedError"],
  ])("is refused at once for %s, and nothing is added", async (_, wrong, code) => {
    await onStage({}, async (stage) => {
      const body = { ...ACTIVATION, devices: [device(NEW)], ...wrong };
      const { refusal, answer } = await work(stage, "activateDevices", body);
      expect([answer.status, refusal]).toEqual([400, code]);
      expect(await stage.simulator.line(NEW.imei)).toBeUndefined();
    });
  });

  it("takes 100 requests a minute", async () => {
    await onStage({ activationsPerMinute: 2 }, async (stage) => {
      const { simulator, call } = stage;
      const body = { ...ACTIVATION, devices: [device(NEW)] };
      const statuses = [];
      for (let request = 0; request < 3; request += 1) {
        statuses.push((await call("activateDevices", { body })).status);
      }
      expect(statuses).toEqual([200, 200, 429]);
      await simulator.clock.advance(60_000);
      expect((await call("activateDevices", { body })).status).toBe(200);
    });
  });
});

describe("the table of states", () => {
  const START = { servicePlan: "LTE2GB", mdnZipCode: "78701" };
  const CALLS = {
    activateDevices: START,
    suspendDevices: {},
    restoreDevices: {},
    deactivateDevices: { reasonCode: "FF" },
  };
  const AFTER: Record<string, Record<string, string>> = {
    preactive: { activateDevices: "active" },
    active: { suspendDevices: "suspend", deactivateDevices: "deactive" },
    suspend: { restoreDevices: "active" },
    deactive: { activateDevices: "active" },
  };
  const cases = Object.keys(AFTER).flatMap((from) => Object.keys(CALLS).map((call) => ({ from, call })));

  it.each(cases)("$call from $from", async ({ from, call }) => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      const { imei, mdn } = await lineIn(stage.simulator, from);
      const body = {
        accountName: ACCOUNT,
        devices: [device({ imei })],
        ...CALLS[call as keyof typeof CALLS],
      };
      const { codes } = await work(stage, call, body);
      const line = await stage.simulator.line(imei ?? "");
      const after = AFTER[from]?.[call];
      expect(line?.status).toBe(after ?? from);
      if (after === undefined) {
        const active = from === "active" && call === "activateDevices";
        expect(codes).toEqual([
          active ? "REQUEST_FAILED.DeviceAlreadyActive" : "INPUT_INVALID.DeviceState.Invalid",
        ]);
        expect(line?.mdn).toBe(mdn);
      } else expect(codes).toEqual(["Success"]);
    });
  });

  it("lets a suspended line be deactivated only where the account may", async () => {
    await onStage({ deactivateSuspended: true }, async (stage) => {
      const { imei } = await lineIn(stage.simulator, "suspend");
      const body = { accountName: ACCOUNT, devices: [device({ imei })], reasonCode: "FF" };
      await work(stage, "deactivateDevices", body);
      expect((await stage.simulator.line(imei ?? ""))?.status).toBe("deactive");
    });
  });

  it("ends a suspension by itself, with a notice a week before", async () => {
    await onStage({ suspendDays: 30 }, async (stage) => {
      const { simulator, listener } = stage;
      await stage.listen("ResumeTrackingNotification");
      const { imei } = await lineIn(simulator, "active");
      await work(stage, "suspendDevices", { devices: [device({ imei })] });
      const days = async (count: number) => {
        await simulator.clock.advance(count * 86_400_000);
        await simulator.settle();
      };
      await days(23);
      expect(listener.messages).toHaveLength(1);
      expect(messageFaults("ResumeTrackingNotification", listener.messages[0])).toEqual([]);
      expect((await simulator.line(imei ?? ""))?.status).toBe("suspend");
      await days(7);
      expect((await simulator.line(imei ?? ""))?.status).toBe("active");
    });
  });

  it("allows five actions a line and day", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      const { imei } = await lineIn(stage.simulator, "active");
      const body = { devices: [device({ imei })] };
      const codes = [];
      for (let action = 0; action < 6; action += 1) {
        const operation = action % 2 === 0 ? "suspendDevices" : "restoreDevices";
        codes.push(...(await work(stage, operation, body)).codes);
      }
      expect(codes).toEqual([...Array(5).fill("Success"), "REQUEST_FAILED.MaxProvisioningActionsExceeded"]);
      await stage.simulator.clock.advance(86_400_000);
      await again(stage);
      expect((await work(stage, "restoreDevices", body)).codes).toEqual(["Success"]);
    });
  });
});
