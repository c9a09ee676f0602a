import { describe, expect, it } from "vitest";
import { ACCOUNT, device, lineIn, onStage, SECOND, type Stage } from "./client";

/** Suspends the first active lines; answers their IMEIs. */
async function suspend({ simulator, call }: Stage, count: number): Promise<string[]> {
  const imeis: string[] = [];
  for (let index = 0; index < count; index += 1)
    imeis.push((await lineIn(simulator, "active", index)).imei ?? "");
  await call("suspendDevices", { body: { devices: imeis.map((imei) => device({ imei })) } });
  return imeis;
}

const states = async ({ simulator }: Stage, imeis: readonly string[]) =>
  Promise.all(imeis.map(async (imei) => (await simulator.line(imei))?.status));

describe("work", () => {
  it("fails for named lines with a code and a text, and the others are done", async () => {
    await onStage({}, async (stage) => {
      const { simulator, listener } = stage;
      await stage.listen("CarrierService");
      const bad = (await lineIn(simulator, "active", 1)).mdn ?? "";
      const code = "REQUEST_ONHOLD.Credit";
      await simulator.faults.add({ kind: "work", lines: [bad], code, message: "wait for credit" });
      const imeis = await suspend(stage, 3);
      await stage.done();
      expect(await states(stage, imeis)).toEqual(["suspend", "active", "suspend"]);
      const failed = listener.messages.filter(({ status }) => status === "Failed");
      expect(failed).toHaveLength(1);
      expect(failed[0]).toMatchObject({
        deviceIds: [{ id: imeis[1] }],
        faultResponse: { faultcode: `UnifiedWebService.${code}`, faultstring: "wait for credit" },
      });
    });
  });

  it("takes longer for named lines, and for ever where it is stuck", async () => {
    await onStage({}, async (stage) => {
      const { simulator } = stage;
      const slow = (await lineIn(simulator, "active", 0)).imei ?? "";
      const stuck = (await lineIn(simulator, "active", 1)).imei ?? "";
      await simulator.faults.add({ kind: "work", lines: [slow], delayMs: 60_000 });
      await simulator.faults.add({ kind: "work", lines: [stuck], stuck: true });
      const imeis = await suspend(stage, 3);
      await stage.done();
      expect(await states(stage, imeis)).toEqual(["active", "active", "suspend"]);
      await simulator.clock.advance(60_000);
      expect(await states(stage, imeis)).toEqual(["suspend", "active", "suspend"]);
      await simulator.clock.advance(86_400_000);
      expect(await states(stage, imeis)).toEqual(["suspend", "active", "suspend"]);
    });
  });

  it("fails for a share that goes by the line, also where lines are picked by a rule", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call } = stage;
      await simulator.faults.add({ kind: "work", share: 0.5, code: "REQUEST_FAILED.UnexpectedError" });
      const change = { accountName: SECOND, costCenter: "SHARED" };
      await call("changeCostCenter", { body: change });
      await stage.done();
      const lines = (await simulator.lines()).filter(({ account }) => account === SECOND);
      const changed = lines.filter(({ costCenter }) => costCenter === "SHARED");
      expect(changed.length).toBeGreaterThan(0);
      expect(changed.length).toBeLessThan(lines.length);
    });
  });

  it("is aimed at an operation and counted in calls", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call } = stage;
      const code = "REQUEST_FAILED.UnexpectedError";
      await simulator.faults.add({ kind: "work", operation: "suspendDevices", count: 1, code });
      const { imei } = await lineIn(simulator, "active");
      const body = { devices: [device({ imei })] };
      await call("changeCostCenter", { body: { ...body, costCenter: "DONE" } });
      await call("suspendDevices", { body });
      await stage.done();
      expect(await simulator.line(imei ?? "")).toMatchObject({ costCenter: "DONE", status: "active" });
      await call("suspendDevices", { body });
      await stage.done();
      expect((await simulator.line(imei ?? ""))?.status).toBe("suspend");
    });
  });
});

describe("messages", () => {
  const fated = (stage: Stage, fate: "lost" | "late" | "doubled" | "reordered" | "stray") =>
    stage.simulator.faults.add({ kind: "callback", fate });

  it("can be lost: the work is done, the log tells", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      await fated(stage, "lost");
      const imeis = await suspend(stage, 1);
      await stage.done();
      expect(await states(stage, imeis)).toEqual(["suspend"]);
      expect(stage.listener.messages).toEqual([]);
      expect(await stage.simulator.callbacks()).toMatchObject([{ state: "dropped", fates: ["lost"] }]);
    });
  });

  it("can be late", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      await stage.simulator.faults.add({ kind: "callback", fate: "late", ms: 3_600_000 });
      await suspend(stage, 1);
      await stage.done();
      expect(stage.listener.messages).toEqual([]);
      await stage.simulator.clock.advance(3_600_000);
      await stage.simulator.settle();
      expect(stage.listener.messages).toMatchObject([{ status: "Success", callbackCount: 1 }]);
    });
  });

  it("can come twice, for named lines only", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      const twice = (await lineIn(stage.simulator, "active", 1)).imei ?? "";
      await stage.simulator.faults.add({ kind: "callback", fate: "doubled", lines: [twice] });
      const imeis = await suspend(stage, 2);
      await stage.done();
      const came = stage.listener.messages.map(({ deviceIds }) => deviceIds[0]?.id);
      expect(came.sort()).toEqual([imeis[0], twice, twice].sort());
    });
  });

  it("can come in another order than the work was done in", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      await fated(stage, "reordered");
      const imeis = await suspend(stage, 4);
      await stage.done();
      expect(stage.listener.messages.map(({ deviceIds }) => deviceIds[0]?.id)).toEqual(imeis.reverse());
    });
  });

  it("can come for a request that nobody made, beside the true one", async () => {
    await onStage({}, async (stage) => {
      await stage.listen("CarrierService");
      await fated(stage, "stray");
      await suspend(stage, 1);
      await stage.done();
      const { requests } = await stage.simulator.state();
      const known = stage.listener.messages.filter(({ requestId }) =>
        requests.some((request) => request.requestId === requestId),
      );
      expect([stage.listener.messages.length, known.length]).toEqual([2, 1]);
    });
  });
});

