/** Changes for a later day: what state, plan and carrier say at each point of the clock. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BIG, on, SEASONAL, Season, SHAPES, STANDARD, START, textsOf } from "./schedule-world";

let season: Season;
beforeAll(async () => {
  season = await Season.open();
});
beforeEach(() => season.begin());
afterAll(() => season.close());

const ofPlan = { status: "activated", ratePlan: STANDARD };

describe.each(Object.entries(SHAPES))("%s", (_, declare) => {
  test("today: done at once, and never again", async () => {
    const wish = declare(ofPlan, [on("2026-11-02", { ratePlan: SEASONAL })]);
    expect((await season.up(wish)).errors).toEqual([]);
    const once = [[200, { ratePlan: SEASONAL, effectiveDate: "2026-11-02+00:00" }]];
    for (const moment of [START, "2026-11-02T23:59:59Z", "2026-11-03T00:00:00Z", "2026-12-24T12:00:00Z"]) {
      await season.at(moment);
      expect(await season.plan(wish), moment).toEqual({ steps: [], warnings: [], calls: 0 });
      expect((await season.refresh()).errors).toEqual([]);
      expect(await season.plan(wish), moment).toEqual({ steps: [], warnings: [], calls: 0 });
      expect(await season.up(wish), moment).toMatchObject({ steps: [], errors: [] });
      expect(await season.has()).toMatchObject({ status: "ACTIVATED", ratePlan: SEASONAL });
      expect(season.booked()).toEqual([`2026-11-02+00:00 ratePlan=${SEASONAL} done`]);
    }
    expect(await season.sent()).toEqual(once);
  });

  test("tomorrow: taken, pending until its day, done after it; never drift and never sent twice", async () => {
    const wish = declare(ofPlan, [on("2026-11-03", { ratePlan: SEASONAL })]);
    expect((await season.up(wish)).errors).toEqual([]);
    expect(await season.pending()).toEqual([`2026-11-03+00:00 ratePlan=${SEASONAL}`]);
    for (const moment of [START, "2026-11-02T23:59:00Z"]) {
      await season.at(moment);
      const { log } = await season.refresh();
      expect(textsOf(log, "info").join()).toContain(
        `ratePlan ${SEASONAL} on 2026-11-03+00:00: pending at the carrier, and no drift`,
      );
      const preview = await season.preview(wish);
      expect(preview).toMatchObject({ steps: [], calls: 0 });
      expect(textsOf(preview.log, "info").join()).toContain("pending at the carrier");
      expect((await season.up(wish)).steps).toEqual([]);
      expect(await season.has()).toMatchObject({ ratePlan: STANDARD });
      expect(season.booked()).toEqual([`2026-11-03+00:00 ratePlan=${SEASONAL}`]);
    }
    for (const moment of ["2026-11-03T00:00:00Z", "2026-11-03T10:00:00Z", "2026-11-09T00:00:00Z"]) {
      await season.at(moment);
      expect(await season.has()).toMatchObject({ ratePlan: SEASONAL });
      expect(await season.plan(wish)).toMatchObject({ steps: [], calls: 0 });
      expect(textsOf((await season.refresh()).log, "info").join()).not.toContain("pending");
      expect(await season.plan(wish), moment).toEqual({ steps: [], warnings: [], calls: 0 });
      expect((await season.up(wish)).steps).toEqual([]);
      expect(season.booked()).toEqual([`2026-11-03+00:00 ratePlan=${SEASONAL} done`]);
    }
    expect(await season.sent()).toEqual([[202, { ratePlan: SEASONAL, effectiveDate: "2026-11-03+00:00" }]]);
  });

  test("day 180 is taken, day 181 refused by the check", async () => {
    expect((await season.up(declare(ofPlan, [on("2027-05-01", { ratePlan: BIG })]))).errors).toEqual([]);
    expect(await season.pending()).toEqual([`2027-05-01+00:00 ratePlan=${BIG}`]);
    const { errors, calls } = await season.up(declare(ofPlan, [on("2027-05-02", { ratePlan: BIG })]));
    expect(errors.join()).toContain(
      'schedule[0]: on: "2027-05-02" is more than 180 days ahead, and the carrier takes no more',
    );
    expect(calls).toBe(0);
    // A week later the same day is one that the carrier takes: it is the carrier's clock that counts.
    await season.at("2026-11-09T08:00:00Z");
    const both = [on("2027-05-01", { ratePlan: BIG }), on("2027-05-08", { ratePlan: SEASONAL })];
    expect((await season.up(declare(ofPlan, both))).errors).toEqual([]);
    expect(await season.sent()).toHaveLength(2);
  });

  test("a day that has passed is refused before anything is sent, unless the line has the value", async () => {
    const wish = declare({ ...ofPlan, deviceId: "new" }, [on("2026-11-01", { ratePlan: SEASONAL })]);
    const { errors } = await season.up(wish);
    expect(errors.join()).toContain("nothing was sent");
    expect(errors.join()).toContain(
      `2026-11-01+00:00 has passed, and ratePlan ${SEASONAL} was not asked for`,
    );
    expect(await season.sent()).toEqual([]);
    await season.simulator.editLine((await season.has()).iccid as string, { ratePlan: SEASONAL });
    expect((await season.up(wish)).errors).toEqual([]);
    expect(await season.sent()).toEqual([[200, { deviceID: "new" }]]);
    expect(await season.plan(wish)).toEqual({ steps: [], warnings: [], calls: 0 });
    expect((await season.refresh()).errors).toEqual([]);
    expect((await season.plan(wish)).steps).toEqual([]);
  });

  test("a past day beside a line that is known: nothing is sent either, and the plan tells before", async () => {
    expect((await season.up(declare(ofPlan))).errors).toEqual([]);
    const wish = declare({ ...ofPlan, deviceId: "new" }, [on("2026-10-31", { ratePlan: SEASONAL })]);
    const { steps, warnings } = await season.plan(wish);
    expect(steps).toEqual(["update it"]);
    expect(warnings.join()).toContain("2026-10-31+00:00 has passed");
    expect((await season.up(wish)).errors.join()).toContain("was not asked for");
    expect(await season.sent()).toEqual([]);
    await season.simulator.editLine((await season.has()).iccid as string, { ratePlan: SEASONAL });
    expect((await season.up(wish)).errors).toEqual([]);
    expect(await season.sent()).toEqual([[200, { deviceID: "new" }]]);
  });

  test.each([
    ["tomorrow", "is no day"],
    ["2027-02-29", "there is no day 2027-02-29"],
    ["2026-12-01 Mars/Olympus", "there is no zone Mars/Olympus"],
    ["2026-12-01T12:00:00", "a time without an offset"],
    ["2026-12-01+15:00", "no zone is at +15:00"],
  ])("%s is refused by the check", async (day, problem) => {
    const { errors, calls } = await season.up(declare(ofPlan, [on(day, { ratePlan: SEASONAL })]));
    expect(errors.join()).toContain(problem);
    expect(calls).toBe(0);
  });

  test.each([
    [{ plan: "x" }, "plan"],
    [{ status: "lost" }, "status"],
    [{ iccid: "8914800777000000001" }, "iccid"],
    [{ ipv4Address: "10.0.0.1" }, "a fixed address needs apn and pdpId beside it"],
    [{}, "nothing is to change"],
  ])("%o is refused by the check", async (set, problem) => {
    const { errors, calls } = await season.up(declare(ofPlan, [on("2026-11-03", set)]));
    expect(errors.join()).toContain(problem);
    expect(calls).toBe(0);
  });

  // At noon UTC of 2 November; the carrier's moment is what counts, in whatever zone the day is written.
  test.each([
    ["2026-11-03+14:00", 200, undefined],
    ["2026-11-04+14:00", 202, "2026-11-03T10:00:00.000Z"],
    ["2026-11-02-12:00", 200, undefined],
    ["2026-11-03-12:00", 202, "2026-11-03T12:00:00.000Z"],
    ["2026-11-03 Pacific/Kiritimati", 200, undefined],
    ["2026-11-03 America/Los_Angeles", 202, "2026-11-03T08:00:00.000Z"],
    ["2026-11-03T23:00:00+02:00", 202, "2026-11-02T22:00:00.000Z"],
    // Summer time begins on this day, at two o'clock: it still begins at midnight of winter time.
    ["2027-03-28 Europe/Berlin", 202, "2027-03-27T23:00:00.000Z"],
    ["2027-03-29 Europe/Berlin", 202, "2027-03-28T22:00:00.000Z"],
  ])("%s is answered %d and due %s", async (day, status, due) => {
    await season.at("2026-11-02T12:00:00Z");
    const wish = declare(ofPlan, [on(day, { ratePlan: SEASONAL })]);
    expect((await season.up(wish)).errors).toEqual([]);
    expect((await season.sent()).map((one) => (one as unknown[])[0])).toEqual([status]);
    const { pending } = await season.simulator.state();
    expect(pending.map((one) => one.due)).toEqual(due === undefined ? [] : [due]);
    expect((await season.plan(wish)).steps).toEqual([]);
    if (due === undefined) return;
    for (const [offset, plan] of [
      [-60_000, STANDARD],
      [0, SEASONAL],
    ] as const) {
      await season.at(new Date(Date.parse(due) + offset).toISOString());
      expect((await season.refresh()).errors).toEqual([]);
      expect(await season.has()).toMatchObject({ ratePlan: plan });
      expect(season.booked()[0]?.endsWith(" done")).toBe(offset === 0);
      expect((await season.plan(wish)).steps).toEqual([]);
    }
    expect(await season.sent()).toHaveLength(1);
  });

  test("one day in another spelling is the same day", async () => {
    expect((await season.up(declare(ofPlan, [on("2026-11-16", { ratePlan: SEASONAL })]))).errors).toEqual([]);
    for (const day of [
      "2026-11-16Z",
      "2026-11-16 UTC",
      // As a day from a stack's configuration reaches a program.
      "2026-11-16 00:00:00 +0000 UTC",
      "2026-11-16T00:00:00+00:00",
      "2026-11-16 Africa/Abidjan",
    ]) {
      expect((await season.up(declare(ofPlan, [on(day, { ratePlan: SEASONAL })]))).errors).toEqual([]);
    }
    // Two places on either side of the date line whose days begin at the same moment.
    expect((await season.up(declare(ofPlan, [on("2026-11-20-12:00", { ratePlan: BIG })]))).errors).toEqual(
      [],
    );
    expect((await season.up(declare(ofPlan, [on("2026-11-21+12:00", { ratePlan: BIG })]))).errors).toEqual(
      [],
    );
    expect(await season.sent()).toEqual([
      [202, { ratePlan: SEASONAL, effectiveDate: "2026-11-16+00:00" }],
      [202, { ratePlan: BIG, effectiveDate: "2026-11-20-12:00" }],
      [202, { ratePlan: STANDARD, effectiveDate: "2026-11-16+00:00" }],
    ]);
  });

  test("two days of one attribute come one after the other, also where nobody looks in between", async () => {
    const wish = declare(ofPlan, [
      on("2026-11-03", { ratePlan: SEASONAL, deviceId: "winter" }),
      on("2026-12-01", { ratePlan: BIG }),
    ]);
    expect((await season.up(wish)).errors).toEqual([]);
    await season.at("2026-12-04T00:00:00Z");
    const { log } = await season.refresh();
    expect(textsOf(log, "warning")).toEqual([]);
    expect(await season.plan(wish)).toEqual({ steps: [], warnings: [], calls: 0 });
    expect(season.booked()).toHaveLength(2);
    expect(season.booked().every((one) => one.endsWith(" done"))).toBe(true);
    expect(await season.has()).toMatchObject({ ratePlan: BIG, deviceID: "winter" });
    expect(await season.sent()).toHaveLength(2);
  });

  test("two changes of one attribute on one day are refused by the check", async () => {
    const twice = [on("2026-11-10", { ratePlan: SEASONAL }), on("2026-11-10Z", { ratePlan: BIG })];
    const { errors, calls } = await season.up(declare(ofPlan, twice));
    expect(errors.join()).toContain("is changed on that day by schedule[0] too");
    expect(calls).toBe(0);
    const apart = [on("2026-11-10", { ratePlan: SEASONAL }), on("2026-11-10Z", { deviceId: "x" })];
    const wish = declare(ofPlan, apart);
    expect((await season.up(wish)).errors).toEqual([]);
    expect(await season.sent()).toEqual([
      [202, { ratePlan: SEASONAL, deviceID: "x", effectiveDate: "2026-11-10+00:00" }],
    ]);
    expect((await season.plan(wish)).steps).toEqual([]);
  });

  test("what is scheduled without being declared of the line is left alone until its day, and held after it", async () => {
    const wish = declare({ status: "activated" }, [on("2026-11-10", { accountCustom1: "summer" })]);
    expect((await season.up(wish)).errors).toEqual([]);
    await season.simulator.editLine((await season.has()).iccid as string, { accountCustom1: "anything" });
    expect((await season.refresh()).errors).toEqual([]);
    expect((await season.plan(wish)).steps).toEqual([]);
    await season.at("2026-11-12T00:00:00Z");
    expect((await season.refresh()).errors).toEqual([]);
    expect(season.booked()).toEqual(["2026-11-10+00:00 accountCustom1=summer done"]);
    expect((await season.plan(wish)).steps).toEqual([]);
    await season.simulator.editLine((await season.has()).iccid as string, { accountCustom1: "else" });
    await season.refresh();
    expect((await season.plan(wish)).steps).toEqual(["update it"]);
    expect((await season.up(wish)).errors).toEqual([]);
    expect(await season.has()).toMatchObject({ accountCustom1: "summer" });
    expect((await season.plan(wish)).steps).toEqual([]);
    await season.refresh();
    expect((await season.plan(wish)).steps).toEqual([]);
  });
});
