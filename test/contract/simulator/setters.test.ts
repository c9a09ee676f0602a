import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { BUS, CORP, checkAnswers, freePair, OFFICE, OFFICE_IMEI, withSimulator } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

const params = { corpId: CORP };
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("status", () => {
  const ALL = ["active", "suspended", "suspended_lost_stolen"];
  const table = ALL.flatMap((from) => ALL.map((to) => ({ from, to })));

  it.each(table)("from $from to $to", async ({ from, to }) => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      await simulator.editLine(OFFICE, { status: from });
      const body = { mdns: [OFFICE], status: to.toUpperCase() };
      const answer = await call("setLineStatus", { params, body });
      const allowed = !(from === "suspended_lost_stolen" && to === "suspended");
      expect(answer.json.results[0]).toMatchObject(
        allowed ? { success: true } : { success: false, code: "ILLEGAL_STATUS_TRANSITION" },
      );
      expect((await simulator.line(OFFICE))?.status).toBe(allowed ? to : from);
      expect((await simulator.journal({ writes: true }))[0]?.effect).toBe(allowed && from !== to);
    });
  });

  it("is told per line: one that cannot be changed leaves the others done", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      await simulator.editLine(BUS, { status: "suspended_lost_stolen" });
      const body = { mdns: [OFFICE, BUS, "999-999-9999"], status: "suspended" };
      const { json } = await call("setLineStatus", { params, body });
      expect([json.successCount, json.failureCount]).toEqual([1, 2]);
      expect(json.results.map((result: { code: string }) => result.code)).toEqual([
        null,
        "ILLEGAL_STATUS_TRANSITION",
        "DEVICE_NOT_FOUND",
      ]);
      expect((await simulator.line(OFFICE))?.status).toBe("suspended");
    });
  });

  it("counts lost and stolen lines as suspended, and answers D38 by the status", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const before = (await call("getDeviceTotals", { params })).json;
      await simulator.editLine(OFFICE, { status: "suspended_lost_stolen" });
      const after = (await call("getDeviceTotals", { params })).json;
      expect(after).toEqual({ active: before.active - 1, suspended: before.suspended + 1, total: 10 });
      const line = { corpId: CORP, mdn: OFFICE };
      expect((await call("getDeviceIfStatus", { params: { ...line, status: "active" } })).status).toBe(404);
      const found = await call("getDeviceIfStatus", { params: { ...line, status: "suspended_lost_stolen" } });
      expect(found.json.mdn).toBe(OFFICE);
    });
  });
});

describe("targets", () => {
  it("are a list or a rule, not both and not neither", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const rule = { bulkSelection: { selectAll: true, excludeMdns: [OFFICE] } };
      const answer = await call("setNote", { params, body: { ...rule, note: "Check in June" } });
      expect(answer.json.successCount).toBe(9);
      expect((await simulator.line(OFFICE))?.note).toBeNull();
      expect((await simulator.line(BUS))?.note).toBe("Check in June");
      const both = await call("setNote", { params, body: { ...rule, mdns: [OFFICE], note: "x" } });
      const neither = await call("setNote", { params, body: { note: "x" } });
      expect([both.status, neither.status]).toEqual([400, 400]);
    });
  });

  it("are at most 500 lines", async () => {
    await withSimulator({ lines: 10 }, async (_, call) => {
      const mdns = Array.from({ length: 501 }, (_, index) => `9990000${String(index).padStart(3, "0")}`);
      expect((await call("setNote", { params, body: { mdns, note: "x" } })).status).toBe(400);
      const most = await call("setNote", { params, body: { mdns: mdns.slice(1), note: "x" } });
      expect(most.json.failureCount).toBe(500);
    });
  });
});

