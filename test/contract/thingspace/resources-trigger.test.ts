import { describe, expect, test } from "vitest";
import "../../../provider/thingspace/trigger";
import { listTriggers } from "../../../provider/thingspace/api/index";
import { thingspace } from "../../../provider/thingspace/session";
import { Deployment } from "../../support/deployment";
import { ACCOUNT, resourceWorld } from "./resources-world";

const world = resourceWorld("thingspace:Trigger");
const DATA = { name: "Heavy", data: { threshold: 500, unit: "MB" }, cycle: "Monthly" };

/** What the carrier has, asked by its own list. */
async function triggers(): Promise<Record<string, unknown>[]> {
  const deployment = new Deployment(world.simulator);
  const { http } = deployment.host.session(thingspace, undefined);
  const found = await listTriggers(http, {});
  await http.close();
  return found;
}

describe("Trigger", () => {
  test.each([
    [
      { data: { comparator: "ge", threshold: 5, unit: "GB" } },
      {
        triggerCategory: "Data",
        dataTriggerRequest: { comparator: "ge", threshold: 5, thresholdUnit: "GB" },
      },
    ],
    [
      { sms: { threshold: 20 } },
      { triggerCategory: "SMS", smsTriggerRequest: { comparator: "gt", threshold: 20 } },
    ],
    [
      { session: { comparator: "lt", threshold: 1 }, deviceGroup: "Staff" },
      {
        triggerCategory: "Session",
        sessionTriggerRequest: { comparator: "lt", threshold: 1 },
        groupName: "Staff",
      },
    ],
    [
      { anomaly: { includeVeryAbnormal: true } },
      {
        triggerCategory: "UsageAnomaly",
        anomalyTriggerRequest: { includeVeryAbnormal: true, includeAbnormal: false, accountNames: ACCOUNT },
      },
    ],
  ])("is made of %j, and stays as it is", async (what, wanted) => {
    const args = { name: "Watch", ...what };
    const state = await world.done(args);
    expect(await triggers()).toMatchObject([
      { ...wanted, name: "Watch", accountName: ACCOUNT, active: true, triggerId: state.triggerId },
    ]);
    expect(world.engine.state.get("one")?.id).toBe(`${ACCOUNT}/triggers/${state.triggerId}`);
    await world.engine.refresh();
    expect(await world.steps(args)).toEqual([]);
    expect(await world.writes()).toEqual({ createTrigger: 1 });
  });

  test("is changed in place, whole", async () => {
    const { triggerId } = await world.done(DATA);
    await world.done({ ...DATA, data: { threshold: 900, unit: "MB" }, active: false });
    expect(await triggers()).toMatchObject([
      { triggerId, active: false, triggerCycle: "Monthly", dataTriggerRequest: { threshold: 900 } },
    ]);
    expect(await world.writes()).toEqual({ createTrigger: 1, updateTrigger: 1 });
  });

  test("is adopted by its name and brought to what is declared", async () => {
    const { triggerId } = await world.done(DATA);
    world.engine.state.clear();
    expect(await world.done({ ...DATA, data: { threshold: 700, unit: "MB" } })).toMatchObject({ triggerId });
    expect(await triggers()).toMatchObject([{ triggerId, dataTriggerRequest: { threshold: 700 } }]);
    expect(await world.writes()).toEqual({ createTrigger: 1, updateTrigger: 1 });
  });

  test("is not adopted where several have its name", async () => {
    await world.done(DATA);
    await world.engine.up([world.declare(DATA), world.declare({ ...DATA, name: "Other" }, "two")]);
    await world.engine.up([world.declare(DATA), world.declare(DATA, "two")]);
    world.engine.state.clear();
    const { errors } = await world.up(DATA);
    expect(errors[0]).toMatch(/there are 2 triggers of this name: .+Delete or rename/);
  });

  test("is made once where the answer is lost", async () => {
    await world.simulator.faults.add({ kind: "reset", when: "after", operation: "createTrigger", count: 1 });
    await world.done(DATA);
    expect(await triggers()).toHaveLength(1);
    expect(await world.writes()).toEqual({ createTrigger: 1 });
  });

  test("comes back as declared after somebody changed or deleted it", async () => {
    await world.done(DATA);
    const mine = { ...world.engine.state.get("one")! };
    await world.done({ ...DATA, data: { threshold: 1, unit: "KB" } });
    world.engine.state.set("one", mine);
    await world.engine.refresh();
    expect(world.state.data).toMatchObject({ threshold: 1, unit: "KB" });
    expect(await world.steps(DATA)).toEqual(["update one"]);
    await world.done(DATA);
    expect(await triggers()).toMatchObject([{ dataTriggerRequest: { threshold: 500, thresholdUnit: "MB" } }]);
    await world.simulator.reset();
    await world.engine.refresh();
    expect(world.engine.state.size).toBe(0);
  });

  test("is deleted, or left with onDelete: retain; one that is gone is gone", async () => {
    await world.done(DATA);
    await world.engine.destroy();
    expect(await triggers()).toEqual([]);
    await world.done({ ...DATA, onDelete: "retain" });
    await world.engine.destroy();
    expect(await triggers()).toHaveLength(1);
    await world.done(DATA);
    await world.simulator.reset();
    expect((await world.engine.destroy()).errors).toEqual([]);
  });

  test("names a device group that is not there", async () => {
    const { errors } = await world.up({ ...DATA, deviceGroup: "Nobody" });
    expect(errors[0]).toMatch(/Nobody.*DeviceGroupNotFound.*Create the group/s);
  });

  test.each([
    [{ name: "Heavy" }, /nothing is watched: give one of data, sms, session, anomaly/],
    [{ ...DATA, sms: { threshold: 1 } }, /data and sms are given/],
    [{ ...DATA, data: { threshold: 1, unit: "TB" } }, /unit/],
    [{ ...DATA, data: { threshold: -1 } }, /threshold/],
    [{ ...DATA, data: { threshold: 1, comparator: ">" } }, /comparator/],
  ])("refuses %j before anything is sent", async (args, problem) => {
    const { errors } = await world.up(args);
    expect(errors[0]).toMatch(problem);
    expect(await world.simulator.journal()).toEqual([]);
  });
});
