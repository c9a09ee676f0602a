import { describe, expect, test } from "vitest";
import "../../../provider/thingspace/reachability-monitor";
import { listMonitors } from "../../../provider/thingspace/api/index";
import { thingspace } from "../../../provider/thingspace/session";
import { Deployment } from "../../support/deployment";
import { ACCOUNT, resourceWorld } from "./resources-world";

const world = resourceWorld("thingspace:ReachabilityMonitor");
const UNTIL = "2027-06-30T00:00:00Z";
const HOUR = 3_600_000;

const later = async (ms = HOUR) => {
  await world.simulator.clock.advance(ms);
  await world.simulator.settle();
};

/** What the carrier watches of these lines: types and ends, from the messages that answer its own list. */
async function watched(lines: readonly string[]): Promise<Record<string, string[]>> {
  await later();
  await world.simulator.clearCallbacks();
  const deployment = new Deployment(world.simulator);
  const { http } = deployment.host.session(thingspace, undefined);
  const devices = lines.map((id) => ({ deviceIds: [{ id, kind: "iccid" as const }] }));
  await listMonitors(http, { accountName: ACCOUNT, devices });
  await http.close();
  await later();
  const messages = (await world.simulator.callbacks()).map(
    ({ body }) =>
      body as {
        deviceIds: { id: string }[];
        reachabilityResponse: { monitors?: { requestType: string; monitorExpirationTime: string }[] };
      },
  );
  return Object.fromEntries(
    messages
      .filter(({ reachabilityResponse }) => reachabilityResponse.monitors !== undefined)
      .map(({ deviceIds, reachabilityResponse: { monitors = [] } }) => [
        deviceIds[0]!.id,
        monitors.map((one) => `${one.requestType} ${one.monitorExpirationTime}`),
      ]),
  );
}

const DATA = "REACHABLE_FOR_DATA 2027-06-30T00:00:00.000Z";

