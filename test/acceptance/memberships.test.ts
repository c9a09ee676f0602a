import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { truthOf } from "../support/carrier-truth";
import { membership } from "../support/declared";
import { Deployment } from "../support/deployment";
import { callsOf } from "../support/journal";
import { MiniEngine } from "../support/mini-engine";
import { BUS, OFFICE } from "../support/numbers";

const THIRD = "681-300-0000";
const LOANER = "Loaner 2026";
const RATE = "E-Rate";

let simulator: KajeetSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
beforeEach(async () => {
  await simulator.reset();
  await simulator.editLine("512-300-0000", { labels: [LOANER, RATE] });
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

const truth = async (mdn: string) => truthOf((await simulator.line(mdn))!);
const labelsOf = async (mdn: string) => (await truth(mdn)).labels;

describe("LabelAssignment", () => {
  test("leaves other labels of its lines alone, when it comes and when it goes", async () => {
    const loaners = membership("LabelAssignment", "loaners", [OFFICE, BUS], { labels: [LOANER] });
    await engine.up([loaners]);
    expect(await labelsOf(OFFICE)).toEqual(["Campus: Oak Hill Elementary", LOANER]);
    expect(await labelsOf(BUS)).toEqual(["Bus", LOANER]);
    expect((await engine.up([])).errors).toEqual([]);
    expect(await labelsOf(OFFICE)).toEqual(["Campus: Oak Hill Elementary"]);
    expect(await labelsOf(BUS)).toEqual(["Bus"]);
  });

  test("shares a line with another one", async () => {
    const program = [
      membership("LabelAssignment", "loaners", [OFFICE, BUS], { labels: [LOANER] }),
      membership("LabelAssignment", "e-rate", [OFFICE], { labels: [RATE] }),
    ];
    expect((await engine.up(program)).errors).toEqual([]);
    expect(await labelsOf(OFFICE)).toEqual(["Campus: Oak Hill Elementary", RATE, LOANER]);
    await engine.refresh();
    expect((await engine.preview(program)).steps).toEqual([]);
    await engine.up([program[0]!]);
    expect(await labelsOf(OFFICE)).toEqual(["Campus: Oak Hill Elementary", LOANER]);
  });

  test("does not hide a line's other labels from a resource that works in the same deployment", async () => {
    const loaners = membership("LabelAssignment", "loaners", [OFFICE, BUS], { labels: [LOANER] });
    const buses = membership("LabelAssignment", "buses", [THIRD], { labels: ["Bus"] }, { exclusive: true });
    const deployment = new Deployment(simulator);
    for (const { type, args } of [loaners, buses]) {
      const hooks = deployment.hooks(type);
      await hooks.create((await hooks.check({}, args)).inputs);
    }
    await deployment.close();
    expect(await labelsOf(BUS)).toEqual([LOANER]);
    expect(await labelsOf(OFFICE)).toEqual(["Campus: Oak Hill Elementary", LOANER]);
  });

  test("sees a label that somebody took off, and puts it back", async () => {
    const program = [membership("LabelAssignment", "loaners", [OFFICE, BUS], { labels: [LOANER] })];
    await engine.up(program);
    await simulator.editLine(BUS, { labels: ["Bus"] });
    expect((await engine.refresh()).errors).toEqual([]);
    expect((await engine.preview(program)).steps).toEqual(["update loaners"]);
    expect((await engine.up(program)).errors).toEqual([]);
    expect(await labelsOf(BUS)).toEqual(["Bus", LOANER]);
  });

  test("with exclusive, takes its label off every other line and leaves their other labels", async () => {
    const program = [
      membership("LabelAssignment", "loaners", [BUS], { labels: [LOANER] }, { exclusive: true }),
    ];
    expect((await engine.up(program)).errors).toEqual([]);
    expect(await labelsOf("512-300-0000")).toEqual([RATE]);
    expect((await engine.preview(program)).steps).toEqual([]);
    await simulator.editLine(THIRD, { labels: [LOANER] });
    await engine.refresh();
    expect((await engine.preview(program)).steps).toEqual(["update loaners"]);
    expect((await engine.up(program)).errors).toEqual([]);
    expect(await labelsOf(THIRD)).toEqual([]);
    await engine.refresh();
    expect((await engine.preview(program)).steps).toEqual([]);
  });
});

describe("restore", () => {
  test("gives a line that leaves what it had before", async () => {
    const before = (await truth(BUS)).ratePlan;
    const more = { onDelete: "restore" } as const;
    const plan = (lines: string[]) => membership("RatePlan", "big", lines, { ratePlan: "KJ-UNL" }, more);
    await engine.up([plan([OFFICE, BUS])]);
    expect((await truth(BUS)).ratePlan).toBe("KJ-UNL");
    expect((await engine.up([plan([OFFICE])])).errors).toEqual([]);
    expect((await truth(BUS)).ratePlan).toBe(before);
    expect((await truth(OFFICE)).ratePlan).toBe("KJ-UNL");
    await engine.destroy();
    expect((await truth(OFFICE)).ratePlan).toBe("KJ-VZ-10GB");
  });

  test("gives back the earlier value, not one that the membership itself had set before", async () => {
    const more = { onDelete: "restore" } as const;
    await engine.up([membership("RatePlan", "big", [BUS], { ratePlan: "KJ-UNL" }, more)]);
    await engine.up([membership("RatePlan", "big", [BUS], { ratePlan: "KJ-5GB" }, more)]);
    await engine.refresh();
    await engine.up([]);
    expect((await truth(BUS)).ratePlan).toBe("KJ-TM-10GB");
  });

  test("puts a line that leaves a filter group into the account's default one", async () => {
    const staff = membership(
      "FilterGroup",
      "staff",
      [BUS],
      { filterGroup: "Staff" },
      { onDelete: "restore" },
    );
    await engine.up([staff]);
    await engine.destroy();
    expect((await truth(BUS)).filterGroup).toBe("Default");
  });

  test("moves a line back to the device group from which it came", async () => {
    const more = { onDelete: "restore" } as const;
    const buses = membership("DeviceGroup", "buses", [BUS], { deviceGroup: "Transportation" }, more);
    expect((await engine.up([buses])).errors).toEqual([]);
    expect((await truth(BUS)).deviceGroup).toBe("Transportation");
    await engine.refresh();
    expect((await engine.preview([buses])).steps).toEqual([]);
    expect((await engine.up([])).errors).toEqual([]);
    expect((await truth(BUS)).deviceGroup).toBe("NORTHSTAR-ISD");
  });

  test("is not done to a line that another resource has taken over", async () => {
    const more = { onDelete: "restore" } as const;
    await engine.up([membership("RatePlan", "old", [BUS], { ratePlan: "KJ-UNL" }, more)]);
    await engine.up([membership("RatePlan", "new", [BUS], { ratePlan: "KJ-5GB" }, more)]);
    expect((await truth(BUS)).ratePlan).toBe("KJ-5GB");
  });

  test("removes both limits with DataLimit, and a null removes one", async () => {
    const more = { onDelete: "restore" } as const;
    await simulator.editLine(BUS, { dailyLimit: 9 });
    const limit = membership("DataLimit", "l", [BUS], { monthlyLimit: 5, dailyLimit: null }, more);
    expect((await engine.up([limit])).errors).toEqual([]);
    expect(await truth(BUS)).toMatchObject({ monthlyLimit: 5, dailyLimit: null });
    await simulator.editLine(BUS, { dailyLimit: 9 });
    await engine.refresh();
    expect((await engine.up([limit])).errors).toEqual([]);
    expect(await truth(BUS)).toMatchObject({ monthlyLimit: 5, dailyLimit: null });
    await engine.up([]);
    expect(await truth(BUS)).toMatchObject({ monthlyLimit: null, dailyLimit: null });
  });
});

describe("retain", () => {
  test("leaves a line that goes as it is, and calls nobody", async () => {
    await engine.up([membership("FilterGroup", "staff", [BUS], { filterGroup: "Staff" })]);
    await simulator.clearJournal();
    expect((await engine.up([])).errors).toEqual([]);
    expect(await callsOf(simulator)).toEqual({});
    expect((await truth(BUS)).filterGroup).toBe("Staff");
  });
});

describe("exclusive", () => {
  test("with restore, moves every other line of the filter group to the default one", async () => {
    const program = [
      membership(
        "FilterGroup",
        "staff",
        [BUS],
        { filterGroup: "Staff" },
        { onDelete: "restore", exclusive: true },
      ),
    ];
    expect((await engine.up(program)).errors).toEqual([]);
    expect((await truth(OFFICE)).filterGroup).toBe("Default");
    expect((await truth(BUS)).filterGroup).toBe("Staff");
    expect((await engine.refresh()).errors).toEqual([]);
    expect((await engine.preview(program)).steps).toEqual([]);
  });

  test.each([
    [
      "FilterGroup",
      { filterGroup: "Staff" },
      "retain",
      "exclusive with onDelete retain would leave the other lines as they are. Set onDelete to restore.",
    ],
    [
      "RatePlan",
      { ratePlan: "KJ-1GB" },
      "restore",
      "exclusive is not possible for RatePlan: nobody knows what other lines should get instead. Leave it out.",
    ],
  ] as const)(
    "is refused where %s could not let go of other lines",
    async (type, values, onDelete, reason) => {
      const { errors } = await engine.up([
        membership(type, "only", [BUS], values, { onDelete, exclusive: true }),
      ]);
      expect(errors).toEqual([`only: ${reason}`]);
      expect(await callsOf(simulator)).toEqual({});
    },
  );
});
