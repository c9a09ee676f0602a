/** What somebody changed in the portal: a refresh notes it, and a plan that would set it back says so. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { settingsOf } from "../../policies/policy-file";
import { rules } from "../../policies/rules/index";
import { judge } from "../../policies/verdict";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { type Declared, line, lineSet, membership } from "../support/declared";
import { MiniEngine } from "../support/mini-engine";
import { BUS, OFFICE } from "../support/numbers";
import { NOW, plan, resource } from "../support/plans";

let simulator: KajeetSimulator;
let engine: MiniEngine;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
beforeEach(async () => {
  await simulator.reset();
  engine = new MiniEngine(simulator);
});
afterAll(() => simulator.close());

const RULE = "no-silent-overwrite";
const settings = settingsOf(rules, { all: "disabled", [RULE]: "mandatory" }, "policy");

/** The plan that makes a resource be as it is declared. */
function planned({ type, name, args: wanted }: Declared, approvals: Parameters<typeof plan>[1] = []) {
  const { outputs: state, inputs: declared } = engine.state.get(name)!;
  return plan([resource(type, name, { state, declared, wanted })], approvals);
}
const found = (of: ReturnType<typeof planned>) => judge(of, settings).findings.map(({ message }) => message);

const declared: [string, Declared][] = [
  [
    "a set",
    lineSet("one", { [BUS]: { filterGroup: "Staff", note: "n" }, [OFFICE]: { filterGroup: "Staff" } }),
  ],
  ["a line", line("one", { mdn: BUS, filterGroup: "Staff", note: "n" })],
  ["a membership", membership("FilterGroup", "one", [BUS, OFFICE], { filterGroup: "Staff" })],
];

describe.each(declared)("%s", (_, one) => {
  test("is told of a value that was changed elsewhere, once it is read", async () => {
    await engine.up([one]);
    await simulator.editLine(BUS, { filterGroup: "Facilities" });
    expect(found(planned(one))).toEqual([]);

    await engine.refresh();
    const after = planned(one);
    expect(
      after.changes.map(({ line: mdn, attribute, before, after: wish, drift }) => [
        mdn,
        attribute,
        before,
        wish,
        drift?.was,
      ]),
    ).toEqual([[BUS, "filterGroup", "Facilities", "Staff", "Staff"]]);
    expect(found(after)).toEqual([expect.stringMatching(new RegExp(`${BUS}.*filterGroup.*Facilities`))]);

    const { code } = after.changes[0]!.drift!;
    const approval = {
      action: "overwrite",
      lines: { [BUS]: code },
      by: "A. Admin",
      reason: "a mistake",
      until: "2026-12-31",
    };
    expect(found(planned(one, [approval]))).toEqual([]);
    expect(NOW).toBeLessThan(Date.parse(approval.until));
  });

  test("forgets it where the value is back, and where it is applied", async () => {
    await engine.up([one]);
    await simulator.editLine(BUS, { filterGroup: "Facilities" });
    await engine.refresh();
    await engine.refresh();
    expect(planned(one).changes[0]?.drift?.was).toBe("Staff");
    await simulator.editLine(BUS, { filterGroup: "Staff" });
    await engine.refresh();
    expect(planned(one).changes).toEqual([]);
    expect(engine.state.get("one")!.outputs).not.toHaveProperty("__drift");

    await simulator.editLine(BUS, { filterGroup: "Facilities" });
    await engine.refresh();
    expect((await engine.up([one])).errors).toEqual([]);
    expect((await simulator.line(BUS))!.filterGroup).toBe("Staff");
    expect(engine.state.get("one")!.outputs).not.toHaveProperty("__drift");
  });
});
