import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { type EngineName, engineOnPath, type OperationResult } from "../engine";
import { ApprovalsFile, askedIn } from "../support/approvals";
import { removalsOf } from "../support/journal";
import { BUS, OFFICE } from "../support/numbers";
import { errorsOf, openFleet } from "../support/stack";

const MINUTES = 60_000;
const THIRD = "681-300-0000";
const ALONE = "512-300-0000";
const GOES = { onDelete: "remove", deletionProtection: false } as const;
const pack = { path: join(__dirname, "../../policies") };

const directory = mkdtempSync(join(tmpdir(), "pack-"));
const approvals = new ApprovalsFile();
let simulator: KajeetSimulator;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
afterAll(async () => {
  await simulator.close();
  approvals.remove();
  rmSync(directory, { recursive: true, force: true });
});

const mandatory = ({ violations }: OperationResult) =>
  violations.filter(({ level }) => level === "mandatory").map(({ message }) => message);

/**
 * A fleet that is made, from which a line of a set and a line of its own are taken: not before somebody has approved it.
 * The bundled engine has no command that exports its state, so there the pipeline's file is given.
 */
async function takeLinesAway(engine: EngineName): Promise<void> {
  await simulator.reset();
  approvals.write([]);
  const state = join(directory, "state.json");
  const env = engine === "cli" ? {} : { CELLULAR_STATE: state };
  const { stack, declare, close } = await openFleet(simulator, engine, { config: approvals.config, env });
  const exported = async () => writeFileSync(state, JSON.stringify(await stack.exportState()));
  const set = (mdns: readonly string[]) => ({
    type: "LineSet",
    name: "fleet",
    args: { ...GOES, lines: Object.fromEntries(mdns.map((mdn) => [mdn, { note: "n" }])) },
  });
  const alone = { type: "Line", name: "alone", args: { ...GOES, mdn: ALONE } };
  try {
    declare([set([OFFICE, BUS, THIRD]), alone]);
    await exported();
    const first = await stack.preview({ policyPacks: [pack] });
    expect([errorsOf(first), mandatory(first)]).toEqual([[], []]);
    expect(first.ok).toBe(true);
    expect((await stack.up()).ok).toBe(true);

    declare([set([OFFICE, THIRD])]);
    await exported();
    const refused = await stack.up({ policyPacks: [pack], previewFirst: true });
    expect(refused.ok).toBe(false);
    expect(await removalsOf(simulator)).toEqual([]);
    const asked = askedIn(mandatory(refused));
    expect(asked.map(({ action, name }) => `${action} ${name}`).sort()).toEqual([
      `remove ${BUS}`,
      `remove ${ALONE}`,
    ]);

    approvals.approve(asked);
    const approved = await stack.up({ policyPacks: [pack], previewFirst: true });
    expect([errorsOf(approved), mandatory(approved)]).toEqual([[], []]);
    expect((await removalsOf(simulator)).sort()).toEqual([BUS, ALONE].sort());
  } finally {
    await close();
  }
}

test("lines go only when that is approved", { timeout: 3 * MINUTES }, () => takeLinesAway("bundled"));

/** A rule that looks at arguments stops the one resource in the update itself; another one makes it safe. */
async function makeLinesSafe(engine: EngineName): Promise<void> {
  await simulator.reset();
  const { stack, declare, close } = await openFleet(simulator, engine);
  const patterns = { kajeet: { nickname: "Bus #[0-9]+" } };
  const config = { "protection-kept": "remediate", naming: { patterns } } as const;
  try {
    const policyPacks = [{ ...pack, config }];
    const safe = { type: "Line", name: "safe", args: { ...GOES, mdn: BUS, nickname: "Bus #7" } };
    declare([safe]);
    const made = await stack.up({ policyPacks });
    expect([made.ok, errorsOf(made), mandatory(made)]).toEqual([true, [], []]);
    expect(made.remediations.map(({ policy, urn }) => [policy, urn.split("::").at(-1)])).toEqual([
      ["protection-kept", "safe"],
    ]);
    expect((await simulator.line(BUS))?.nickname).toBe("Bus #7");

    declare([safe, { type: "Line", name: "wrong", args: { mdn: ALONE, nickname: "bus 8" } }]);
    const stopped = await stack.up({ policyPacks });
    expect(stopped.ok).toBe(false);
    expect(mandatory(stopped)).toEqual([expect.stringContaining(`${ALONE}: nickname "bus 8" does not fit`)]);
    expect((await simulator.line(ALONE))?.nickname).not.toBe("bus 8");

    // The provider is found again, and keeps the line.
    const ended = await stack.destroy();
    expect([ended.ok, errorsOf(ended)]).toEqual([true, []]);
    expect(await removalsOf(simulator)).toEqual([]);
  } finally {
    await close();
  }
}

test("a line is made safe, and another one stopped", { timeout: 3 * MINUTES }, () =>
  makeLinesSafe("bundled"),
);

const version = engineOnPath();
describe.skipIf(version === undefined)(
  `on the real command line (pulumi ${version ?? "not on PATH"})`,
  () => {
    test("lines go only when that is approved", { timeout: 5 * MINUTES }, () => takeLinesAway("cli"));
    test("a line is made safe, and another one stopped", { timeout: 5 * MINUTES }, () =>
      makeLinesSafe("cli"),
    );
  },
);