describe("single fields", () => {
  it("clear a text with null and with an empty one, and keep a limit that is not sent", async () => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      const mdns = [OFFICE];
      await call("setNickname", { params, body: { mdns, nickname: "" } });
      await call("setMdnCustomField", { params, body: { mdns, mdnCustomField: "A" } });
      await call("setMdnCustomField", { params, body: { mdns, mdnCustomField: null } });
      await call("setDataLimits", { params, body: { mdns, monthlyLimit: 5120, dailyLimit: 100 } });
      await call("setDataLimits", { params, body: { mdns, dailyLimit: null } });
      const line = await simulator.line(OFFICE);
      expect(line).toMatchObject({
        nickname: null,
        mdnCustomField: null,
        monthlyLimit: 5120,
        dailyLimit: null,
      });
    });
  });

  it("shows the VPN of the line, else that of the corp", async () => {
    await withSimulator({ lines: 3 }, async (_, call) => {
      const shown = async () => (await call("getDevice", { params: { corpId: CORP, mdn: OFFICE } })).json;
      expect(await shown()).toMatchObject({ vpnStatus: null, effectiveVpnStatus: "DISABLED" });
      await call("setVpnStatus", { body: { corpId: CORP, mdns: [OFFICE], vpnStatus: "ENABLED" } });
      expect(await shown()).toMatchObject({ vpnStatus: "ENABLED", effectiveVpnStatus: "ENABLED" });
    });
  });

  it("changes an IMEI only on ARCNT, and to one that is free", async () => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      const set = async (mdn: string, imei: string) =>
        (await call("setImei", { params, body: { mdns: [mdn], imei } })).json.results[0].code;
      expect(await set(BUS, "355737360075001")).toBe("NETWORK_NOT_ALLOWED");
      expect(await set(OFFICE, "355737360075001")).toBeNull();
      const byImei = async (imei: string) =>
        (await call("listDevicesByImei", { params: { corpId: CORP, imei } })).json.totalCount;
      expect([await byImei("355737360075001"), await byImei(OFFICE_IMEI)]).toEqual([1, 0]);
      await simulator.addLine({ mdn: "304-000-0001", imei: "355737360075002" });
      expect(await set(OFFICE, "355737360075002")).toBe("CONFLICT");
    });
  });
});

describe("plan, hardware and the end of a line", () => {
  it("shows a rate plan at once, and a business internet plan beside it", async () => {
    await withSimulator({ lines: 3 }, async (_, call) => {
      const body = { ratePlan: "KJ-VZ-BI", verizonBiPlanId: "BI-200" };
      const answer = await call("setRatePlan", { params: { mdn: OFFICE }, body });
      expect(answer.json).toMatchObject({ ...body, ratePlanDescription: "Kajeet Verizon Business Internet" });
    });
  });

  it("replaces a device by one of its realm out of stock, once", async () => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      const pair = await freePair(simulator, 0, "T-Mobile");
      const replace = () => call("replaceDevice", { params: { mdn: BUS }, body: pair });
      expect((await replace()).json).toMatchObject({ mdn: BUS, imei: pair.imei, uicc: pair.iccid });
      expect((await replace()).json.code).toBe("NOT_ELIGIBLE");
      const { stock } = await simulator.state();
      const other = stock.find((item) => item.realm === "private.kajeet.net" && item.imei !== null);
      const body = { imei: other?.imei ?? "" };
      expect((await call("replaceDevice", { params: { mdn: BUS }, body })).json.code).toBe("NOT_ELIGIBLE");
    });
  });

  it("removes a line for good: no read finds it, and its number does not come back", async () => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      const removed = await call("removeLine", { params: { mdn: OFFICE } });
      expect(removed.json).toMatchObject({ accepted: true, mdn: OFFICE, imei: OFFICE_IMEI });
      expect((await call("getDevice", { params: { corpId: CORP, mdn: OFFICE } })).status).toBe(404);
      expect((await call("removeLine", { params: { mdn: OFFICE } })).status).toBe(404);
      const found = await call("listDevicesByImei", { params: { corpId: CORP, imei: OFFICE_IMEI } });
      expect(found.json.totalCount).toBe(0);
      expect(await simulator.line(OFFICE)).toBeUndefined();
    });
  });
});

describe("settings of devices", () => {
  it("never answers a key, but keeps what arrived", async () => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      const password = "not-a-real-key";
      const set = await call("setWifiConfiguration", {
        params: { mdn: OFFICE },
        body: { ssid: "Library", password, broadcastSsid: false },
      });
      const read = await call("getWifiConfiguration", { params: { mdn: OFFICE } });
      const expected = { ssid: "Library", authMode: "wpa2psk", enabled: true, broadcastSsid: false };
      expect(set.json).toEqual({ mdn: OFFICE, ...expected });
      expect(read.json).toEqual(set.json);
      expect((await simulator.line(OFFICE))?.wifi?.passwordSha256).toBe(sha256(password));
    });
  });

  it("keeps SmartSpot settings that are not sent, until a reset", async () => {
    await withSimulator({ lines: 3 }, async (simulator, call) => {
      const imei = "355737360075009";
      await simulator.editLine(BUS, { imei });
      const read = async () =>
        (await call("getSmartSpotSettings", { params: { corpId: CORP, imei } })).json.settings;
      const first = await read();
      const settings = { maxClients: 3, password: "not-a-real-key" };
      const set = await call("setSmartSpotSettings", { params, body: { imei, settings } });
      expect(set.json.settings).toEqual({ ...first, maxClients: 3 });
      expect(await read()).toEqual({ ...first, maxClients: 3 });
      await call("resetSmartSpot", { params: { imei } });
      expect(await read()).toEqual(first);
      expect((await simulator.line(BUS))?.lastAction?.operation).toBe("resetSmartSpot");
    });
  });
});
