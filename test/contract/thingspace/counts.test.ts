/** Ten thousand lines: one write for each distinct change and as many lines as the carrier takes, and reads in pages. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator/index";
import { MiniEngine, type Run } from "../../support/mini-engine";
import { iccid, imei } from "../../support/numbers";
import { lineSet, writesOf } from "./lines-world";

const LINES = 10_000;
/** What the carrier takes in one call, and gives in one page. */
const MOST = { devices: 10_000, group: 2_000, add: 200, page: 2_000 };
const calls = (lines: number, limit: number) => Math.ceil(lines / limit);
const PAGES = calls(LINES, MOST.page);

const READS = ["listDevices"];
const NAMES = ["listServicePlans", "listGroups", "requestOAuthToken", "loginSession", "logoutSession"];

let simulator: ThingspaceSimulator;
let engine: MiniEngine;
/** What is declared of each line by now. */
let wish: (at: number) => object = () => ({ status: "preactive" });

const ids = Array.from({ length: LINES }, (_, at) => ({ iccid: iccid(at), imei: imei(at) }));
const declared = () => [
  lineSet("fleet", Object.fromEntries(ids.map((one, at) => [one.iccid, { imei: one.imei, ...wish(at) }]))),
];

beforeAll(async () => {
  const rows = ids.map((one) => `${one.iccid},${one.imei},preactive`);
  simulator = await startThingspaceSimulator({ inventoryText: ["iccid,imei,status", ...rows].join("\n") });
  engine = new MiniEngine(simulator);
}, 60_000);
afterAll(() => simulator.close());

interface Counted {
  run: Run;
  /** Calls that change something, and the lines of each. */
  writes: Record<string, number[]>;
  pages: number;
}

/** One run, and the calls it took; whatever is neither a page nor a list of names is a write. */
async function counted(): Promise<Counted> {
  await simulator.clearJournal();
  const run = await engine.up(declared());
  expect(run.errors).toEqual([]);
  const writes: Record<string, number[]> = {};
  for (const { operationId, lines } of await writesOf(simulator)) {
    writes[operationId!] = [...(writes[operationId!] ?? []), lines];
  }
  const entries = await simulator.journal();
  const pages = entries.filter(({ operationId }) => READS.includes(operationId ?? ""));
  for (const { body } of pages) expect(body).not.toHaveProperty("deviceId");
  const others = entries.filter(
    ({ operationId, writes: writing }) => !writing && ![...READS, ...NAMES].includes(operationId ?? ""),
  );
  expect(others).toEqual([]);
  expect(entries.every(({ status }) => status === 200 || status === 202)).toBe(true);
  return { run, writes, pages: pages.length };
}

/** One call for each value, of as many lines as have it. */
const shares = (count: number) => Array.from({ length: count }, () => LINES / count);

// One story: each change builds on the one before.
describe("ten thousand lines", () => {
  test("are adopted with the pages of one listing, and not a single write", async () => {
    expect(await counted()).toMatchObject({ writes: {}, pages: PAGES });
    const preview = await engine.preview(declared());
    expect(preview).toMatchObject({ steps: [], calls: 0 });
  });

  const stories: {
    name: string;
    change: (at: number) => object;
    writes: Record<string, number[]>;
    /** How often all lines are read: where something is declared for the first time, and to see the end of what is done later. */
    reads: number;
  }[] = [
    {
      name: "activated",
      change: () => ({ status: "active", ratePlan: "LTE2GB", zipCode: "78701" }),
      writes: { activateDevices: shares(calls(LINES, MOST.devices)) },
      reads: 2,
    },
    {
      name: "given two plans",
      change: (at) => ({ ratePlan: at % 2 === 0 ? "LTE10GB" : "LTEUNL" }),
      writes: { changeServicePlan: shares(2) },
      reads: 1,
    },
    {
      name: "put into a group",
      change: () => ({ deviceGroup: "Buses" }),
      writes: { updateGroup: shares(calls(LINES, MOST.group)) },
      reads: 1,
    },
    {
      name: "given one of ten texts",
      change: (at) => ({ customField1: `Route ${at % 10}` }),
      writes: { changeCustomFields: shares(10) },
      reads: 2,
    },
    {
      name: "suspended",
      change: () => ({ status: "suspend" }),
      writes: { suspendDevices: shares(calls(LINES, MOST.devices)) },
      reads: 1,
    },
    {
      name: "restored",
      change: () => ({ status: "active" }),
      writes: { restoreDevices: shares(calls(LINES, MOST.devices)) },
      reads: 1,
    },
  ];
  test.each(stories)("are $name", async ({ change, writes, reads }) => {
    const before = wish;
    wish = (at) => ({ ...before(at), ...change(at) });
    const story = await counted();
    expect(story.writes).toEqual(writes);
    expect(story.pages).toBe(reads * PAGES);
    for (const at of [0, 4_999, 9_999]) {
      const { zipCode: _, ...shown } = change(at) as Record<string, unknown>;
      expect(await simulator.line(ids[at]!.iccid)).toMatchObject(shown);
    }
  });

  test("are read in pages by a refresh, after which there is nothing to do", async () => {
    await simulator.clearJournal();
    expect((await engine.refresh()).errors).toEqual([]);
    expect(await simulator.journal({ operation: "listDevices" })).toHaveLength(PAGES);
    expect((await engine.preview(declared())).steps).toEqual([]);
  });
});
