import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../../simulator/index";
import { type Answer, BUS, type Caller, CORP, checkAnswers, listing, login, OFFICE } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

let simulator: KajeetSimulator;
let call: Caller;
beforeAll(async () => {
  simulator = await startKajeetSimulator();
  call = await login(simulator);
});
afterAll(() => simulator.close());

const list = (query: Record<string, string | number>): Promise<Answer> =>
  call("listDevices", { params: { corpId: CORP }, query: listing(query) });
const query = (body: object, more: Record<string, string | number> = {}): Promise<Answer> =>
  call("queryDevices", { params: { corpId: CORP }, query: listing(more), body });
const mdnsOf = (answer: Answer): string[] => answer.json.devices.map((device: { mdn: string }) => device.mdn);

describe("the start data", () => {
  it("has the totals of the reference", async () => {
    const totals = await call("getDeviceTotals", { params: { corpId: CORP } });
    expect(totals.json).toEqual({ active: 487, suspended: 12, total: 499 });
  });

  it("has the two lines of the reference's example with exactly its values", async () => {
    const office = await call("getDevice", { params: { corpId: CORP, mdn: OFFICE } });
    expect(office.json).toMatchObject({
      key: "5212671508",
      mdn: "521-267-1508",
      status: "active",
      network: "Verizon",
      deviceName: "Kajeet ENT-BYOD",
      corpDescription: "Northstar Independent School District",
      monthlyAmountUsed: 31_245.43,
      last30DaysUsed: 31_245.43,
      nickname: "Main Office Hotspot",
      filterGroup: "Staff",
      imei: "355737360073462",
      onlineStatus: true,
    });
    const bus = (await call("getDevice", { params: { corpId: CORP, mdn: BUS } })).json;
    expect(bus).toMatchObject({
      key: "3042286302",
      network: "T-Mobile",
      deviceName: "SmartSpot AOL-BYOD",
      monthlyAmountUsed: 8106.85,
      nickname: "Bus #47",
      filterGroup: "Student_K8",
      onlineStatus: false,
    });
    expect(Object.keys(bus)).not.toContain("imei");
    expect(Object.keys(bus)).not.toContain("last30DaysUsed");
  });
});

describe("paging", () => {
  it("cuts a page at 100 and reaches every line once", async () => {
    const seen: string[] = [];
    for (let offset = 0; offset < 499; offset += 100) {
      const page = await list({ offset, limit: 5000 });
      expect(page.json.totalCount).toBe(499);
      expect(page.json.devices.length).toBe(Math.min(100, 499 - offset));
      seen.push(...mdnsOf(page));
    }
    expect(new Set(seen).size).toBe(499);
    expect(seen).toEqual([...seen].sort());
    expect(mdnsOf(await list({ offset: 499 }))).toEqual([]);
  });

  it.each([
    { offset: -1 },
    { limit: 0 },
    { limit: "ten" },
    { sort: "COLOUR" },
    { sortDir: "UP" },
    { labelIds: "x" },
  ])("refuses %o", async (wrong) => {
    const answer = await list(wrong as Record<string, string>);
    expect([answer.status, answer.json.errors[0].field]).toEqual([400, Object.keys(wrong)[0]]);
  });
});

describe("order", () => {
  it.each(["ASC", "DESC"])("puts lines without a value last, ties by key ascending (%s)", async (sortDir) => {
    const values: (number | null)[] = [];
    const keys: string[] = [];
    for (let offset = 0; offset < 499; offset += 100) {
      const { devices } = (await list({ offset, sort: "MONTHLY_LIMIT", sortDir })).json;
      for (const { monthlyLimit, key } of devices) {
        values.push(monthlyLimit);
        keys.push(key);
      }
    }
    const present = values.filter((value): value is number => value !== null);
    expect(values.slice(present.length).every((value) => value === null)).toBe(true);
    const sorted = [...present].sort((a, b) => (sortDir === "ASC" ? a - b : b - a));
    expect(present).toEqual(sorted);
    for (let at = 1; at < keys.length; at += 1) {
      if (values[at] === values[at - 1]) expect((keys[at - 1] ?? "") < (keys[at] ?? "")).toBe(true);
    }
  });
});

