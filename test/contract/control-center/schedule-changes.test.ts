/** A schedule that changes while the carrier already holds something of it, which it cannot call back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ApprovalsFile, askedIn } from "../../support/approvals";
import { BIG, FIRST, on, SEASONAL, Season, SHAPES, STANDARD, textsOf } from "./schedule-world";

let season: Season;
beforeAll(async () => {
  season = await Season.open();
});
beforeEach(() => season.begin());
afterAll(() => season.close());

const DAY = "2026-11-10";
const AT = "2026-11-10+00:00";
const ofPlan = { status: "activated", ratePlan: STANDARD };
const put = (ratePlan: string, day?: string) =>
  day === undefined ? [200, { ratePlan }] : [202, { ratePlan, effectiveDate: `${day}+00:00` }];
const empty = { steps: [], warnings: [], calls: 0 };

describe.each(Object.entries(SHAPES))("%s", (_, declare) => {
  const winter = () => declare(ofPlan, [on(DAY, { ratePlan: SEASONAL })]);

  /** State and plan agree with the carrier, now and after another look. */
  async function settled(wish: ReturnType<typeof declare>, ratePlan: string): Promise<void> {
    expect((await season.plan(wish)).steps).toEqual([]);
    expect((await season.refresh()).errors).toEqual([]);
    expect((await season.plan(wish)).steps).toEqual([]);
    expect((await season.up(wish)).steps).toEqual([]);
    expect(await season.has()).toMatchObject({ ratePlan });
  }

  test("overtaken by an immediate change: told before, both come about, each once", async () => {
    await season.up(winter());
    const wish = declare({ ...ofPlan, ratePlan: BIG }, [on(DAY, { ratePlan: SEASONAL })]);
    const { steps, warnings } = await season.plan(wish);
    expect(steps).toEqual(["update it"]);
    expect(warnings.join()).toContain(
      `ratePlan ${BIG} now, and ${SEASONAL} on ${AT}, which the carrier holds already`,
    );
    expect((await season.up(wish)).errors).toEqual([]);
    await settled(wish, BIG);
    await season.at("2026-11-10T09:00:00Z");
    await settled(wish, SEASONAL);
    // Something else of the line: the plan that has come about is not sent along.
    const more = declare({ ...ofPlan, ratePlan: BIG, deviceId: "x" }, [on(DAY, { ratePlan: SEASONAL })]);
    expect((await season.up(more)).errors).toEqual([]);
    await settled(more, SEASONAL);
    expect(await season.sent()).toEqual([put(SEASONAL, DAY), put(BIG), [200, { deviceID: "x" }]]);
  });

  test("another value for the same day: one more call, and the later one wins", async () => {
    await season.up(winter());
    const wish = declare(ofPlan, [on(DAY, { ratePlan: BIG })]);
    expect((await season.up(wish)).errors).toEqual([]);
    expect(await season.pending()).toEqual([`${AT} ratePlan=${BIG}`]);
    expect(season.booked()).toEqual([`${AT} ratePlan=${BIG}`]);
    await settled(wish, STANDARD);
    await season.at("2026-11-11T00:00:00Z");
    await settled(wish, BIG);
    expect(await season.sent()).toEqual([put(SEASONAL, DAY), put(BIG, DAY)]);
  });

  test("back and forth between two values: what counts is what the carrier was told last", async () => {
    await season.up(winter());
    await season.up(declare(ofPlan, [on(DAY, { ratePlan: BIG })]));
    await season.refresh();
    expect((await season.up(winter())).errors).toEqual([]);
    expect(await season.pending()).toEqual([`${AT} ratePlan=${SEASONAL}`]);
    expect(await season.sent()).toHaveLength(3);
  });

  test("another day: the old one is made to change nothing, which is told before and after", async () => {
    await season.up(winter());
    const wish = declare(ofPlan, [on("2026-11-20", { ratePlan: SEASONAL })]);
    const { warnings } = await season.plan(wish);
    expect(warnings.join()).toContain(
      `the carrier holds ratePlan ${SEASONAL} for ${AT} and cannot call it back: it is given ratePlan ${STANDARD} for that day`,
    );
    const { errors, log } = await season.up(wish);
    expect(errors).toEqual([]);
    expect(textsOf(log, "info").join()).toContain("1 change for later days cannot be called back");
    expect(await season.sent()).toEqual([
      put(SEASONAL, DAY),
      put(SEASONAL, "2026-11-20"),
      put(STANDARD, DAY),
    ]);
    await settled(wish, STANDARD);
    await season.at("2026-11-12T00:00:00Z");
    await settled(wish, STANDARD);
    await season.at("2026-11-21T00:00:00Z");
    await settled(wish, SEASONAL);
    expect(await season.sent()).toHaveLength(3);
  });

  test("an entry taken out: nothing changes on its day", async () => {
    await season.up(winter());
    const wish = declare(ofPlan);
    expect((await season.plan(wish)).warnings.join()).toContain("cannot call it back");
    expect((await season.up(wish)).errors).toEqual([]);
    expect(season.booked()).toEqual([`${AT} ratePlan=${STANDARD} stray`]);
    expect(await season.plan(wish)).toEqual(empty);
    await settled(wish, STANDARD);
    await season.at("2026-11-11T00:00:00Z");
    await settled(wish, STANDARD);
    expect(await season.sent()).toEqual([put(SEASONAL, DAY), put(STANDARD, DAY)]);
    // The day is over: another plan is one call, and state forgets what the carrier had.
    expect((await season.up(declare({ ...ofPlan, ratePlan: BIG }))).errors).toEqual([]);
    expect(season.booked()).toEqual([]);
    expect(await season.sent()).toHaveLength(3);
  });

  test("an entry taken out, and another plan afterwards: its day does not bring the old plan back", async () => {
    await season.up(winter());
    await season.up(declare(ofPlan));
    const wish = declare({ ...ofPlan, ratePlan: BIG });
    expect((await season.plan(wish)).warnings.join()).toContain(
      `the carrier holds ratePlan ${STANDARD} for ${AT} and cannot call it back: it is given ratePlan ${BIG}`,
    );
    expect((await season.up(wish)).errors).toEqual([]);
    await settled(wish, BIG);
    await season.at("2026-11-11T00:00:00Z");
    await settled(wish, BIG);
    expect(await season.sent()).toEqual([put(SEASONAL, DAY), put(STANDARD, DAY), put(BIG), put(BIG, DAY)]);
  });

  test("an entry taken out and put back", async () => {
    await season.up(winter());
    await season.up(declare(ofPlan));
    expect((await season.up(winter())).errors).toEqual([]);
    expect(season.booked()).toEqual([`${AT} ratePlan=${SEASONAL}`]);
    await season.at("2026-11-10T00:00:00Z");
    await settled(winter(), SEASONAL);
    expect(await season.sent()).toEqual([put(SEASONAL, DAY), put(STANDARD, DAY), put(SEASONAL, DAY)]);
  });

  test("an entry taken out of something that is not declared: its day gets what the line has", async () => {
    await season.simulator.editLine(FIRST, { accountCustom2: "as it is" });
    const other = [on(DAY, { accountCustom2: "later" })];
    await season.up(declare({ status: "activated" }, other));
    expect((await season.up(declare({ status: "activated" }))).errors).toEqual([]);
    expect(await season.pending()).toEqual([`${AT} accountCustom2=as it is`]);
    await season.up(declare({ status: "activated", deviceId: "x" }));
    expect(await season.sent()).toHaveLength(3);
  });

  test("the value declared before its day: what the carrier holds is harmless then", async () => {
    await season.up(winter());
    const wish = declare({ ...ofPlan, ratePlan: SEASONAL });
    expect((await season.up(wish)).errors).toEqual([]);
    await settled(wish, SEASONAL);
    await season.at("2026-11-11T00:00:00Z");
    await settled(wish, SEASONAL);
    expect(await season.sent()).toEqual([put(SEASONAL, DAY), put(SEASONAL)]);
  });

  test.each([true, false])("cleaned up afterwards, seen before: %s: no call", async (looked) => {
    await season.up(winter());
    await season.at("2026-11-12T00:00:00Z");
    if (looked) await season.refresh();
    const wish = declare({ ...ofPlan, ratePlan: SEASONAL });
    expect((await season.plan(wish)).warnings).toEqual([]);
    expect((await season.up(wish)).errors).toEqual([]);
    expect(season.booked()).toEqual([]);
    expect(await season.plan(wish)).toEqual(empty);
    await settled(wish, SEASONAL);
    expect(await season.sent()).toEqual([put(SEASONAL, DAY)]);
  });

  test("only the entry taken out afterwards: the line gets what is declared of it", async () => {
    await season.up(winter());
    await season.at("2026-11-12T00:00:00Z");
    expect((await season.up(declare(ofPlan))).errors).toEqual([]);
    await settled(declare(ofPlan), STANDARD);
    expect(await season.sent()).toEqual([put(SEASONAL, DAY), put(STANDARD)]);
  });

  test("another value declared beside a change that has come about: the schedule wins, and says so", async () => {
    await season.up(winter());
    await season.at("2026-11-12T00:00:00Z");
    await season.refresh();
    const wish = declare({ ...ofPlan, ratePlan: BIG }, [on(DAY, { ratePlan: SEASONAL })]);
    expect((await season.plan(wish)).warnings.join()).toContain(
      `ratePlan ${SEASONAL} by its schedule, which wins over what is declared of the line itself (${BIG})`,
    );
    expect((await season.up(wish)).errors).toEqual([]);
    await settled(wish, SEASONAL);
    expect(await season.sent()).toHaveLength(1);
  });

  test("a deactivation that is taken back: the carrier takes nothing instead, which is said and seen", async () => {
    await season.up(declare(ofPlan, [on(DAY, { status: "deactivated" })]));
    const wish = declare(ofPlan);
    const { errors } = await season.up(wish);
    expect(errors.join()).toContain(`status deactivated for ${AT} cannot be called back`);
    expect(season.booked()).toEqual([`${AT} status=deactivated stray stuck`]);
    expect((await season.up(wish)).errors).toEqual([]);
    expect((await season.plan(wish)).warnings.join()).toContain(
      `status deactivated will come on ${AT}, is not declared, and cannot be called back`,
    );
    expect(await season.sent()).toHaveLength(2);
    await season.at("2026-11-11T00:00:00Z");
    await season.refresh();
    expect((await season.plan(wish)).steps).toEqual(["update it"]);
    expect((await season.up(wish)).errors).toEqual([]);
    expect(await season.has()).toMatchObject({ status: "ACTIVATED" });
    await settled(wish, STANDARD);
  });

  test("what cannot be undone needs an approval before it is asked for", async () => {
    const wish = declare(ofPlan, [on(DAY, { status: "retired" })]);
    const { errors } = await season.up(wish);
    expect(errors.join()).toContain("retire");
    expect(await season.sent()).toEqual([]);
    expect(season.booked()).toEqual([]);
    await season.at("2026-11-11T00:00:00Z");
    expect(await season.has()).toMatchObject({ status: "ACTIVATED" });
  });

  test("and is asked for once that is there, for the approved day and no other one", async () => {
    const wish = (day: string) =>
      declare(ofPlan, [on(day, { status: "retired" })]).map((one) => ({
        ...one,
        args: { ...one.args, deletionProtection: false },
      }));
    const asked = askedIn((await season.up(wish(DAY))).errors);
    expect(asked).toMatchObject([{ action: "retire", name: FIRST }]);
    const file = new ApprovalsFile();
    try {
      file.approve(asked);
      const { errors } = await season.up(wish("2026-11-11"), { config: file.config });
      expect(errors.join()).toContain("what A. Admin approved is another change than this one");
      expect(await season.sent()).toEqual([]);
      expect((await season.up(wish(DAY), { config: file.config })).errors).toEqual([]);
      expect(await season.sent()).toEqual([[202, { status: "RETIRED", effectiveDate: AT }]]);
      expect((await season.up(wish(DAY))).errors).toEqual([]);
      expect(await season.sent()).toHaveLength(1);
    } finally {
      file.remove();
    }
  });

  test("nobody looks after what is booked for a line that is let go", async () => {
    await season.up(winter());
    const { log, errors } = await season.engine.destroy();
    expect(errors).toEqual([]);
    expect(textsOf(log, "warning").join()).toContain(
      `${FIRST}: the carrier holds ratePlan ${SEASONAL} for ${AT}, which cannot be called back`,
    );
  });
});
