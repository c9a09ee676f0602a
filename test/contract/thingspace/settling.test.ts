/** Work that the carrier does later: followed to its end, over lost runs and deadlines, and never sent twice. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator/index";
import type { DeploymentOptions } from "../../support/deployment";
import { MiniEngine, outputsOf } from "../../support/mini-engine";
import { fresh, line, lineSet, membership, writesBy } from "./lines-world";

let simulator: ThingspaceSimulator;
let directory: string;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startThingspaceSimulator({ lines: 40 });
});
beforeEach(async () => {
  await simulator.reset();
  directory = mkdtempSync(join(tmpdir(), "settling-"));
  engine = new MiniEngine(simulator, {
    "cellular:ledger": join(directory, "ledger.jsonl"),
    "cellular:thingspaceDeadlineSeconds": "300",
  });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));
afterAll(() => simulator.close());

const set = (iccids: readonly string[], values: object, more?: Record<string, unknown>) =>
  lineSet("fleet", Object.fromEntries(iccids.map((iccid) => [iccid, values])), more);

/** Lines that exist, adopted. */
async function adopted(count: number): Promise<string[]> {
  const actives = (await simulator.lines()).filter(
    ({ status, account, ratePlan }) =>
      status === "active" && account === "0000123456-00001" && ratePlan === "LTE2GB",
  );
  const iccids = actives.slice(0, count).map(({ iccid }) => iccid!);
  expect(iccids).toHaveLength(count);
  const run = await engine.up([set(iccids, { ratePlan: "LTE2GB", customField1: "before" })]);
  expect(run.errors).toEqual([]);
  await simulator.clearJournal();
  return iccids;
}

const plansOf = async (iccids: readonly string[]) =>
  Promise.all(iccids.map(async (iccid) => (await simulator.line(iccid))?.ratePlan));

