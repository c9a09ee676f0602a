import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import "../../../provider/kajeet/smartspot-settings";
import { AS_DECLARED, NOT_REACHED } from "../../../provider/kajeet/smartspot-plan";
import { kajeetWorld } from "./resources-world";

const world = kajeetWorld();
const IMEIS = ["355510000000013", "355510000000021", "355510000000039"] as const;
const [A, B, C] = IMEIS;
const MDNS: Record<string, string> = { [A]: "521-555-0101", [B]: "521-555-0102", [C]: "521-555-0103" };
const PASSWORD = "correct-horse-1";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const spot = async (imei: string) => (await world.simulator.line(MDNS[imei] ?? ""))?.smartSpot;
const all = (...imeis: string[]) => Object.fromEntries(imeis.map((imei) => [imei, AS_DECLARED]));
const declare = () => world.declare("kajeet:SmartSpotSettings");

beforeEach(async () => {
  for (const imei of IMEIS) {
    await world.simulator.addLine({ mdn: MDNS[imei], deviceName: "SmartSpot 500", imei });
  }
});

const drifted = async (imei: string, change: object) =>
  world.simulator.editLine(MDNS[imei] ?? "", { smartSpot: { ...(await spot(imei)), ...change } });

describe("SmartSpotSettings", () => {
  it("sets one device with the call for one", async () => {
    const declared = declare();
    await declared.up({ devices: all(A), ssid: "Bus", channel: 6 });
    expect(await world.writes()).toEqual(["setSmartSpotSettings"]);
    expect(await spot(A)).toMatchObject({ ssid: "Bus", channel: 6, maxClients: 10 });
    expect(declared.state).toMatchObject({ devices: all(A), account: "NORTHSTAR-ISD" });
  });

  it("sets several devices with one call, and only those that differ", async () => {
    const declared = declare();
    await declared.up({ devices: all(A), ssid: "Bus" });
    await world.simulator.clearJournal();
    await declared.up({ devices: all(A, B, C), ssid: "Bus" });
    const [call, ...others] = await world.simulator.journal({ writes: true });
    expect(others).toEqual([]);
    expect(call?.body).toEqual({ imeis: [B, C], settings: { ssid: "Bus" } });
    for (const imei of IMEIS) expect(await spot(imei)).toMatchObject({ ssid: "Bus" });
  });

  it("adopts devices that have the settings already, sending nothing", async () => {
    await declare().up({ devices: all(A, B), ssid: "Bus" });
    await world.simulator.clearJournal();
    const other = declare();
    await other.up({ devices: all(A, B), ssid: "Bus" });
    expect(await world.writes()).toEqual([]);
    expect(other.state?.devices).toEqual(all(A, B));
  });

  it("sends the password to a device once, again when it changes, and to new devices", async () => {
    const declared = declare();
    await declared.up({ devices: all(A), ssid: "Bus", password: PASSWORD });
    expect(await spot(A)).toMatchObject({ passwordSha256: sha256(PASSWORD) });
    await declared.up({ devices: all(A), ssid: "Bus", password: PASSWORD });
    expect(await world.writes()).toHaveLength(1);
    await declared.up({ devices: all(A, B), ssid: "Bus", password: PASSWORD });
    expect(await spot(B)).toMatchObject({ passwordSha256: sha256(PASSWORD) });
    await declared.up({ devices: all(A, B), ssid: "Bus", password: "another-horse" });
    expect(await spot(A)).toMatchObject({ passwordSha256: sha256("another-horse") });
    const { password: _, ...rest } = declared.state ?? {};
    expect(JSON.stringify(rest)).not.toMatch(/horse/);
  });

  it("does not send the password when only another setting changes", async () => {
    const declared = declare();
    await declared.up({ devices: all(A, B), ssid: "Bus", password: PASSWORD });
    await world.simulator.clearJournal();
    await declared.up({ devices: all(A, B), ssid: "Bus 2", password: PASSWORD });
    const [call] = await world.simulator.journal({ writes: true });
    expect(call?.body).toEqual({ imeis: [A, B], settings: { ssid: "Bus 2" } });
  });

  it("shows which device deviates and how, and puts that one back", async () => {
    const declared = declare();
    await declared.up({ devices: all(A, B), ssid: "Bus", channel: 6, password: PASSWORD });
    await drifted(B, { ssid: "Mine", maxClients: 3 });
    await declared.refresh();
    expect(declared.inputs?.devices).toEqual({ [A]: AS_DECLARED, [B]: 'ssid="Mine"' });
    await world.simulator.clearJournal();
    await declared.up({ devices: all(A, B), ssid: "Bus", channel: 6, password: PASSWORD });
    const [call, ...others] = await world.simulator.journal({ writes: true });
    expect(others).toEqual([]);
    expect(call?.body).toEqual({ imei: B, settings: { ssid: "Bus" } });
    expect(await spot(B)).toMatchObject({ ssid: "Bus", maxClients: 3 });
  });

  it("leaves the others done when one device is refused, names it, and does the rest in the next run", async () => {
    const fault = await world.simulator.faults.add({
      kind: "partial",
      code: "NOT_ELIGIBLE",
      lines: [B],
      operation: "setSmartSpotSettingsMulti",
    });
    const args = { devices: all(A, B, C), ssid: "Bus", password: PASSWORD };
    const declared = declare();
    await declared.up(args);
    expect(declared.reasons).toEqual([expect.stringContaining(B)]);
    expect(declared.reasons[0]).toContain("NOT_ELIGIBLE");
    expect(declared.state?.devices).toEqual({
      ...all(A, C),
      [B]: expect.stringMatching(/^password not set; ssid="Kajeet-/),
    });
    await world.simulator.faults.remove(fault);
    await world.simulator.clearJournal();
    await declared.up(args);
    expect(declared.reasons).toEqual([]);
    const [call, ...others] = await world.simulator.journal({ writes: true });
    expect(others).toEqual([]);
    expect(call?.body).toMatchObject({ imei: B, settings: { ssid: "Bus" } });
    expect(await spot(B)).toMatchObject({ passwordSha256: sha256(PASSWORD) });
  });

  it("keeps in mind over a refresh that a password has not arrived", async () => {
    const fault = { kind: "status", status: 409, operation: "setSmartSpotSettings" } as const;
    const id = await world.simulator.faults.add(fault);
    const declared = declare();
    await declared.up({ devices: all(A), password: PASSWORD });
    expect(declared.reasons).toHaveLength(1);
    await world.simulator.faults.remove(id);
    await declared.refresh();
    expect(declared.inputs?.devices).toEqual({ [A]: "password not set" });
    await declared.up({ devices: all(A), password: PASSWORD });
    expect(await spot(A)).toMatchObject({ passwordSha256: sha256(PASSWORD) });
  });

  it("asks the devices where the answer to a call for many tells nothing", async () => {
    await world.simulator.faults.add({ kind: "empty", operation: "setSmartSpotSettingsMulti", count: 1 });
    const declared = declare();
    await declared.up({ devices: all(A, B), ssid: "Bus" });
    expect(declared.reasons).toEqual([]);
    expect(declared.state?.devices).toEqual(all(A, B));
    expect(await world.writes()).toHaveLength(1);
  });

  it("does not believe that a password arrived where the answer tells nothing", async () => {
    await world.simulator.faults.add({ kind: "empty", operation: "setSmartSpotSettingsMulti", count: 1 });
    const declared = declare();
    await declared.up({ devices: all(A, B), ssid: "Bus", password: PASSWORD });
    expect(declared.reasons).toHaveLength(2);
    await declared.up({ devices: all(A, B), ssid: "Bus", password: PASSWORD });
    expect(declared.reasons).toEqual([]);
    expect(await world.writes()).toHaveLength(2);
  });

  it("names a device that the corp does not have and sets the others", async () => {
    const declared = declare();
    await declared.up({ devices: all(A, "355510000000047"), ssid: "Bus" });
    expect(declared.reasons).toEqual([expect.stringMatching(/355510000000047: corp NORTHSTAR-ISD has no/)]);
    expect(declared.state?.devices).toEqual({ [A]: AS_DECLARED, "355510000000047": NOT_REACHED });
    expect(await spot(A)).toMatchObject({ ssid: "Bus" });
  });

  it("is gone only when all its devices are gone", async () => {
    const declared = declare();
    await declared.up({ devices: all(A, B), ssid: "Bus" });
    await world.simulator.removeLine(MDNS[A] ?? "");
    expect(await declared.refresh()).toBe(true);
    expect(declared.inputs?.devices).toEqual({ [A]: NOT_REACHED, [B]: AS_DECLARED });
    await world.simulator.removeLine(MDNS[B] ?? "");
    expect(await declared.refresh()).toBe(false);
  });

  it("does not take a refusal for a missing device", async () => {
    const declared = declare();
    await declared.up({ devices: all(A), ssid: "Bus" });
    await world.simulator.faults.add({ kind: "status", status: 403, operation: "getSmartSpotSettings" });
    await expect(declared.refresh()).rejects.toThrow(/HTTP 403/);
  });

  it("leaves the devices alone when it is removed", async () => {
    const declared = declare();
    await declared.up({ devices: all(A), ssid: "Bus" });
    await world.simulator.clearJournal();
    await declared.destroy();
    expect(await world.simulator.journal()).toEqual([]);
    expect(await spot(A)).toMatchObject({ ssid: "Bus" });
  });

  it.each([
    [{ devices: {}, ssid: "Bus" }, /at least one SmartSpot/],
    [{ devices: all(A) }, /at least one setting: ssid, password/],
    [{ devices: all("123"), ssid: "Bus" }, /IMEI 123 has 3 digits/],
    [{ devices: all(A), maxClients: 33 }, /maxClients/],
    [{ devices: all(A), channel: 166 }, /channel/],
    [{ devices: all(A), idleTimeoutMinutes: -1 }, /idleTimeoutMinutes/],
  ])("finds what is wrong in check (%#)", async (args, reason) => {
    const { failures } = await declare().check(args);
    expect(failures.map((failure) => failure.reason)).toEqual([expect.stringMatching(reason)]);
  });
});
