import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { planOf } from "../../../policies/plan/plan";
import { readPreview } from "../../../policies/plan/preview";
import { settingsOf } from "../../../policies/policy-file";
import { rules } from "../../../policies/rules/index";
import { judge } from "../../../policies/verdict";
import { readApprovals } from "../../../provider/core/approvals";
import type { EngineName } from "../../engine";
import { pointedAt } from "../../support/deployment";
import { errorsOf, openFleet } from "../../support/stack";
import type { CarrierName, Case, Placed } from "./case";
import { approvalsFor, placed, programAfter, programBefore } from "./programs";
import { startWorld, type World } from "./worlds";

const RULE = "approved-changes-only";
const BUDGET = 1_000;

/** The one rule that all three rings have. */
const POLICY = { all: "disabled", [RULE]: { enforcementLevel: "mandatory", budget: BUDGET } } as const;

/** What each ring said of a case, and what became of its line. */
export interface Verdicts {
  readonly gate: boolean;
  readonly pack: boolean;
  readonly guard: boolean;
  readonly class: string;
  readonly undo: string;
  /** Did the carrier's record of the line change, or end? */
  readonly touched: boolean;
}

const CARRIERS: readonly CarrierName[] = ["kajeet", "thingspace", "control-center"];
const blocks = (messages: readonly string[], line: string) => messages.some((text) => text.includes(line));

/** Plays all cases on an engine, in one program: what each ring says of each. */
export async function playRings(
  cases: readonly Case[],
  engine: EngineName,
): Promise<Map<string, Verdicts & { of: Placed }>> {
  const directory = mkdtempSync(join(tmpdir(), "rings-"));
  const worlds = new Map<CarrierName, World>();
  try {
    for (const carrier of CARRIERS) {
      const count = cases.filter((one) => one.carrier === carrier).length + 1;
      worlds.set(carrier, await startWorld[carrier](count));
    }
    const lines = Object.fromEntries([...worlds].map(([carrier, { lines: own }]) => [carrier, own]));
    return await play(placed(cases, lines as never), worlds, directory, engine);
  } finally {
    for (const { simulator } of worlds.values()) await simulator.close();
    rmSync(directory, { recursive: true });
  }
}

async function play(
  cases: readonly Placed[],
  worlds: ReadonlyMap<CarrierName, World>,
  directory: string,
  engine: EngineName,
): Promise<Map<string, Verdicts & { of: Placed }>> {
  const [approvals, state] = [join(directory, "approvals.yaml"), join(directory, "state.json")];
  writeFileSync(approvals, "approvals: []");
  const config = Object.assign({}, ...[...worlds.values()].map(({ simulator }) => pointedAt(simulator)));
  const fleet = await openFleet(worlds.get("kajeet")!.simulator, engine, {
    config: {
      ...config,
      "cellular:approvals": approvals,
      "cellular:irreversibleBudget": String(BUDGET),
      "cellular:controlCenterCallsPerSecond": "200",
      "cellular:thingspaceDeadlineSeconds": "60",
    },
    env: { CELLULAR_APPROVALS: approvals, CELLULAR_STATE: state },
  });
  try {
    fleet.declare(programBefore(cases));
    const made = await fleet.stack.up({ parallel: 64 });
    if (!made.ok) throw new Error(`the cases cannot be set up:\n${errorsOf(made).join("\n")}`);
    writeFileSync(state, JSON.stringify(await fleet.stack.exportState()));

    fleet.declare(programAfter(cases));
    const preview = readPreview((await fleet.stack.preview()).toJson());
    const plan = planOf(preview, [], Date.now());
    writeFileSync(approvals, stringify({ approvals: approvalsFor(cases, plan) }));
    const judged = judge(
      { ...plan, approvals: readApprovals(approvals, directory) },
      settingsOf(rules, POLICY, "policy"),
    );
    const gate = judged.findings.map(({ message }) => message);

    const packed = await fleet.stack.preview({ policyPacks: [{ path: PACK, config: POLICY as never }] });
    const pack = packed.violations.filter(({ policy }) => policy === RULE).map(({ message }) => message);

    const before = await looks(worlds);
    const done = await fleet.stack.up({ parallel: 64, continueOnError: true });
    const guard = errorsOf(done);
    const after = await looks(worlds);

    return new Map(
      cases.map((of) => {
        const { title, line, carrier } = of;
        const changes = plan.changes.filter((one) => one.carrier === carrier && one.line === line);
        const change = changes.find((one) => one.grave) ?? changes[0];
        const verdicts = {
          of,
          gate: blocks(gate, line),
          pack: blocks(pack, line),
          guard: blocks(guard, line),
          class: change?.class ?? "none",
          undo: change?.undo ?? "none",
          touched: before.get(`${carrier} ${line}`) !== after.get(`${carrier} ${line}`),
        };
        return [title, verdicts];
      }),
    );
  } finally {
    await fleet.close();
  }
}

const PACK = join(__dirname, "../../../policies");

async function looks(worlds: ReadonlyMap<CarrierName, World>): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const [carrier, world] of worlds) {
    await world.simulator.settle();
    for (const [line, text] of await world.look()) all.set(`${carrier} ${line}`, text);
  }
  return all;
}
