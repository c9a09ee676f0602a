import { beforeEach, describe, expect, it } from "vitest";
import "../../../provider/kajeet/actions/index";
import { kajeetWorld } from "./resources-world";

const world = kajeetWorld();
const [A, B] = ["355510000000013", "355510000000021"] as const;
const MDN_A = "521-555-0101";
const MDN_B = "521-555-0102";
const last = async (mdn: string) => (await world.simulator.line(mdn))?.lastAction?.operation;

beforeEach(async () => {
  await world.simulator.addLine({ mdn: MDN_A, deviceName: "SmartSpot 500", imei: A });
  await world.simulator.addLine({ mdn: MDN_B, deviceName: "SmartSpot 500", imei: B });
});

describe.each([
  ["RebootSmartSpots", "rebootSmartSpots", { imeis: [B, A] }],
  ["ResetSmartSpots", "resetSmartSpots", { imeis: [B, A] }],
  ["RebootSmartSpot", "rebootSmartSpot", { imei: A }],
  ["ResetSmartSpot", "resetSmartSpot", { imei: A }],
])("%s", (type, operation, args) => {
  const declare = () => world.declare(`kajeet:${type}`);

  it("is done once for each trigger, and never by a refresh or the end of the resource", async () => {
    const action = declare();
    await action.up({ ...args, trigger: "monday" });
    expect(await last(MDN_A)).toBe(operation);
    await action.up({ ...args, trigger: "monday" });
    await action.refresh();
    expect(await world.writes()).toEqual([operation]);
    await action.up({ ...args, trigger: "tuesday" });
    await action.destroy();
    expect(await world.writes()).toEqual([operation, operation]);
  });

  it("is not repeated when nobody knows whether it was done, and says so", async () => {
    await world.simulator.faults.add({ kind: "reset", when: "after", operation, count: 1 });
    const action = declare();
    await action.up({ ...args, trigger: "monday" });
    expect(action.reasons).toEqual([expect.stringMatching(/change the trigger/)]);
    await action.up({ ...args, trigger: "monday" });
    expect(action.reasons).toEqual([]);
    expect(await world.writes()).toEqual([operation]);
  });

  it("counts as not done where it was refused", async () => {
    const id = await world.simulator.faults.add({ kind: "status", status: 403, operation });
    const action = declare();
    await expect(action.up({ ...args, trigger: "monday" })).rejects.toThrow(/HTTP 403/);
    expect(action.state).toBeUndefined();
    await world.simulator.faults.remove(id);
    await action.up({ ...args, trigger: "monday" });
    expect(await last(MDN_A)).toBe(operation);
  });
});

describe("actions on several SmartSpots", () => {
  const declare = () => world.declare("kajeet:RebootSmartSpots");

  it("names the devices that were left out, and does not reboot the others again", async () => {
    await world.simulator.faults.add({ kind: "partial", code: "NOT_ELIGIBLE", lines: [B] });
    const action = declare();
    await action.up({ imeis: [A, B], trigger: "monday" });
    expect(action.reasons).toEqual([expect.stringMatching(new RegExp(`${B}.*NOT_ELIGIBLE`))]);
    await action.up({ imeis: [A, B], trigger: "monday" });
    expect(await world.writes()).toEqual(["rebootSmartSpots"]);
    expect(await last(MDN_A)).toBe("rebootSmartSpots");
    expect(await last(MDN_B)).toBeUndefined();
  });

  it("fails as a whole where no device was reached", async () => {
    const action = declare();
    const unknown = ["355510000000047", "355510000000054"];
    await expect(action.up({ imeis: unknown, trigger: "monday" })).rejects.toThrow(
      /nothing was done:(.|\n)*355510000000047(.|\n)*355510000000054/,
    );
    expect(action.state).toBeUndefined();
  });

  it("is not repeated where the answer tells nothing", async () => {
    await world.simulator.faults.add({ kind: "empty", operation: "rebootSmartSpots", count: 1 });
    const action = declare();
    await action.up({ imeis: [A, B], trigger: "monday" });
    expect(action.reasons).toEqual([expect.stringMatching(/2 devices/)]);
    await action.up({ imeis: [A, B], trigger: "monday" });
    expect(await world.writes()).toEqual(["rebootSmartSpots"]);
  });

  it("sends a device that is named twice once, and the corp where one is named", async () => {
    await declare().up({ imeis: [B, A, B], corp: "NORTHSTAR-ISD", trigger: "monday" });
    const [call] = await world.calls("rebootSmartSpots");
    expect(call?.body).toEqual({ imeis: [A, B], corpId: "NORTHSTAR-ISD" });
  });

  it.each([
    [{ imeis: [A] }, "trigger"],
    [{ imeis: [], trigger: "x" }, "imeis"],
    [{ imeis: ["1"], trigger: "x" }, "imeis.0"],
  ])("finds what is wrong in check (%#)", async (args, property) => {
    const { failures } = await declare().check(args);
    expect(failures.map((failure) => failure.property)).toEqual([property]);
  });
});

describe("RebootCradlepoint", () => {
  const MDN = "521-555-0103";
  const declare = () => world.declare("kajeet:RebootCradlepoint");
  beforeEach(async () => {
    await world.simulator.addLine({ mdn: MDN, deviceName: "Cradlepoint IBR900", imei: "355510000000039" });
  });

  it("reboots once for accounts of the business type WBU", async () => {
    world.settings.username = "wbu";
    const action = declare();
    await action.up({ mdn: "5215550103", trigger: "monday" });
    expect(await last(MDN)).toBe("rebootCradlepoint");
    expect(action.state).toMatchObject({ mdn: MDN, ranFor: "monday" });
    delete world.settings.username;
  });

  it("tells others why not", async () => {
    await expect(declare().up({ mdn: MDN, trigger: "monday" })).rejects.toThrow(/business type/i);
    expect(await last(MDN)).toBeUndefined();
  });
});

describe("ReplaceDevice", () => {
  const MDN = "521-555-0104";
  const declare = () => world.declare("kajeet:ReplaceDevice");
  const stocked = async (carrier: string) => {
    const found = (await world.simulator.state()).stock.find(
      (item) => item.carrier === carrier && item.imei !== null && item.realm === "kajeet.net",
    );
    return { imei: found?.imei ?? "", iccid: found?.iccid ?? "" };
  };

  it("puts the new device behind the line, once", async () => {
    await world.simulator.addLine({ mdn: MDN, network: "T-Mobile", imei: "355510000000062" });
    const fresh = await stocked("T-Mobile");
    const action = declare();
    await action.up({ mdn: MDN, ...fresh, trigger: "broken" });
    expect(await world.simulator.line(MDN)).toMatchObject({ imei: fresh.imei, uicc: fresh.iccid });
    await action.up({ mdn: MDN, ...fresh, trigger: "broken" });
    expect(await world.writes()).toEqual(["replaceDevice"]);
  });

  it("says why a line of another network keeps its device", async () => {
    await world.simulator.addLine({ mdn: MDN, network: "Verizon", imei: "355510000000062" });
    const { imei } = await stocked("Verizon");
    await expect(declare().up({ mdn: MDN, imei, trigger: "broken" })).rejects.toThrow(
      /521-555-0104.*SPPCS.*NETWORK_NOT_ALLOWED/,
    );
    expect(await world.simulator.line(MDN)).toMatchObject({ imei: "355510000000062" });
  });
});
