import { controlCenterLines } from "../../../provider/control-center/lines/model";
import type { Value, Values } from "../../../provider/core/value";
import {
  type ControlCenterSimulator,
  type Simulator,
  startControlCenterSimulator,
} from "../../../simulator/index";
import { iccid } from "../../support/numbers";
import type { CarrierUnderTest, Sample } from "./carrier";
import skips from "./control-center.skips.json";

const USERNAME = "fleet-of-the-district";
const API_KEY = "k3y-of-the-fleet";

const [BUS, PUMP, SIGN] = [iccid(1), iccid(2), iccid(3)] as const;
const LINES = [BUS, PUMP, SIGN] as const;

/** The lines there are: active, on plans without fixed addresses. */
const INVENTORY = [
  "iccid,msisdn,status,ratePlan,communicationPlan,customer,deviceID,accountCustom1",
  ...LINES.map((line, at) =>
    [
      line,
      `188200000000${at}`,
      "ACTIVATED",
      "Standard 1 GB",
      "Data LTE",
      "Northstar Schools",
      `NS-${at}`,
    ].join(),
  ).map((row) => `${row},A-0`),
].join("\n");

const numbered = (name: string, most: number) => Array.from({ length: most }, (_, at) => `${name}${at + 1}`);

const text = (attribute: string, ...values: [string, string]): Sample => ({
  attribute,
  sort: "text",
  values,
});

/** What a fixed address needs. */
const FIXED = { apn: "fixed.northstar", pdpId: "2098", communicationPlan: "Data LTE Fixed IP" };

/** The only custom field that takes but the values of a list. */
const COMBO_BOX = "accountCustom10";

const CUSTOM = [
  ...numbered("operatorCustom", 5),
  ...numbered("accountCustom", 10),
  ...numbered("customerCustom", 5),
].filter((name) => name !== COMBO_BOX);

const record = async (simulator: Simulator, line: string) =>
  (await (simulator as unknown as ControlCenterSimulator).lines()).find((one) => one.iccid === line);

/** `TEMPORARY_OVERRIDE` as `temporaryOverride`. */
const camel = (word: unknown) =>
  String(word)
    .toLowerCase()
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Cisco IoT Control Center: one call a line, credentials in each, nothing ordered and nothing removed. */
export const controlCenter: CarrierUnderTest = {
  name: "control-center",
  model: controlCenterLines,
  async start() {
    const simulator = await startControlCenterSimulator({
      username: USERNAME,
      apiKey: API_KEY,
      inventoryText: INVENTORY,
      oneAtATime: true,
    });
    return { simulator, reset: () => simulator.reset(), close: () => simulator.close() };
  },

  lines: LINES,
  noLine: iccid(99),
  identified: (line): Values => ({ iccid: line }),
  otherNames: async () => [],

  attributes: [
    { ...text("deviceId", "bus-7", "bus 7, north"), clearable: true },
    { ...text("modemId", "M-1", "M-2"), clearable: true },
    { ...text("ipv4Address", "10.9.0.1", "10.9.0.2"), beside: FIXED },
    { ...text("ipv6Address", "2003:2002:1001:114a::", "2003:2002:1001:114b::1"), beside: FIXED },
    ...CUSTOM.map((name): Sample => ({ ...text(name, `${name} first`, "a, b; c = d"), clearable: true })),
    { ...text(COMBO_BOX, "Student", "Bus"), clearable: true },
    { attribute: "status", sort: "choice", values: ["deactivated", "activated"] },
    { attribute: "overageLimitOverride", sort: "choice", values: ["temporaryOverride", "permanentOverride"] },
    { attribute: "ratePlan", sort: "name", values: ["Standard 5 GB", "Standard 1 GB"] },
    { attribute: "communicationPlan", sort: "name", values: ["Data LTE Fixed IP", "Data LTE"] },
    { attribute: "customer", sort: "name", values: ["Northstar Transportation", "Northstar Schools"] },
  ],
  plain: "accountCustom1",
  change: {
    before: {
      [BUS]: { accountCustom1: "a", status: "activated", ratePlan: "Standard 1 GB" },
      // Whether it was activated before the process was lost: a second time would be refused.
      [PUMP]: { accountCustom1: "b", status: "deactivated", customerCustom1: null },
      [SIGN]: { accountCustom1: "c", overageLimitOverride: "default", deviceId: "NS-2" },
    },
    after: {
      [BUS]: { accountCustom1: "Office", status: "deactivated", ratePlan: "Standard 5 GB" },
      [PUMP]: { accountCustom1: "Office", status: "activated", customerCustom1: "n" },
      [SIGN]: { accountCustom1: "Office", overageLimitOverride: "permanentOverride", deviceId: null },
    },
  },
  membership: { type: "RatePlan", values: { ratePlan: "Seasonal 50 MB" } },
  inUse: "activated",
  endings: { parks: "deactivate", ends: { name: "retire", done: "retired" } },

  async readBack(simulator, line) {
    const found = await record(simulator, line);
    if (found === undefined) return undefined;
    // When a line was changed last is the carrier's own note, and no value of a declaration.
    const { status, overageLimitOverride, deviceID, modemID, dateUpdated: _, ...rest } = found;
    const blank = (value: unknown) => (value === "" ? null : (value as Value));
    const others = Object.entries(rest).map(([name, value]) => [name, blank(value)]);
    return {
      ...(Object.fromEntries(others) as Values),
      status: camel(status),
      overageLimitOverride: camel(overageLimitOverride),
      deviceId: deviceID,
      modemId: modemID,
    };
  },
  async edit(simulator, line, values) {
    await simulator.editLine(line, values);
  },
  async drop(simulator, line) {
    await simulator.removeLine(line);
  },
  parked: async (simulator, line) => (await record(simulator, line))?.status === "DEACTIVATED",
  async removals(simulator) {
    const statuses = await Promise.all(LINES.map(async (line) => (await record(simulator, line))?.status));
    return LINES.filter((_, at) => ![undefined, "ACTIVATED", "DEACTIVATED"].includes(statuses[at]));
  },
  ordersIn: () => [],
  refusal: (lines) => ({ kind: "partial", lines, code: "10000028", message: "Locked" }),
  logins: [],

  wrongLogin: { config: { "cellular:controlCenterApiKey": "gu3ssed-it" }, guess: "gu3ssed-it", most: 1 },
  secrets: { values: [API_KEY, btoa(`${USERNAME}:${API_KEY}`)], tokens: /Basic / },
  bad: {
    identifiers: ["8914-8007-77", "8.9148E+19", "89148000x29731698614"],
    outside: { attribute: "status", value: "paused", allowed: "deactivated" },
  },
  skips,
};
