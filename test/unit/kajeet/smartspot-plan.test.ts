import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AS_DECLARED,
  type Candidate,
  changes,
  lacksPassword,
  NOT_REACHED,
  type Shown,
  standing,
} from "../../../provider/kajeet/smartspot-plan";

const candidate = (imei: string, shown: Shown, passwordDue = false): Candidate => ({
  imei,
  shown,
  passwordDue,
});

describe("changes", () => {
  it("sends only what a device lacks, and one call for devices that lack the same", () => {
    const wanted = { ssid: "Bus", channel: 6, wifiEnabled: true };
    const found = changes(wanted, [
      candidate("1", { ssid: "Bus", channel: 6, wifiEnabled: true }),
      candidate("2", { ssid: "Old", channel: 6, wifiEnabled: true }),
      candidate("3", { ssid: "Other", channel: 6, wifiEnabled: true }),
      candidate("4", { ssid: "Old", channel: 1, wifiEnabled: false }),
    ]);
    expect(found).toEqual([
      { settings: { ssid: "Bus" }, imeis: ["2", "3"] },
      { settings: wanted, imeis: ["4"] },
    ]);
  });

  it("sends false, 0 and what a device does not show", () => {
    const wanted = { broadcastSsid: false, channel: 0, maxClients: 5 };
    const [change] = changes(wanted, [candidate("1", { broadcastSsid: true, channel: 6, maxClients: null })]);
    expect(change?.settings).toEqual(wanted);
  });

  it("sends the password where it is due, with whatever else is", () => {
    const wanted = { ssid: "Bus", password: "secret-key" };
    const found = changes(wanted, [
      candidate("1", { ssid: "Bus" }, true),
      candidate("2", { ssid: "Old" }, true),
    ]);
    expect(found).toEqual([
      { settings: { password: "secret-key" }, imeis: ["1"] },
      { settings: wanted, imeis: ["2"] },
    ]);
  });

  it("never sends a password that is not declared", () => {
    expect(changes({ ssid: "Bus" }, [candidate("1", { ssid: "Bus" }, true)])).toEqual([]);
  });

  it("reaches every device that deviates once, and no other", () => {
    const ssid = fc.constantFrom("A", "B", "C");
    const channel = fc.constantFrom(0, 6, 11);
    const device = fc.record({ ssid, channel });
    fc.assert(
      fc.property(device, fc.array(device, { maxLength: 12 }), (wanted, devices) => {
        const calls = changes(
          wanted,
          devices.map((shown, index) => candidate(String(index), shown)),
        );
        const after = devices.map((shown) => ({ ...shown }));
        const touched: string[] = [];
        for (const { settings, imeis } of calls) {
          for (const imei of imeis) {
            touched.push(imei);
            Object.assign(after[Number(imei)] ?? {}, settings);
          }
        }
        expect(after).toEqual(devices.map(() => wanted));
        expect(new Set(touched).size).toBe(touched.length);
        const deviating = devices.flatMap((shown, index) =>
          standing(wanted, shown, false) === AS_DECLARED ? [] : [String(index)],
        );
        expect(touched.sort()).toEqual(deviating.sort());
      }),
    );
  });
});

describe("standing", () => {
  it("names what a device has instead", () => {
    const wanted = { ssid: "Bus", channel: 6, wifiEnabled: true };
    expect(standing(wanted, { ssid: 'My "own"', channel: 6, wifiEnabled: false }, false)).toBe(
      'ssid="My \\"own\\""; wifiEnabled=false',
    );
    expect(standing(wanted, wanted, false)).toBe(AS_DECLARED);
  });

  it("is no deviation what is not declared, or not shown", () => {
    expect(standing({ ssid: "Bus" }, { ssid: "Bus", channel: 9 }, false)).toBe(AS_DECLARED);
    expect(standing({ ssid: "Bus", channel: 6 }, { ssid: "Bus", channel: null }, false)).toBe(AS_DECLARED);
  });

  it("remembers a password that has not arrived, and never one that a network's name pretends", () => {
    expect(lacksPassword(standing({ ssid: "Bus" }, { ssid: "Old" }, true))).toBe(true);
    expect(lacksPassword(standing({ ssid: "Bus" }, { ssid: "password not set" }, false))).toBe(false);
    expect(lacksPassword(AS_DECLARED)).toBe(false);
    expect(lacksPassword(NOT_REACHED)).toBe(true);
    expect(lacksPassword(undefined)).toBe(true);
  });
});
