import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import "../../../provider/kajeet/wifi-configuration";
import { kajeetWorld } from "./resources-world";

const said = vi.hoisted(() => [] as string[]);
vi.mock("../../../provider/core/engine-log", () => ({
  engineLog: () => (level: string, text: string) => said.push(`${level}: ${text}`),
}));

const world = kajeetWorld();
const MDN = "521-555-0101";
const PASSWORD = "correct-horse-1";
const WLAN = { mdn: MDN, ssid: "Bus 47", password: PASSWORD };
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const wifi = async () => (await world.simulator.line(MDN))?.wifi;

beforeEach(async () => {
  said.length = 0;
  await world.simulator.addLine({ mdn: MDN, deviceName: "SmartSpot 500", imei: "355510000000013" });
});

describe("WifiConfiguration", () => {
  it("sets the WLAN once and keeps the password in its own field only", async () => {
    const declared = world.declare("kajeet:WifiConfiguration");
    const state = await declared.up({ ...WLAN, mdn: "5215550101", broadcastSsid: false });
    expect(await wifi()).toMatchObject({
      ssid: "Bus 47",
      broadcastSsid: false,
      passwordSha256: sha256(PASSWORD),
    });
    expect(await world.writes()).toEqual(["setWifiConfiguration"]);
    expect(declared.id).toBe("NORTHSTAR-ISD/5215550101/wifi");
    expect(state).toMatchObject({ mdn: MDN, authMode: "wpa2psk", password: PASSWORD });
    const { password: _, ...rest } = state;
    expect(JSON.stringify(rest)).not.toContain(PASSWORD);
    expect(rest).not.toHaveProperty("enabled");
  });

  it("sends the password along whenever a setting changes, and nothing when none does", async () => {
    const declared = world.declare("kajeet:WifiConfiguration");
    await declared.up(WLAN);
    await declared.up(WLAN);
    expect(await world.writes()).toHaveLength(1);
    await declared.up({ ...WLAN, ssid: "Bus 48" });
    expect(await world.writes()).toHaveLength(2);
    expect(await wifi()).toMatchObject({ ssid: "Bus 48", passwordSha256: sha256(PASSWORD) });
    await declared.up({ ...WLAN, ssid: "Bus 48", password: "another-horse-2" });
    expect(await world.writes()).toHaveLength(3);
    expect(await wifi()).toMatchObject({ passwordSha256: sha256("another-horse-2") });
  });

  it("shows drift of what can be read, puts it back, and sees none in the password", async () => {
    const declared = world.declare("kajeet:WifiConfiguration");
    await declared.up({ ...WLAN, enabled: true });
    const changed = { ssid: "Mine", enabled: false, broadcastSsid: false, authMode: "wpa2psk" };
    await world.simulator.editLine(MDN, { wifi: { ...changed, passwordSha256: sha256("somebody else's") } });
    expect(await declared.refresh()).toBe(true);
    expect(declared.inputs).toMatchObject({ ssid: "Mine", enabled: false, password: PASSWORD });
    expect(declared.inputs).not.toHaveProperty("broadcastSsid");
    expect(declared.inputs).not.toHaveProperty("account");
    await declared.up({ ...WLAN, enabled: true });
    expect(await wifi()).toMatchObject({ ssid: "Bus 47", enabled: true, broadcastSsid: false });
  });

  it("shows no drift where nobody changed anything", async () => {
    const declared = world.declare("kajeet:WifiConfiguration");
    const before = await declared.up({ ...WLAN, enabled: true, broadcastSsid: true });
    await declared.refresh();
    expect(declared.state).toEqual(before);
  });

  it("is gone when its line is gone", async () => {
    const declared = world.declare("kajeet:WifiConfiguration");
    await declared.up(WLAN);
    await world.simulator.removeLine(MDN);
    expect(await declared.refresh()).toBe(false);
  });

  it("does not take a failing carrier for a line that is gone", async () => {
    const declared = world.declare("kajeet:WifiConfiguration");
    await declared.up(WLAN);
    await world.simulator.faults.add({ kind: "status", status: 403, operation: "getWifiConfiguration" });
    await expect(declared.refresh()).rejects.toThrow(/HTTP 403/);
    expect(declared.state).toBeDefined();
  });

  it("leaves the device alone when it is removed, and says so", async () => {
    const declared = world.declare("kajeet:WifiConfiguration");
    await declared.up(WLAN);
    await world.simulator.clearJournal();
    await declared.destroy();
    expect(await world.simulator.journal()).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/^warning: .*521-555-0101.*keeps its WLAN "Bus 47"/)]);
  });

  it("names the line where the device has no WLAN, or there is no line", async () => {
    await world.simulator.addLine({ mdn: "521-555-0102", deviceName: "Chromebook LTE" });
    const chromebook = { ...WLAN, mdn: "521-555-0102" };
    const declared = world.declare("kajeet:WifiConfiguration");
    await expect(declared.up(chromebook)).rejects.toThrow(/521-555-0102.*no WLAN/);
    await expect(declared.up({ ...WLAN, mdn: "521-555-0199" })).rejects.toThrow(/521-555-0199/);
    expect(declared.state).toBeUndefined();
  });

  it("shows no password in an error that the carrier echoes", async () => {
    const message = `ssid and ${PASSWORD} refused`;
    await world.simulator.faults.add({
      kind: "status",
      status: 400,
      message,
      operation: "setWifiConfiguration",
    });
    const error = await world
      .declare("kajeet:WifiConfiguration")
      .up(WLAN)
      .catch((caught: Error) => caught);
    expect(String(error)).toMatch(/refused/);
    expect(String(error)).not.toContain(PASSWORD);
  });

  it.each([
    [{ ...WLAN, mdn: "12345" }, "mdn"],
    [{ ...WLAN, ssid: "" }, "ssid"],
    [{ ...WLAN, ssid: "x".repeat(33) }, "ssid"],
    [{ ...WLAN, authMode: "wep" }, "authMode"],
    // The engine would print the value of the property that is named, so a secret one is not.
    [{ ...WLAN, password: "short" }, ""],
    [{ ...WLAN, password: "x".repeat(64) }, ""],
  ])("finds what is wrong in check (%#)", async (args, property) => {
    const { failures } = await world.declare("kajeet:WifiConfiguration").check(args);
    expect(failures.map((failure) => failure.property)).toEqual([property]);
    expect(JSON.stringify(failures)).not.toContain(args.password);
    expect(await world.simulator.journal()).toEqual([]);
  });

  it("is replaced by another line, in either spelling of its number", async () => {
    const declared = world.declare("kajeet:WifiConfiguration");
    await declared.up(WLAN);
    expect(await declared.replaces({ ...WLAN, mdn: "5215550101" })).toEqual([]);
    expect(await declared.replaces({ ...WLAN, mdn: "5215550102" })).toEqual(["mdn"]);
  });
});
