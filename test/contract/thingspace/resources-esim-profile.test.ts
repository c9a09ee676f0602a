import { beforeEach, describe, expect, test } from "vitest";
import "../../../provider/thingspace/esim-profile";
import { askedIn } from "../../support/approvals";
import { ACCOUNT, resourceWorld } from "./resources-world";

const world = resourceWorld("thingspace:EsimProfile", { actionsPerLineAndDay: 50 });
const EID = "89049032000000000000000000000143";
const HOUR = 3_600_000;
let card = { eid: EID, iccid: "", smsrOid: "1.3.6.1.4.1.31746" };

const line = async () => (await world.simulator.line(card.iccid))!;
const profile = async () => (await line()).profileStatus;
const set = (patch: Record<string, unknown>) => world.simulator.editLine(card.iccid, patch);
const later = async () => {
  await world.simulator.clock.advance(HOUR);
  await world.simulator.settle();
};

beforeEach(async () => {
  const [iccid = ""] = await world.actives(1);
  card = { ...card, iccid };
  await set({ eid: EID });
});

describe("the profile on its chip", () => {
  test("is downloaded and enabled, and nothing is done after that", async () => {
    const state = await world.done(card);
    expect(await profile()).toBe("DOWNLOAD_ENABLE");
    expect(state).toMatchObject({ account: ACCOUNT, enabled: true, profileStatus: "DOWNLOAD_ENABLE" });
    expect(state).not.toHaveProperty("pending");
    expect(await world.bodies("profileDownloadEnable")).toEqual([
      {
        accountName: ACCOUNT,
        smsrOid: card.smsrOid,
        devices: [
          {
            deviceIds: [
              { id: EID, kind: "eid" },
              { id: card.iccid, kind: "iccid" },
            ],
          },
        ],
      },
    ]);
    await world.engine.refresh();
    expect(await world.steps(card)).toEqual([]);
    expect(await world.writes()).toEqual({ profileDownloadEnable: 1 });
  });

  test("is adopted as it is", async () => {
    await set({ profileStatus: "ENABLE" });
    const run = await world.up(card);
    expect(run.log.map(({ message }) => message).join()).toMatch(/adopted/);
    expect(await world.writes()).toEqual({});
  });

  test("is disabled and enabled again in place", async () => {
    await set({ profileStatus: "ENABLE" });
    await world.done({ ...card, enabled: false });
    expect(await profile()).toBe("DISABLE");
    await world.done(card);
    expect(await profile()).toBe("ENABLE");
    expect(await world.writes()).toEqual({ profileDisable: 1, profileEnable: 1 });
  });

  test("is downloaded and then disabled where it shall be there and not be used", async () => {
    await world.done({ ...card, enabled: false });
    expect(await profile()).toBe("DISABLE");
    expect(await world.writes()).toEqual({ profileDownloadEnable: 1, profileDisable: 1 });
  });

  test("becomes the one to fall back on, once", async () => {
    await set({ profileStatus: "ENABLE" });
    const args = { ...card, fallback: true };
    await world.done(args);
    expect(await world.steps(args)).toEqual([]);
    await world.engine.refresh();
    await world.done({ ...args, deadlineSeconds: 60 });
    expect(await world.writes()).toEqual({ profileSetFallback: 1 });
  });

  test("that somebody disabled is enabled again after a refresh; one that was deleted is downloaded", async () => {
    await world.done(card);
    await set({ profileStatus: "DISABLE" });
    await world.engine.refresh();
    expect(await world.steps(card)).toEqual(["update one"]);
    await world.done(card);
    expect(await profile()).toBe("ENABLE");
    await set({ profileStatus: "DELETE" });
    await world.engine.refresh();
    expect(world.engine.state.size).toBe(0);
    await world.done(card);
    expect(await profile()).toBe("DOWNLOAD_ENABLE");
  });

  test("goes out once, in a call with others that want the same where they come together", async () => {
    const iccids = await world.actives(3);
    const eids = ["89049032000000000000000000000240", "89049032000000000000000000000337"];
    await world.simulator.editLine(iccids[1]!, { eid: eids[0] });
    await world.simulator.editLine(iccids[2]!, { eid: eids[1] });
    const run = await world.engine.up([
      world.declare(card, "one"),
      world.declare({ ...card, eid: eids[0], iccid: iccids[1] }, "two"),
      world.declare({ ...card, eid: eids[1], iccid: iccids[2] }, "three"),
    ]);
    expect(run.errors).toEqual([]);
    const requests = await world.simulator.journal({ operation: "profileDownloadEnable" });
    const named = requests.flatMap(({ body }) => (body as { devices: object[] }).devices);
    expect(named).toHaveLength(3);
    expect(new Set(named.map((device) => JSON.stringify(device))).size).toBe(3);
  });
});

