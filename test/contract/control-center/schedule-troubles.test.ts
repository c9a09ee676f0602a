/** Changes for a later day when something goes wrong: lost runs, failures on the day, and others who change the lines. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BIG, FIRST, on, SEASONAL, Season, SHAPES, STANDARD, textsOf } from "./schedule-world";

let season: Season;
beforeAll(async () => {
  season = await Season.open();
});
beforeEach(() => season.begin());
afterAll(() => season.close());

const DAY = "2026-11-10";
const AT = "2026-11-10+00:00";
const BEFORE = "2026-11-09T12:00:00Z";
const IN_GRACE = "2026-11-10T23:00:00Z";
const AFTER_GRACE = "2026-11-11T00:00:00Z";
const ofPlan = { status: "activated", ratePlan: STANDARD };
const put = (ratePlan: string, day = DAY) => [202, { ratePlan, effectiveDate: `${day}+00:00` }];
const edit = (patch: object) => season.simulator.editLine(FIRST, { ...patch });

describe.each(Object.entries(SHAPES))("%s", (_, declare) => {
  const winter = () => declare(ofPlan, [on(DAY, { ratePlan: SEASONAL })]);

  async function inStep(wish = winter()): Promise<void> {
    expect((await season.refresh()).errors).toEqual([]);
    expect((await season.plan(wish)).steps).toEqual([]);
  }

  describe("a run that is lost", () => {
    /** Loses the process at the call that is the n-th of its run. */
    const lose = async (wish: ReturnType<typeof declare>, call: number, when: "before" | "after") =>
      expect((await season.up(wish, { death: { call, when } })).lost).toBe(true);

    test("after the carrier's answer was read: not sent twice", async () => {
      await season.up(declare(ofPlan));
      const two = declare(ofPlan, [on(DAY, { ratePlan: SEASONAL }), on("2026-12-01", { ratePlan: BIG })]);
      await lose(two, 2, "before");
      expect(await season.sent()).toEqual([put(SEASONAL)]);
      // A look in between takes it into state; of the second call nobody knows that it never left.
      await season.refresh();
      expect(season.booked()).toEqual([
        `${AT} ratePlan=${SEASONAL}`,
        `2026-12-01+00:00 ratePlan=${BIG} unsure`,
      ]);
      expect((await season.up(two)).errors).toEqual([]);
      expect(await season.sent()).toEqual([put(SEASONAL), put(BIG, "2026-12-01")]);
      await season.at("2026-12-02T00:00:00Z");
      await inStep(two);
      expect(await season.has()).toMatchObject({ ratePlan: BIG });
    });

    test("of the first run of all: not sent twice", async () => {
      const two = declare(ofPlan, [on(DAY, { ratePlan: SEASONAL }), on("2026-12-01", { ratePlan: BIG })]);
      const reads = (await season.up(two, { death: { call: 1, when: "before" } })).calls;
      expect(reads).toBe(1);
      for (let call = 2; (await season.sent()).length === 0; call += 1) await lose(two, call, "before");
      expect(await season.sent()).toEqual([put(SEASONAL)]);
      expect((await season.up(two)).errors).toEqual([]);
      expect(await season.sent()).toEqual([put(SEASONAL), put(BIG, "2026-12-01")]);
    });

    test("before the carrier's answer was read: asked for once more, which the carrier takes for the same", async () => {
      await season.up(declare(ofPlan));
      await lose(winter(), 1, "after");
      expect((await season.up(winter())).errors).toEqual([]);
      expect(await season.sent()).toEqual([put(SEASONAL), put(SEASONAL)]);
      expect(await season.pending()).toEqual([`${AT} ratePlan=${SEASONAL}`]);
      expect((await season.up(winter())).steps).toEqual([]);
    });

    test("before anything was sent: sent once", async () => {
      await season.up(declare(ofPlan));
      await lose(winter(), 1, "before");
      expect((await season.up(winter())).errors).toEqual([]);
      expect(await season.sent()).toEqual([put(SEASONAL)]);
    });

    test.each(["before", "after"] as const)(
      "and whose change is not wanted any more: it is found and made to change nothing (%s)",
      async (when) => {
        await season.up(declare(ofPlan));
        const two = declare(ofPlan, [on(DAY, { ratePlan: SEASONAL }), on("2026-12-01", { ratePlan: BIG })]);
        await lose(two, when === "before" ? 2 : 1, when);
        const wish = declare({ ...ofPlan, deviceId: "x" });
        expect((await season.up(wish)).errors).toEqual([]);
        // Nobody knows that the second call never left, so its day is made sure of as well.
        const both = [`${AT} ratePlan=${STANDARD}`, `2026-12-01+00:00 ratePlan=${STANDARD}`];
        expect(await season.pending()).toEqual(when === "before" ? both : both.slice(0, 1));
        await season.at(AFTER_GRACE);
        await inStep(wish);
        expect(await season.has()).toMatchObject({ ratePlan: STANDARD });
      },
    );

    test("found after its day: it has come about, and nothing is sent", async () => {
      await season.up(declare(ofPlan));
      const two = declare(ofPlan, [on(DAY, { ratePlan: SEASONAL }), on("2026-12-01", { ratePlan: BIG })]);
      await lose(two, 2, "before");
      await season.at(AFTER_GRACE);
      expect((await season.up(two)).errors).toEqual([]);
      expect(await season.sent()).toEqual([put(SEASONAL), put(BIG, "2026-12-01")]);
      expect(season.booked()).toEqual([
        `${AT} ratePlan=${SEASONAL} done`,
        `2026-12-01+00:00 ratePlan=${BIG}`,
      ]);
    });
  });

  test("an answer that the carrier spoils: named, and asked for once more", async () => {
    await season.up(declare(ofPlan));
    await season.simulator.faults.add({ kind: "reset", operation: "editDevice", when: "after" });
    const first = await season.up(winter());
    expect(first.ok).toBe(false);
    expect(season.booked()).toEqual([`${AT} ratePlan=${SEASONAL} unsure`]);
    await season.simulator.faults.clear();
    expect((await season.up(winter())).errors).toEqual([]);
    expect(season.booked()).toEqual([`${AT} ratePlan=${SEASONAL}`]);
    expect(await season.pending()).toEqual([`${AT} ratePlan=${SEASONAL}`]);
  });

  test("a change that the carrier refuses when it is asked for: named, and the rest of the schedule is booked", async () => {
    const wish = declare(ofPlan, [on(DAY, { ratePlan: "None" }), on("2026-11-20", { ratePlan: BIG })]);
    const { errors } = await season.up(wish);
    expect(errors.join()).toContain("None");
    expect(season.booked()).toEqual([`2026-11-20+00:00 ratePlan=${BIG}`]);
    expect((await season.up(wish)).errors).toHaveLength(1);
    expect((await season.sent()).map((one) => (one as unknown[])[0])).toEqual([404, 202, 404]);
  });

  test("one that fails on its day: nothing in its grace, told and in the plan after it, until it is put right", async () => {
    await season.simulator.faults.add({ kind: "work", code: "10000029", count: 1 });
    await season.up(winter());
    for (const moment of ["2026-11-10T00:00:00Z", IN_GRACE]) {
      await season.at(moment);
      const { log } = await season.refresh();
      expect(textsOf(log, "warning")).toEqual([]);
      expect(textsOf(log, "info").join()).toContain("does not show yet, and is no drift");
      expect((await season.plan(winter())).steps, moment).toEqual([]);
    }
    const more = declare({ ...ofPlan, deviceId: "x" }, [on(DAY, { ratePlan: SEASONAL })]);
    expect((await season.up(more)).errors).toEqual([]);
    await season.at(AFTER_GRACE);
    const { log } = await season.refresh();
    expect(textsOf(log, "warning").join()).toContain(
      `ratePlan ${SEASONAL} was asked for from ${AT} on and has not come about`,
    );
    expect((await season.plan(more)).steps).toEqual(["update it"]);
    const { errors } = await season.up(more);
    expect(errors.join()).toContain(`ratePlan ${SEASONAL} was asked for from ${AT} on`);
    expect(errors.join()).toContain("has not come about");
    expect((await season.up(more)).errors).toHaveLength(1);
    expect(await season.sent()).toHaveLength(2);
    const repaired = declare({ ...ofPlan, deviceId: "x", ratePlan: SEASONAL });
    expect((await season.up(repaired)).errors).toEqual([]);
    expect(await season.has()).toMatchObject({ ratePlan: SEASONAL });
    await inStep(repaired);
    expect(season.booked()).toEqual([]);
  });

  test("one that comes late is in step again by itself", async () => {
    await season.simulator.faults.add({ kind: "work", delayMs: 40 * 3_600_000, count: 1 });
    await season.up(winter());
    await season.at("2026-11-11T12:00:00Z");
    await season.refresh();
    expect((await season.plan(winter())).steps).toEqual(["update it"]);
    await season.at("2026-11-12T12:00:00Z");
    await inStep();
    expect(season.booked()).toEqual([`${AT} ratePlan=${SEASONAL} done`]);
    expect(await season.sent()).toEqual([put(SEASONAL)]);
  });

  test.each([
    ["before the day", BEFORE, STANDARD, [`${AT} ratePlan=${SEASONAL}`]],
    ["after it", "2026-11-12T00:00:00Z", SEASONAL, [`${AT} ratePlan=${SEASONAL} done`]],
  ])("drift to a third value %s is found and put right", async (_when, moment, right, booked) => {
    await season.up(winter());
    await season.at(moment);
    await season.refresh();
    await edit({ ratePlan: BIG });
    await season.refresh();
    expect((await season.plan(winter())).steps).toEqual(["update it"]);
    expect((await season.up(winter())).errors).toEqual([]);
    expect(await season.has()).toMatchObject({ ratePlan: right });
    expect(season.booked()).toEqual(booked);
    await inStep();
    expect(await season.sent()).toEqual([put(SEASONAL), [200, { ratePlan: right }]]);
    await season.at("2026-12-01T00:00:00Z");
    await inStep();
    expect(await season.has()).toMatchObject({ ratePlan: SEASONAL });
  });

  test("drift back to the declared value after the day is drift, too", async () => {
    await season.up(winter());
    await season.at("2026-11-12T00:00:00Z");
    await inStep();
    await edit({ ratePlan: STANDARD });
    await season.refresh();
    const { steps, warnings } = await season.plan(winter());
    expect(steps).toEqual(["update it"]);
    expect(warnings.join()).toContain(`ratePlan ${SEASONAL} by its schedule`);
    expect((await season.up(winter())).errors).toEqual([]);
    expect(await season.has()).toMatchObject({ ratePlan: SEASONAL });
    await inStep();
  });

  test("drift that somebody puts right himself is over", async () => {
    await season.up(winter());
    await season.at("2026-11-12T00:00:00Z");
    await season.refresh();
    for (const ratePlan of [BIG, STANDARD]) {
      await edit({ ratePlan });
      await season.refresh();
      expect((await season.plan(winter())).steps).toEqual(["update it"]);
      await edit({ ratePlan: SEASONAL });
      await inStep();
    }
    expect(await season.sent()).toHaveLength(1);
  });

  test("somebody sets the scheduled value early: in step, before and after, and the old value as well", async () => {
    await season.up(winter());
    await edit({ ratePlan: SEASONAL });
    await inStep();
    expect(season.booked()).toEqual([`${AT} ratePlan=${SEASONAL} shown`]);
    await edit({ ratePlan: STANDARD });
    await inStep();
    expect(season.booked()).toEqual([`${AT} ratePlan=${SEASONAL}`]);
    await edit({ ratePlan: SEASONAL });
    await season.at(AFTER_GRACE);
    await inStep();
    expect(season.booked()).toEqual([`${AT} ratePlan=${SEASONAL} done`]);
    expect(await season.sent()).toEqual([put(SEASONAL)]);
  });

  describe("a value that shows before its day by our clock", () => {
    beforeEach(async () => {
      await season.up(winter());
      await edit({ ratePlan: SEASONAL });
      await inStep();
    });

    test("is left so by a change of something else", async () => {
      const wish = declare({ ...ofPlan, deviceId: "x" }, [on(DAY, { ratePlan: SEASONAL })]);
      expect((await season.up(wish)).errors).toEqual([]);
      await inStep(wish);
      expect(await season.sent()).toEqual([put(SEASONAL), [200, { deviceID: "x" }]]);
    });

    test("may be declared already, the schedule dropped: no call", async () => {
      const wish = declare({ ...ofPlan, ratePlan: SEASONAL });
      expect((await season.up(wish)).errors).toEqual([]);
      await inStep(wish);
      await season.at(AFTER_GRACE);
      await inStep(wish);
      expect(await season.sent()).toEqual([put(SEASONAL)]);
    });

    test("gives way to another value that is declared meanwhile", async () => {
      const wish = declare({ ...ofPlan, ratePlan: BIG }, [on(DAY, { ratePlan: SEASONAL })]);
      expect((await season.up(wish)).errors).toEqual([]);
      expect(await season.has()).toMatchObject({ ratePlan: BIG });
      await inStep(wish);
      expect((await season.up(wish)).steps).toEqual([]);
      expect(await season.sent()).toEqual([put(SEASONAL), [200, { ratePlan: BIG }]]);
    });

    test("goes with the entry that is taken out", async () => {
      expect((await season.up(declare(ofPlan))).errors).toEqual([]);
      expect(await season.has()).toMatchObject({ ratePlan: STANDARD });
      await season.at(AFTER_GRACE);
      await inStep(declare(ofPlan));
    });
  });

  test("fixed addresses come with their APN, which the carrier never shows", async () => {
    await edit({ communicationPlan: "Data LTE Fixed IP" });
    const address = { ipv4Address: "10.99.0.7", apn: "fixed.northstar", pdpId: "3" };
    const wish = declare(ofPlan, [on(DAY, address)]);
    expect((await season.up(wish)).errors).toEqual([]);
    expect(await season.sent()).toEqual([[202, { ...address, effectiveDate: AT }]]);
    await season.at(AFTER_GRACE);
    await inStep(wish);
    expect(season.booked()[0]?.endsWith("done")).toBe(true);
    expect(await season.has()).toMatchObject({ ipv4Address: "10.99.0.7" });
  });

  test("what only the usage shows comes about as well", async () => {
    const wish = declare(ofPlan, [on(DAY, { overageLimitOverride: "permanentOverride" })]);
    expect((await season.up(wish)).errors).toEqual([]);
    await season.at(AFTER_GRACE);
    await inStep(wish);
    expect(season.booked()).toEqual([`${AT} overageLimitOverride=permanentOverride done`]);
  });
});
