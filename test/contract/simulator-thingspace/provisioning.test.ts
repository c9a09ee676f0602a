import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, again, device, FOREIGN, lineIn, onStage, SECOND, type Stage } from "./client";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const NEW = { imei: "350000000000018", iccid: "89148000000000000018" };
const ACTIVATION = { servicePlan: "LTE2GB", mdnZipCode: "78701", accountName: ACCOUNT };

/** Makes a call that starts work, lets it be done, and answers the messages that came of it. */
async function work({ call, done, listener }: Stage, operation: string, body: object, params = {}) {
  const before = listener.messages.length;
  const answer = await call(operation, { params, body });
  await done();
  const messages = listener.messages.slice(before);
  for (const message of messages) {
    // A message names the device as the request did, and be it by a kind that there is not.
    const known = message.deviceIds.every(({ kind }) => kind !== "colour");
    if (known) expect(messageFaults("CarrierService", message)).toEqual([]);
  }
  const codes = messages.map(
    ({ faultResponse, status }) => faultResponse?.faultcode.replace(/^\w+\./, "") ?? status,
  );
  return {
    answer,
    messages,
    codes,
    refusal: answer.json.errorCode?.replace(/^\w+\./, "") as string | undefined,
  };
}

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
      expect(await refusal({ devices: [device(NEW)] })).toBe("REQUEST_FAILED.DeviceNotFound");
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
