/** The life of ThingSpace lines: what a declaration makes of the carrier, and in how few calls. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator/index";
import { MiniEngine, outputsOf } from "../../support/mini-engine";
import { fresh, line, lineSet, membership, writesBy } from "./lines-world";

let simulator: ThingspaceSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startThingspaceSimulator({ lines: 60 });
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

const actives = async (count: number) =>
  (await simulator.lines())
    .filter(({ status, account }) => status === "active" && account === "0000123456-00001")
    .slice(0, count);

describe("lines that exist", () => {
  test("are adopted without a write, by whichever identifier", async () => {
    const [a, b, c] = (await actives(3)) as [never, never, never] as {
      iccid: string;
      imei: string;
      mdn: string;
    }[];
    const set = lineSet("fleet", {
      [a!.iccid]: { status: "active" },
      [b!.imei]: { status: "active" },
      [c!.mdn]: { status: "active" },
    });
    const run = await engine.up([set]);
    expect(run.errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({});
    expect((await engine.preview([set])).steps).toEqual([]);
    expect((await engine.refresh()).errors).toEqual([]);
    expect((await engine.preview([set])).steps).toEqual([]);
  });

  test("get everything that can be set, in one call for each kind of change, and show it", async () => {
    const lines = await actives(6);
    const wish = {
      ratePlan: "LTE10GB",
      deviceGroup: "Buses",
      customField1: "Route 12",
      customField3: "A",
      costCenter: "CC-4711",
      placeFirstName: "Ada",
      placeLastName: "Lind",
      placeAddressLine1: "1 Main St",
      placeCity: "Austin",
      placeState: "TX",
      placeZip: "78701",
      placeCountry: "USA",
    };
    const set = lineSet("fleet", Object.fromEntries(lines.map(({ iccid }) => [iccid!, wish])));
    await engine.up([lineSet("fleet", Object.fromEntries(lines.map(({ iccid }) => [iccid!, {}])))]);
    const run = await engine.up([set]);
    expect(run.errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({
      changeServicePlan: 1,
      updateGroup: 1,
      changeCustomFields: 1,
      changeCostCenter: 1,
      changeContactInfo: 1,
    });
    for (const { iccid } of lines) {
      expect(await simulator.line(iccid!)).toMatchObject({ ratePlan: "LTE10GB", deviceGroup: "Buses" });
    }
    await engine.refresh();
    expect((await engine.preview([set])).steps).toEqual([]);
  });

  test("are suspended after, and restored before, whatever needs an active line", async () => {
    const [one] = await actives(1);
    const iccid = one!.iccid!;
    await engine.up([line("meter", { iccid, status: "active", ratePlan: "LTE2GB" })]);
    await simulator.clearJournal();
    const down = await engine.up([line("meter", { iccid, status: "suspend", ratePlan: "LTE10GB" })]);
    expect(down.errors).toEqual([]);
    expect(await simulator.line(iccid)).toMatchObject({ status: "suspend", ratePlan: "LTE10GB" });
    const up = await engine.up([line("meter", { iccid, status: "active", ratePlan: "LTE2GB" })]);
    expect(up.errors).toEqual([]);
    expect(await simulator.line(iccid)).toMatchObject({ status: "active", ratePlan: "LTE2GB" });
    const order = (await simulator.journal({ writes: true })).map(({ operationId }) => operationId);
    expect(order.filter((id) => id !== "loginSession")).toEqual([
      "changeServicePlan",
      "suspendDevices",
      "restoreDevices",
      "changeServicePlan",
    ]);
  });

  test("lose what is declared to be none", async () => {
    const [one] = await actives(1);
    const iccid = one!.iccid!;
    await simulator.editLine(iccid, { costCenter: "CC-1", deviceGroup: "Buses" });
    const first = { iccid, customField1: "x", costCenter: "CC-1", deviceGroup: "Buses" };
    expect((await engine.up([line("meter", first)])).errors).toEqual([]);
    const none = { iccid, customField1: null, costCenter: null, deviceGroup: null };
    expect((await engine.up([line("meter", none)])).errors).toEqual([]);
    const after = await simulator.line(iccid);
    expect(after).toMatchObject({ costCenter: null });
    expect(after?.deviceGroup).toMatch(/^Default: /);
    expect((await engine.preview([line("meter", none)])).steps).toEqual([]);
  });

  test("keep number and resource when SIM or device change", async () => {
    const [one] = await actives(1);
    const { iccid, imei, mdn } = one!;
    const before = { iccid: iccid!, imei: imei!, ratePlan: "LTE2GB" };
    await engine.up([line("meter", before)]);
    const [next] = fresh(1);
    const run = await engine.up([line("meter", { ...before, ...next! })]);
    expect(run.errors).toEqual([]);
    expect(run.steps).toEqual(["update meter"]);
    expect(await simulator.line(mdn!)).toMatchObject({
      iccid: next!.iccid,
      imei: next!.imei,
      status: "active",
    });
    expect(await writesBy(simulator)).toMatchObject({ changeDeviceIdentifier: 1 });
    await engine.refresh();
    expect((await engine.preview([line("meter", { ...before, ...next! })])).steps).toEqual([]);
  });

  test("are moved to another account as an update", async () => {
    const [one] = await actives(1);
    const iccid = one!.iccid!;
    await engine.up([line("meter", { iccid, account: "0000123456-00001", ratePlan: "LTE2GB" })]);
    const moved = { iccid, account: "0000123456-00002", ratePlan: "LTE2GB" };
    const run = await engine.up([line("meter", moved)]);
    expect(run.errors).toEqual([]);
    expect(await simulator.line(iccid)).toMatchObject({ account: "0000123456-00002" });
    await engine.refresh();
    expect((await engine.preview([line("meter", moved)])).steps).toEqual([]);
  });

  test("are of the account they are declared in, by their id and for whoever reads them anew", async () => {
    const [first, second] = ["0000123456-00001", "0000123456-00002"];
    const [mine] = await actives(1);
    const theirs = (await simulator.lines()).find(
      ({ status, account }) => status === "active" && account === second,
    )!;
    const run = await engine.up([
      line("mine", { iccid: mine!.iccid!, customField1: "x", account: first }),
      line("theirs", { iccid: theirs.iccid!, customField1: "x", accountName: second }),
    ]);
    expect(run.errors).toEqual([]);
    expect(engine.state.get("mine")).toMatchObject({ id: `${first}/${mine!.iccid}` });
    expect(engine.state.get("theirs")).toMatchObject({ id: `${second}/${theirs.iccid}` });
    await simulator.clearJournal();
    expect((await engine.refresh()).errors).toEqual([]);
    const asked = (await simulator.journal({ operation: "listDevices" })).map(({ body }) => body);
    expect(asked).toHaveLength(2);
    expect(asked).toEqual(
      expect.arrayContaining([first, second].map((accountName) => expect.objectContaining({ accountName }))),
    );
  });

  test("a plan for many lines is one call, and gives back what was there before", async () => {
    const lines = await actives(5);
    const names = lines.map(({ mdn }) => mdn!);
    const plans = new Map(lines.map(({ mdn, ratePlan }) => [mdn!, ratePlan]));
    const plan = membership("RatePlan", "winter", names, { ratePlan: "NB50KB" }, { onDelete: "restore" });
    expect((await engine.up([plan])).errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({ changeServicePlan: 1 });
    expect((await engine.up([])).errors).toEqual([]);
    for (const [mdn, before] of plans) expect((await simulator.line(mdn))?.ratePlan).toBe(before);
  });
});

describe("lines that do not exist yet", () => {
  const order = { status: "active", ratePlan: "LTE2GB", zipCode: "78701" } as const;

  test("are activated together, with everything that can travel along, and get their numbers", async () => {
    const sims = fresh(4);
    const set = lineSet(
      "fleet",
      Object.fromEntries(
        sims.map(({ iccid, imei }) => [iccid, { ...order, imei, customField1: "new", deviceGroup: "Buses" }]),
      ),
    );
    const run = await engine.up([set]);
    expect(run.errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({ activateDevices: 1 });
    const { numbers } = outputsOf(engine, "fleet") as { numbers: Record<string, string> };
    for (const { iccid } of sims) {
      const there = await simulator.line(iccid);
      expect(there).toMatchObject({ status: "active", ratePlan: "LTE2GB", deviceGroup: "Buses" });
      expect(numbers[iccid]?.replace(/\D/g, "")).toBe(there!.mdn);
    }
    await engine.refresh();
    expect((await engine.preview([set])).steps).toEqual([]);
  });

  test("are added without service, 200 a call, and activated later", async () => {
    const sims = fresh(201);
    const of = (values: object) =>
      lineSet("stock", Object.fromEntries(sims.map(({ iccid, imei }) => [iccid, { imei, ...values }])));
    expect((await engine.up([of({ status: "preactive" })])).errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({ addDevices: 2 });
    expect((await engine.up([of(order)])).errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({ addDevices: 2, activateDevices: 1 });
    expect(await simulator.line(sims[200]!.iccid)).toMatchObject({ status: "active" });
  });

  test("are said to lack what they lack, before anything is sent", async () => {
    const [sim] = fresh(1);
    const { iccid, imei } = sim!;
    const lacking = await engine.up([lineSet("a", { [iccid]: { status: "active", imei } })]);
    expect(lacking.errors.join()).toContain(`${iccid}: status: to activate it, give ratePlan and zipCode`);
    const noImei = await engine.up([lineSet("b", { [iccid]: order })]);
    expect(noImei.errors.join()).toContain("to bring it in, imei is missing");
    const nothing = await engine.up([lineSet("c", { [iccid]: { imei, customField1: "x" } })]);
    expect(nothing.errors.join()).toContain("to bring it in, set status to active");
    expect(await writesBy(simulator)).toEqual({});
  });
});

describe("lines that go", () => {
  test("stay as they are, are parked, or are refused to go for good", async () => {
    const [one] = await actives(1);
    const iccid = one!.iccid!;
    const meter = (more: object) => line("meter", { iccid, ratePlan: one!.ratePlan!, ...more });
    await engine.up([meter({})]);
    await engine.up([]);
    expect(await simulator.line(iccid)).toMatchObject({ status: "active" });
    await engine.up([meter({ onDelete: "suspend" })]);
    await engine.up([]);
    expect(await simulator.line(iccid)).toMatchObject({ status: "suspend" });
    await engine.up([meter({ onDelete: "remove" })]);
    const refused = await engine.up([]);
    expect(refused.errors.join()).toContain("it is protected");
    expect(await simulator.line(iccid)).toMatchObject({ status: "suspend" });
  });

  test("a state that loses the number is refused like a removal", async () => {
    const [one] = await actives(1);
    const iccid = one!.iccid!;
    await engine.up([line("meter", { iccid, status: "active" })]);
    const refused = await engine.up([line("meter", { iccid, status: "deactive" })]);
    expect(refused.errors.join()).toContain(
      "not deactivated: it is protected; its number would be lost for good",
    );
    const unapproved = await engine.up([
      line("meter", { iccid, status: "deactive", deletionProtection: false }),
    ]);
    expect(unapproved.errors.join()).toContain("no approval names it");
    expect(await writesBy(simulator)).toEqual({});
    expect(await simulator.line(iccid)).toMatchObject({ status: "active" });
  });
});
