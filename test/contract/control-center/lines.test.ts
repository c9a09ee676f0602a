/** All 32 members of the one call that changes a line: written, read back where the carrier shows them, and repaired. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { EDITABLE } from "../../../provider/control-center/api";
import { controlCenterAttributes } from "../../../provider/control-center/lines/attributes";
import type { ControlCenterSimulator } from "../../../simulator/index";
import { MiniEngine, outputsOf } from "../../support/mini-engine";
import { callsBy, carrierWith, edits, inventory, line, lineSet, sims } from "./lines-world";

const [FIRST, SECOND] = sims(2) as [string, string];

let simulator: ControlCenterSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await carrierWith(inventory(2));
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

/** What is declared under another name than that of the call. */
const DECLARED: Readonly<Record<string, string>> = { deviceID: "deviceId", modemID: "modemId" };
/** What the carrier never shows. */
const UNREADABLE = ["apn", "pdpId"];

const custom = (to: string) =>
  Object.fromEntries(
    EDITABLE.filter((name) => name.includes("Custom")).map((name) => [
      name,
      name === "accountCustom10" ? (to === "one" ? "Student" : "Bus") : `${to} of ${name}`,
    ]),
  );

/** Everything that can be written, as declared and as it is sent, and what somebody makes of it elsewhere. */
const WISH: Readonly<Record<string, string>> = {
  status: "deactivated",
  ratePlan: "Standard 5 GB",
  communicationPlan: "Data LTE Fixed IP",
  customer: "Northstar Schools",
  deviceId: "bus-7",
  modemId: "M-7",
  overageLimitOverride: "temporaryOverride",
  ipv4Address: "10.9.0.8",
  ipv6Address: "2003:2002:1001:114a::",
  apn: "awt-v6-s1",
  pdpId: "2098",
  ...custom("one"),
};
const SENT: Readonly<Record<string, string>> = {
  ...WISH,
  status: "DEACTIVATED",
  overageLimitOverride: "TEMPORARY_OVERRIDE",
};
const ELSEWHERE: Readonly<Record<string, string>> = {
  status: "RETIRED",
  ratePlan: "Seasonal 50 MB",
  communicationPlan: "Data LTE",
  customer: "Northstar Transportation",
  deviceId: "bus-8",
  modemId: "M-8",
  overageLimitOverride: "PERMANENT_OVERRIDE",
  ipv4Address: "10.9.0.9",
  ipv6Address: "2003:2002:1001:114b::",
  ...custom("other"),
};

const member = (name: string) => Object.keys(DECLARED).find((one) => DECLARED[one] === name) ?? name;
const byMember = (values: Readonly<Record<string, string>>, names = Object.keys(values)) =>
  Object.fromEntries(names.map((name) => [member(name), values[name]]));

