/** Every operation at least once against the simulator, and what the world looks like afterwards. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Http } from "../../../provider/core/http";
import {
  kajeetApi as api,
  kajeetExports,
  kajeetOperations,
  listAllDevices,
} from "../../../provider/kajeet/api";
import { type KajeetSimulator, startKajeetSimulator } from "../../../simulator";
import { addLines, clientOf, corpId, LINES } from "./client-simulator-setup";

let simulator: KajeetSimulator;
let http: Http;
let wbu: Http;
let kpw: Http;

beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 250, activationStepMs: 1 });
  await addLines(simulator);
  http = clientOf(simulator);
  wbu = clientOf(simulator, "wbu");
  kpw = clientOf(simulator, "kpw");
});

afterAll(async () => {
  await Promise.all([http.close(), wbu.close(), kpw.close()]);
  await simulator.close();
});

const first = "521-267-1508";
const second = "304-228-6302";
const mdns = [first, second];
const done = mdns.map((mdn) => ({ mdn }));
const line = async (mdn: string) => await simulator.line(mdn);
const page = { offset: 0, limit: 100, sort: "MDN" as const, sortDir: "ASC" as const };

describe("reads", () => {
  it("lists, pages, counts and finds lines", async () => {
    const all = await listAllDevices(http, corpId);
    expect(all.map(({ key }) => key)).toEqual((await simulator.lines()).map(({ key }) => key).sort());
    expect(
      (await api.listDevices(http, { corpId, ...page, searchValue: "Main Office" })).devices,
    ).toMatchObject([{ mdn: first, nickname: "Main Office Hotspot", imei: "355737360073462" }]);
    expect((await api.queryDevices(http, { corpId, ...page, includeMdns: mdns })).totalCount).toBe(2);
    expect((await api.listDevicesByImei(http, { corpId, imei: "355737360073462" })).devices[0]?.mdn).toBe(
      first,
    );
    expect((await api.getDeviceTotals(http, { corpId })).total).toBe(255);
    expect((await api.getDevice(http, { corpId, mdn: first })).filterGroup).toBe("Staff");
    expect((await api.getDeviceIfStatus(http, { corpId, mdn: first, status: "active" })).mdn).toBe(first);
  });

  it("exports lists as CSV", async () => {
    const { exportDevices, exportQueriedDevices } = kajeetExports;
    const csv = await exportDevices(http, { corpId, columns: ["MDN", "STATUS"], searchValue: "Main Office" });
    expect(csv.trim().split(/\r?\n/)).toEqual(["MDN,STATUS", `${first},active`]);
    const picked = await exportQueriedDevices(http, {
      corpId,
      includeMdns: [second],
      columns: ["DEVICE", "MDN"],
    });
    expect(picked).toContain(`SmartSpot AOL-BYOD,${second}`);
  });

  it("reads what there is: groups, plans, carriers, stock, statuses", async () => {
    expect((await api.listFilterGroups(http, {})).map(({ name }) => name)).toContain("Student_K8");
    expect((await api.listBillingPlans(http, {})).length).toBeGreaterThan(3);
    expect((await api.listBusinessInternetPlans(http, {})).length).toBeGreaterThan(1);
    expect((await api.listCarriers(http, {})).map(({ name }) => name)).toContain("AT&T");
    expect((await api.listEsimCarriers(http, {})).length).toBeGreaterThan(0);
    expect((await api.listCarrierInventory(http, { carrier: "Verizon Priority" })).length).toBeGreaterThan(0);
    expect((await api.getEsimInventoryCount(http, { corpId, carrier: "AT&T" })).count).toBe(25);
    expect((await api.listAllowedStatuses(http, { corpId })).statuses).toContain("SUSPENDED");
    expect((await api.getInstallWizardFinalization(http, {})).corpId).toBe(corpId);
  });

  it("reads how devices are doing", async () => {
    const period = { startDate: "03/01/2026", endDate: "03/11/2026" };
    expect((await api.getDeviceHealth(http, { corpId, mdn: first })).healthStatus).toMatch(/good|fair|poor/);
    expect((await api.getSignalQualityHistory(http, { mdn: first, ...period })).samples).toHaveLength(11);
    expect((await api.getRealTimeSummary(http, { mdn: first })).onlineStatus).toBe(true);
  });
});

describe("setters", () => {
  it("change lines, one outcome each", async () => {
    const target = { corpId, mdns };
    expect(await api.setNickname(http, { ...target, nickname: "Bus" })).toEqual(done);
    expect(await api.setNote(http, { ...target, note: "checked" })).toEqual(done);
    expect(await api.setMdnCustomField(http, { ...target, mdnCustomField: "A-7" })).toEqual(done);
    expect(await api.setFilterGroup(http, { ...target, filterGroup: "Student_K8" })).toEqual(done);
    expect(await api.setDataLimits(http, { ...target, monthlyLimit: 5120, dailyLimit: null })).toEqual(done);
    expect(await api.setSummerUsage(http, { ...target, summerUsage: true })).toEqual(done);
    expect(await api.setVpnStatus(http, { ...target, vpnStatus: "ENABLED" })).toEqual(done);
    for (const mdn of mdns) {
      expect(await line(mdn)).toMatchObject({
        nickname: "Bus",
        note: "checked",
        mdnCustomField: "A-7",
        filterGroup: "Student_K8",
        monthlyLimit: 5120,
        dailyLimit: null,
        summerUsage: true,
        vpnStatus: "ENABLED",
      });
    }
  });

  it("tell which line could not be changed, and why", async () => {
    await simulator.editLine(second, { status: "suspended_lost_stolen" });
    const outcomes = await api.setLineStatus(http, {
      corpId,
      mdns: [...mdns, "999-999-9999"],
      status: "SUSPENDED",
    });
    expect(outcomes).toMatchObject([
      { mdn: first },
      { mdn: second, error: { meaning: "Conflict", facts: { code: "ILLEGAL_STATUS_TRANSITION" } } },
      { mdn: "999-999-9999", error: { meaning: "NotFound" } },
    ]);
    expect((await line(first))?.status).toBe("suspended");
    expect((await line(second))?.status).toBe("suspended_lost_stolen");
    expect(await api.setLineStatus(http, { corpId, mdns, status: "ACTIVE" })).toEqual(done);
  });

  it("change one line or one device", async () => {
    const plan = await api.setRatePlan(http, { mdn: first, ratePlan: "KJ-VZ-BI", verizonBiPlanId: "BI-200" });
    expect(plan).toMatchObject({ mdn: first, ratePlan: "KJ-VZ-BI" });
    const imei = "355737360073496";
    expect(await api.setImei(http, { corpId, imei, mdns: [first] })).toEqual([{ mdn: first }]);
    await api.setHardwareDetails(http, { imei, oemSerialNumber: "SN-1", macAddress: "00:1A:2B:3C:4D:5E" });
    expect(await line(first)).toMatchObject({ imei, oemSerialNumber: "SN-1", verizonBiPlanId: "BI-200" });
  });

  it("move lines to another device group, where alone they answer afterwards", async () => {
    const moved = LINES.cradlepoint.mdn;
    expect(await api.setDeviceGroup(http, { corpId, mdns: [moved], deviceGroup: "Transportation" })).toEqual([
      { mdn: moved },
    ]);
    expect((await api.getDevice(http, { corpId: "Transportation", mdn: moved })).corpId).toBe(
      "Transportation",
    );
    await expect(api.getDevice(http, { corpId, mdn: moved })).rejects.toMatchObject({ meaning: "NotFound" });
  });

  it("change WLAN and SmartSpot settings", async () => {
    const { mdn, imei } = LINES.smartSpot;
    await api.setWifiConfiguration(http, { mdn, ssid: "Bus 47", password: "long-enough" });
    expect((await api.getWifiConfiguration(http, { mdn })).ssid).toBe("Bus 47");
    await api.setSmartSpotSettings(http, { corpId, imei, settings: { channel: 6, password: "long-enough" } });
    const many = { corpId, imeis: [imei], settings: { maxClients: 5 } };
    expect(await api.setSmartSpotSettingsMulti(http, many)).toEqual([{ imei }]);
    expect((await api.getSmartSpotSettings(http, { corpId, imei })).settings).toMatchObject({
      channel: 6,
      maxClients: 5,
    });
    const found = await api.findCompatibleDevices(http, {
      corpId,
      settingType: "SMARTSPOT",
      mdns: [mdn, first],
    });
    expect(found.compatible.map((each) => each.mdn)).toEqual([mdn]);
    expect(found.incompatible[0]?.reason).toBeTruthy();
  });
});

describe("labels", () => {
  it("are made, put on, counted, taken off and removed", async () => {
    const { labels, outcomes } = await api.bulkAddLabels(http, { corpId, labels: [{ name: "New" }] });
    expect(outcomes).toEqual([]);
    const labelId = labels[0]?.labelId ?? 0;
    const change = { corpId, labelIds: [labelId], mdns };
    expect((await api.previewLabelAssignReplace(http, change)).assignCount).toBe(2);
    expect((await api.bulkAssignLabels(http, change)).outcomes).toEqual(done);
    expect((await api.previewLabelUnassign(http, change)).unassignCount).toBe(2);
    const shown = await api.listLabels(http, { mdn: first, searchValue: "New" });
    expect(shown).toMatchObject([{ labelId, assigned: true, deviceCount: 2 }]);
    expect((await api.listDevices(http, { corpId, ...page, labelIds: [labelId] })).totalCount).toBe(2);
    expect((await api.bulkUnassignLabels(http, { ...change, mdns: [second] })).outcomes).toEqual([
      { mdn: second },
    ]);
    const after = await api.updateLineLabels(http, { corpId, mdn: first, delete: [labelId], assign: [12] });
    expect(after?.labels.map((label) => label.labelId)).toContain(12);
    expect((await api.listLabelCategoryCounts(http, {})).length).toBeGreaterThan(0);
    await api.bulkDeleteLabels(http, { corpId, labelIds: [labelId], removeDefinition: true });
    expect(await api.listLabels(http, { searchValue: "New" })).toEqual([]);
  });
});

describe("eSIM profiles", () => {
  it("are listed, activated, swapped and cancelled; code and picture can be had", async () => {
    const iccid = LINES.esim.uicc;
    const [active, spare] = await api.listEsimProfiles(http, { iccid, corpId });
    const profileId = active?.profileId ?? "";
    const newProfileId = spare?.profileId ?? "";
    expect((await api.activateEsimProfile(http, { corpId, iccid, profileId }))?.status).toBe("active");
    await api.changeEsimProfile(http, { corpId, iccid, profileId, changeType: "swap", newProfileId });
    await api.changeEsimProfile(http, { corpId, iccid, profileId: newProfileId, changeType: "cancel" });
    const after = await api.listEsimProfiles(http, { iccid, corpId });
    expect(after.map(({ status }) => status)).toEqual(["swapped", "cancelled"]);
    expect((await api.getEsimActivationCode(http, { iccid })).activationCode).toMatch(/^LPA:1\$/);
    expect(
      Buffer.from(await api.getEsimQrCode(kpw, { iccid }))
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });
});

describe("actions", () => {
  it("are carried out once each", async () => {
    const { imei, mdn } = LINES.smartSpot;
    expect(await api.rebootSmartSpots(http, { imeis: [imei] })).toEqual([{ imei }]);
    expect(await api.resetSmartSpots(http, { corpId, imeis: [imei] })).toEqual([{ imei }]);
    expect(await api.rebootSmartSpot(http, { imei })).toMatchObject({ accepted: true });
    expect(await api.resetSmartSpot(http, { imei })).toMatchObject({ accepted: true });
    expect((await line(mdn))?.lastAction?.operation).toBe("resetSmartSpot");
    expect(await api.rebootCradlepoint(wbu, { mdn: LINES.cradlepoint.mdn })).toMatchObject({
      accepted: true,
    });
    const [spare] = await api.listCarrierInventory(http, { carrier: "T-Mobile" });
    const replacement = { imei: spare?.imei ?? "", iccid: spare?.iccid ?? "" };
    await api.replaceDevice(http, { mdn: LINES.tmobile.mdn, ...replacement });
    expect((await line(LINES.tmobile.mdn))?.imei).toBe(replacement.imei);
  });

  it("end a line for good", async () => {
    const { mdn } = LINES.doomed;
    expect(await api.removeLine(http, { mdn })).toMatchObject({ accepted: true });
    expect(await line(mdn)).toBeUndefined();
    await expect(api.getDevice(http, { corpId, mdn })).rejects.toMatchObject({ meaning: "NotFound" });
  });
});

describe("activations", () => {
  it("are checked, submitted in three ways, followed and told as CSV", async () => {
    const stock = await api.listCarrierInventory(http, { carrier: "Verizon" });
    const devices = stock.flatMap(({ imei, iccid }) => (imei ? [{ imei, iccid }] : []));
    const [one, two] = devices as [{ imei: string; iccid: string }, { imei: string; iccid: string }];
    const csv = `IMEI,ICCID\r\n${one.imei},${one.iccid}\r\n1,2\r\n`;
    expect(await api.uploadActivationCsv(http, { csv })).toMatchObject({ validCount: 1, invalidCount: 1 });

    const order = { corpId, carrier: "VERIZON", filterGroup: "Staff", deviceGroup: "Transportation" };
    const eid = "89001012012341234012345678901224";
    const submitted = [
      await api.submitActivation(http, { ...order, ...one, nickname: "New one" }),
      await api.submitSmartSimActivation(http, { corpId, devices: [two] }),
      await api.submitEsimActivation(http, {
        corpId,
        carrier: "VERIZON",
        devices: [{ imei: "355737360073504", eid }],
      }),
    ];
    await simulator.clock.advance(60_000);
    for (const { uniqueTransactionId } of submitted) {
      const { status, items } = await api.getActivationTransaction(http, { uniqueTransactionId });
      expect([status, items.length]).toEqual(["COMPLETED", 1]);
      expect(await line(items[0]?.mdn ?? "")).toMatchObject({ status: "active", imei: items[0]?.imei });
      expect(await api.downloadActivationTransactionCsv(http, { uniqueTransactionId })).toContain(
        items[0]?.mdn,
      );
    }
    await expect(api.submitActivation(http, { ...order, ...one })).rejects.toMatchObject({
      meaning: "AlreadyExists",
    });
    expect((await api.listActivationTransactions(http, { sortDir: "ASC" })).totalCount).toBe(3);
    expect((await api.listActivationTransactionsV2(http, { limit: 2, offset: 0 })).transactions).toHaveLength(
      2,
    );
    const history = await kajeetExports.exportActivationTransactions(http, {});
    for (const { uniqueTransactionId } of submitted) expect(history).toContain(uniqueTransactionId);
  });
});

describe("all of them", () => {
  it("were taken by the carrier at least once", async () => {
    const taken = (await simulator.journal()).filter(({ status }) => status < 300);
    const names = new Set(taken.map(({ operationId }) => operationId));
    expect(Object.keys(kajeetOperations).filter((name) => !names.has(name))).toEqual([]);
  });
});
