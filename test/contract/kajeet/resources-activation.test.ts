import { beforeEach, describe, expect, it } from "vitest";
import "../../../provider/kajeet/activation-transaction";
import { kajeetWorld } from "./resources-world";

const world = kajeetWorld();
const IMEIS = ["355510000000013", "355510000000021", "355510000000039"] as const;
const [A, B, C] = IMEIS;
const sim = (imei: string) => ({ imei, iccid: `8914800${imei.slice(-13)}` });
const STANDARD = { type: "standard", carrier: "VERIZON", devices: [sim(A)] };
const SMART = { type: "smartsim", carrier: "VERIZON", devices: [sim(C), sim(A), sim(B)] };
const declare = () => world.declare("kajeet:ActivationTransaction");
const orders = async () => (await world.simulator.state()).transactions;
const lineOf = async (imei: string) => (await world.simulator.lines()).find((line) => line.imei === imei);

beforeEach(() => {
  world.settings.activationPollSeconds = "0.005";
  world.settings.activationDeadlineSeconds = "20";
});

/** Nothing moves at the carrier, and waiting for it ends at once. */
const standStill = async () => {
  world.settings.activationDeadlineSeconds = "0.02";
  await world.simulator.clock.freeze();
};

describe("ActivationTransaction", () => {
  it("orders once, waits until the line is there, and tells its number", async () => {
    const declared = declare();
    const state = await declared.up({ ...STANDARD, filterGroup: "Staff", ratePlan: "KJ-5GB" });
    const line = await lineOf(A);
    expect(line).toMatchObject({ filterGroup: "Staff", ratePlan: "KJ-5GB", uicc: sim(A).iccid });
    expect(state).toMatchObject({ status: "COMPLETED", account: "NORTHSTAR-ISD" });
    expect(state.items).toEqual([{ ...sim(A), mdn: line?.mdn, status: "COMPLETED" }]);
    expect(declared.id).toBe(`NORTHSTAR-ISD/activations/${state.uniqueTransactionId}`);
    expect(declared.reasons).toEqual([]);
    expect(await world.writes()).toEqual(["submitActivation"]);
  });

  it("orders SmartSIMs together, whatever their order", async () => {
    const declared = declare();
    await declared.up(SMART);
    expect(await world.writes()).toEqual(["submitSmartSimActivation"]);
    for (const imei of IMEIS) expect(await lineOf(imei)).toMatchObject({ simType: "SMARTSIM" });
    expect(await declared.replaces({ ...SMART, devices: [sim(A), sim(B), sim(C)] })).toEqual([]);
  });

  it("orders eSIMs by their EID", async () => {
    const eid = "89049032000000000000000000000143";
    const declared = declare();
    await declared.up({ type: "esim", carrier: "VERIZON", devices: [{ imei: A, eid }] });
    expect(await world.writes()).toEqual(["submitEsimActivation"]);
    expect(await lineOf(A)).toMatchObject({ simType: "ESIM", eid });
  });

  it("puts the lines into the device group asked for", async () => {
    await declare().up({ ...STANDARD, deviceGroup: "Transportation" });
    expect(await lineOf(A)).toMatchObject({ corpId: "Transportation" });
  });

  it("is a partial result while it is under way, and goes on in the next run without a second order", async () => {
    await standStill();
    const declared = declare();
    await declared.up(STANDARD);
    expect(declared.reasons).toEqual([expect.stringMatching(/still under way.*nothing is ordered twice/i)]);
    expect(declared.state).toMatchObject({ status: "SUBMITTED" });
    await world.simulator.clock.advance(60_000);
    await declared.up(STANDARD);
    expect(declared.reasons).toEqual([]);
    expect(declared.state).toMatchObject({ status: "COMPLETED" });
    expect(await world.writes()).toEqual(["submitActivation"]);
  });

  it("shows in a refresh what is missing, so that the engine calls the next run, and then what is there", async () => {
    await standStill();
    const declared = declare();
    await declared.up(STANDARD);
    await declared.refresh();
    expect(declared.inputs?.devices).toEqual([]);
    expect(await declared.replaces(STANDARD)).toEqual([]);
    await world.simulator.clock.advance(60_000);
    await declared.refresh();
    expect(declared.inputs?.devices).toEqual([sim(A)]);
    expect(declared.state).toMatchObject({ status: "COMPLETED" });
    expect(declared.inputs).not.toHaveProperty("items");
    expect(await world.writes()).toEqual(["submitActivation"]);
  });

  it("keeps the order when a look at it fails", async () => {
    await world.simulator.faults.add({ kind: "status", status: 403, operation: "getActivationTransaction" });
    const declared = declare();
    await declared.up(STANDARD);
    expect(declared.reasons).toEqual([expect.stringContaining("HTTP 403")]);
    expect(declared.state?.uniqueTransactionId).toMatch(/^ACT-/);
    await world.simulator.faults.clear();
    await declared.up(STANDARD);
    expect(declared.reasons).toEqual([]);
    expect(await orders()).toHaveLength(1);
  });

  it.each([
    ["the answer was lost", { kind: "reset", when: "after" }],
    ["the answer names no transaction", { kind: "empty", when: "after" }],
    ["the carrier failed behind the order", { kind: "status", status: 502, when: "after" }],
  ] as const)("looks for the order when %s, and places no second one", async (_, fault) => {
    await world.simulator.faults.add({ ...fault, operation: "submitActivation", count: 1 });
    const declared = declare();
    await declared.up(STANDARD);
    expect(declared.state).toMatchObject({ status: "COMPLETED" });
    expect(await orders()).toHaveLength(1);
    expect(await world.writes()).toEqual(["submitActivation"]);
  });

  it("leaves it to the next run when the order did not arrive", async () => {
    await world.simulator.faults.add({
      kind: "reset",
      when: "before",
      operation: "submitActivation",
      count: 1,
    });
    const declared = declare();
    await expect(declared.up(STANDARD)).rejects.toThrow(/may or may not be done/);
    expect(await orders()).toEqual([]);
    await declared.up(STANDARD);
    expect(await orders()).toHaveLength(1);
  });

  it("continues with the order of a run that was killed, done or under way", async () => {
    await standStill();
    await declare().up(SMART);
    await world.simulator.clock.resume();
    const second = declare();
    world.settings.activationDeadlineSeconds = "20";
    world.next();
    const third = world.declare("kajeet:ActivationTransaction");
    await third.up(SMART);
    expect(third.state).toMatchObject({ status: "COMPLETED" });
    await second.up(SMART);
    expect(second.state?.uniqueTransactionId).toBe(third.state?.uniqueTransactionId);
    expect(await orders()).toHaveLength(1);
  });

  it("orders anew where the line of an earlier order has been removed", async () => {
    await declare().up(STANDARD);
    await world.simulator.removeLine((await lineOf(A))?.mdn ?? "");
    world.next();
    await world.declare("kajeet:ActivationTransaction").up(STANDARD);
    expect(await orders()).toHaveLength(2);
    expect(await lineOf(A)).toBeDefined();
  });

  it("does not take an order of other devices for its own, and passes the refusal on", async () => {
    await declare().up(SMART);
    const single = declare().up({ ...SMART, devices: [sim(A)] });
    await expect(single).rejects.toThrow(/IMEI 355510000000013 is active/);
    expect(await orders()).toHaveLength(1);
  });

  it("names each device that failed with the carrier's code, keeps the others, and orders nothing again", async () => {
    await world.simulator.faults.add({
      kind: "work",
      lines: [B],
      code: "SIM_BLOCKED",
      message: "SIM is blocked",
    });
    const declared = declare();
    await declared.up(SMART);
    expect(declared.state).toMatchObject({ status: "PARTIALLY_COMPLETED" });
    expect(declared.reasons).toEqual([
      expect.stringMatching(/IMEI 355510000000021: .*SIM is blocked.*SIM_BLOCKED/),
    ]);
    expect(declared.reasons[0]).toContain(String(declared.state?.uniqueTransactionId));
    await declared.refresh();
    expect(declared.inputs?.devices).toEqual([sim(A), sim(C)]);
    await declared.up(SMART);
    expect(declared.reasons).toHaveLength(1);
    expect(await orders()).toHaveLength(1);
  });

  it("can be ordered anew as a replacement after it failed", async () => {
    const id = await world.simulator.faults.add({ kind: "work", code: "SIM_BLOCKED" });
    const declared = declare();
    await declared.up(STANDARD);
    expect(declared.state).toMatchObject({ status: "FAILED" });
    expect(declared.reasons).toEqual([expect.stringContaining("SIM_BLOCKED")]);
    await world.simulator.faults.remove(id);
    await declared.destroy();
    await declared.up(STANDARD);
    expect(declared.state).toMatchObject({ status: "COMPLETED" });
    expect(await orders()).toHaveLength(2);
  });

  it("never forgets an order because the carrier has forgotten it", async () => {
    await standStill();
    const declared = declare();
    await declared.up(STANDARD);
    await world.simulator.reset();
    expect(await declared.refresh()).toBe(true);
    expect(declared.state).toMatchObject({ status: "SUBMITTED" });
  });

  it("leaves lines and order alone when it is removed", async () => {
    const declared = declare();
    await declared.up(STANDARD);
    await world.simulator.clearJournal();
    await declared.destroy();
    expect(await world.simulator.journal()).toEqual([]);
    expect(await lineOf(A)).toBeDefined();
  });

  it.each([
    [{ carrier: "TMOBILE" }, "carrier"],
    [{ devices: [sim(B)] }, "devices"],
    [{ ratePlan: "KJ-1GB" }, "ratePlan"],
    [{ filterGroup: "Staff" }, "filterGroup"],
    [{ type: "smartsim" }, "type"],
  ])("is another order when %j changes", async (change, property) => {
    const declared = declare();
    await declared.up(STANDARD);
    expect(await declared.replaces({ ...STANDARD, ...change })).toEqual([property]);
  });
});
