import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { LineArgs } from "../../provider/kajeet/index";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { expectAsDeclared } from "../support/carrier-truth";
import { line, lineSet } from "../support/declared";
import { MiniEngine, outputsOf } from "../support/mini-engine";
import { BUS, imei, OFFICE } from "../support/numbers";

const CHILD = "Transportation";

let simulator: KajeetSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

/** Every attribute that the carrier lets one change on a Verizon line, twice with other values. */
const first: LineArgs = {
  status: "suspended",
  statusReason: "summer",
  ratePlan: "KJ-VZ-BI",
  verizonBiPlanId: "BI-100",
  filterGroup: "Facilities",
  monthlyLimit: 100,
  dailyLimit: 10,
  nickname: "first",
  note: "one",
  customField: "A-1",
  summerUsage: true,
  vpn: true,
  labels: ["Bus"],
  imei: imei(71),
  oemSerialNumber: "SN-1",
  macAddress: "AA:BB:CC:DD:EE:01",
  deviceGroup: "NORTHSTAR-ISD",
};
const second: LineArgs = {
  status: "active",
  ratePlan: "KJ-VZ-BI",
  verizonBiPlanId: null,
  filterGroup: "Staff",
  monthlyLimit: null,
  dailyLimit: null,
  nickname: null,
  note: null,
  customField: null,
  summerUsage: false,
  vpn: false,
  labels: [],
  imei: imei(72),
  oemSerialNumber: "SN-2",
  macAddress: "AA:BB:CC:DD:EE:02",
  deviceGroup: CHILD,
};

test("every attribute can be set, changed and cleared at once", async () => {
  const declare = (values: LineArgs) => [lineSet("fleet", { [OFFICE]: values })];
  for (const values of [first, second]) {
    expect((await engine.up(declare(values))).errors).toEqual([]);
    await expectAsDeclared(simulator, { [OFFICE]: values });
    expect((await engine.preview(declare(values))).steps).toEqual([]);
    expect((await engine.refresh()).errors).toEqual([]);
    expect((await engine.preview(declare(values))).steps).toEqual([]);
  }
});

test("what is addressed by the old device group is done before the line leaves it, however slow", async () => {
  const office = (values: LineArgs) => [lineSet("fleet", { [OFFICE]: values })];
  await engine.up(office({ imei: first.imei!, oemSerialNumber: "SN-1", deviceGroup: "NORTHSTAR-ISD" }));
  await simulator.faults.add({ kind: "latency", ms: 60, operation: ["getDevice", "setHardwareDetails"] });
  const moved = { imei: first.imei!, oemSerialNumber: "SN-2", deviceGroup: CHILD };
  expect((await engine.up(office(moved))).errors).toEqual([]);
  await expectAsDeclared(simulator, { [OFFICE]: moved });
});

test("a line goes to a device group and comes back, and somebody's move is undone", async () => {
  const bus = (deviceGroup: string) => [lineSet("fleet", { [BUS]: { deviceGroup, note: "n" } })];
  for (const group of [CHILD, "NORTHSTAR-ISD", CHILD]) {
    expect((await engine.up(bus(group))).errors).toEqual([]);
    expect((await simulator.line(BUS))!.corpId).toBe(group);
  }
  await simulator.editLine(BUS, { corpId: "NORTHSTAR-ISD" });
  await engine.refresh();
  expect((await engine.preview(bus(CHILD))).steps).toEqual(["update fleet"]);
  expect((await engine.up(bus(CHILD))).errors).toEqual([]);
  expect((await simulator.line(BUS))!.corpId).toBe(CHILD);
});

test("a line that is adopted by its ICCID tells its number", async () => {
  const { uicc, mdn } = (await simulator.line(BUS))!;
  await engine.up([lineSet("fleet", { [uicc!]: { note: "n" } })]);
  expect(outputsOf(engine, "fleet").numbers).toEqual({ [uicc!]: mdn });
  const office = (await simulator.line(OFFICE))!;
  await engine.up([line("office", { iccid: office.uicc!, note: "n" })]);
  expect(outputsOf(engine, "office")).toMatchObject({ mdn: OFFICE, network: "Verizon" });
});