describe("the 31 attributes of an edit", () => {
  test("are all declared, and nothing else is", () => {
    expect(EDITABLE).toHaveLength(31);
    expect(Object.keys(WISH)).toEqual(EDITABLE.map((name) => DECLARED[name] ?? name));
    const declared = controlCenterAttributes.map(({ name }) => name).filter((name) => name !== "iccid");
    expect(declared.sort()).toEqual(Object.keys(WISH).sort());
  });

  test("are written in one call, and agree when everything is read anew", async () => {
    const declared = [line("bus", { iccid: FIRST, ...WISH })];
    expect((await engine.up(declared)).errors).toEqual([]);
    expect(await edits(simulator)).toEqual([{ iccid: FIRST, body: byMember(SENT), status: 200 }]);
    expect(await simulator.line(FIRST)).toMatchObject(byMember(SENT));
    await simulator.clearJournal();
    expect((await engine.preview(declared)).steps).toEqual([]);
    expect(await simulator.journal()).toEqual([]);
    expect((await engine.refresh()).errors).toEqual([]);
    // What searches show is not enough for it: details, and usage for the override.
    expect(await callsBy(simulator)).toEqual({ getDevice: 1, getDeviceUsage: 1 });
    expect((await engine.preview(declared)).steps).toEqual([]);
  });

  test("that are changed elsewhere are found by a refresh, each alone, and put right in one call", async () => {
    const readable = Object.keys(ELSEWHERE);
    const declared = [lineSet("fleet", { [FIRST]: WISH, [SECOND]: { deviceId: "bus-1" } })];
    expect((await engine.up(declared)).errors).toEqual([]);
    expect(readable).toEqual(Object.keys(WISH).filter((name) => !UNREADABLE.includes(name)));
    for (const name of readable) {
      await simulator.editLine(FIRST, { [name]: ELSEWHERE[name] });
      expect((await engine.refresh()).errors, name).toEqual([]);
      expect((await engine.preview(declared)).steps, name).toEqual(["update fleet"]);
      await simulator.clearJournal();
      expect((await engine.up(declared)).errors, name).toEqual([]);
      // With an address go the APN and the PDP id that name it.
      const sent = /^ipv/.test(name) ? [name, ...UNREADABLE] : [name];
      expect(await edits(simulator)).toEqual([{ iccid: FIRST, body: byMember(SENT, sent), status: 200 }]);
      expect(await simulator.line(FIRST), name).toMatchObject(byMember(SENT));
      await engine.refresh();
      expect((await engine.preview(declared)).steps, name).toEqual([]);
    }
  });

  test.each(UNREADABLE)("that cannot be read are no drift: %s", async (name) => {
    const declared = [line("bus", { iccid: FIRST, ...WISH })];
    await engine.up(declared);
    await simulator.editLine(FIRST, { [name]: "other" });
    await engine.refresh();
    expect((await engine.preview(declared)).steps).toEqual([]);
    expect(outputsOf(engine, "bus")[name]).toBe(WISH[name]);
    const told = controlCenterAttributes.find((one) => one.name === name)?.describe;
    expect(told).toContain("not shown by the carrier");
  });

  test("an APN that is declared anew is kept, and goes out with the next address", async () => {
    await engine.up([line("bus", { iccid: FIRST, ...WISH })]);
    await simulator.clearJournal();
    const renamed = { iccid: FIRST, ...WISH, apn: "awt-v6-s2" };
    expect((await engine.up([line("bus", renamed)])).errors).toEqual([]);
    expect(await edits(simulator)).toEqual([]);
    expect((await engine.up([line("bus", { ...renamed, ipv4Address: "10.9.0.10" })])).errors).toEqual([]);
    const body = { ipv4Address: "10.9.0.10", apn: "awt-v6-s2", pdpId: "2098" };
    expect(await edits(simulator)).toEqual([{ iccid: FIRST, body, status: 200 }]);
  });

  test("an IPv6 address may be spelled in any way", async () => {
    const fixed = { communicationPlan: "Data LTE Fixed IP", apn: "a", pdpId: "1" };
    const spelled = { ...fixed, ipv6Address: "2003:2002:1001:114A:0:0:0:1" };
    for (const declared of [
      [line("bus", { iccid: FIRST, ...spelled })],
      [lineSet("fleet", { [FIRST]: spelled })],
    ]) {
      engine = new MiniEngine(simulator);
      expect((await engine.up(declared)).errors).toEqual([]);
      await simulator.editLine(FIRST, { ipv6Address: "2003:2002:1001:114a:0000:0000:0000:0001" });
      await engine.refresh();
      expect((await engine.preview(declared)).steps).toEqual([]);
    }
  });
});

describe("a line that leaves the account while lines are read", () => {
  test("is missing, and the others are read to the end", async () => {
    const more = inventory(6).split("\n").slice(3);
    for (const row of more) await simulator.addLine({ iccid: row.split(",")[0] });
    const names = Object.fromEntries(sims(6).map((sim) => [sim, { deviceId: `bus of ${sim}` }]));
    const declared = [lineSet("fleet", names)];
    expect((await engine.up(declared)).errors).toEqual([]);
    await simulator.editLine(SECOND, { deviceID: "other" });
    await simulator.faults.add({
      kind: "status",
      status: 404,
      code: "20000001",
      operation: "getDevice",
      lines: [FIRST],
    });
    expect((await engine.refresh()).errors).toEqual([]);
    const kept = Object.keys(engine.state.get("fleet")?.inputs.lines as object);
    expect(kept.sort()).toEqual(sims(6).slice(1).sort());
    await simulator.faults.clear();
    await simulator.clearJournal();
    expect((await engine.up(declared)).errors).toEqual([]);
    expect((await edits(simulator)).map(({ iccid }) => iccid)).toEqual([SECOND]);
  });
});