describe("a change that takes longer than the deadline", () => {
  test("stays in state with its request, is named, and the next run goes on with it", async () => {
    const iccids = await adopted(3);
    const wish = [set(iccids, { ratePlan: "LTE10GB", customField1: "before" })];
    const slow = iccids.slice(1);
    await simulator.faults.add({ kind: "work", lines: slow, delayMs: 900_000 });
    const first = await engine.up(wish);
    expect(first.errors).toHaveLength(1);
    for (const iccid of slow) {
      expect(first.errors[0]).toMatch(
        new RegExp(`${iccid}: still under way at the carrier after 300 s \\(request .+\\)`),
      );
    }
    const state = outputsOf(engine, "fleet") as { open: Record<string, { ticket: string }[]> };
    expect(Object.keys(state.open).sort()).toEqual([...slow].sort());
    expect(state.open[slow[0]!]![0]!.ticket).toMatch(/^[0-9a-f-]{36}$/);

    await simulator.clock.advance(900_000);
    const second = await engine.up(wish);
    expect(second.errors).toEqual([]);
    expect(await plansOf(iccids)).toEqual(["LTE10GB", "LTE10GB", "LTE10GB"]);
    expect(await writesBy(simulator)).toEqual({ changeServicePlan: 1 });
    expect(outputsOf(engine, "fleet")).not.toHaveProperty("open");
    expect((await engine.preview(wish)).steps).toEqual([]);
  });

  test("is taken over by a refresh, too", async () => {
    const iccids = await adopted(2);
    const wish = [set(iccids, { ratePlan: "LTE10GB", customField1: "before" })];
    await simulator.faults.add({ kind: "work", delayMs: 900_000 });
    await engine.up(wish);
    await engine.refresh();
    expect(outputsOf(engine, "fleet")).toHaveProperty("open");
    await simulator.clock.advance(900_000);
    await engine.refresh();
    expect(outputsOf(engine, "fleet")).not.toHaveProperty("open");
    expect((await engine.up(wish)).errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({ changeServicePlan: 1 });
  });

  test("is waited for before another wish for the same line is sent", async () => {
    const [iccid] = (await adopted(1)) as [string];
    await simulator.faults.add({ kind: "work", delayMs: 900_000, count: 1 });
    await engine.up([set([iccid], { ratePlan: "LTE10GB", customField1: "before" })]);
    await simulator.clock.advance(900_000);
    const other = [set([iccid], { ratePlan: "LTEUNL", customField1: "before" })];
    expect((await engine.up(other)).errors).toEqual([]);
    expect(await plansOf([iccid])).toEqual(["LTEUNL"]);
    expect(await writesBy(simulator)).toEqual({ changeServicePlan: 2 });
  });

  test("waits as long as the declaration says", async () => {
    const iccids = await adopted(1);
    await simulator.faults.add({ kind: "work", delayMs: 900_000 });
    const wish = [set(iccids, { ratePlan: "LTE10GB", customField1: "before" }, { deadlineSeconds: 2000 })];
    expect((await engine.up(wish)).errors).toEqual([]);
    expect(await plansOf(iccids)).toEqual(["LTE10GB"]);
  });

  test("is given up after a day in which nothing of it has shown, and may be sent again", async () => {
    const iccids = await adopted(1);
    const wish = [set(iccids, { ratePlan: "LTE10GB", customField1: "before" })];
    await simulator.faults.add({ kind: "work", stuck: true, count: 1 });
    await engine.up(wish);
    await simulator.clock.advance(25 * 3600_000);
    const later = { from: Date.parse((await simulator.clock.state()).now) };
    const second = await engine.up(wish, later);
    expect(second.errors.join()).toContain("nothing of the change has shown within a day");
    expect((await engine.up(wish)).errors).toEqual([]);
    expect(await writesBy(simulator)).toEqual({ changeServicePlan: 2 });
  });
});

describe("one line in two resources", () => {
  const plan = (iccid: string, ratePlan: string) => membership("RatePlan", "plan", [iccid], { ratePlan });

  test("what one of them has sent since the other was changed is not waited for by that one", async () => {
    const [iccid] = (await adopted(1)) as [string];
    const fields = (customField1: string) => set([iccid], { customField1 });
    expect((await engine.up([fields("a")])).errors).toEqual([]);
    for (const ratePlan of ["LTE10GB", "LTEUNL"]) {
      expect((await engine.up([fields("a"), plan(iccid, ratePlan)])).errors).toEqual([]);
    }
    const last = [fields("b"), plan(iccid, "LTEUNL")];
    expect((await engine.up(last)).errors).toEqual([]);
    expect(outputsOf(engine, "fleet")).not.toHaveProperty("open");
    expect(await plansOf([iccid])).toEqual(["LTEUNL"]);
    expect(await writesBy(simulator)).toEqual({ changeServicePlan: 2, changeCustomFields: 2 });
  });

  test("of two accounts in one call: a lost run is taken up by both", async () => {
    const second = "0000123456-00002";
    const [moved] = (await adopted(1)) as [string];
    await simulator.editLine(moved, { account: second, ratePlan: "LTE2GB" });
    const other = (await simulator.lines()).find(
      ({ account, status, iccid }) => account === second && status === "active" && iccid !== moved,
    )!.iccid!;
    await simulator.editLine(other, { ratePlan: "LTE2GB" });
    const wish = (ratePlan: string) => [
      lineSet("here", { [moved]: { account: second, ratePlan } }),
      lineSet("there", { [other]: { ratePlan } }, { accountName: second }),
    ];
    expect((await engine.up(wish("LTE2GB"))).errors).toEqual([]);
    await simulator.clearJournal();
    expect((await lostWhenSent(wish("LTE10GB"))).lost).toBe(true);
    expect((await engine.up(wish("LTE10GB"))).errors).toEqual([]);
    const sent = (await simulator.journal({ operation: "changeServicePlan" })).flatMap(
      ({ body }) => (body as { devices: object[] }).devices,
    );
    expect(sent).toHaveLength(2);
    expect(await plansOf([moved, other])).toEqual(["LTE10GB", "LTE10GB"]);
  });

  /** Loses the process as soon as the plan has been asked for. */
  async function lostWhenSent(wish: ReturnType<typeof lineSet>[]) {
    for (let call = 1; ; call += 1) {
      const run = await engine.up(wish, { death: { call, when: "after" } });
      const sent = await simulator.journal({ operation: "changeServicePlan" });
      if (sent.length > 0 || !run.lost) return run;
    }
  }
});

test("what a lost run has sent is found under any name of the line", async () => {
  const [iccid] = (await adopted(1)) as [string];
  const { mdn } = (await simulator.line(iccid))!;
  await simulator.faults.add({ kind: "work", delayMs: 100_000 });
  for (let call = 1; ; call += 1) {
    await engine.up([line("one", { iccid, costCenter: "CC-9" })], { death: { call, when: "after" } });
    if ((await writesBy(simulator)).changeCostCenter) break;
  }
  expect((await engine.up([line("other", { mdn: mdn!, costCenter: "CC-9" })])).errors).toEqual([]);
  expect(await writesBy(simulator)).toEqual({ changeCostCenter: 1 });
  expect(await simulator.line(iccid)).toMatchObject({ costCenter: "CC-9" });
});

test("a group that a lost run has left is no group that another declaration has put the line into", async () => {
  const [iccid] = (await adopted(1)) as [string];
  await simulator.editLine(iccid, { deviceGroup: "Buses" });
  const one = (deviceGroup: string | null) => [line("one", { iccid, deviceGroup })];
  for (let call = 1; ; call += 1) {
    await engine.up(one(null), { death: { call, when: "after" } });
    if ((await writesBy(simulator)).updateGroup) break;
  }
  const moved = [set([iccid], { deviceGroup: "Staff" })];
  expect((await engine.up(moved)).errors).toEqual([]);
  expect(await simulator.line(iccid)).toMatchObject({ deviceGroup: "Staff" });
  expect((await engine.refresh()).errors).toEqual([]);
  expect((await engine.preview(moved)).steps).toEqual([]);
});

describe("a line that fails", () => {
  test("leaves the others done and is named", async () => {
    const iccids = await adopted(3);
    const wish = [set(iccids, { ratePlan: "LTE10GB", customField1: "before" })];
    await simulator.faults.add({
      kind: "work",
      lines: [iccids[1]!],
      code: "REQUEST_FAILED.UnexpectedError",
      count: 1,
    });
    const first = await engine.up(wish);
    expect(first.errors.join()).toContain(iccids[1]);
    expect(await plansOf(iccids)).toEqual(["LTE10GB", "LTE2GB", "LTE10GB"]);
    // Without callbacks a failure has no voice: the line is waited for, and never sent again meanwhile.
    expect((await engine.up(wish)).errors.join()).toContain("still under way");
    expect(await writesBy(simulator)).toEqual({ changeServicePlan: 1 });
  });

  test("of one device is told by the request's own status", async () => {
    const [iccid] = (await adopted(1)) as [string];
    await engine.up([line("one", { iccid, status: "active" })]);
    await simulator.faults.add({ kind: "work", code: "REQUEST_FAILED.UnexpectedError", count: 1 });
    await simulator.clearJournal();
    const run = await engine.up([
      line("one", { iccid, status: "suspend" }),
      set([iccid], { ratePlan: "LTE2GB", customField1: "before" }),
    ]);
    expect(run.errors.join()).toContain("the carrier did not make the change");
    expect((await simulator.journal({ operation: "getRequestStatus" })).length).toBeGreaterThan(0);
    expect(await writesBy(simulator)).toEqual({ suspendDevices: 1 });
  });
});

describe("a run that is lost", () => {
  const [first, second] = fresh(2);
  const order = { status: "active", ratePlan: "LTE2GB", zipCode: "78701" };
  const stories = {
    "a change of plan": {
      wish: (iccids: string[]) => [set(iccids, { ratePlan: "LTE10GB", customField1: "before" })],
      once: { changeServicePlan: 1 },
    },
    "the leaving of a group": {
      wish: (iccids: string[]) => [
        set(iccids, { ratePlan: "LTE2GB", customField1: "before", deviceGroup: null }),
      ],
      once: { updateGroup: 1 },
    },
    "an activation": {
      wish: (iccids: string[]) => [
        set(iccids, { ratePlan: "LTE2GB", customField1: "before" }),
        lineSet("new", {
          [first!.iccid]: { ...order, imei: first!.imei },
          [second!.iccid]: { ...order, imei: second!.imei },
        }),
      ],
      once: { activateDevices: 1 },
    },
  };

  test.each(Object.entries(stories))(
    "%s is sent once, whenever the process dies",
    async (_, { wish, once }) => {
      for (let call = 1; call <= 12; call += 1) {
        for (const when of ["before", "after"] as const) {
          await simulator.reset();
          rmSync(directory, { recursive: true, force: true });
          engine = new MiniEngine(simulator, {
            "cellular:ledger": join(directory, "ledger.jsonl"),
            "cellular:thingspaceDeadlineSeconds": "300",
          });
          const iccids = await adopted(2);
          for (const iccid of iccids) await simulator.editLine(iccid, { deviceGroup: "Buses" });
          const options: DeploymentOptions = { death: { call, when } };
          const lost = await engine.up(wish(iccids), options);
          for (let run = 0; run < 3; run += 1) if ((await engine.up(wish(iccids))).ok) break;
          const at = `call ${call}, ${when}`;
          expect((await engine.preview(wish(iccids))).steps, at).toEqual([]);
          expect(await writesBy(simulator), at).toEqual(once);
          expect((await engine.refresh()).errors, at).toEqual([]);
          expect((await engine.preview(wish(iccids))).steps, at).toEqual([]);
          if (!lost.lost) return;
        }
      }
      expect.unreachable("the story is longer than it was thought");
    },
  );
});