describe("search and labels", () => {
  it("finds a part of any searched field, without case and without the hyphens of an MDN", async () => {
    expect(mdnsOf(await list({ searchValue: "main OFFICE" }))).toEqual([OFFICE]);
    expect(mdnsOf(await list({ searchValue: "267-1508" }))).toEqual([OFFICE]);
    expect(mdnsOf(await list({ searchValue: "2671508" }))).toEqual([OFFICE]);
    expect(mdnsOf(await list({ searchValue: "355737360073462" }))).toEqual([OFFICE]);
    expect(mdnsOf(await list({ searchValue: "8914800072973169" }))).toEqual([OFFICE]);
    expect((await list({ searchValue: "zebra" })).json).toEqual({ totalCount: 0, devices: [] });
  });

  it("joins label ids with OR", async () => {
    expect(mdnsOf(await list({ labelIds: "12,18" }))).toEqual([BUS]);
    const labels = (await call("listLabels")).json as {
      labelId: number;
      deviceCount: number;
      name: string;
    }[];
    const routes = labels.filter(({ name }) => name.startsWith("Bus Route")).slice(0, 2);
    const both = await list({ labelIds: routes.map(({ labelId }) => labelId).join(",") });
    expect(both.json.totalCount).toBe(routes.reduce((sum, { deviceCount }) => sum + deviceCount, 0));
  });

  it("counts only what was searched in the totals", async () => {
    const totals = await call("getDeviceTotals", {
      params: { corpId: CORP },
      query: { searchValue: "main office" },
    });
    expect(totals.json).toEqual({ active: 1, suspended: 0, total: 1 });
  });
});

describe("a bulk selection", () => {
  it("joins filters with AND and values with OR, then includes, then excludes", async () => {
    const suspended = mdnsOf(await query({ statuses: ["suspended"] }));
    expect(suspended).toHaveLength(12);
    expect((await query({ statuses: ["suspended"], networks: ["Nowhere"] })).json.totalCount).toBe(0);
    expect((await query({ statuses: ["suspended", "active"] })).json.totalCount).toBe(499);
    expect(mdnsOf(await query({ includeMdns: [OFFICE, BUS, "999-999-9999"] }))).toEqual([BUS, OFFICE]);
    const some = await query({
      statuses: ["suspended"],
      includeMdns: [OFFICE],
      excludeMdns: suspended.slice(1),
    });
    expect(mdnsOf(some).sort()).toEqual([OFFICE, suspended[0]].sort());
    expect((await query({ selectAll: true, excludeMdns: [OFFICE] })).json.totalCount).toBe(498);
    expect(mdnsOf(await query({ selectAll: true, filterGroups: ["Staff"], searchValue: "office" }))).toEqual([
      OFFICE,
    ]);
  });

  it("needs a selecting member", async () => {
    expect((await query({ excludeMdns: [OFFICE] })).status).toBe(400);
  });
});

describe("CSV", () => {
  it("has the columns asked for in that order, for all lines whatever the page", async () => {
    const answer = await list({ export: "CSV", limit: 1, columns: "STATUS,MDN,LABELS" });
    expect(answer.mediaType).toBe("text/csv");
    expect(answer.text.split("\n")[0]).toBe("STATUS,MDN,LABELS");
    const rows = parse(answer.text, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(499);
    expect(rows.find((row) => row.MDN === BUS)).toEqual({ STATUS: "active", MDN: BUS, LABELS: "Bus" });
  });

  it("has all 29 columns without a wish, and for queryDevices its own 26", async () => {
    const header = async (answer: Promise<Answer>) => (await answer).text.split("\n")[0]?.split(",") ?? [];
    const ofList = await header(list({ export: "CSV" }));
    const ofQuery = await header(query({ selectAll: true }, { export: "CSV" }));
    expect(ofList).toHaveLength(29);
    expect(ofQuery).toHaveLength(26);
    expect(ofList.filter((column) => !ofQuery.includes(column))).toEqual([
      "DEVICE_NAME",
      "CORP_DESCRIPTION",
      "EFFECTIVE_VPN_STATUS",
      "MDN_CUSTOM_FIELD",
      "VERIZON_BI_PLAN_ID",
    ]);
    expect(ofQuery.filter((column) => !ofList.includes(column))).toEqual(["DEVICE", "DEVICE_GROUP"]);
  });

  it("refuses a column of the other endpoint", async () => {
    expect((await list({ export: "CSV", columns: "DEVICE" })).status).toBe(400);
    expect((await query({ selectAll: true }, { export: "CSV", columns: "DEVICE_NAME" })).status).toBe(400);
  });
});