describe("null", () => {
  const clearable = controlCenterAttributes.flatMap(({ name, clearable: can }) => (can ? [name] : []));

  test("clears every custom field, deviceId and modemId, and is in step with what is empty", async () => {
    expect(clearable).toHaveLength(22);
    await simulator.editLine(FIRST, byMember(ELSEWHERE, clearable));
    const none = Object.fromEntries(clearable.map((name) => [name, null]));
    const declared = [line("bus", { iccid: FIRST, ...none })];
    expect((await engine.up(declared)).errors).toEqual([]);
    const empty = Object.fromEntries(clearable.map((name) => [member(name), ""]));
    expect(await edits(simulator)).toEqual([{ iccid: FIRST, body: empty, status: 200 }]);
    await engine.refresh();
    expect((await engine.preview(declared)).steps).toEqual([]);
    // An empty line is adopted without a call that changes anything.
    await simulator.clearJournal();
    expect((await new MiniEngine(simulator).up(declared)).errors).toEqual([]);
    expect(await edits(simulator)).toEqual([]);
  });

  test.each(["status", "ratePlan", "customer", "ipv4Address", "apn"])("clears no %s", (name) => {
    expect(() => lineSet("fleet", { [FIRST]: { [name]: null } })).toThrow(name);
  });
});

describe("fixed addresses", () => {
  const fixed = { communicationPlan: "Data LTE Fixed IP", apn: "fixed.northstar", pdpId: "1" };

  test("need apn and pdpId beside them, before anything is sent", async () => {
    const { errors } = await engine.up([line("bus", { iccid: FIRST, ipv4Address: "10.9.0.1", apn: "a" })]);
    expect(errors.join()).toContain("ipv4Address: a fixed address needs pdpId beside it");
    expect(await simulator.journal()).toEqual([]);
  });

  test("that another SIM has are refused for that line alone, and given once they are free", async () => {
    await simulator.editLine(SECOND, { ipv4Address: "10.9.0.1", communicationPlan: "Data LTE Fixed IP" });
    const declared = [
      lineSet("fleet", {
        [FIRST]: { ipv4Address: "10.9.0.1", ...fixed },
        [SECOND]: { deviceId: "bus-2" },
      }),
    ];
    const { errors } = await engine.up(declared);
    expect(errors.join()).toMatch(new RegExp(`${FIRST}.*10\\.9\\.0\\.1.*10000517`, "s"));
    expect(await simulator.line(SECOND)).toMatchObject({ deviceID: "bus-2", ipv4Address: "10.9.0.1" });
    await simulator.editLine(SECOND, { ipv4Address: null });
    expect((await engine.up(declared)).errors).toEqual([]);
    expect(await simulator.line(FIRST)).toMatchObject({ ipv4Address: "10.9.0.1" });
  });
});

describe("two resources that declare one line", () => {
  test("share it where their attributes differ, and neither undoes the other's", async () => {
    const declared = [
      lineSet("plans", { [FIRST]: { ratePlan: "Standard 5 GB" } }),
      line("names", { iccid: FIRST, deviceId: "bus-7", accountCustom1: "depot" }),
    ];
    expect((await engine.up(declared)).errors).toEqual([]);
    const expected = { ratePlan: "Standard 5 GB", deviceID: "bus-7", accountCustom1: "depot" };
    expect(await simulator.line(FIRST)).toMatchObject(expected);
    await engine.refresh();
    expect((await engine.preview(declared)).steps).toEqual([]);
    await simulator.clearJournal();
    await engine.up([declared[0]!]);
    expect(await edits(simulator)).toEqual([]);
    expect(await simulator.line(FIRST)).toMatchObject(expected);
  });
});

describe("roles", () => {
  const asked = (role: string) => ({ "cellular:controlCenterUsername": `${role}-api` });
  const mine = {
    operator: {
      operatorCustom1: "o",
      accountCustom1: "a",
      customerCustom1: "c",
      customer: "Northstar Schools",
    },
    account: { accountCustom1: "a", customer: "Northstar Schools", deviceId: "bus-7" },
    customer: { customerCustom1: "c", deviceId: "bus-7", ratePlan: "Standard 5 GB" },
  };

  test.each(Object.entries(mine))("%s users write and read back what is theirs", async (role, values) => {
    engine = new MiniEngine(simulator, asked(role));
    const declared = [line("bus", { iccid: FIRST, ...values })];
    expect((await engine.up(declared)).errors).toEqual([]);
    expect(await simulator.line(FIRST)).toMatchObject(byMember(values as never));
    await engine.refresh();
    expect((await engine.preview(declared)).steps).toEqual([]);
  });

  test("what a role may not see never looks like drift, and is not read again and again", async () => {
    const declared = [line("bus", { iccid: FIRST, operatorCustom1: "o", deviceId: "bus-7" })];
    expect((await engine.up(declared)).errors).toEqual([]);
    const config = asked("account");
    await simulator.clearJournal();
    expect((await engine.refresh({ config })).errors).toEqual([]);
    expect(await callsBy(simulator)).toEqual({ getDevice: 1 });
    expect((await engine.preview(declared, { config })).steps).toEqual([]);
  });
});
