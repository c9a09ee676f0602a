import { describe, expect, it } from "vitest";
import { connectSimulator, SteeringError, startControlCenterSimulator } from "../../../simulator/index";
import { callerOf, EVER, lineIn, onStage, outcome, RATE_PLANS } from "./client";

const CSV = `iccid,imei,msisdn,status,ratePlan,communicationPlan,customer,deviceID,modemId,accountCustom1,ipv4Address,apn,pdpId,ctdDataUsage
8901170000000000017,356100000000008,18825550100,activationReady,Plan A,Fleet,North,D-1,M-1,"a, b",,,,12
8901170000000000025,,,,Plan B,Fleet Fixed,,,,,10.9.0.1,fleet,1,
`;

describe("the start data", () => {
  it("has every status, three rate plans, two communication plans, two customers and a combo box", async () => {
    await onStage({}, async ({ simulator }) => {
      const { lines, ratePlans, communicationPlans, customers, comboBoxes } = await simulator.state();
      expect(lines).toHaveLength(80);
      expect(new Set(lines.map(({ status }) => status)).size).toBe(8);
      expect(ratePlans).toEqual(RATE_PLANS);
      expect(communicationPlans.map(({ fixedAddresses }) => fixedAddresses)).toEqual([false, true]);
      expect(customers).toHaveLength(2);
      expect(comboBoxes).toEqual({ accountCustom10: ["Student", "Staff", "Bus"] });
      const addresses = lines.flatMap(({ ipv4Address }) => ipv4Address ?? []);
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(addresses.length).toBeGreaterThan(0);
    });
  });

  it("is 300 lines without a wish, and the same each time", async () => {
    const [one, other] = [await startControlCenterSimulator(), await startControlCenterSimulator()];
    try {
      expect((await one.health()).lines).toBe(300);
      expect(await one.lines()).toEqual(await other.lines());
    } finally {
      await one.close();
      await other.close();
    }
  });

  it("can have more rate plans", async () => {
    await onStage({ ratePlans: ["Winter"] }, async ({ call, active }) => {
      expect((await call.edit((await active()).iccid, { ratePlan: "Winter" })).status).toBe(200);
    });
  });

  it("can be an inventory, whose plans and customers are known then", async () => {
    await onStage({ inventoryText: CSV }, async ({ simulator, call }) => {
      expect(await simulator.line("8901170000000000017")).toMatchObject({
        imei: "356100000000008",
        msisdn: "18825550100",
        status: "ACTIVATION_READY",
        customer: "North",
        deviceID: "D-1",
        modemID: "M-1",
        accountCustom1: "a, b",
        accountCustom2: "",
        ipv4Address: null,
        ctdDataUsage: 12,
      });
      const second = "8901170000000000025";
      expect(await call.read(second)).toMatchObject({ status: "ACTIVATED", fixedIPAddress: "10.9.0.1" });
      const body = {
        ratePlan: "Plan A",
        customer: "North",
        ipv4Address: "10.9.0.2",
        apn: "fleet",
        pdpId: "1",
      };
      expect((await call.edit(second, body)).status).toBe(200);
    });
  });

  it.each([
    ["Inventory row 2: There is a line with ICCID", "iccid\n8901170000000000017\n8901170000000000017\n"],
    ['Inventory row 1: "12" is no ICCID', "iccid,imei\n12,\n"],
    ['Inventory row 1: status cannot be "SLEEPING"', "iccid,status\n8901170000000000017,SLEEPING\n"],
    ['Inventory row 1: A line has no field "colour"', "iccid,colour\n8901170000000000017,red\n"],
  ])("%s", async (message, inventoryText) => {
    const started = startControlCenterSimulator({ inventoryText });
    await expect(started).rejects.toThrow(message);
    await expect(started).rejects.toBeInstanceOf(SteeringError);
  });
});

