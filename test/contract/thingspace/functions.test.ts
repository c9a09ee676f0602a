/** Functions of ThingSpace: what they ask the carrier, and what comes of it, at once or by callback. */
import { describe, expect, it } from "vitest";
import * as thingspace from "../../../provider/thingspace/functions/index";
import { ACCOUNT, answersWorld } from "./answers-world";

const world = answersWorld();
/** A day so many days from today; records older than a year are gone. */
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const YEAR = { earliest: day(-300), latest: day(1) };

/** Lines of the account in a state. */
async function linesIn(status: string, count: number) {
  const lines = (await world.simulator.lines()).filter(
    (each) => each.status === status && each.account === ACCOUNT,
  );
  expect(lines.length).toBeGreaterThanOrEqual(count);
  return lines.slice(0, count);
}
/** Somebody suspends a line; gives the request. */
async function suspended(iccid: string): Promise<string> {
  const devices = [{ deviceIds: [{ kind: "iccid", id: iccid }] }];
  const { requestId } = await world.post("/devices/actions/suspend", { accountName: ACCOUNT, devices });
  await expect.poll(async () => (await world.simulator.line(iccid))?.status).toBe("suspend");
  return String(requestId);
}
const hyphened = (mdn: string) => `${mdn.slice(0, 3)}-${mdn.slice(3, 6)}-${mdn.slice(6)}`;

describe("accounts", () => {
  it("tell about the account of the connection, and of the one that is named", async () => {
    const { options } = world;
    expect(await thingspace.getAccount({}, options)).toMatchObject({
      accountName: ACCOUNT,
      isProvisioningAllowed: true,
    });
    const second = await thingspace.getAccount({ accountName: "0000123456-00002" }, options);
    expect(second.organizationName).toBe("Northstar Transportation");
    const foreign = thingspace.getAccount({ accountName: "0000999999-00001" }, options);
    await expect(foreign).rejects.toMatchObject({ meaning: "Unauthorized" });
  });

  it("list plans, groups, SKUs, services and triggers", async () => {
    const { options } = world;
    const plans = await thingspace.getServicePlans({}, options);
    expect(plans.map(({ code }) => code)).toEqual(["LTE2GB", "LTE10GB", "LTEUNL", "NB50KB"]);
    const groups = await thingspace.getDeviceGroups({}, options);
    expect(groups.filter(({ isDefaultGroup }) => isDefaultGroup)).toHaveLength(1);
    expect(groups.map(({ name }) => name)).toEqual(expect.arrayContaining(["Students", "Staff", "Buses"]));
    const { deviceSkus } = await thingspace.getDeviceSkus({}, options);
    expect(deviceSkus.length).toBeGreaterThan(0);
    const { engagement } = await thingspace.getStatesAndServices({}, options);
    expect(engagement[0]?.services[0]?.states.map(({ name }) => name)).toContain("Suspended");
    expect(await thingspace.getTriggers({}, options)).toEqual([]);
  });

  it("list leads: all of them page by page, or as many as wanted in one call", async () => {
    const { options } = world;
    const accountName = "0000123456-00002";
    const all = await thingspace.getLeads({ accountName }, options);
    expect(new Set(all.map(({ leadId }) => leadId)).size).toBe(620);
    expect(await world.calls()).toEqual(["listLeads", "listLeads"]);
    await world.simulator.clearJournal();
    const some = await thingspace.getLeads({ accountName, limit: 7 }, options);
    expect(some).toEqual(all.slice(0, 7));
    expect(await world.calls()).toEqual(["listLeads"]);
  });
});