describe("reads", () => {
  it("lag behind what asynchronous work has changed, where a fault wants that", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call } = stage;
      await simulator.faults.add({ kind: "lag", reads: 2 });
      const [imei = ""] = await suspend(stage, 1);
      await stage.done();
      const body = { deviceId: { kind: "imei", id: imei } };
      const shown = [];
      for (let read = 0; read < 3; read += 1) {
        shown.push((await call("listDevices", { body })).json.devices[0].carrierInformations[0].state);
      }
      expect(shown).toEqual(["active", "active", "suspend"]);
    });
  });
});

describe("answers", () => {
  it("can be a refusal of the service, a fault of the gateway, or nothing after the work was accepted", async () => {
    await onStage({}, async (stage) => {
      const { simulator, call } = stage;
      const { imei } = await lineIn(simulator, "active");
      const body = { devices: [device({ imei })] };
      await simulator.faults.add({
        kind: "status",
        status: 400,
        code: "REQUEST_FAILED.AccountName",
        count: 1,
      });
      expect((await call("suspendDevices", { body })).json.errorCode).toBe(
        "UnifiedWebService.REQUEST_FAILED.AccountName",
      );
      await simulator.faults.add({ kind: "status", status: 401, code: "900901", count: 1 });
      expect((await call("suspendDevices", { body })).json.fault.code).toBe("900901");
      await simulator.faults.add({ kind: "reset", when: "after", count: 1 });
      await expect(call("suspendDevices", { body })).rejects.toThrow();
      await stage.done();
      expect((await simulator.line(imei ?? ""))?.status).toBe("suspend");
    });
  });
});

describe("the world", () => {
  it("is found and changed by any identifier, and what follows from a state follows", async () => {
    await onStage({}, async ({ simulator }) => {
      const line = await lineIn(simulator, "active");
      const { imei, iccid, imsi, msisdn, mdn } = line;
      for (const id of [imei, iccid, imsi, msisdn, mdn, String(line.deviceId)]) {
        expect((await simulator.line(id ?? ""))?.deviceId).toBe(line.deviceId);
      }
      const place = { placeCity: "Austin", placeFirstName: "Ada" };
      const patch = { deviceGroup: "New one", ratePlan: "LTE10GB", costCenter: null, ...place };
      expect(await simulator.editLine(mdn ?? "", patch)).toMatchObject(patch);
      await simulator.editLine(imei ?? "", { status: "deactive" });
      expect(await simulator.line(imei ?? "")).toMatchObject({
        status: "deactive",
        mdn: null,
        ipAddress: null,
      });
      expect(await simulator.line(mdn ?? "")).toBeUndefined();
      await expect(simulator.editLine(imei ?? "", { colour: "red" })).rejects.toThrow('"colour"');
      await expect(simulator.editLine(imei ?? "", { status: "asleep" })).rejects.toThrow('"asleep"');
      const taken = (await lineIn(simulator, "active", 1)).imei;
      await expect(simulator.editLine(imei ?? "", { imei: taken })).rejects.toThrow("already");
      expect(await simulator.removeLine(imei ?? "")).toBe(true);
      expect(await simulator.removeLine(imei ?? "")).toBe(false);
    });
  });

  it("starts with the lines of an inventory", async () => {
    const inventoryText = [
      "account,iccid,imei,mdn,status,ratePlan,deviceGroup,customField1,costCenter,placeLastName,placeZip",
      `${SECOND},89148000000000000018,350000000000018,5125550100,active,LTE10GB,Buses,A-1,CC-7,Hopper,43004`,
      ",89148000000000000026,350000000000026,,preactive,,,,,,",
    ].join("\n");
    await onStage({ inventoryText }, async ({ simulator, call }) => {
      expect(await simulator.health()).toMatchObject({ carrier: "thingspace", lines: 2 });
      expect(await simulator.line("5125550100")).toMatchObject({
        ...{
          account: SECOND,
          status: "active",
          ratePlan: "LTE10GB",
          deviceGroup: "Buses",
          customField1: "A-1",
        },
        ...{ costCenter: "CC-7", placeLastName: "Hopper", placeZip: "43004", msisdn: "15125550100" },
      });
      const added = await simulator.line("350000000000026");
      expect(added).toMatchObject({ account: ACCOUNT, status: "preactive", mdn: null });
      expect(added?.deviceGroup).toBe(`Default: ${ACCOUNT}`);
      expect((await call("listDevices", { body: {} })).json.devices).toHaveLength(2);
    });
    await expect(onStage({ inventoryText: "imei,status\n1,asleep" }, async () => {})).rejects.toThrow(
      "row 1",
    );
  });

  it("is as at the start after a reset, and work that was to come does not come", async () => {
    await onStage({}, async (stage) => {
      const { simulator } = stage;
      const before = (await simulator.state()).lines;
      await stage.listen("CarrierService");
      await suspend(stage, 2);
      await simulator.removeLine(before[0]?.imei ?? "");
      await simulator.reset();
      await simulator.clock.advance(86_400_000);
      await simulator.settle();
      const { lines, listeners, requests } = await simulator.state();
      expect([lines, listeners, requests]).toEqual([before, [], []]);
      expect(await simulator.callbacks()).toEqual([]);
    });
  });
});
