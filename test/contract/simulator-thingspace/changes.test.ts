import { describe, expect, it } from "vitest";
import { checkAnswers } from "../simulator/exchange";
import { ACCOUNT, again, device, lineIn, onStage, SECOND, type Stage } from "./client";
import { answerFaults, messageFaults } from "./openapi";

checkAnswers(answerFaults);

const PLACE = {
  address: { addressLine1: "1 School Road", city: "Austin", state: "TX", zip: "78701", country: "US" },
  customerName: { firstName: "Grace", lastName: "Hopper" },
};

/** Makes a call on the first active line, lets it be done, and answers how it ended and the line as it is then. */
async function change(stage: Stage, operation: string, body: object, status = "active") {
  const line = await lineIn(stage.simulator, status);
  const before = stage.listener.messages.length;
  const answer = await stage.call(operation, { body: { devices: [device({ imei: line.imei })], ...body } });
  await stage.done();
  const [message] = stage.listener.messages.slice(before);
  const service = operation === "goToState" ? "StateService" : "CarrierService";
  if (message !== undefined) expect(messageFaults(service, message)).toEqual([]);
  const code = answer.json.errorCode ?? message?.faultResponse?.faultcode ?? message?.status;
  const after = await stage.simulator.line(String(line.deviceId));
  return { code: String(code).replace(/^\w+Service\./, ""), after, line, message };
}

async function listening(test: (stage: Stage) => Promise<void>, options = {}): Promise<void> {
  await onStage(options, async (stage) => {
    await stage.listen("CarrierService");
    await stage.listen("CarrierService", SECOND);
    await test(stage);
  });
}

describe("custom fields, cost center, contact", () => {
  it("are set, and emptied with an empty value", () =>
    listening(async (stage) => {
      const fields = [
        { key: "CustomField1", value: "" },
        { key: "CustomField5", value: "five" },
      ];
      const { after, line } = await change(stage, "changeCustomFields", { customFieldsToUpdate: fields });
      expect(line.customField1).not.toBeNull();
      expect(after).toMatchObject({
        customField1: null,
        customField5: "five",
        customField2: line.customField2,
      });
    }));

  it("are refused where they are no fields, too long, or no cost center", () =>
    listening(async (stage) => {
      const field = async (key: string, value: string) =>
        (await change(stage, "changeCustomFields", { customFieldsToUpdate: [{ key, value }] })).code;
      expect(await field("Field", "x")).toBe("INPUT_INVALID.CustomField.InvalidName");
      expect(await field("CustomField1", "x".repeat(51))).toBe("INPUT_INVALID.CustomField.TooLong");
      expect((await change(stage, "changeCostCenter", { costCenter: "a/b" })).code).toMatch(
        /UnexpectedError/,
      );
    }));

  it("know the removal of a cost center, which wins", () =>
    listening(async (stage) => {
      expect((await change(stage, "changeCostCenter", { costCenter: "A-1 !#" })).after?.costCenter).toBe(
        "A-1 !#",
      );
      const both = { costCenter: "B-2", removeCostCenter: true, primaryPlaceOfUse: PLACE };
      const { after } = await change(stage, "changeCostCenter", both);
      expect(after).toMatchObject({ costCenter: null, placeLastName: "Hopper" });
    }));

  it("include the place of use", () =>
    listening(async (stage) => {
      const { after, code } = await change(stage, "changeContactInfo", { primaryPlaceOfUse: PLACE });
      expect(code).toBe("Success");
      expect(after).toMatchObject({ placeFirstName: "Grace", placeCity: "Austin", placeZip: "78701" });
    }));
});

describe("the plan", () => {
  it("changes at once, four times a month", () =>
    listening(async (stage) => {
      const codes = [];
      for (const servicePlan of ["LTE10GB", "LTE2GB", "LTE10GB", "LTE2GB", "LTE10GB", "LTEUNL", "LTE2GB"]) {
        codes.push((await change(stage, "changeServicePlan", { servicePlan })).code);
      }
      const over = "REQUEST_FAILED.MaxPlanChangesExceeded";
      // The first line is on one of the two plans already: a change to the same plan is none.
      expect(codes.filter((code) => code === over).length).toBeGreaterThanOrEqual(2);
      expect(codes.slice(0, 4)).toEqual(Array(4).fill("Success"));
      await stage.simulator.clock.advance(31 * 86_400_000);
      await again(stage);
      const { code, after } = await change(stage, "changeServicePlan", { servicePlan: "LTEUNL" });
      expect([code, after?.ratePlan]).toEqual(["Success", "LTEUNL"]);
    }));

  it("changes at the moment asked for", () =>
    listening(async (stage) => {
      const takeEffect = "2026-03-11T00:00:00Z";
      const { after, line, code } = await change(stage, "changeServicePlan", {
        servicePlan: "LTEUNL",
        takeEffect,
      });
      expect([code, after?.ratePlan]).toEqual(["Success", line.ratePlan]);
      await stage.simulator.clock.advance(12 * 3_600_000);
      expect((await stage.simulator.line(line.imei ?? ""))?.ratePlan).toBe("LTEUNL");
    }));

  it("stays as it is while suspended, for an unknown code, and where the present one is another", () =>
    listening(async (stage) => {
      const suspended = await change(stage, "changeServicePlan", { servicePlan: "LTEUNL" }, "suspend");
      expect(suspended.code).toBe("INPUT_INVALID.DeviceState.Invalid");
      expect(suspended.after?.ratePlan).toBe(suspended.line.ratePlan);
      const unknown = await change(stage, "changeServicePlan", { servicePlan: "NOPLAN" });
      expect(unknown.code).toBe("REQUEST_FAILED.NOPLAN.NotFound");
      const other = { servicePlan: "LTEUNL", currentServicePlan: "NB50KB" };
      expect((await change(stage, "changeServicePlan", other)).code).toMatch(/CurrentServicePlan.Invalid/);
    }));
});