describe("what is asked about one line at once", () => {
  it("tells what the carrier knows of it", async () => {
    const { options } = world;
    const [line] = await linesIn("active", 1);
    const basic = await thingspace.getBasicDiagnostics({ line: line!.mdn! }, options);
    const extended = await thingspace.getExtendedDiagnostics({ line: line!.iccid! }, options);
    expect(basic.categories.length).toBeGreaterThan(0);
    expect(JSON.stringify(extended.categories)).toContain(line!.imei);
    const unknown = thingspace.getExtendedDiagnostics({ line: "521-999-0000" }, options);
    await expect(unknown).rejects.toMatchObject({ meaning: "NotFound" });
  });

  it("gives its usage, history and connections, with a limit only the oldest", async () => {
    const { options } = world;
    const [found] = await linesIn("active", 1);
    const line = found!.iccid!;
    const usage = await thingspace.getUsage({ line, ...YEAR }, options);
    expect(usage.length).toBeGreaterThan(3);
    const stamps = usage.map(({ timestamp }) => timestamp);
    expect(stamps).toEqual([...stamps].sort());
    expect(await thingspace.getUsage({ line, ...YEAR, limit: 3 }, options)).toEqual(usage.slice(0, 3));
    await suspended(line);
    const history = await thingspace.getProvisioningHistory({ line: found!.mdn!, ...YEAR }, options);
    expect(history.map(({ eventType }) => eventType)).toEqual(["Suspension Confirmed"]);
    const connections = await thingspace.getConnectionHistory({ line, ...YEAR, limit: 2 }, options);
    expect(connections.map((each) => each.connectionEventAttributes.Event)).toEqual(["Start", "Stop"]);
  });

  it("gives what was billed for a line", async () => {
    const [found] = await linesIn("active", 1);
    const { usage } = await thingspace.getBilledUsage({ line: found!.mdn! }, world.options);
    expect(usage).toHaveLength(1);
    expect(usage[0]?.deviceIds).toContainEqual({ kind: "iccid", id: found!.iccid });
    expect(usage[0]?.dataUsage).toBeGreaterThanOrEqual(0);
  });

  it("tells how far a request of one line is, and that others cannot be asked for", async () => {
    const { options } = world;
    const [one] = await linesIn("active", 1);
    const asked = { requestId: await suspended(one!.iccid!) };
    expect(await thingspace.getRequestStatus(asked, options)).toMatchObject({ outcome: "succeeded" });
    const whole = await thingspace.getGlobalRequestStatus(asked, options);
    expect(whole.subrequests).toMatchObject([{ status: "Success" }]);
    const unknown = thingspace.getRequestStatus({ requestId: "none" }, options);
    await expect(unknown).rejects.toMatchObject({ meaning: "NotFound" });
  });
});

