import { describe, expect, test } from "vitest";
import { wifiSecurityKept } from "../../../../policies/rules/wifi-security-kept";
import { resource } from "../../../support/plans";
import { findings, remedied, told } from "./told";

const MDN = "304-228-6302";
const wifi = (before: object | undefined, after: object | undefined) =>
  resource("kajeet:WifiConfiguration", "bus", {
    ...(before ? { state: { mdn: MDN, ssid: "bus", password: "geheim-geheim", ...before } } : {}),
    ...(after ? { wanted: { mdn: MDN, ssid: "bus", password: "geheim-geheim", ...after } } : {}),
  });
const spots = (before: object, after: object) =>
  resource("kajeet:SmartSpotSettings", "spots", {
    state: { devices: {}, ...before },
    wanted: { devices: {}, ...after },
  });
const SUBJECT = "kajeet:WifiConfiguration bus";

describe("authentication", () => {
  const found = (authMode: string, options: Readonly<Record<string, unknown>> = {}) =>
    told(wifiSecurityKept, [wifi(undefined, { authMode })], options);

  test("is no weaker than the least", () => {
    expect(found("wpapsk")).toEqual([
      `${SUBJECT}: authMode "wpapsk" is weaker than wpa2, the least that is allowed`,
    ]);
    expect(["open", "none", "WEP", "wpa"].map((mode) => found(mode).length)).toEqual([1, 1, 1, 1]);
    expect(["wpa2psk", "WPA2", "wpa3sae"].flatMap((mode) => found(mode))).toEqual([]);
  });

  test("of two kinds is as weak as the weaker", () => {
    expect(found("wpa2wpapsk")).toHaveLength(1);
    expect(found("wpa3wpa2psk")).toEqual([]);
    expect(found("wpa3wpa2psk", { least: "wpa3" })).toHaveLength(1);
  });

  test("has a least of its own where one is given", () => {
    expect(found("wep", { least: "wep" })).toEqual([]);
    expect(found("open", { least: "wep" })).toHaveLength(1);
    expect(found("open", { least: "open" })).toEqual([]);
    expect(found("none", { least: "open" })).toEqual([]);
    expect(found("wpa", { least: "wpa" })).toEqual([]);
    expect(found("wpa2psk", { least: "wpa3" })).toHaveLength(1);
  });

  test("that nobody knows is told", () => {
    expect(found("mystery")).toEqual([`${SUBJECT}: authMode "mystery" is unknown; right is wpa2psk`]);
  });

  test("is no weaker than before", () => {
    const change = wifi({ authMode: "wpa3sae" }, { authMode: "wpa2psk" });
    expect(findings(wifiSecurityKept, [change])).toEqual([
      {
        subject: SUBJECT,
        urn: change.urn,
        message: `${SUBJECT}: authMode would become "wpa2psk", which is weaker than "wpa3sae" as it is now`,
      },
    ]);
    expect(told(wifiSecurityKept, [wifi({ authMode: "wpapsk" }, { authMode: "wpa2psk" })])).toEqual([]);
    expect(told(wifiSecurityKept, [wifi({ authMode: "wpa2psk" }, { authMode: "wpa2psk" })])).toEqual([]);
    expect(told(wifiSecurityKept, [wifi({ authMode: "mystery" }, { authMode: "wpa2psk" })])).toEqual([]);
    expect(told(wifiSecurityKept, [wifi({ authMode: "wpa3sae" }, { authMode: "wpapsk" })])).toEqual([
      `${SUBJECT}: authMode "wpapsk" is weaker than wpa2, the least that is allowed`,
    ]);
  });
});

describe("a WLAN", () => {
  test("is not switched off", () => {
    expect(told(wifiSecurityKept, [wifi({ enabled: true }, { enabled: false })])).toEqual([
      `${SUBJECT}: its WLAN would be switched off: enabled becomes false; right is true`,
    ]);
    expect(told(wifiSecurityKept, [spots({ wifiEnabled: true }, { wifiEnabled: false })])).toEqual([
      "kajeet:SmartSpotSettings spots: its WLAN would be switched off: wifiEnabled becomes false; right is true",
    ]);
    expect(told(wifiSecurityKept, [wifi({ enabled: true }, { enabled: false })], { keepOn: false })).toEqual(
      [],
    );
  });

  test("may stay off, be switched on, or be left to others", () => {
    expect(told(wifiSecurityKept, [wifi({ enabled: false }, { enabled: false })])).toEqual([]);
    expect(told(wifiSecurityKept, [wifi({ enabled: false }, { enabled: true })])).toEqual([]);
    expect(told(wifiSecurityKept, [wifi({ enabled: true }, {})])).toEqual([]);
    expect(told(wifiSecurityKept, [wifi(undefined, { enabled: false })])).toEqual([]);
    expect(told(wifiSecurityKept, [wifi({ enabled: true }, undefined)])).toEqual([]);
  });

  test("may show or hide its name", () => {
    expect(told(wifiSecurityKept, [wifi({ broadcastSsid: true }, { broadcastSsid: false })])).toEqual([]);
    expect(told(wifiSecurityKept, [wifi({ broadcastSsid: false }, { broadcastSsid: true })])).toEqual([]);
  });

  test("of an exception, and what is none, is let through", () => {
    const bad = wifi({ enabled: true, authMode: "wpa2psk" }, { enabled: false, authMode: "open" });
    expect(told(wifiSecurityKept, [bad], { except: ["b*"] })).toEqual([]);
    expect(told(wifiSecurityKept, [bad], { except: ["c*"] })).toHaveLength(2);
    const other = resource("kajeet:Label", "l", { wanted: { name: "l", authMode: "open" } });
    expect(told(wifiSecurityKept, [other])).toEqual([]);
  });

  test("never has its key in a message", () => {
    const all = told(wifiSecurityKept, [
      wifi({ enabled: true, authMode: "wpa3" }, { enabled: false, authMode: "open" }),
    ]);
    expect(all.join()).not.toContain("geheim");
  });
});

describe("what is better", () => {
  test("is the mode that devices take, with all else as it was", () => {
    const bad = wifi(undefined, { authMode: "wep", enabled: true });
    expect(remedied(wifiSecurityKept, bad)).toEqual({ ...bad.wanted, authMode: "wpa2psk" });
    expect(remedied(wifiSecurityKept, wifi(undefined, { authMode: "mystery" }))).toMatchObject({
      authMode: "wpa2psk",
    });
  });

  test("is nothing where it is in order, cannot be reached, or is let through", () => {
    expect(remedied(wifiSecurityKept, wifi(undefined, { authMode: "wpa2psk" }))).toBeUndefined();
    expect(
      remedied(wifiSecurityKept, wifi(undefined, { authMode: "wep" }), { least: "wep" }),
    ).toBeUndefined();
    expect(
      remedied(wifiSecurityKept, wifi(undefined, { authMode: "wep" }), { least: "wpa3" }),
    ).toBeUndefined();
    expect(
      remedied(wifiSecurityKept, wifi(undefined, { authMode: "wep" }), { except: ["bus"] }),
    ).toBeUndefined();
    expect(remedied(wifiSecurityKept, wifi(undefined, {}))).toBeUndefined();
    expect(remedied(wifiSecurityKept, wifi({ authMode: "wep" }, undefined))).toBeUndefined();
    const other = resource("kajeet:Label", "l", { wanted: { name: "l", authMode: "open" } });
    expect(remedied(wifiSecurityKept, other)).toBeUndefined();
  });
});