describe("a move", () => {
  it("takes an active line into another account and its default group", () =>
    listening(async (stage) => {
      const { after, message } = await change(stage, "moveDevices", {
        accountName: SECOND,
        servicePlan: "LTE10GB",
      });
      expect(after).toMatchObject({
        account: SECOND,
        ratePlan: "LTE10GB",
        deviceGroup: `Default: ${SECOND}`,
      });
      expect(message?.deviceResponse?.moveDeviceResponse).toMatchObject({ accountName: SECOND });
    }));

  it("fails for a line that is not active, and for a plan that the other account lacks", () =>
    listening(async (stage) => {
      const suspended = await change(stage, "moveDevices", { accountName: SECOND }, "suspend");
      expect(suspended.code).toBe("INPUT_INVALID.DeviceState.Invalid");
      await stage.simulator.editLine((await lineIn(stage.simulator, "active")).imei ?? "", {
        ratePlan: "LTEUNL",
      });
      const { code, after } = await change(stage, "moveDevices", { accountName: SECOND });
      expect([code, after?.account]).toEqual(["REQUEST_FAILED.LTEUNL.NotFound", ACCOUNT]);
    }));
});

describe("a customer-defined state", () => {
  it("leads to the carrier's state behind it, and is told on StateService", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("StateService");
      const go = { serviceName: "Fleet", servicePlan: "LTE2GB", mdnZipCode: "78701", accountName: ACCOUNT };
      const started = await change(stage, "goToState", { ...go, stateName: "Active" }, "preactive");
      expect(started.after).toMatchObject({ status: "active", ratePlan: "LTE2GB", stateName: "Active" });
      expect(started.message?.deviceResponse?.goToStateResponse).toMatchObject({
        ...{ serviceName: "Fleet", stateName: "Active", subscriptionTypeCode: expect.any(String) },
      });
      const paused = await change(stage, "goToState", { ...go, stateName: "Suspended" });
      expect(paused.after).toMatchObject({ status: "suspend", stateName: "Suspended" });
      expect((await change(stage, "goToState", { ...go, stateName: "Asleep" })).code).toMatch(
        /StateName.Invalid/,
      );
      expect(
        (await change(stage, "goToState", { ...go, serviceName: "No", stateName: "Active" })).code,
      ).toMatch(/ServiceName.Invalid/);
    });
  });
});

