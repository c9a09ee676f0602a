/** A plan of a real engine goes through the command: what it says of it, and whether the carrier then gets just that. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Report } from "../../policies/report/model";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { type EngineName, engineOnPath } from "../engine";
import { writesOf } from "../support/journal";
import { BUS, OFFICE } from "../support/numbers";
import { errorsOf, openFleet, type Written } from "../support/stack";
import { cellular } from "../unit/cli/terminal";

const MINUTES = 60_000;
const THIRD = "681-300-0000";
const TERMS = { onDelete: "remove", deletionProtection: false };
const POLICY = { all: "disabled", "approved-changes-only": "mandatory", judgeable: "mandatory" };

const program = (lines: object): Written[] => [
  { type: "LineSet", name: "fleet", args: { lines, ...TERMS } },
  { type: "Label", name: "spare", args: { name: "Spare 2026" } },
];

/** What the command says of a plan: before and after it is approved, and without its unchanged resources. */
async function story(simulator: KajeetSimulator, engine: EngineName) {
  await simulator.reset();
  const folder = mkdtempSync(join(tmpdir(), "gate-"));
  const [approvals, policy] = [join(folder, "approvals.yaml"), join(folder, "policy.yaml")];
  writeFileSync(approvals, "approvals: []\n");
  writeFileSync(policy, stringify(POLICY));
  const fleet = await openFleet(simulator, engine, { config: { "cellular:approvals": approvals } });
  const gate = async (plan: unknown) => {
    const { code, out } = await cellular(["gate", "--policy", policy, "--json", "-"], {
      input: JSON.stringify(plan),
    });
    return { code, report: JSON.parse(out.join("\n")) as Report };
  };
  try {
    fleet.declare(program({ [BUS]: { note: "a" }, [OFFICE]: { note: "a" }, [THIRD]: { note: "a" } }));
    expect(errorsOf(await fleet.stack.up())).toEqual([]);
    fleet.declare(program({ [BUS]: { note: "b" }, [OFFICE]: { note: "b" } }));
    const preview = await fleet.stack.preview({ showSames: true });
    const refused = await gate(preview.toJson());

    const { steps = [], ...rest } = preview.toJson();
    const changed = steps.filter(({ op, urn }) => op !== "same" || urn.includes("pulumi:Stack"));
    const part = await gate({ ...rest, steps: changed });

    const missing = refused.report.missingApprovals.map((one) => ({
      ...one,
      by: "M. Alvarez",
      reason: "the line is given up",
      until: "2099-12-31",
    }));
    writeFileSync(approvals, stringify({ approvals: missing }));
    const approved = await gate(preview.toJson());
    await simulator.clearJournal();
    const done = await fleet.stack.up();
    const writes = (await writesOf(simulator)).map(({ operationId }) => String(operationId));
    return { refused, part, approved, done, writes, there: await simulator.line(THIRD) };
  } finally {
    await fleet.close();
    rmSync(folder, { recursive: true });
  }
}

async function expectStory(engine: EngineName): Promise<void> {
  const simulator = await startKajeetSimulator({ lines: 8, activationStepMs: 20 });
  try {
    const { refused, part, approved, done, writes, there } = await story(simulator, engine);
    expect(refused).toMatchObject({
      code: 1,
      report: {
        outcome: "block",
        stack: "fleet/dev",
        whole: true,
        errors: [],
        unreadable: [],
        numbers: { fleet: { before: 3, after: 2 }, lines: 3, resources: 0 },
        irreversible: [{ name: THIRD, action: "remove", approval: { state: "not approved" } }],
      },
    });
    expect(part).toMatchObject({ code: 1, report: { whole: false, plan: refused.report.plan } });
    expect(approved).toMatchObject({
      code: 0,
      report: {
        outcome: "pass",
        plan: refused.report.plan,
        irreversible: [{ approval: { by: "M. Alvarez" } }],
      },
    });
    // What was approved by the report's own code is let through by the guard, in as many calls as were foretold.
    expect(errorsOf(done)).toEqual([]);
    expect(there).toBeUndefined();
    const names = [...new Set(writes)].sort();
    const foretold = approved.report.effort.carriers.flatMap(({ byCall }) => byCall);
    expect(names.map((name) => [name, writes.filter((one) => one === name).length])).toEqual(
      foretold.map(({ call, calls }) => [call, calls]).sort(),
    );
  } finally {
    await simulator.close();
  }
}

test("on the bundled engine", { timeout: 2 * MINUTES }, () => expectStory("bundled"));

const version = engineOnPath();
describe.skipIf(version === undefined)(`on the real command line (${version ?? "not on PATH"})`, () => {
  test("the same", { timeout: 4 * MINUTES }, () => expectStory("cli"));
});