describe("ReachabilityMonitor", () => {
  test("watches lines until the moment, once", async () => {
    const [one = "", two = ""] = await world.actives(2);
    const args = { lines: [two, one], until: UNTIL };
    const state = await world.done(args);
    expect(state).toMatchObject({ lines: [one, two].sort(), expired: false });
    expect(await watched([one, two])).toEqual({ [one]: [DATA], [two]: [DATA] });
    expect(await world.steps(args)).toEqual([]);
    await world.engine.refresh();
    expect(await world.steps(args)).toEqual([]);
    expect(await world.writes()).toEqual({ startReachability: 1 });
  });

  test("knows its monitors by the messages, and stops them by id alone", async () => {
    await world.hears("DiagnosticsService");
    const [one = "", two = ""] = await world.actives(2);
    const state = await world.done({ lines: [one, two], until: UNTIL });
    expect(Object.keys(state.monitors as object).sort()).toEqual([one, two].sort());
    await world.done({ lines: [two], until: UNTIL });
    expect(await watched([one, two])).toEqual({ [one]: [], [two]: [DATA] });
    const [stop] = await world.bodies("stopReachability");
    expect(stop).toEqual({
      accountName: ACCOUNT,
      monitorIds: [(state.monitors as Record<string, string>)[one]],
    });
  });

  test("stops what is there although one monitor of them is gone", async () => {
    await world.hears("DiagnosticsService");
    const lines = await world.actives(2);
    const { monitors } = await world.done({ lines, until: UNTIL });
    const mine = { ...world.engine.state.get("one")! };
    await world.done({ lines: [lines[1]!], until: UNTIL });
    world.engine.state.set("one", mine);
    expect(Object.keys(monitors as object)).toHaveLength(2);
    expect((await world.engine.destroy()).errors).toEqual([]);
    expect(await watched(lines)).toEqual({ [lines[0]!]: [], [lines[1]!]: [] });
  });

  test("is stopped and started for another moment", async () => {
    const lines = await world.actives(1);
    await world.done({ lines, until: UNTIL });
    await world.done({ lines, until: "2027-12-31T00:00:00Z" });
    expect(await watched(lines)).toEqual({ [lines[0]!]: ["REACHABLE_FOR_DATA 2027-12-31T00:00:00.000Z"] });
    expect(await world.writes()).toEqual({ startReachability: 2, stopReachability: 1 });
  });

  test("that has expired stays, says so, and starts again only with a later moment", async () => {
    const lines = await world.actives(1);
    const args = { lines, until: "2026-12-01T00:00:00Z" };
    await world.done(args);
    const after = { from: Date.parse("2026-12-02T00:00:00Z") };
    const refreshed = await world.engine.refresh(after);
    expect(refreshed.log.map(({ message }) => message).join()).toMatch(
      /has expired at 2026-12-01.*a later until starts it again/,
    );
    expect(world.state).toMatchObject({ lines, expired: true });
    expect(await world.steps(args)).toEqual([]);
    await world.engine.up([world.declare({ ...args, onDelete: "retain" })], after);
    expect(await world.writes()).toEqual({ startReachability: 1 });
    const run = await world.engine.up([world.declare({ lines, until: UNTIL })], after);
    expect(run.errors).toEqual([]);
    expect(world.state).toMatchObject({ expired: false, until: UNTIL });
    expect(await world.writes()).toEqual({ startReachability: 2 });
  });

  test("names the line that fails, and waits on in the next run for one that is late", async () => {
    await world.hears("DiagnosticsService");
    const [one = "", two = "", three = ""] = await world.actives(3);
    const code = "INPUT_INVALID.DeviceState.Invalid";
    await world.simulator.faults.add({ kind: "work", lines: [two], code, count: 1 });
    await world.simulator.faults.add({ kind: "work", lines: [three], delayMs: HOUR, count: 1 });
    const args = { lines: [one, two, three], until: UNTIL };
    const { errors } = await world.up(args);
    expect(errors[0]).toMatch(new RegExp(`${two}: .*${code}`));
    expect(errors[0]).toMatch(/still under way/);
    expect(world.state.lines).toEqual([one]);
    await later();
    await world.done(args);
    expect(world.state.lines).toEqual([one, two, three].sort());
    const started = (await world.bodies("startReachability")).map(({ devices }) => (devices as []).length);
    expect(started).toEqual([3, 1]);
  });

  test("goes on from the ledger where the run was lost while it waited", async () => {
    await world.hears("DiagnosticsService");
    const lines = await world.actives(1);
    const args = { lines, until: UNTIL };
    expect((await world.up(args, { death: { call: 2, when: "after" } })).lost).toBe(true);
    await world.done(args);
    expect(await world.writes()).toEqual({ startReachability: 1 });
    expect(world.state.monitors).toHaveProperty(lines[0]!);
  });

  test("is stopped by the lines where no id was heard, or left to its end", async () => {
    const lines = await world.actives(1);
    await world.done({ lines, until: UNTIL, onDelete: "retain" });
    await later();
    await world.engine.destroy();
    expect(await watched(lines)).toEqual({ [lines[0]!]: [DATA] });
    await world.done({ lines, until: UNTIL });
    await later();
    await world.engine.destroy();
    expect(await watched(lines)).toEqual({ [lines[0]!]: [] });
  });

  test.each([
    [{ until: "2020-01-01T00:00:00Z" }, /is past.*later moment/],
    [{ until: "2046-01-01T00:00:00Z" }, /more than 3,650 days/],
    [{ until: "soon" }, /until: expected a date and time/],
    [{ requestType: "ALIVE" }, /requestType/],
    [{ lines: ["x"] }, /lines/],
  ])("refuses %j before anything is sent", async (change, problem) => {
    const lines = await world.actives(1);
    const { errors } = await world.up({ lines, until: UNTIL, ...change });
    expect(errors[0]).toMatch(problem);
    expect(await world.simulator.journal()).toEqual([]);
  });
});
