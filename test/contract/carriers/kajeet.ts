import type { Values } from "../../../provider/core/value";
import { kajeetLines } from "../../../provider/kajeet/lines/model";
import { type KajeetSimulator, type Simulator, startKajeetSimulator } from "../../../simulator/index";
import { truthOf } from "../../support/carrier-truth";
import { BUS, iccid, imei, OFFICE, orderable } from "../../support/numbers";
import type { CarrierUnderTest } from "./carrier";
import skips from "./kajeet.skips.json";

const THIRD = "681-300-0000";
const PASSWORD = "Tr0ub4dor-and-3";

const STATUSES: Record<string, string> = { suspendedLostStolen: "suspended_lost_stolen" };

/** The fields of the carrier's records that are called otherwise than in a declaration. */
const FIELDS: Readonly<Record<string, string>> = {
  customField: "mdnCustomField",
  deviceGroup: "corpId",
  macAddress: "mac",
  vpn: "vpnStatus",
};

const records = async (simulator: Simulator, line: string) =>
  (await (simulator as unknown as KajeetSimulator).lines()).find(
    ({ mdn, uicc }) => mdn === line || uicc === line,
  );

/** Kajeet Sentinel. */
export const kajeet: CarrierUnderTest = {
  name: "kajeet",
  model: kajeetLines,
  async start() {
    const simulator = await startKajeetSimulator({ lines: 8, password: PASSWORD });
    return { simulator, reset: () => simulator.reset(), close: () => simulator.close() };
  },

  lines: [OFFICE, BUS, THIRD],
  noLine: "304-999-9999",
  identified: (line): Values => (line.includes("-") ? { mdn: line } : { iccid: line }),
  async otherNames(simulator, line) {
    const { uicc } = (await records(simulator, line)) ?? {};
    return uicc ? [uicc] : [];
  },
  newLines: [
    { line: iccid(1), values: { ...orderable(1), nickname: "Bus #90", ratePlan: "KJ-VZ-10GB", note: "new" } },
    { line: iccid(2), values: { ...orderable(2), nickname: "Bus #91", filterGroup: "Staff" } },
  ],

  attributes: [
    { attribute: "nickname", sort: "text", values: ["first", "second"], clearable: true },
    { attribute: "note", sort: "text", values: ["line one\nline two", "a; b = c"], clearable: true },
    { attribute: "customField", sort: "text", values: ["A-1", "A-2"], clearable: true },
    {
      attribute: "verizonBiPlanId",
      sort: "text",
      values: ["BI-100", "BI-200"],
      clearable: true,
      beside: { ratePlan: "KJ-VZ-BI" },
    },
    { attribute: "imei", sort: "text", values: [imei(71), imei(72)] },
    { attribute: "oemSerialNumber", sort: "text", values: ["SN-1", "SN-2"] },
    { attribute: "macAddress", sort: "text", values: ["AA:BB:CC:DD:EE:01", "AA:BB:CC:DD:EE:02"] },
    { attribute: "monthlyLimit", sort: "number", values: [100, 5], clearable: true },
    { attribute: "dailyLimit", sort: "number", values: [10, 3], clearable: true },
    { attribute: "summerUsage", sort: "flag", values: [true, false] },
    { attribute: "vpn", sort: "flag", values: [true, false] },
    { attribute: "labels", sort: "set", values: [["Bus", "Campus: Northstar High"], []] },
    { attribute: "status", sort: "choice", values: ["suspended", "active"] },
    { attribute: "ratePlan", sort: "name", values: ["KJ-5GB", "KJ-1GB"] },
    { attribute: "filterGroup", sort: "name", values: ["Facilities", "Staff"] },
    { attribute: "deviceGroup", sort: "name", values: ["Transportation", "NORTHSTAR-ISD"] },
  ],
  plain: "nickname",
  change: {
    before: {
      [OFFICE]: { nickname: "a", labels: [], status: "active", ratePlan: "KJ-1GB" },
      [BUS]: { nickname: "b", note: null, deviceGroup: "NORTHSTAR-ISD" },
      [THIRD]: { nickname: "c", note: null, monthlyLimit: 5, dailyLimit: 5 },
    },
    after: {
      [OFFICE]: { nickname: "Office", labels: ["Bus"], status: "suspended", ratePlan: "KJ-5GB" },
      [BUS]: { nickname: "Office", note: "n", deviceGroup: "Transportation" },
      [THIRD]: { nickname: "Office", note: "n", monthlyLimit: 100, dailyLimit: null },
    },
  },
  membership: { type: "RatePlan", values: { ratePlan: "KJ-UNL" } },
  inUse: "active",
  endings: { parks: "suspend", ends: { name: "remove", done: "removed" } },

  async readBack(simulator, line) {
    const record = await records(simulator, line);
    return record && (truthOf(record) as Values);
  },
  async edit(simulator, line, values) {
    const patch = Object.entries(values).map(([name, value]) => {
      if (name === "vpn") return ["vpnStatus", value ? "ENABLED" : "DISABLED"];
      return [FIELDS[name] ?? name, name === "status" ? (STATUSES[String(value)] ?? value) : value];
    });
    const { mdn } = (await records(simulator, line)) ?? { mdn: line };
    await simulator.editLine(mdn, Object.fromEntries(patch));
  },
  async drop(simulator, line) {
    await simulator.removeLine(line);
  },
  parked: async (simulator, line) => (await records(simulator, line))?.status === "suspended",
  async removals(simulator) {
    const calls = await simulator.journal({ operation: "removeLine" });
    return calls.filter(({ effect }) => effect).map(({ path }) => path.split("/").at(-1) ?? "");
  },
  ordersIn: ({ operationId, body }) =>
    operationId === "submitActivation" ? [(body as { iccid: string }).iccid] : [],
  refusal: (lines) => ({ kind: "partial", lines, code: "NOT_ELIGIBLE", message: "Line is locked" }),
  orderRefusal: { kind: "status", status: 400, operation: "submitActivation", code: "NOT_ELIGIBLE" },
  orderOperation: "submitActivation",
  logins: ["createToken"],

  wrongLogin: { config: { "cellular:kajeetPassword": "gu3ssed-it" }, guess: "gu3ssed-it", most: 1 },
  secrets: { values: [PASSWORD], tokens: /Bearer|eyJ/ },
  bad: {
    identifiers: ["304-228-63021", "8.9148E+19", "89148000x29731698614"],
    outside: { attribute: "status", value: "paused", allowed: "suspendedLostStolen" },
    misspelt: { attribute: "ratePlan", value: "KJ-5G", nearest: "KJ-5GB" },
  },
  skips,
};
