import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LineArgs } from "../../provider/kajeet/index";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { type Declared, line, lineSet } from "../support/declared";
import { callsOf, writesOf } from "../support/journal";
import { MiniEngine } from "../support/mini-engine";

const INVENTORY = join(__dirname, "../../examples/01-district-fleet/lines.csv");
const PAGES = 5;
type Row = Record<string, string>;
const rows = parse(readFileSync(INVENTORY, "utf8"), { columns: true, bom: true }) as Row[];
const text = (cell: string | undefined) => (cell ? cell : null);

/** The whole district as it is, with every attribute of the export that can be declared. */
const district = Object.fromEntries(
  rows.map((row) => [
    row.MDN!,
    {
      status: row.STATUS === "suspended" ? ("suspended" as const) : ("active" as const),
      nickname: text(row.NICKNAME),
      ...(row.FILTER_GROUP ? { filterGroup: row.FILTER_GROUP } : {}),
      summerUsage: row.SUMMER_STATUS === "enabled",
      monthlyLimit: row.MONTHLY_LIMIT ? Number(row.MONTHLY_LIMIT) : null,
      note: text(row.NOTE),
      labels: row.LABELS ? row.LABELS.split(";") : [],
      iccid: row.UICC!,
    },
  ]),
);
const mdns = Object.keys(district);

let simulator: KajeetSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ inventory: INVENTORY });
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

/** Applies a program and gives the calls that took. */
async function up(...declared: Declared[]): Promise<Record<string, number>> {
  await simulator.clearJournal();
  expect((await engine.up(declared)).errors).toEqual([]);
  return callsOf(simulator);
}

describe("a district of 499 lines in one set", () => {
  test("is adopted by reading its list pages, and nothing is written", async () => {
    expect(mdns).toHaveLength(499);
    expect(await up(lineSet("district", district))).toEqual({ listDevices: PAGES });
    expect(await writesOf(simulator)).toEqual([]);
  });

  test("costs nothing to preview, and its list pages to refresh", async () => {
    await up(lineSet("district", district));
    expect(await engine.preview([lineSet("district", district)])).toMatchObject({ steps: [], calls: 0 });
    expect(await up(lineSet("district", district))).toEqual({});
    await simulator.clearJournal();
    expect((await engine.refresh()).errors).toEqual([]);
    expect(await callsOf(simulator)).toEqual({ listDevices: PAGES });
    expect((await engine.preview([lineSet("district", district)])).steps).toEqual([]);
  });

  test("gets one more label with one write", async () => {
    await simulator.editLine(mdns[0]!, { labels: ["E-Rate"] });
    await up(lineSet("district", district));
    await simulator.editLine(mdns[0]!, { labels: [...district[mdns[0]!]!.labels, "E-Rate"] });
    const labelled: [string, LineArgs][] = Object.entries(district).map(([mdn, values]) => [
      mdn,
      { ...values, labels: [...values.labels, "E-Rate"] },
    ]);
    const { listLabels, ...writes } = await up(lineSet("district", Object.fromEntries(labelled)));
    expect(listLabels).toBe(1);
    expect(Object.values(writes).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
    expect(
      (await simulator.lines()).filter(({ labels }) => labels.some(({ name }) => name === "E-Rate")),
    ).toHaveLength(499);
  });

  test("gets another rate plan on 100 lines with a call each, as the API has it, and says how far it is", async () => {
    await up(lineSet("district", district));
    const changed = mdns.slice(0, 100).map((mdn) => [mdn, { ...district[mdn]!, ratePlan: "KJ-1GB" }]);
    await simulator.clearJournal();
    const run = await engine.up([lineSet("district", { ...district, ...Object.fromEntries(changed) })]);
    expect(run.errors).toEqual([]);
    // The plan was not declared before, so the lines are looked up first.
    expect(await callsOf(simulator)).toEqual({ listDevices: PAGES, listBillingPlans: 1, setRatePlan: 100 });
    expect(run.log.map(({ message }) => message)).toContain(
      "kajeet LineSet of 499 lines: setRatePlan: 100 of 100 lines",
    );
  });
});

test("1,200 lines get one new nickname with 3 writes", async () => {
  const large = await startKajeetSimulator({ lines: 1200 });
  const one = new MiniEngine(large);
  const named = (nickname: string) =>
    lineSet("fleet", Object.fromEntries(lines.map(({ mdn }) => [mdn, { nickname }])));
  const lines = await large.lines();
  await one.up([named("a")]);
  await large.clearJournal();
  expect((await one.up([named("b")])).errors).toEqual([]);
  expect(await callsOf(large)).toEqual({ setNickname: 3 });
  expect(new Set((await large.lines()).map(({ nickname }) => nickname))).toEqual(new Set(["b"]));
  await large.close();
});

describe("lines as resources of their own", () => {
  const fleet = (filterGroup: string) => mdns.slice(0, 20).map((mdn) => line(mdn, { mdn, filterGroup }));

  test("share the list pages when they are adopted and refreshed", async () => {
    const lines = mdns.slice(0, 60).map((mdn) => line(mdn, { mdn, nickname: district[mdn]!.nickname }));
    expect(await up(...lines)).toEqual({ listDevices: PAGES });
    await simulator.clearJournal();
    expect((await engine.refresh()).errors).toEqual([]);
    expect(await callsOf(simulator)).toEqual({ listDevices: PAGES });
  });

  test("share the calls that give them the same filter group", async () => {
    await up(...fleet("Staff"));
    const calls = await up(...fleet("Student_K8"));
    expect(calls.listFilterGroups).toBe(1);
    expect(calls.setFilterGroup).toBeLessThanOrEqual(3);
    const groups = (await simulator.lines()).filter(({ mdn }) => mdns.slice(0, 20).includes(mdn));
    expect(groups.every(({ filterGroup }) => filterGroup === "Student_K8")).toBe(true);
  });
});