describe("an edit in the portal", () => {
  it("changes any field at once, is dated and kept in the audit trail", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid, msisdn, ratePlan } = await active();
      const patch = {
        ratePlan: "Somebody's own",
        status: "testReady",
        imei: "356100000000990",
        ctdDataUsage: 7,
      };
      const edited = await simulator.editLine(String(msisdn), {
        ...patch,
        deviceId: null,
        accountCustom1: null,
      });
      expect(edited).toMatchObject({ ...patch, status: "TEST_READY", deviceID: null, accountCustom1: "" });
      expect(await call.read(iccid)).toMatchObject({
        ratePlan: "Somebody's own",
        status: "TEST_READY",
        dateUpdated: "2026-03-10 12:00:00.000+0000",
      });
      expect(await call.audit(iccid)).toContainEqual(
        expect.objectContaining({ field: "ratePlan", priorValue: ratePlan, userName: "portal" }),
      );
      expect((await simulator.line("356100000000990"))?.iccid).toBe(iccid);
    });
  });

  it.each([
    [{ colour: "red" }, 'no field "colour"'],
    [{ dateUpdated: 1 }, 'no field "dateUpdated"'],
    [{ status: "SLEEPING" }, 'status cannot be "SLEEPING"'],
    [{ status: null }, "status cannot be null"],
    [{ ratePlan: 7 }, "ratePlan cannot be 7"],
    [{ ctdDataUsage: "much" }, 'ctdDataUsage cannot be "much"'],
    [{ overageLimitReached: 1 }, "overageLimitReached cannot be 1"],
    [{ imei: 356100000000990 }, "imei cannot be 356100000000990"],
  ])("refuses %j", async (patch, message) => {
    await onStage({}, async ({ simulator, active }) => {
      const line = await active();
      await expect(simulator.editLine(line.iccid, patch)).rejects.toThrow(message);
      expect(await simulator.line(line.iccid)).toEqual(line);
    });
  });

  it("does not give one address to two lines, and frees that of a line that goes", async () => {
    await onStage({}, async ({ simulator, active }) => {
      const [one, other] = [await active(0), await active(1)];
      await simulator.editLine(one.iccid, { ipv6Address: "2001:db8::1" });
      const taken = simulator.editLine(other.iccid, { ipv6Address: "2001:db8:0::1" });
      await expect(taken).rejects.toThrow(one.iccid);
      await simulator.removeLine(one.iccid);
      await simulator.editLine(other.iccid, { ipv6Address: "2001:db8:0::1" });
    });
  });

  it("adds and removes lines, which the API then has or has not", async () => {
    await onStage({}, async ({ simulator, call }) => {
      const iccid = "8901170999999999991";
      await simulator.addLine({ iccid, ratePlan: RATE_PLANS[0], status: "INVENTORY" });
      expect(await call.read(iccid)).toMatchObject({ iccid, dateAdded: "2026-03-10 12:00:00.000+0000" });
      const query = { modifiedSince: "2026-03-10T12:00:00Z" };
      expect((await call("searchDevices", { query })).json.devices).toHaveLength(1);
      await expect(simulator.addLine({ iccid })).rejects.toThrow("already");
      expect([await simulator.removeLine(iccid), await simulator.removeLine(iccid)]).toEqual([true, false]);
      expect(outcome(await call("getDevice", { params: { iccid } }))).toEqual([404, "20000001"]);
      expect((await call("searchDevices", { query })).json.devices).toEqual([]);
      expect((await simulator.health()).lines).toBe(80);
    });
  });

  it("works from another process as well, and is undone by a reset", async () => {
    await onStage({}, async ({ simulator, active }) => {
      const line = await active();
      const connected = await connectSimulator(simulator.url);
      expect([connected.carrier, connected.env]).toEqual(["control-center", simulator.env]);
      await connected.editLine(line.iccid, { ratePlan: RATE_PLANS[2] });
      expect((await simulator.line(line.iccid))?.ratePlan).toBe(RATE_PLANS[2]);
      await connected.reset();
      expect(await simulator.line(line.iccid)).toEqual(line);
    });
  });
});

