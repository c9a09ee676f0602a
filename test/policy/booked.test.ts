/** What is booked for a later day and cannot be undone: nobody is asked on the day, so plan and guard ask before. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ControlCenterSimulator, startControlCenterSimulator } from "../../simulator/index";
import { lineSet } from "../contract/control-center/lines-world";
import { ApprovalsFile, askedIn } from "../support/approvals";
import { MiniEngine } from "../support/mini-engine";
import { iccid } from "../support/numbers";
import { plan, resource } from "../support/plans";

const SIM = iccid(1);
const DAYS = ["2026-12-15", "2026-12-16"] as const;

let simulator: ControlCenterSimulator;
const file = new ApprovalsFile();
beforeAll(async () => {
  const inventoryText = [
    "iccid,status,ratePlan,communicationPlan",
    `${SIM},ACTIVATED,Standard 1 GB,Data LTE`,
  ].join("\n");
  simulator = await startControlCenterSimulator({ inventoryText });
});
afterAll(async () => {
  await simulator.close();
  file.remove();
});

test("is asked for with the code of its day, and approved for that day alone", async () => {
  const engine = new MiniEngine(simulator, file.config);
  const set = (schedule: object[]) =>
    lineSet("sims", { [SIM]: { status: "activated" } }, { schedule, deletionProtection: false });
  const retires = (on: string) => set([{ on, set: { status: "retired" } }]);
  await engine.up([set([])]);
  const { outputs: state, inputs: declared } = engine.state.get("sims")!;
  const planned = (on: string) => {
    const { args: wanted } = retires(on);
    const { changes } = plan([resource("control-center:LineSet", "sims", { state, declared, wanted })]);
    return changes.flatMap(({ operation, grave }) =>
      grave ? [[operation, grave.action, grave.codes[0]]] : [],
    );
  };
  const pending = async () => (await simulator.state()).pending.length;

  const refused = await engine.up([retires(DAYS[0])]);
  const asked = askedIn(refused.errors);
  expect(planned(DAYS[0])).toEqual(asked.map(({ action, code }) => ["book", action, code]));
  expect(planned(DAYS[0])).not.toEqual(planned(DAYS[1]));
  expect(await pending()).toBe(0);

  file.approve(asked);
  expect((await engine.up([retires(DAYS[1])])).errors.join()).toContain(
    "approved is another change than this one",
  );
  expect(await pending()).toBe(0);
  expect((await engine.up([retires(DAYS[0])])).errors).toEqual([]);
  expect(await pending()).toBe(1);
});
