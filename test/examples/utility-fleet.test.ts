import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type KajeetSimulator,
  type Simulator,
  startKajeetSimulator,
  startThingspaceSimulator,
  type ThingspaceSimulator,
} from "../../simulator/index";
import { type EngineName, type EngineStack, engineOnPath, openStack } from "../engine/index";
import { CREDENTIALS, receiver, removeDirectories, type TestReceiver, TOKEN } from "../support/receiver";
import { changesOf, errorsOf } from "../support/stack";

const checkout = join(__dirname, "..", "..");
const example = join(checkout, "examples", "02-two-carrier-utility");

type Row = Record<string, string>;

/** A working copy of the example, the carriers as its inventory says they are, a receiver, and a stack. */
class Utility {
  private constructor(
    private readonly folder: string,
    readonly thingspace: ThingspaceSimulator,
    readonly kajeet: KajeetSimulator,
    private readonly listener: TestReceiver,
    readonly stack: EngineStack,
  ) {}

  static async open(engine: EngineName): Promise<Utility> {
    const folder = mkdtempSync(join(tmpdir(), "utility-"));
    cpSync(example, folder, { recursive: true });
    symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"), "junction");
    execFileSync(process.execPath, [join(folder, "carriers.mjs"), folder]);
    const [thingspace, kajeet, listener] = await Promise.all([
      startThingspaceSimulator({ inventory: join(folder, "thingspace.csv"), requestDelayMs: 5 }),
      startKajeetSimulator({ inventory: join(folder, "kajeet.csv") }),
      receiver(),
    ]);
    const stack = await openStack({
      engine,
      projectDir: folder,
      config: { onDelete: "suspend", receiver: "true" },
      env: {
        ...thingspace.env,
        ...kajeet.env,
        CELLULAR_RECEIVER_URL: listener.url,
        CELLULAR_RECEIVER_TOKEN: TOKEN,
        CELLULAR_RECEIVER_USERNAME: CREDENTIALS.username,
        CELLULAR_RECEIVER_PASSWORD: CREDENTIALS.password,
        CELLULAR_THINGSPACE_POLL_SECONDS: "0.05",
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
    });
    return new Utility(folder, thingspace, kajeet, listener, stack);
  }

  /** Commits an edited inventory; gives how many rows are different. */
  edit(change: (row: Row, index: number) => Row): number {
    const path = join(this.folder, "lines.csv");
    const [head = "", ...lines] = readFileSync(path, "utf8").trim().split("\n");
    const columns = head.split(",");
    const edited = lines.map((line, index) => {
      const row = Object.fromEntries(line.split(",").map((cell, at) => [columns[at]!, cell]));
      const next = change(row, index);
      return columns.map((column) => next[column] ?? "").join(",");
    });
    writeFileSync(path, `${[head, ...edited].join("\n")}\n`);
    return edited.filter((line, index) => line !== lines[index]).length;
  }

  /** Does something, and counts the calls that it cost, by carrier and operation; logins and logouts apart. */
  async counted<T>(act: () => Promise<T>): Promise<{ result: T; writes: Calls; reads: Calls }> {
    await Promise.all([this.thingspace.clearJournal(), this.kajeet.clearJournal()]);
    const result = await act();
    const count = async (writes: boolean) => ({
      thingspace: await callsOf(this.thingspace, writes),
      kajeet: await callsOf(this.kajeet, writes),
    });
    return { result, writes: await count(true), reads: await count(false) };
  }

  /** Every line of both carriers; labels apart, which the carrier shows to nobody. */
  async everything(): Promise<unknown[]> {
    const meters = await this.thingspace.lines();
    return [...meters.map(({ labels: _, ...line }) => line), ...(await this.kajeet.lines())];
  }

  /** Where a carrier has something else than the inventory says. */
  async differences(): Promise<string[]> {
    const meters = new Map((await this.thingspace.lines()).map((line) => [line.iccid, line]));
    const sites = new Map((await this.kajeet.lines()).map((line) => [line.uicc, line]));
    const found: string[] = [];
    this.edit((row) => {
      const { carrier, mdn, iccid = "", imei: _i, labels: _l, customField, ...values } = row;
      const line: Record<string, unknown> = { ...(carrier === "kajeet" ? sites : meters).get(iccid) };
      if (customField) (values as Row).mdnCustomField = customField;
      for (const [name, value] of Object.entries(values)) {
        if (value !== "" && String(line[name]) !== value)
          found.push(`${mdn || iccid} ${name}: ${String(line[name])}`);
      }
      return row;
    });
    return found;
  }

  async close(): Promise<void> {
    await this.stack.close();
    await Promise.all([this.thingspace.close(), this.kajeet.close(), this.listener.close()]);
    removeDirectories();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

type Calls = { thingspace: Record<string, number>; kajeet: Record<string, number> };

/** Signing in and out is of the connection and not of its lines. */
const SIGNING = new Set(["createToken", "requestOAuthToken", "loginSession", "logoutSession"]);

async function callsOf(
  carrier: Pick<Simulator, "journal">,
  wanted: boolean,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operationId, writes } of await carrier.journal()) {
    if (operationId === null || writes !== wanted || SIGNING.has(operationId)) continue;
    counts[operationId] = (counts[operationId] ?? 0) + 1;
  }
  return counts;
}

const engines: EngineName[] = engineOnPath() === undefined ? ["bundled"] : ["bundled", "cli"];

describe.each(engines)("on the %s engine", (engine) => {
  let utility: Utility;
  beforeAll(async () => {
    utility = await Utility.open(engine);
  }, 60_000);
  afterAll(() => utility?.close());

  test("2,000 lines of two carriers are adopted from list pages, and no line is written to", async () => {
    const before = await utility.everything();
    const { result: up, writes, reads } = await utility.counted(() => utility.stack.up());
    expect(errorsOf(up)).toEqual([]);
    expect(up.outputs).toEqual({ lines: 2000 });
    expect(changesOf(up)).toEqual([
      "create CarrierService",
      "create DeviceSuspensionStatus",
      "create collectors",
      "create collectors",
      "create meters-East",
      "create meters-North",
      "create meters-South",
      "create meters-West",
      "create riverbend",
      "create riverbend",
      "create riverbend-thingspace",
    ]);
    // The label of the collectors is new; the groups are there.
    expect(writes).toEqual({ thingspace: { registerCallback: 2, setUsageLabels: 1 }, kajeet: {} });
    expect(reads.thingspace.listDevices).toBe(1);
    expect(reads.kajeet).toEqual({ listDevices: 6 });
    const labelled = (await utility.thingspace.lines()).filter(({ labels }) => labels.length > 0);
    expect(labelled.map(({ customField2 }) => customField2?.split(" ")[0])).toEqual(
      Array.from({ length: 20 }, () => "Collector"),
    );
    expect(await utility.everything()).toEqual(before);
  }, 60_000);

  test("a plan for a region, others regrouped or off: one call for each value, and no other line is touched", async () => {
    const numbers = new Map((await utility.thingspace.lines()).map(({ iccid, mdn }) => [iccid, mdn]));
    const edited = utility.edit((row, index) => {
      if (row.carrier === "kajeet") {
        if (row.labels === "Water East") return { ...row, monthlyLimit: "2048" };
        return index % 30 === 0 ? { ...row, status: "suspended" } : row;
      }
      const { status, deviceGroup, ratePlan } = row;
      // Somebody has looked up the numbers that were missing: these are the same lines, and none has left.
      const known = { ...row, mdn: row.mdn || numbers.get(row.iccid ?? "") || "" };
      // A suspended line keeps its plan: the carrier would refuse another one.
      if (deviceGroup === "Meters North" && status === "active" && ratePlan !== "")
        return { ...known, ratePlan: "LTE2GB" };
      if (deviceGroup === "Meters East" && index % 3 === 0) return { ...known, deviceGroup: "Meters South" };
      if (deviceGroup === "Meters West" && index % 5 === 0) return { ...known, status: "suspend" };
      return known;
    });
    const { result: up, writes, reads } = await utility.counted(() => utility.stack.up());
    expect(errorsOf(up)).toEqual([]);
    expect(changesOf(up)).toEqual(["update riverbend", "update riverbend-thingspace"]);
    expect(edited).toBe(759);
    expect(writes).toEqual({
      thingspace: { changeServicePlan: 1, updateGroup: 1, suspendDevices: 1 },
      kajeet: { setDataLimits: 1, setLineStatus: 1 },
    });
    // The lines that are named anew are looked up in one page; the receiver tells what became of the requests.
    expect(reads.thingspace.listDevices).toBe(1);
    expect(reads.kajeet.listDevices).toBeUndefined();
    expect(await utility.differences()).toEqual([]);
  }, 60_000);

  test("a preview after that has nothing to do, and asks neither carrier", async () => {
    const { result: preview, writes, reads } = await utility.counted(() => utility.stack.preview());
    expect(changesOf(preview)).toEqual([]);
    const nothing = { thingspace: {}, kajeet: {} };
    expect({ writes, reads }).toEqual({ writes: nothing, reads: nothing });
  }, 60_000);

  // How a refresh and an update follow each other is the same on either engine, and the command line is slow to start.
  test.runIf(engine === "bundled")(
    "what somebody changed in either portal is found and put right",
    async () => {
      const { thingspace, kajeet, stack } = utility;
      await thingspace.editLine("3046100050", { deviceGroup: "Buses", costCenter: "9999" });
      await thingspace.editLine("3046100051", { deviceGroup: "Buses" });
      await kajeet.editLine("681-720-0001", { nickname: "Tank" });
      expect(await utility.differences()).toEqual([
        "304-610-0050 deviceGroup: Buses",
        "304-610-0050 costCenter: 9999",
        "304-610-0051 deviceGroup: Buses",
        "681-720-0001 nickname: Tank",
      ]);
      const { result: up, writes } = await utility.counted(() => stack.up({ refresh: true }));
      expect(errorsOf(up)).toEqual([]);
      expect(changesOf(up).filter((step) => step.startsWith("update"))).toEqual([
        "update riverbend",
        "update riverbend-thingspace",
      ]);
      // The two meters were in one group and belong to two.
      expect(writes).toEqual({
        thingspace: { updateGroup: 2, changeCostCenter: 1 },
        kajeet: { setNickname: 1 },
      });
      expect(await utility.differences()).toEqual([]);
    },
    60_000,
  );
});