describe("limits, where they are switched on", () => {
  it("are answered 429 without a code and without a time to come again", async () => {
    await onStage({ callsPerSecond: 1 }, async ({ simulator, call }) => {
      const calls = [1, 2, 3].map(() => call("echo", { params: { param: "a" } }));
      const refused = (await Promise.all(calls)).filter(({ status }) => status === 429);
      expect(refused).toHaveLength(2);
      for (const { json, headers } of refused) {
        expect(Object.keys(json)).toEqual(["errorMessage"]);
        expect(headers.get("retry-after")).toBeNull();
      }
      await simulator.limitRate(undefined);
      expect((await call("echo", { params: { param: "a" } })).status).toBe(200);
    });
  });

  it.each([
    [true, [200, 429]],
    [false, [200, 200]],
  ])("one call at a time: %s", async (oneAtATime, wanted) => {
    await onStage({ oneAtATime }, async ({ simulator, call, active }) => {
      const { iccid } = await active();
      await simulator.faults.add({ kind: "latency", ms: 40, count: 2 });
      const answers = await Promise.all(["a", "b"].map((value) => call.edit(iccid, { deviceID: value })));
      expect(answers.map(({ status }) => status).sort()).toEqual(wanted);
      // A call that was refused is not under way: the next one passes, after one that went wrong as well.
      expect(outcome(await call.edit(iccid, { ratePlan: "none" }))[1]).toBe("10000013");
      expect((await call.edit(iccid, { deviceID: "c" })).status).toBe(200);
    });
  });
});

describe("faults", () => {
  it("refuse the edit of a line, and let reads lag behind", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const [one, other] = [await active(0), await active(1)];
      await simulator.faults.add({ kind: "partial", code: "10000013", lines: [one.iccid] });
      expect(outcome(await call.edit(one.iccid, { deviceID: "A" }))).toEqual([404, "10000013"]);
      await simulator.faults.add({ kind: "lag", reads: 1 });
      expect((await call.edit(other.iccid, { deviceID: "A" })).status).toBe(200);
      expect((await call.read(other.iccid)).deviceID).toBe(other.deviceID);
      expect((await call.read(other.iccid)).deviceID).toBe("A");
    });
  });

  it("30000001 after the work was done: the client cannot know", async () => {
    await onStage({}, async ({ simulator, call, active }) => {
      const { iccid } = await active();
      await simulator.faults.add({ kind: "status", status: 500, when: "after", count: 1 });
      expect(outcome(await call.edit(iccid, { deviceID: "A" }))).toEqual([500, "30000001"]);
      expect((await call.read(iccid)).deviceID).toBe("A");
    });
  });

  it("say when to come again where they are told to", async () => {
    await onStage({}, async ({ simulator, call }) => {
      await simulator.faults.add({ kind: "status", status: 503, retryAfter: 2 });
      const answer = await call("searchDevices", { query: { modifiedSince: EVER } });
      expect([answer.status, answer.json.errorCode, answer.headers.get("retry-after")]).toEqual([
        503,
        undefined,
        "2",
      ]);
    });
  });
});

it("answers what is no endpoint in its own form", async () => {
  await onStage({}, async ({ simulator }) => {
    const { iccid } = await lineIn(simulator, "ACTIVATED");
    for (const [method, path] of [
      ["DELETE", `/v1/devices/${iccid}`],
      ["GET", "/v1/plans"],
      ["GET", "/devices"],
    ]) {
      const answer = await fetch(`${simulator.url}/rws/api${path}`, { method: method! });
      expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([404, ["errorMessage"]]);
    }
    // Credentials are those of the variables, whoever reads them.
    expect((await callerOf(simulator)("echo", { params: { param: "a" } })).status).toBe(200);
  });
});