describe("what is answered by callback", () => {
  it("comes line by line, in the order asked, under the names that were used", async () => {
    await world.listenToAll();
    const [a, b, c] = await linesIn("suspend", 1).then(async (held) => [
      held[0]!,
      ...(await linesIn("active", 2)),
    ]);
    const lines = [b!.mdn!, a!.iccid!, c!.imei!];
    const answer = await thingspace.getSuspensionStatus({ lines, deadlineSeconds: 20 }, world.options);
    expect(answer.note).toBeUndefined();
    expect(answer).toMatchObject({ complete: true, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(answer.results.map(({ line }) => line)).toEqual([hyphened(b!.mdn!), a!.iccid, c!.imei]);
    expect(answer.results.map(({ answer: said }) => said.deviceState)).toEqual([
      "active",
      "suspend",
      "active",
    ]);
    expect(answer.results[0]).toMatchObject({ status: "Success", service: "DeviceSuspensionStatus" });
  });

  it("counts the lines that a selection picks, and waits for all of them", async () => {
    await world.listenToAll();
    const wanted = (await world.simulator.lines()).filter(
      ({ deviceGroup, account }) => deviceGroup === "Buses" && account === ACCOUNT,
    );
    const answer = await thingspace.getSuspensionStatus(
      { selection: { groupName: "Buses" }, deadlineSeconds: 20 },
      world.options,
    );
    expect(answer.complete).toBe(true);
    expect(answer.results).toHaveLength(wanted.length);
    expect(wanted.length).toBeGreaterThan(1);
  });

  it("says which line failed and why", async () => {
    await world.listenToAll();
    const lines = (await linesIn("active", 2)).map(({ iccid }) => iccid!);
    const answer = await thingspace.getPrl({ lines, deadlineSeconds: 20 }, world.options);
    expect(answer.complete).toBe(true);
    for (const { status, fault } of answer.results) {
      expect(status).toBe("Failed");
      expect(fault?.code).toMatch(/PrlNotAvailable/);
      expect(fault?.text).toMatch(/no preferred roaming list/);
    }
  });

  it("gives totals, billed usage, messages and reachability", async () => {
    await world.listenToAll();
    const { options } = world;
    const lines = (await linesIn("active", 2)).map(({ iccid }) => iccid!);
    const line = lines[0]!;
    const totals = await thingspace.getAggregateUsage(
      { lines, startTime: day(-20), endTime: day(0), deadlineSeconds: 20 },
      options,
    );
    expect(totals.results.map(({ line: name }) => name)).toEqual(lines);
    for (const { answer } of totals.results) expect(answer.dataUsage).toBeGreaterThanOrEqual(0);
    const events = await thingspace.getSmsEvents({ line, deadlineSeconds: 20 }, options);
    expect(events.results[0]?.answer).toMatchObject({ hasMoreData: false, smsEvents: expect.any(Array) });
    const reach = await thingspace.getReachability({ line, deadlineSeconds: 20 }, options);
    expect(reach.results[0]?.answer).toMatchObject({ requestType: "REACHABLE_FOR_DATA" });
    const monitors = await thingspace.getReachabilityMonitors({ lines, deadlineSeconds: 20 }, options);
    expect(monitors.results.map(({ answer }) => answer.monitors)).toEqual([[], []]);
  });

  it("tells where an order is, by its line and by its request", async () => {
    await world.listenToAll();
    const { options } = world;
    const iccid = "89148000007770000098";
    const order = await world.post("/devices/actions/activate", {
      accountName: ACCOUNT,
      servicePlan: "LTE2GB",
      mdnZipCode: "43004",
      devices: [
        {
          deviceIds: [
            { kind: "imei", id: "359097770000007" },
            { kind: "iccid", id: iccid },
          ],
        },
      ],
    });
    await world.simulator.settle();
    const byLine = await thingspace.getOrderStatus({ line: iccid, deadlineSeconds: 20 }, options);
    expect(byLine).toMatchObject({ complete: true, results: [{ line: iccid }] });
    expect(String(byLine.results[0]?.answer.orderStatus)).toMatch(/In Progress|Completed/);
    const orderRequestId = String(order.requestId);
    const byOrder = await thingspace.getOrderStatus({ orderRequestId, deadlineSeconds: 20 }, options);
    expect(byOrder).toMatchObject({ complete: true, results: [{ status: "Success" }] });
    expect(await world.calls()).toEqual(
      expect.arrayContaining(["checkOrderStatus", "checkOrderStatusByGet"]),
    );
  });

  it("lists devices with eSIMs and their history, complete when the carrier says how many there are", async () => {
    await world.listenToAll();
    const { options } = world;
    const chips = (await world.simulator.lines()).filter(
      (each) => each.eid !== null && each.account === ACCOUNT,
    );
    expect(chips.length).toBeGreaterThan(1);
    const active = chips.filter(({ status }) => status === "active");
    const eid = active[0]!.eid!;
    const devices = await thingspace.getGlobalDevices({ deadlineSeconds: 20 }, options);
    expect(devices.complete).toBe(true);
    expect(devices.results.map(({ line }) => line).sort()).toEqual(
      chips.map(({ mdn, iccid }) => (mdn ? hyphened(mdn) : iccid)).sort(),
    );
    const some = { provisioningStatusFilter: "ACTIVE", deadlineSeconds: 20 } as const;
    const found = await thingspace.getGlobalDevices(some, options);
    expect(found.results).toHaveLength(active.length);
    await suspended(active[0]!.iccid!);
    const history = await thingspace.getGlobalHistory({ eid, ...YEAR, deadlineSeconds: 20 }, options);
    expect(history.complete).toBe(true);
    expect(JSON.stringify(history.results[0]?.answer)).toContain("Suspension Confirmed");
    const none = await thingspace.getGlobalDevices(
      { profileStatusFilter: "DELETE", deadlineSeconds: 20 },
      options,
    );
    expect(none).toMatchObject({ complete: true, results: [] });
    const billed = await thingspace.getBilledUsageList({ eids: [eid], deadlineSeconds: 20 }, options);
    expect(billed).toMatchObject({ complete: true, results: [{ line: eid, status: "Success" }] });
  });

  it("is not complete where nobody listens at the carrier's side, and says what is missing", async () => {
    const [line] = await linesIn("active", 1);
    const asked = { lines: [line!.iccid!], deadlineSeconds: 0.01 };
    const answer = await thingspace.getSuspensionStatus(asked, world.options);
    expect(answer).toMatchObject({ complete: false, results: [] });
    expect(answer.note).toMatch(/Callback for DeviceSuspensionStatus registered/);
  });

  it("is asked for and not waited for where there is no receiver", async () => {
    world.hears = false;
    const lines = (await linesIn("active", 1)).map(({ iccid }) => iccid!);
    const answer = await thingspace.getSuspensionStatus({ lines }, world.options);
    expect(answer).toMatchObject({ complete: false, results: [], requestId: expect.any(String) });
    expect(answer.note).toMatch(/cellular receive.*CELLULAR_RECEIVER_URL/);
    expect(await world.calls()).toEqual(["getSuspensionStatus"]);
  });

  it("says why the receiver cannot be asked", async () => {
    world.settings.receiverUrl = world.receiver.url;
    world.settings.receiverToken = "some other token of a deployment";
    world.hears = false;
    const lines = (await linesIn("active", 1)).map(({ iccid }) => iccid!);
    const answer = await thingspace.getSuspensionStatus({ lines, deadlineSeconds: 0.05 }, world.options);
    expect(answer.complete).toBe(false);
    expect(answer.note).toMatch(/refuses the token.*CELLULAR_RECEIVER_TOKEN/);
  });
});