describe("its line", () => {
  test("is activated together with the profile where it has no service", async () => {
    const [fresh] = (await world.simulator.lines()).filter(
      ({ status, account }) => status === "preactive" && account === ACCOUNT,
    );
    const eid = "89049032000000000000000000000240";
    await world.simulator.editLine(fresh!.iccid ?? "", { eid });
    const args = { ...card, eid, iccid: fresh!.iccid, ratePlan: "LTE2GB", zipCode: "43004" };
    const state = await world.done(args);
    expect(await world.simulator.line(fresh!.iccid ?? "")).toMatchObject({
      status: "active",
      ratePlan: "LTE2GB",
      profileStatus: "DOWNLOAD_ENABLE",
    });
    expect(state.mdn).toMatch(/^\d{10}$/);
    await world.engine.refresh();
    expect(await world.steps(args)).toEqual([]);
    expect(await world.writes()).toEqual({ profileActivateEnable: 1 });
  });

  test("is activated alone where the call with the IP pool is needed, and the profile follows", async () => {
    await set({ status: "deactive" });
    await world.done({ ...card, ratePlan: "LTE2GB", zipCode: "43004", ipPool: "DYNAMIC-EAST" });
    expect(await line()).toMatchObject({ status: "active", profileStatus: "DOWNLOAD_ENABLE" });
    expect(await world.writes()).toEqual({ profileActivate: 1, profileDownloadEnable: 1 });
  });
});

describe("what takes its time", () => {
  test("stays in state at the deadline, and the next run goes on with it", async () => {
    await world.simulator.faults.add({ kind: "work", delayMs: HOUR });
    const { errors } = await world.up(card);
    expect(errors[0]).toMatch(/still under way at the carrier after 300 s.*request/);
    expect(world.state.pending).toEqual([
      expect.objectContaining({ operation: "profileDownloadEnable", lines: [card.iccid] }),
    ]);
    await world.simulator.faults.clear();
    await later();
    await world.done(card);
    expect(world.state).not.toHaveProperty("pending");
    expect(await profile()).toBe("DOWNLOAD_ENABLE");
    expect(await world.writes()).toEqual({ profileDownloadEnable: 1 });
  });

  test("is not sent twice by a run that goes on from one lost behind its call", async () => {
    expect((await world.up(card, { death: { call: 3, when: "after" } })).lost).toBe(true);
    await later();
    await world.done(card);
    expect(await profile()).toBe("DOWNLOAD_ENABLE");
    expect(await world.writes()).toEqual({ profileDownloadEnable: 1 });
  });

  test("is followed by a refresh that finds it in the ledger alone", async () => {
    await world.simulator.faults.add({ kind: "work", delayMs: HOUR });
    await set({ profileStatus: "DISABLE" });
    await world.engine.up([world.declare({ ...card, enabled: false })]);
    expect((await world.up(card, { death: { call: 3, when: "after" } })).lost).toBe(true);
    await world.engine.refresh();
    expect(world.state.pending).toEqual([expect.objectContaining({ operation: "profileEnable" })]);
    await later();
    await world.done(card);
    expect(await profile()).toBe("ENABLE");
    expect(await world.writes()).toEqual({ profileEnable: 1 });
  });

  test("that never arrived is said to be unknown, and sent by the run after that", async () => {
    expect((await world.up(card, { death: { call: 3, when: "before" } })).lost).toBe(true);
    const unknown = await world.up(card);
    expect(unknown.errors[0]).toMatch(/nobody knows whether the request of .+ arrived/);
    expect(await world.writes()).toEqual({});
    await world.done(card);
    expect(await profile()).toBe("DOWNLOAD_ENABLE");
    expect(await world.writes()).toEqual({ profileDownloadEnable: 1 });
  });

  test("is looked for where the answer was lost", async () => {
    await world.simulator.faults.add({
      kind: "reset",
      when: "after",
      operation: "profileDownloadEnable",
      count: 1,
    });
    await world.done(card);
    expect(await world.writes()).toEqual({ profileDownloadEnable: 1 });
  });

  test("that fails says so, with the carrier's reason where somebody hears it", async () => {
    const code = "REQUEST_FAILED.UnexpectedError";
    await world.simulator.faults.add({ kind: "work", code, message: "the chip is asleep" });
    const silent = await world.up(card);
    expect(silent.errors[0]).toMatch(/ICCID \d+: the carrier did not do it; its reason comes by callback/);
    await world.simulator.faults.clear();
    await world.hears("DeviceProfileService");
    await world.simulator.faults.add({
      kind: "work",
      code,
      message: "the chip is asleep",
      operation: "profileDownloadEnable",
    });
    const told = await world.up(card);
    expect(told.errors[0]).toMatch(/the chip is asleep.*UnexpectedError/);
    await world.simulator.faults.clear();
    await world.done(card);
    expect(await profile()).toBe("DOWNLOAD_ENABLE");
  });
});

