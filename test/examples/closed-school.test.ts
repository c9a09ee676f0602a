import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { gate } from "../../policies/gate";
import { markdownReport } from "../../policies/report/index";
import type { Report } from "../../policies/report/model";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import {
  type EngineName,
  type EngineStack,
  engineOnPath,
  openStack,
  type PreviewResult,
} from "../engine/index";
import { removalsOf, writesOf } from "../support/journal";
import { errorsOf } from "../support/stack";

const checkout = join(__dirname, "..", "..");
const example = join(checkout, "examples", "04-closed-school");
const JUDGED = Date.parse("2026-11-23T12:00:00Z");

const rows = readFileSync(join(example, "lines.csv"), "utf8").split("\n");
const mdnsOf = (some: readonly string[]) => some.slice(1).flatMap((row) => row.split(",")[0] || []);
const remaining = rows.filter((row) => !row.includes("Willow Creek"));
const ALL = mdnsOf(rows);
const STRANDED = ALL.filter((mdn) => !mdnsOf(remaining).includes(mdn));

const engines: EngineName[] = engineOnPath() === undefined ? ["bundled"] : ["bundled", "cli"];

describe.each(engines)("on the %s engine", (engine) => {
  let folder: string;
  let carrier: KajeetSimulator;
  let stack: EngineStack;
  /** What the report offers to be approved. */
  let missing: Report["missingApprovals"];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "closed-school-"));
    cpSync(example, folder, { recursive: true });
    symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"), "junction");
    carrier = await startKajeetSimulator({ inventory: join(folder, "lines.csv") });
    stack = await openStack({
      engine,
      name: "dev",
      projectDir: folder,
      env: {
        ...carrier.env,
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        CELLULAR_STATE: join(folder, "state.json"),
        CELLULAR_APPROVALS: join(folder, "approvals.yaml"),
      },
    });
    writeFileSync(join(folder, "approvals.yaml"), "approvals: []");
  }, 60_000);
  afterAll(async () => {
    await stack?.close();
    await carrier?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const policy = () => JSON.parse(readFileSync(join(folder, "cellular-policy.json"), "utf8"));
  const packs = () => [{ path: join(checkout, "policies"), config: policy() }];
  const judged = (plan: PreviewResult, now = JUDGED): Report =>
    gate({
      plan: { text: JSON.stringify(plan.toJson()), source: "plan.json" },
      policy: { content: policy(), source: "cellular-policy.json" },
      approvals: join(folder, "approvals.yaml"),
      project: folder,
      now,
    });
  const left = async () => (await carrier.lines()).map(({ mdn }) => mdn).sort();

  test("480 lines are adopted", async () => {
    const up = await stack.up();
    expect(errorsOf(up)).toEqual([]);
    expect(await writesOf(carrier)).toEqual([]);
    writeFileSync(join(folder, "state.json"), JSON.stringify(await stack.exportState()));
  }, 60_000);

  test("the gate blocks the pull request, and its report is the one that is shown here", async () => {
    writeFileSync(join(folder, "lines.csv"), remaining.join("\n"));
    const report = judged(await stack.preview({ showSames: true }));
    expect(report.outcome).toBe("block");
    missing = report.missingApprovals;
    expect(missing.flatMap(({ lines }) => Object.keys(lines)).sort()).toEqual([...STRANDED].sort());
    await expect(markdownReport(report)).toMatchFileSnapshot(join(example, "report.md"));
  }, 60_000);

  test("the pack stops the preview", async () => {
    const preview = await stack.preview({ policyPacks: packs() });
    expect(preview.ok).toBe(false);
    const stopped = preview.violations
      .filter(({ level }) => level === "mandatory")
      .map(({ policy: name }) => name);
    expect(new Set(stopped)).toEqual(new Set(["approved-changes-only", "blast-radius"]));
    expect(preview.violations.map(({ message }) => message).join("\n")).toContain(STRANDED[0]);
  }, 60_000);

  test("the guard refuses each of the 120 lines, and leaves the others alone", async () => {
    const up = await stack.up();
    expect(up.ok).toBe(false);
    expect(errorsOf(up).join("\n")).toContain(`${STRANDED[0]}: not removed: no approval names it`);
    expect(await removalsOf(carrier)).toEqual([]);
    expect(await left()).toEqual([...ALL].sort());
  }, 60_000);

  test("the approved version passes all three, and removes exactly these lines, once", async () => {
    const approvals = missing.map((one) => ({
      ...one,
      by: "School board",
      reason: "the school closes",
      until: "2099-12-31",
    }));
    writeFileSync(join(folder, "approvals.yaml"), stringify({ approvals }));
    cpSync(join(folder, "approved", "cellular-policy.json"), join(folder, "cellular-policy.json"));
    stack.setConfig({ "cellular:irreversibleBudget": "120" });
    writeFileSync(join(folder, "state.json"), JSON.stringify(await stack.exportState()));

    const preview = await stack.preview({ policyPacks: packs(), showSames: true });
    expect(errorsOf(preview)).toEqual([]);
    expect(preview.violations.filter(({ level }) => level === "mandatory")).toEqual([]);
    expect(judged(preview).outcome).toBe("warn");

    const up = await stack.up();
    expect(errorsOf(up)).toEqual([]);
    expect([...(await removalsOf(carrier))].sort()).toEqual([...STRANDED].sort());
    expect(await left()).toEqual(mdnsOf(remaining).sort());
  }, 120_000);
});
