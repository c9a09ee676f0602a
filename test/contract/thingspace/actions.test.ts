/** Actions of ThingSpace: done once for each trigger, followed by what the carrier reports, never done twice on a guess. */
import { describe, expect, it } from "vitest";
import "../../../provider/thingspace/actions/index";
import type { Reports } from "../../../provider/thingspace/functions/reports";
import { ACCOUNT, answersWorld } from "./answers-world";

const world = answersWorld();
const resultsOf = (state: Record<string, unknown>) => state.results as Reports["results"];

/** Lines of the account that fit. */
async function linesWhere(
  fits: (line: Awaited<ReturnType<typeof linesOf>>[number]) => boolean,
  count: number,
) {
  const lines = (await linesOf()).filter((line) => line.account === ACCOUNT && fits(line));
  expect(lines.length).toBeGreaterThanOrEqual(count);
  return lines.slice(0, count);
}
const linesOf = () => world.simulator.lines();
const active = (count: number) => linesWhere(({ status, nbIot }) => status === "active" && !nbIot, count);

describe("SendSms", () => {
  it("is done once for each trigger, and at no other time", async () => {
    world.hears = false;
    const [line] = await active(1);
    const args = { lines: [line!.mdn!], smsMessage: "Come home" };
    const action = world.declare("SendSms");
    const first = await action.up({ ...args, trigger: "1" });
    expect(first).toMatchObject({ ranFor: "1", complete: false, results: [], expected: 1 });
    await action.up({ ...args, trigger: "1", smsMessage: "Come home, please" });
    await action.refresh();
    expect(await world.calls()).toEqual(["sendSms"]);
    const second = await action.up({ ...args, trigger: "2" });
    expect(second.requestId).not.toBe(first.requestId);
    await action.destroy();
    expect(await world.calls()).toEqual(["sendSms", "sendSms"]);
  });

  it("tells at a refresh what has been reported since", async () => {
    await world.listenToAll();
    const [near] = await linesWhere(({ status, connected }) => status === "active" && connected, 1);
    const action = world.declare("SendSms");
    await action.up({ lines: [near!.iccid!], smsMessage: "Come home", trigger: "1" });
    await world.simulator.clock.freeze();
    await world.simulator.clock.advance(5_000);
    await world.simulator.settle();
    world.next();
    await action.refresh();
    const state = action.state as Record<string, unknown>;
    expect(state.complete).toBe(true);
    expect(
      resultsOf(state)
        .map(({ service }) => service)
        .sort(),
    ).toEqual(["EnhancedConnectivityService", "SMSDeliveryConfirmation"]);
    expect(resultsOf(state).every(({ line }) => line === near!.iccid)).toBe(true);
    expect((await world.calls()).filter((name) => name === "sendSms")).toHaveLength(1);
  });

  it("goes to the lines that are picked, and the next run names those that failed", async () => {
    await world.listenToAll();
    await world.simulator.clock.freeze();
    const buses = (await linesOf()).filter(
      (line) => line.deviceGroup === "Buses" && line.account === ACCOUNT,
    );
    const [held] = buses.filter(({ status }) => status === "active");
    await world.simulator.editLine(held!.iccid!, { status: "suspend" });
    const args = { selection: { groupName: "Buses" }, smsMessage: "Back to the depot", trigger: "1" };
    const action = world.declare("SendSms");
    expect(await action.up(args)).toMatchObject({ expected: buses.length, complete: false, results: [] });
    await world.simulator.clock.advance(1_000);
    await world.simulator.settle();
    const state = await action.up(args);
    const failed = resultsOf(state).filter(({ status }) => status === "Failed");
    expect(failed.map(({ line }) => line.replaceAll("-", ""))).toContain(held!.mdn);
    expect(action.reasons).toHaveLength(failed.length);
    for (const reason of action.reasons) expect(reason).toMatch(/Only an active device.*sendSms/);
    await action.up(args);
    expect(action.reasons).toEqual([]);
    expect(await world.calls()).toEqual(["listDevices", "sendSms"]);
  });

  it("is not repeated where no answer came", async () => {
    const [line] = await active(1);
    await world.simulator.faults.add({ kind: "reset", when: "after", operation: "sendSms" });
    const args = { lines: [line!.mdn!], smsMessage: "Come home", trigger: "1" };
    const action = world.declare("SendSms");
    await action.up(args);
    expect(action.reasons.join()).toMatch(/may have been done, and is not done again by itself/);
    await world.simulator.faults.clear();
    await action.up(args);
    expect(action.reasons).toEqual([]);
    expect(await world.calls()).toEqual(["sendSms"]);
  });

  it("has done nothing where the carrier refuses it", async () => {
    const action = world.declare("SendSms");
    const args = { lines: ["521-999-0000"], smsMessage: "Come home", trigger: "1" };
    await expect(action.up(args)).rejects.toMatchObject({ meaning: "NotFound" });
    expect(action.state).toBeUndefined();
  });
});

describe("StartSmsCallbacks", () => {
  it("has waiting messages delivered to the listener", async () => {
    await world.listen("EnhancedConnectivityService");
    const action = world.declare("StartSmsCallbacks");
    expect(await action.up({ trigger: "1" })).toMatchObject({ ranFor: "1" });
    await world.simulator.settle();
    const sent = await world.simulator.callbacks();
    expect(sent.length).toBeGreaterThan(5);
    expect(new Set(sent.map(({ service }) => service))).toEqual(new Set(["EnhancedConnectivityService"]));
  });

  it("says that nobody listens", async () => {
    const action = world.declare("StartSmsCallbacks");
    await expect(action.up({ trigger: "1" })).rejects.toThrow(/Register the callback first/);
    expect(action.state).toBeUndefined();
  });
});