describe("identifiers", () => {
  const to = {
    imei: "350000000000018",
    iccid: "89148000000000000018",
    eid: "89049032000000000000000000000018",
  };
  const swap = async (stage: Stage, change4gOption: string, wanted: Record<string, string>, more = {}) => {
    const line = await lineIn(stage.simulator, "active");
    const body = {
      deviceIds: device({ mdn: line.mdn }).deviceIds,
      ...(Object.keys(wanted).length === 0 ? {} : { deviceIdsTo: device(wanted).deviceIds }),
      change4gOption,
      ...more,
    };
    const before = stage.listener.messages.length;
    const answer = await stage.call("changeDeviceIdentifier", { params: { serviceType: "4G" }, body });
    await stage.done();
    const [message] = stage.listener.messages.slice(before);
    return { line, answer, message, after: await stage.simulator.line(String(line.deviceId)) };
  };

  it.each([
    ["ChangeICCID", { iccid: to.iccid }, {}],
    ["ChangeIMEI", { imei: to.imei }, {}],
    ["ChangeIMEIandICCID", { imei: to.imei, iccid: to.iccid }, {}],
    ["ChangeIMEIandEID", { imei: to.imei, eid: to.eid }, { smsrOid: "1.3.6.1" }],
  ])("%s", async (option, wanted, more) => {
    await listening(async (stage) => {
      const { line, after, message } = await swap(stage, option, wanted, more);
      expect(after).toMatchObject({ ...wanted, mdn: line.mdn, ratePlan: line.ratePlan, status: "active" });
      if (!("iccid" in wanted)) expect(after?.iccid).toBe(line.iccid);
      expect(after?.preImei).toBe("imei" in wanted ? line.imei : null);
      expect(messageFaults("CarrierService", message)).toEqual([]);
      expect(message?.deviceResponse?.changeIdentifierResponse).toMatchObject({ servicePlan: line.ratePlan });
      expect(await stage.simulator.line(String(Object.values(wanted)[0]))).toMatchObject({ mdn: line.mdn });
    });
  });

  it("ChangeMSISDN gives a new number, with the digits asked for", () =>
    listening(async (stage) => {
      const { line, after } = await swap(stage, "ChangeMSISDN", {}, { npaNxx: "512555" });
      expect(after?.mdn).toMatch(/^512555\d{4}$/);
      expect(after).toMatchObject({ imei: line.imei, iccid: line.iccid, msisdn: `1${after?.mdn}` });
      expect(await stage.simulator.line(line.mdn ?? "")).toBeUndefined();
    }));

  it("4Gto3G and 3Gto4G exchange the kinds of hardware", () =>
    listening(async (stage) => {
      const older = await swap(stage, "4Gto3G", { meid: "a1000000000001" });
      expect(older.after).toMatchObject({ meid: "a1000000000001", imei: null, iccid: null });
      const newer = await swap(stage, "3Gto4G", { imei: to.imei, iccid: to.iccid });
      expect(newer.after).toMatchObject({ meid: null, imei: to.imei, iccid: to.iccid });
    }));

  it("stay with the device that has them, and need what the option names", () =>
    listening(async (stage) => {
      const other = await lineIn(stage.simulator, "active", 1);
      const taken = await swap(stage, "ChangeIMEI", { imei: other.imei ?? "" });
      expect(taken.message?.faultResponse?.faultcode).toMatch(/Device.Identifier.Invalid$/);
      expect(taken.after?.imei).toBe(taken.line.imei);
      const missing = await swap(stage, "ChangeIMEIandICCID", { imei: to.imei });
      expect(missing.answer.json.errorCode).toMatch(/Device.Identifier.Invalid$/);
    }));
});

describe("stock", () => {
  const ids = (index: number) => device({ imei: String(350_000_000_000_000 + index) });

  it("is added device by device", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const known = device({ imei: (await lineIn(simulator, "active")).imei });
      const body = {
        ...{
          state: "pre-active",
          accountName: ACCOUNT,
          groupName: "Staff",
          devicesToAdd: [ids(1), known, ids(1)],
        },
        customFields: [{ key: "CustomField2", value: "new" }],
      };
      const { json } = await call("addDevices", { body });
      expect(json.map(({ response }: { response: string }) => response)).toEqual([
        "Success",
        "Failed",
        "Failed",
      ]);
      expect(await simulator.line("350000000000001")).toMatchObject({
        ...{ status: "preactive", deviceGroup: "Staff", customField2: "new", mdn: null, account: ACCOUNT },
      });
      const many = Array.from({ length: 201 }, (_, index) => ids(index + 10));
      const over = await call("addDevices", { body: { ...body, devicesToAdd: many } });
      expect(over.json.errorCode).toMatch(/INPUT_INVALID.NumberofDevices$/);
      expect((await call("addDevices", { body: { ...body, state: "active" } })).status).toBe(400);
    });
  });

  it("is deleted when it is deactive, and only then; its identifiers are free afterwards", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const gone = await lineIn(simulator, "deactive");
      const active = await lineIn(simulator, "active");
      const devicesToDelete = [device({ imei: gone.imei }), device({ imei: active.imei }), ids(7)];
      const { json } = await call("deleteDevices", { body: { devicesToDelete } });
      expect(json.map(({ status }: { status: string }) => status)).toEqual(["Success", "Failed", "Failed"]);
      expect(json[1].message).toContain("active");
      expect(await simulator.line(gone.imei ?? "")).toBeUndefined();
      expect((await simulator.line(active.imei ?? ""))?.status).toBe("active");
      const again = { state: "preactive", accountName: ACCOUNT, devicesToAdd: [device({ imei: gone.imei })] };
      expect((await call("addDevices", { body: again })).json[0].response).toBe("Success");
    });
  });

  it("is deleted with the deactivation where that is asked for", async () => {
    await onStage({}, async (stage) => {
      const { imei } = await lineIn(stage.simulator, "active");
      const body = { accountName: ACCOUNT, reasonCode: "FF", devices: [device({ imei })] };
      expect((await stage.call("deactivateDevices", { body: { ...body, reasonCode: "XX" } })).status).toBe(
        400,
      );
      await stage.call("deactivateDevices", { body: { ...body, deleteAfterDeactivation: true } });
      expect(await stage.simulator.line(imei ?? "")).toBeDefined();
      await stage.done();
      expect(await stage.simulator.line(imei ?? "")).toBeUndefined();
    });
  });
});
