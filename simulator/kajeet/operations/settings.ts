import { createHash } from "node:crypto";
import * as bodies from "../http/bodies";
import { bulkReply, type ItemResult, pathCorp, targetsOf } from "../http/bulk";
import { type Call, type KajeetOperation, operation } from "../http/operation";
import { lineOfImei, lineOfPath } from "../http/single";
import { ApiError } from "../model/errors";
import {
  hasWifi,
  isSmartSpot,
  type Line,
  mdnOf,
  type SmartSpotValues,
  type WifiSettings,
} from "../model/line";
import { noDevice } from "../model/world";

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What a SmartSpot has before anybody sets anything. */
function smartSpotOf(line: Line): SmartSpotValues {
  return (
    line.smartSpot ?? {
      ssid: `Kajeet-${line.key.slice(-4)}`,
      broadcastSsid: true,
      maxClients: 10,
      channel: 0,
      idleTimeoutMinutes: 30,
      wifiEnabled: true,
      passwordSha256: null,
      updatedAt: line.activatedAt ?? "2024-08-01T12:00:00.000Z",
    }
  );
}

function wifiOf(line: Line): WifiSettings {
  return (
    line.wifi ?? {
      ssid: `Kajeet-${line.key.slice(-4)}`,
      authMode: "wpa2psk",
      enabled: true,
      broadcastSsid: true,
      passwordSha256: null,
    }
  );
}

/** Settings as answered: never the password (A-SS1). */
function smartSpotView(line: Line) {
  const { passwordSha256: _, updatedAt, ...settings } = smartSpotOf(line);
  return { imei: line.imei ?? "", settings, updatedAt };
}

/** The WLAN as answered: never the key (A-WF1). */
function wifiView(line: Line) {
  const { passwordSha256: _, ...settings } = wifiOf(line);
  return { mdn: mdnOf(line.key), ...settings };
}

/** Absent members keep their value (A-SS1). */
function applySmartSpot(call: Call<unknown, unknown>, line: Line, input: bodies.SmartSpotInput): void {
  const { password, ...values } = input;
  const before = smartSpotOf(line);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const key = password === undefined ? {} : { passwordSha256: sha256(password) };
  const after = { ...before, ...given, ...key };
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  call.world.change(
    line,
    { smartSpot: { ...after, updatedAt: new Date(call.world.now()).toISOString() } },
    call.lag,
  );
}

function requireWifi(line: Line): void {
  if (!hasWifi(line)) throw new ApiError("NOT_ELIGIBLE", `${line.deviceName} has no WLAN to configure`);
}

export const settingsOperations: KajeetOperation[] = [
  operation("D05", "findCompatibleDevices", "POST /v1.0/devices/device-settings/compatible", {
    body: bodies.compatible,
    // A POST, tagged as changing data; it only asks (A-CMP1).
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.body.corpId);
      const { settingType } = call.body;
      const fits = settingType === "SMARTSPOT" ? isSmartSpot : hasWifi;
      const compatible: object[] = [];
      const incompatible: object[] = [];
      for (const { key, line } of targetsOf(call, corpId)) {
        const imei = line?.imei == null ? {} : { imei: line.imei };
        const identity = { mdn: mdnOf(key), ...imei };
        if (line === undefined) incompatible.push({ ...identity, reason: "No devices found" });
        else if (line.imei === null) incompatible.push({ ...identity, reason: "IMEI not known" });
        else if (fits(line)) compatible.push({ ...identity, deviceName: line.deviceName });
        else incompatible.push({ ...identity, reason: `${line.deviceName} has no ${settingType} settings` });
      }
      return { json: { compatible, incompatible } };
    },
  }),
  operation("D29", "setSmartSpotSettings", "PUT /v1.0/devices/{corpId}/smartspot-settings", {
    body: bodies.smartSpot,
    writes: true,
    handle: (call) => {
      const { corpId } = pathCorp(call);
      const line = lineOfImei(call, call.body.imei, corpId);
      if (!isSmartSpot(line)) throw new ApiError("NOT_ELIGIBLE", `${line.deviceName} is not a SmartSpot`);
      applySmartSpot(call, line, call.body.settings);
      return { json: smartSpotView(line) };
    },
  }),
  operation("D30", "setSmartSpotSettingsMulti", "PUT /v1.0/devices/{corpId}/smartspot-settings-multi", {
    body: bodies.smartSpots,
    writes: true,
    handle: (call) => {
      const { corpId } = pathCorp(call);
      const imeis = [...new Set(call.body.imeis)];
      call.addressed(imeis.length);
      const results = imeis.map((imei): ItemResult => {
        const line = call.world.withImei(imei).find((found) => found.corpId === corpId);
        if (line === undefined) {
          return { imei, success: false, code: "DEVICE_NOT_FOUND", message: "No devices found" };
        }
        const identity = { mdn: mdnOf(line.key), key: line.key, imei };
        const refused = call.refusal(line);
        if (refused !== undefined) return { ...identity, success: false, ...refused };
        if (!isSmartSpot(line)) {
          return { ...identity, success: false, code: "NOT_ELIGIBLE", message: "Not a SmartSpot" };
        }
        applySmartSpot(call, line, call.body.settings);
        return { ...identity, success: true, code: null, message: null };
      });
      return bulkReply(results);
    },
  }),
  operation("D31", "getSmartSpotSettings", "GET /v1.0/devices/{corpId}/smartspot-settings/{imei}", {
    handle: (call) => {
      const { corpId = "", imei = "" } = call.params;
      call.world.corps.reachable(call.user.corpId, corpId);
      const line = lineOfImei(call, imei, corpId);
      if (!isSmartSpot(line)) throw noDevice(`SmartSpot ${imei}`);
      return { json: smartSpotView(call.world.seen(line)) };
    },
  }),
  operation("D45", "getWifiConfiguration", "GET /v1.0/devices/{mdn}/configuration/wifi", {
    handle: (call) => {
      const line = lineOfPath(call);
      requireWifi(line);
      return { json: wifiView(call.world.seen(line)) };
    },
  }),
  operation("D46", "setWifiConfiguration", "PUT /v1.0/devices/{mdn}/configuration/wifi", {
    body: bodies.wifi,
    writes: true,
    handle: (call) => {
      const line = lineOfPath(call);
      requireWifi(line);
      const { ssid, password, enabled, broadcastSsid } = call.body;
      const before = wifiOf(line);
      const wifi: WifiSettings = {
        ssid,
        authMode: "wpa2psk",
        enabled: enabled ?? before.enabled,
        broadcastSsid: broadcastSsid ?? before.broadcastSsid,
        passwordSha256: sha256(password),
      };
      call.world.change(line, { wifi }, call.lag);
      return { json: wifiView(line) };
    },
  }),
];
