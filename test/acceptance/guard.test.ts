import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { ApprovalsFile, type Asked, askedIn } from "../support/approvals";
import { type Declared, line, lineSet } from "../support/declared";
import { removalsOf, writesOf } from "../support/journal";
import { MiniEngine } from "../support/mini-engine";
import { BUS, OFFICE } from "../support/numbers";

const THIRD = "681-300-0000";
const file = new ApprovalsFile();
const REMOVE = { onDelete: "remove", deletionProtection: false } as const;

let simulator: KajeetSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
beforeEach(async () => {
  await simulator.reset();
  file.write([]);
  engine = new MiniEngine(simulator, file.config);
});
afterAll(async () => {
  await simulator.close();
  file.remove();
});

/** What must be approved so that nothing of what is declared is left: as the refusals of trying it in vain say. */
async function asked(): Promise<Asked[]> {
  const { errors } = await engine.destroy();
  expect(await removalsOf(simulator)).toEqual([]);
  return askedIn(errors);
}

/** The same three lines as a set, and as resources of their own. */
const grains: [string, (mdns: readonly string[], more: object) => Declared[]][] = [
  [
    "a set",
    (mdns, more) => [lineSet("fleet", Object.fromEntries(mdns.map((mdn) => [mdn, { note: "n" }])), more)],
  ],
  ["lines of their own", (mdns, more) => mdns.map((mdn) => line(mdn, { mdn, note: "n", ...more }))],
];
const ALL = [OFFICE, BUS, THIRD];

describe.each(grains)("%s", (_, declare) => {
  test("does the other changes of a run in which a removal is refused", async () => {
    await engine.up(declare(ALL, REMOVE));
    const changed = [
      ...declare([BUS, THIRD], REMOVE).map((one) => ({
        ...one,
        args: JSON.parse(
          JSON.stringify(one.args).replaceAll('"n"', '"m"').replaceAll("note=n", "note=m"),
        ) as Declared["args"],
      })),
    ];
    const { ok } = await engine.up(changed);
    expect((await simulator.line(BUS))!.note).toBe("m");
    expect((await simulator.line(THIRD))!.note).toBe("m");
    expect(ok).toBe(false);
    expect(await removalsOf(simulator)).toEqual([]);
  });

  // The deployments of these tests take place on 2 November 2026.
  test.each([
    ["without hyphens", { name: BUS.replaceAll("-", "") }, {}, true],
    ["by its ICCID", { name: "89012604706900592925" }, {}, true],
    ["expired", {}, { until: "2026-11-01" }, "its approval by A. Admin ended on 2026-11-01"],
    ["on its last day", {}, { until: "2026-11-02" }, true],
    ["for another action", { action: "cancel" }, {}, "no approval names it"],
    ["for another line", { name: OFFICE }, {}, "no approval names it"],
    [
      "for another change",
      { code: "bbbbb-bbbbb" },
      {},
      "what A. Admin approved is another change than this one",
    ],
  ])("an approval %s", async (_case, other, said, holds) => {
    await engine.up(declare(ALL, REMOVE));
    const bus = (await asked()).find(({ name }) => name === BUS)!;
    file.approve([{ ...bus, ...other }], said);
    const { errors } = await engine.up(declare([OFFICE, THIRD], REMOVE));
    expect(await removalsOf(simulator)).toEqual(holds === true ? [BUS] : []);
    if (holds !== true) expect(errors.join()).toContain(`${BUS}: not removed: ${holds}`);
    // Whatever was wrong with it, the refusal says what would be right.
    if (holds !== true) expect(askedIn(errors)).toEqual([bus]);
  });

  test("what was approved for a line in one status does not hold in another one", async () => {
    const of = (status: string) =>
      JSON.parse(
        JSON.stringify(declare(ALL, REMOVE))
          .replaceAll('"n"', `"n","status":"${status}"`)
          .replaceAll("note=n", `status=${status}; note=n`),
      ) as Declared[];
    await engine.up(of("suspended"));
    file.approve(await asked());
    await engine.up(of("active"));
    const { errors } = await engine.destroy();
    expect(await removalsOf(simulator)).toEqual([]);
    for (const mdn of ALL)
      expect(errors.join()).toContain(`${mdn}: not removed: what A. Admin approved is another change`);
    await engine.up(of("suspended"));
    expect((await engine.destroy()).errors).toEqual([]);
    expect(await removalsOf(simulator)).toHaveLength(3);
  });

  test("stops at the deployment's budget", async () => {
    await engine.up(declare(ALL, REMOVE));
    file.approve(await asked());
    const { errors } = await engine.destroy({ config: { "cellular:irreversibleBudget": "2" } });
    expect(await removalsOf(simulator)).toHaveLength(2);
    expect(errors.join("\n")).toContain("this deployment's budget of 2 irreversible changes is used up");
    expect((await engine.destroy({ config: { "cellular:irreversibleBudget": "2" } })).errors).toEqual([]);
    expect(await removalsOf(simulator)).toHaveLength(3);
  });

  test("with suspend, parks active lines and leaves lost ones as they are", async () => {
    await simulator.editLine(BUS, { status: "suspended_lost_stolen" });
    await engine.up(declare(ALL, { onDelete: "suspend" }));
    expect((await engine.destroy()).errors).toEqual([]);
    expect((await simulator.line(OFFICE))!.status).toBe("suspended");
    expect((await simulator.line(BUS))!.status).toBe("suspended_lost_stolen");
    expect(await removalsOf(simulator)).toEqual([]);
  });
});

