import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { type Declared, line, lineSet } from "../support/declared";
import { removalsOf, writesOf } from "../support/journal";
import { MiniEngine } from "../support/mini-engine";
import { BUS, OFFICE } from "../support/numbers";

const THIRD = "681-300-0000";
const directory = mkdtempSync(join(tmpdir(), "approvals-"));
const file = join(directory, "approvals.yaml");
const REMOVE = { onDelete: "remove", deletionProtection: false } as const;

let simulator: KajeetSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
beforeEach(async () => {
  await simulator.reset();
  approve();
  engine = new MiniEngine(simulator, { "cellular:approvals": file });
});
afterAll(async () => {
  await simulator.close();
  rmSync(directory, { recursive: true });
});

/** Writes the approvals file; the deployments of these tests take place on 2 November 2026. */
function approve(...lines: string[]): void {
  approvals({ lines });
}

function approvals(given: { action?: string; lines: string[]; until?: string }): void {
  const approval = { action: "remove", by: "A. Admin", reason: "sold", until: "2026-12-31", ...given };
  writeFileSync(file, stringify({ approvals: given.lines.length > 0 ? [approval] : [] }));
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

  test.each([
    ["without hyphens", () => ({ lines: [BUS.replaceAll("-", "")] }), true],
    ["by its ICCID", () => ({ lines: ["89012604706900592925"] }), true],
    ["expired", () => ({ lines: [BUS], until: "2026-11-01" }), false],
    ["on its last day", () => ({ lines: [BUS], until: "2026-11-02" }), true],
    ["for another action", () => ({ lines: [BUS], action: "cancel" }), false],
    ["for another line", () => ({ lines: [OFFICE] }), false],
  ])("an approval %s", async (_case, given, holds) => {
    await engine.up(declare(ALL, REMOVE));
    approvals(given());
    await engine.up(declare([OFFICE, THIRD], REMOVE));
    expect(await removalsOf(simulator)).toEqual(holds ? [BUS] : []);
  });

  test("stops at the deployment's budget", async () => {
    await engine.up(declare(ALL, REMOVE));
    approve(...ALL);
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
    approve(...ALL);
    await engine.up([line("bus", { mdn: BUS, note: "n", ...REMOVE })]);
    await simulator.clearJournal();
    const iccid = (await simulator.line(BUS))!.uicc!;
    expect((await engine.up([lineSet("fleet", { [iccid]: { note: "n" } }, REMOVE)])).errors).toEqual([]);
    expect(await writesOf(simulator)).toEqual([]);
    expect(await removalsOf(simulator)).toEqual([]);
  });

  test("is not removed in its set's place when it is declared by its ICCID from now on", async () => {
    approve(...ALL);
    await engine.up([lineSet("fleet", of(ALL), REMOVE)]);
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
  approve(BUS);
  const iccid = (await simulator.line(BUS))!.uicc!;
  await engine.up([line("bus", { mdn: BUS, iccid, note: "n", ...REMOVE })]);
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
  writeFileSync(file, "approvals:\n  - action: remove\n    lines: []\n    until: tomorrow\n");
  const { errors } = await engine.destroy();
  expect(await removalsOf(simulator)).toEqual([]);
  expect(errors[0]!.replace(file, "approvals.yaml")).toMatchInlineSnapshot(
    `"bus: approvals.yaml: approval 1, lines: must be not empty; approval 1, by: is missing; approval 1, reason: is missing; approval 1, until: write a day as 2026-12-31, or an exact time with zone as 2026-12-31T18:00:00Z. Each approval has action, lines, by, reason and until."`,
  );
  const none = await engine.destroy({ config: { "cellular:approvals": join(directory, "none.yaml") } });
  expect(none.errors[0]).toContain("does not exist");
});