describe("its end", () => {
  const unprotected = { deletionProtection: false };

  test("leaves it alone, or disables it", async () => {
    await world.done(card);
    await world.engine.destroy();
    expect(await profile()).toBe("DOWNLOAD_ENABLE");
    await world.done({ ...card, onDelete: "disable" });
    await world.engine.destroy();
    expect(await profile()).toBe("DISABLE");
  });

  test("deletes it only unprotected and approved: disabled first, then deleted", async () => {
    await world.done({ ...card, onDelete: "delete" });
    expect((await world.engine.destroy()).errors[0]).toMatch(/it is protected/);
    await world.done({ ...card, onDelete: "delete", ...unprotected });
    const refused = await world.engine.destroy();
    expect(refused.errors[0]).toMatch(/no approval names it.*action: delete/);
    expect(await profile()).toBe("DOWNLOAD_ENABLE");
    world.approve(...askedIn(refused.errors));
    await world.simulator.clearJournal();
    expect((await world.engine.destroy()).errors).toEqual([]);
    expect(await profile()).toBe("DELETE");
    expect(await world.writes()).toEqual({ profileDisable: 1, profileDelete: 1 });
  });

  test("goes on with a deletion that takes its time, and asks for no second approval", async () => {
    await world.done({ ...card, onDelete: "delete", ...unprotected });
    const [asked] = askedIn((await world.engine.destroy()).errors);
    world.approve({ ...asked!, name: EID });
    await world.simulator.faults.add({ kind: "work", operation: "profileDelete", delayMs: HOUR });
    expect((await world.engine.destroy()).errors[0]).toMatch(/still under way/);
    await later();
    await world.simulator.clearJournal();
    expect((await world.engine.destroy()).errors).toEqual([]);
    expect(await world.writes()).toEqual({});
    expect(await profile()).toBe("DELETE");
  });

  test("deactivates its line only approved", async () => {
    await world.done({ ...card, onDelete: "deactivate", ...unprotected });
    const refused = await world.engine.destroy();
    expect(refused.errors[0]).toMatch(/no approval.*number would be lost|number would be lost.*approval/s);
    const [asked] = askedIn(refused.errors);
    world.approve({ ...asked!, code: "bbbbb-bbbbb" });
    expect((await world.engine.destroy()).errors[0]).toContain("approved is another change than this one");
    world.approve({ ...asked!, name: (await line()).mdn ?? "" });
    expect((await world.engine.destroy()).errors).toEqual([]);
    expect(await line()).toMatchObject({ status: "deactive" });
  });
});

describe("is refused", () => {
  test("where the account has no such SIM, or has it on another chip", async () => {
    const unknown = await world.up({ ...card, iccid: "89148000007770000194" });
    expect(unknown.errors[0]).toMatch(/has no such SIM.*status preactive/);
    const other = await world.up({ ...card, eid: "89049032000000000000000000000240" });
    expect(other.errors[0]).toMatch(new RegExp(`on the chip ${EID}`));
    expect(await world.writes()).toEqual({});
  });

  test.each([
    [{ eid: "123" }, /EID/],
    [{ iccid: "123" }, /ICCID/],
    [{ smsrOid: "abc" }, /smsrOid/],
    [{ zipCode: "43004" }, /zipCode serves the activation/],
    [{ fallback: false }, /fallback/],
    [{ onDelete: "remove" }, /onDelete/],
  ])("with %j before anything is sent", async (change, problem) => {
    const { errors } = await world.up({ ...card, ...change });
    expect(errors[0]).toMatch(problem);
    expect(await world.simulator.journal()).toEqual([]);
  });

  test("and is another resource on another chip", async () => {
    await world.done(card);
    const [, iccid] = await world.actives(2);
    expect(await world.steps({ ...card, iccid })).toEqual(["replace one"]);
  });
});