describe("a line that moves", () => {
  const of = (mdns: readonly string[]) => Object.fromEntries(mdns.map((mdn) => [mdn, { note: "n" }]));

  test("from a line of its own into a set, by another of its numbers", async () => {
    await engine.up([line("bus", { mdn: BUS, note: "n", ...REMOVE })]);
    file.approve(await asked());
    await simulator.clearJournal();
    const iccid = (await simulator.line(BUS))!.uicc!;
    expect((await engine.up([lineSet("fleet", { [iccid]: { note: "n" } }, REMOVE)])).errors).toEqual([]);
    expect(await writesOf(simulator)).toEqual([]);
    expect(await removalsOf(simulator)).toEqual([]);
  });

  test("is not removed in its set's place when it is declared by its ICCID from now on", async () => {
    await engine.up([lineSet("fleet", of(ALL), REMOVE)]);
    file.approve(await asked());
    const iccid = (await simulator.line(BUS))!.uicc!;
    const rekeyed = lineSet("fleet", { ...of([OFFICE, THIRD]), [iccid]: { note: "n" } }, REMOVE);
    expect((await engine.up([rekeyed])).errors).toEqual([]);
    expect(await removalsOf(simulator)).toEqual([]);
    expect((await engine.preview([rekeyed])).steps).toEqual([]);
    expect((await engine.up([lineSet("fleet", of(ALL), REMOVE)])).errors).toEqual([]);
    expect(await removalsOf(simulator)).toEqual([]);
  });
});

test("a number that is another line's by now is not removed", async () => {
  const iccid = (await simulator.line(BUS))!.uicc!;
  await engine.up([line("bus", { mdn: BUS, iccid, note: "n", ...REMOVE })]);
  file.approve(await asked());
  await simulator.editLine(BUS, { uicc: "89148000729731698999" });
  const { errors, log } = await engine.destroy();
  expect(errors).toEqual([]);
  expect(await removalsOf(simulator)).toEqual([]);
  expect(log.map(({ message }) => message)).toEqual([
    `${BUS}: left alone, because iccid is 89148000729731698999 at the carrier and ${iccid} in the declaration, so this may be another line`,
  ]);
});

test("an approvals file that cannot be read approves nothing, and says what is wrong", async () => {
  await engine.up([line("bus", { mdn: BUS, note: "n", ...REMOVE })]);
  file.writeText("approvals:\n  - action: remove\n    lines: {}\n    until: tomorrow\n");
  const { errors } = await engine.destroy();
  expect(await removalsOf(simulator)).toEqual([]);
  expect(errors[0]!.replace(file.path, "approvals.yaml")).toMatchInlineSnapshot(
    `"bus: approvals.yaml: approval 1, lines: name at least one line; approval 1, by: is missing; approval 1, reason: is missing; approval 1, until: write a day as 2026-12-31, or an exact time with zone as 2026-12-31T18:00:00Z. Each approval has action, lines, by, reason and until."`,
  );
  file.writeText(
    `approvals:\n  - { action: remove, lines: ["${BUS}"], by: A, reason: b, until: 2026-12-31 }\n`,
  );
  const unbound = (await engine.destroy()).errors[0]!;
  expect(unbound).toContain("each line is named with the code of its change, as `304-228-6302: kfbqm-tdcrv`");
  expect(await removalsOf(simulator)).toEqual([]);
  const none = await engine.destroy({ config: { "cellular:approvals": join(file.path, "../none.yaml") } });
  expect(none.errors[0]).toContain("does not exist");
});
