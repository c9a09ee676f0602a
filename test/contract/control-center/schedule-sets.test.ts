/** Schedules of many lines at once, and of some of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MiniEngine } from "../../support/mini-engine";
import { lineSet } from "./lines-world";
import { BIG, FIRST, FOURTH, SEASONAL, SECOND, Season, STANDARD, THIRD, textsOf } from "./schedule-world";

let season: Season;
beforeAll(async () => {
  season = await Season.open();
});
beforeEach(() => season.begin());
afterAll(() => season.close());

const DAY = "2026-11-10";
const AT = "2026-11-10+00:00";
const ofPlan = { status: "activated", ratePlan: STANDARD };
const empty = { steps: [], warnings: [], calls: 0 };

describe("a set", () => {
  const set = (lines: readonly string[], schedule: readonly object[]) => [
    lineSet("it", Object.fromEntries(lines.map((one) => [one, ofPlan])), { schedule }),
  ];

  test("schedules for some of its lines, and keeps in state what they share once", async () => {
    const all = [FIRST, SECOND, THIRD, FOURTH];
    const schedule = [
      { on: DAY, set: { ratePlan: SEASONAL } },
      { on: "2026-12-01", set: { ratePlan: BIG }, lines: [SECOND, THIRD] },
    ];
    expect((await season.up(set(all, schedule))).errors).toEqual([]);
    expect(season.booked()).toEqual([`${AT} ratePlan=${SEASONAL}`, `2026-12-01+00:00 ratePlan=${BIG}`]);
    expect(await season.sent()).toHaveLength(6);
    await season.at("2026-12-02T00:00:00Z");
    expect((await season.refresh()).errors).toEqual([]);
    expect(await season.plan(set(all, schedule))).toEqual(empty);
    const plans = await Promise.all(all.map(async (one) => (await season.has(one)).ratePlan));
    expect(plans).toEqual([SEASONAL, BIG, BIG, SEASONAL]);
    expect(await season.sent()).toHaveLength(6);
  });

  test("refuses a line that is none of its own", async () => {
    const { errors } = await season.up(set([FIRST], [{ on: DAY, set: { ratePlan: BIG }, lines: [SECOND] }]));
    expect(errors.join()).toContain(`lines: ${SECOND} is not among the lines of this set`);
  });

  test("looks at many lines for which a day has come, also at what lists do not show", async () => {
    const all = [FIRST, SECOND, THIRD, FOURTH];
    const schedule = [{ on: DAY, set: { accountCustom1: "winter" } }];
    await season.up(set(all, schedule));
    await season.at("2026-11-13T00:00:00Z");
    const { errors } = await season.up([
      lineSet("it", Object.fromEntries(all.map((one) => [one, { ...ofPlan, deviceId: "x" }])), { schedule }),
    ]);
    expect(errors).toEqual([]);
    expect(season.booked()).toEqual([`${AT} accountCustom1=winter done`]);
    expect(await season.sent()).toHaveLength(8);
  });

  test("warns of a line that leaves with something booked, and of nothing else", async () => {
    const schedule = [{ on: DAY, set: { ratePlan: SEASONAL }, lines: [FIRST] }];
    await season.up(set([FIRST, SECOND, THIRD], schedule));
    const { errors, log } = await season.up(set([THIRD], []));
    expect(errors).toEqual([]);
    expect(textsOf(log, "warning")).toEqual([
      `${FIRST}: the carrier holds ratePlan ${SEASONAL} for ${AT}, which cannot be called back; nobody looks after it any more`,
    ]);
    expect(await season.sent()).toHaveLength(1);
  });

  test("and a line of another stack do not take what the other has booked for their own", async () => {
    await season.up(set([FIRST], []));
    const other = new MiniEngine(season.simulator, { "cellular:ledger": season.ledger });
    const fields = (value: string) => [
      lineSet(
        "fields",
        { [FIRST]: { accountCustom1: "a" } },
        {
          schedule: [{ on: DAY, set: { accountCustom1: value } }],
        },
      ),
    ];
    expect((await other.up(fields("b"), { from: Date.parse("2026-11-02T08:10:00Z") })).errors).toEqual([]);
    await season.at("2026-11-02T09:00:00Z");
    expect((await season.up(set([FIRST], [{ on: DAY, set: { ratePlan: BIG } }]))).errors).toEqual([]);
    expect(await season.pending()).toEqual([`${AT} accountCustom1=b`, `${AT} ratePlan=${BIG}`]);
  });
});