describe("SendNidd", () => {
  const message = Buffer.from("on").toString("base64");

  it("sends data, and keeps what became of it", async () => {
    await world.listenToAll();
    const [line] = await linesWhere(({ nbIot, connected }) => nbIot && connected, 1);
    const args = { lines: [line!.iccid!], message, maximumDeliveryTime: 60, deadlineSeconds: 20 };
    const state = await world.declare("SendNidd").up({ ...args, trigger: "1" });
    expect(state).toMatchObject({ complete: true });
    expect(resultsOf(state)).toMatchObject([{ line: line!.iccid, status: "Delivered" }]);
  });

  it("is not complete while data is queued, and says later that it was not delivered", async () => {
    await world.listenToAll();
    await world.simulator.clock.freeze();
    const [line] = await linesWhere(({ nbIot, status }) => nbIot && status === "active", 1);
    await world.simulator.editLine(line!.iccid!, { connected: false });
    const args = { lines: [line!.iccid!], message, maximumDeliveryTime: 60, trigger: "1" };
    const action = world.declare("SendNidd");
    await action.up(args);
    await world.simulator.clock.advance(1_000);
    await world.simulator.settle();
    await action.refresh();
    expect(action.state).toMatchObject({ complete: false, results: [{ status: "Queued" }] });
    await world.simulator.clock.advance(120_000);
    await world.simulator.settle();
    await action.refresh();
    expect(action.state).toMatchObject({ complete: true });
    expect(resultsOf(action.state as never).map(({ status }) => status)).toEqual([
      "Queued",
      "DeliveryFailed",
    ]);
    expect(await world.calls()).toEqual(["sendNidd"]);
  });
});

describe("checks", () => {
  it("CheckAvailability tells which devices can be activated", async () => {
    await world.listenToAll();
    const [taken] = await active(1);
    const free = "89148000007770000098";
    const lines = [taken!.iccid!, free];
    const state = await world.declare("CheckAvailability").up({ lines, deadlineSeconds: 20, trigger: "1" });
    expect(resultsOf(state).map(({ line, answer }) => [line, answer.available])).toEqual([
      [taken!.iccid, false],
      [free, true],
    ]);
  });

  it("CheckAvailability fails at the deadline, and the next run goes on waiting without asking again", async () => {
    await world.listenToAll();
    await world.simulator.clock.freeze();
    const [line] = await active(1);
    const args = { lines: [line!.iccid!], deadlineSeconds: 0.02, trigger: "1" };
    const action = world.declare("CheckAvailability");
    await action.up(args);
    expect(action.reasons.join()).toMatch(
      /not reported on all of it \(0 of 1 have come\).*request .+pulumi up/,
    );
    await world.simulator.clock.advance(1_000);
    await world.simulator.settle();
    expect(await action.up(args)).toMatchObject({ complete: true, results: [{ status: "Success" }] });
    expect(action.reasons).toEqual([]);
    expect(await world.calls()).toEqual(["checkAvailability"]);
  });

  it("CheckImeiIccidMismatch finds SIMs in other hardware", async () => {
    const moved = (await linesOf()).filter((line) => line.preImei !== null && line.account === ACCOUNT);
    expect(moved.length).toBeGreaterThan(1);
    const window = { earliest: "2020-01-01", latest: "2035-01-01" };
    const state = await world.declare("CheckImeiIccidMismatch").up({ ...window, trigger: "1" });
    expect(state.complete).toBe(true);
    expect((state.devices as { iccid: string }[]).map(({ iccid }) => iccid).sort()).toEqual(
      moved.map(({ iccid }) => iccid).sort(),
    );
  });
});

describe("GoToState", () => {
  const goal = {
    serviceName: "Fleet",
    stateName: "Suspended",
    servicePlan: "LTE2GB",
    mdnZipCode: "43004",
    deadlineSeconds: 20,
    trigger: "1",
  };

  it("brings lines to a state, and waits until the carrier says so", async () => {
    await world.listenToAll();
    const lines = (await active(2)).map(({ iccid }) => iccid!);
    const state = await world.declare("GoToState").up({ ...goal, lines });
    expect(state).toMatchObject({ complete: true, expected: 2 });
    for (const iccid of lines) expect((await world.simulator.line(iccid))?.status).toBe("suspend");
  });

  it("names the line that failed, and does not do it again", async () => {
    await world.listenToAll();
    const lines = (await active(2)).map(({ iccid }) => iccid!);
    const bad = lines[1]!;
    const code = "REQUEST_FAILED.UnexpectedError";
    await world.simulator.faults.add({ kind: "work", lines: [bad], code, message: "The network said no" });
    const action = world.declare("GoToState");
    await action.up({ ...goal, lines });
    expect(action.reasons).toHaveLength(1);
    expect(action.reasons[0]).toMatch(new RegExp(`${bad}: The network said no \\(thingspace goToState`));
    await action.up({ ...goal, lines });
    expect(action.reasons).toEqual([]);
    expect(await world.calls()).toEqual(["goToState"]);
    expect((await world.simulator.line(lines[0]!))?.status).toBe("suspend");
    expect((await world.simulator.line(bad))?.status).toBe("active");
  });

  it("passes for sent where nobody hears the carrier", async () => {
    world.hears = false;
    const lines = (await active(1)).map(({ iccid }) => iccid!);
    const action = world.declare("GoToState");
    expect(await action.up({ ...goal, lines })).toMatchObject({ complete: false, results: [] });
    expect(action.reasons).toEqual([]);
  });
});
