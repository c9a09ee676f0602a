import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import "../../../provider/kajeet/esim-profile";
import { changeCode } from "../../../provider/core/change-code";
import { ApprovalsFile } from "../../support/approvals";
import { kajeetWorld } from "./resources-world";

const APPROVED = "8914800000000000118";
const OTHER = "8914800000000000126";
const [P1, P2] = ["00000118-P1", "00000118-P2"] as const;

const world = kajeetWorld();
const file = new ApprovalsFile();
const declare = () => world.declare("kajeet:EsimProfile");
const status = async (profileId: string) =>
  (await world.simulator.state()).esims.find((profile) => profile.profileId === profileId)?.status;
const changesOf = async () =>
  (await world.simulator.journal({ operation: ["activateEsimProfile", "changeEsimProfile"] })).map(
    ({ operationId, query }) => [operationId, query.changeType].filter(Boolean).join(" "),
  );

beforeAll(() => {
  const facts = { carrier: "kajeet", name: APPROVED, before: { profileId: P1 } };
  const swap = { ...facts, action: "swap", after: { profileId: P2 } };
  const cancel = { ...facts, action: "cancel" };
  file.approve(
    [
      { action: "swap", name: P1, code: changeCode(swap) },
      { action: "cancel", name: APPROVED, code: changeCode(cancel) },
    ],
    { until: "2099-12-31" },
  );
  world.settings.approvals = file.path;
  world.settings.irreversibleBudget = "100";
});
afterAll(() => file.remove());

beforeEach(async () => {
  const chip = { simType: "ESIM", network: "Verizon" };
  await world.simulator.addLine({ mdn: "521-555-0101", uicc: APPROVED, imei: "355510000000013", ...chip });
  await world.simulator.addLine({ mdn: "521-555-0102", uicc: OTHER, ...chip });
});

describe("EsimProfile", () => {
  it("adopts an active profile without any change", async () => {
    const declared = declare();
    const state = await declared.up({ iccid: APPROVED, profileId: P1 });
    expect(state).toMatchObject({ carrier: "Verizon", mdn: "521-555-0101", account: "NORTHSTAR-ISD" });
    expect(declared.id).toBe(`NORTHSTAR-ISD/esims/${APPROVED}`);
    expect(await world.writes()).toEqual([]);
  });

  it("activates an available profile once", async () => {
    const declared = declare();
    const state = await declared.up({ iccid: APPROVED, profileId: P2, imei: "355510000000013" });
    expect(await status(P2)).toBe("active");
    expect(state.activatedAt).toMatch(/^\d{4}-/);
    await declared.up({ iccid: APPROVED, profileId: P2, imei: "355510000000013", onDelete: "cancel" });
    expect(await changesOf()).toEqual(["activateEsimProfile"]);
  });

  it("looks before it decides when no answer came, and activates once", async () => {
    await world.simulator.faults.add({
      kind: "reset",
      when: "after",
      operation: "activateEsimProfile",
      count: 1,
    });
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P2 });
    expect(declared.state).toMatchObject({ profileId: P2, mdn: "521-555-0101" });
    expect(await changesOf()).toEqual(["activateEsimProfile"]);
  });

  it("leaves it to the next run when nothing had happened", async () => {
    await world.simulator.faults.add({
      kind: "reset",
      when: "before",
      operation: "activateEsimProfile",
      count: 1,
    });
    const declared = declare();
    await expect(declared.up({ iccid: APPROVED, profileId: P2 })).rejects.toThrow(/may or may not be done/);
    expect(await changesOf()).toEqual(["activateEsimProfile"]);
    expect(await status(P2)).toBe("available");
    await declared.up({ iccid: APPROVED, profileId: P2 });
    expect(await status(P2)).toBe("active");
  });

  it("does not swap while it is protected", async () => {
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P1 });
    await expect(declared.up({ iccid: APPROVED, profileId: P2 })).rejects.toThrow(
      /not swapped: it is protected/,
    );
    expect(await world.writes()).toEqual([]);
  });

  it("does not swap without an approval that names the profile", async () => {
    const declared = declare();
    await declared.up({ iccid: OTHER, profileId: "00000126-P1" });
    const swap = declared.up({ iccid: OTHER, profileId: "00000126-P2", deletionProtection: false });
    await expect(swap).rejects.toThrow(/no approval names it.*00000126-P1/);
    expect(await world.writes()).toEqual([]);
  });

  it("does not end another profile of the eSIM than the approved one", async () => {
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P2, onDelete: "cancel", deletionProtection: false });
    await expect(declared.destroy()).rejects.toThrow(
      /not cancelled: what A. Admin approved is another change than this one/,
    );
    expect(await status(P2)).toBe("active");
  });

  it("swaps once with an approval, also when no answer came", async () => {
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P1 });
    await world.simulator.faults.add({
      kind: "reset",
      when: "after",
      operation: "changeEsimProfile",
      count: 1,
    });
    await declared.up({ iccid: APPROVED, profileId: P2, deletionProtection: false });
    expect(await changesOf()).toEqual(["changeEsimProfile swap"]);
    expect([await status(P1), await status(P2)]).toEqual(["swapped", "active"]);
    expect(declared.state).toMatchObject({ profileId: P2 });
  });

  it("goes on after a run that was killed behind its swap", async () => {
    const first = declare();
    await first.up({ iccid: APPROVED, profileId: P1 });
    const killed = { ...first.state };
    await first.up({ iccid: APPROVED, profileId: P2, deletionProtection: false });
    first.state = killed;
    await first.up({ iccid: APPROVED, profileId: P2 });
    expect(await changesOf()).toEqual(["changeEsimProfile swap"]);
  });

  it("cannot go back to a profile that was swapped out, and says which would do", async () => {
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P1 });
    await declared.up({ iccid: APPROVED, profileId: P2, deletionProtection: false });
    const back = declared.up({ iccid: APPROVED, profileId: P1, deletionProtection: false });
    await expect(back).rejects.toThrow(/it is swapped, which is for good.*Of use on this eSIM: 00000118-P2/);
  });

  it("is another resource on another eSIM", async () => {
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P1 });
    expect(await declared.replaces({ iccid: OTHER, profileId: P1 })).toEqual(["iccid"]);
    expect(await declared.replaces({ iccid: APPROVED, profileId: P2 })).toEqual([]);
  });

  it("retains the profile when it is no longer declared", async () => {
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P1 });
    await declared.destroy();
    expect(await status(P1)).toBe("active");
    expect(await world.writes()).toEqual([]);
  });

  it("cancels only when unprotected and approved", async () => {
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P1, onDelete: "cancel" });
    await expect(declared.destroy()).rejects.toThrow(/not cancelled: it is protected/);
    await declared.up({ iccid: APPROVED, profileId: P1, onDelete: "cancel", deletionProtection: false });
    await world.simulator.faults.add({
      kind: "reset",
      when: "after",
      operation: "changeEsimProfile",
      count: 1,
    });
    await declared.destroy();
    expect(await status(P1)).toBe("cancelled");
    expect(await changesOf()).toEqual(["changeEsimProfile cancel"]);
    const other = declare();
    await other.up({ iccid: OTHER, profileId: "00000126-P1", onDelete: "cancel", deletionProtection: false });
    await expect(other.destroy()).rejects.toThrow(/no approval names it/);
    expect(await status("00000126-P1")).toBe("active");
  });

  it("has nothing to cancel where it is cancelled or gone already", async () => {
    const declared = declare();
    const state = await declared.up({
      iccid: APPROVED,
      profileId: P1,
      onDelete: "cancel",
      deletionProtection: false,
    });
    await declared.destroy();
    declared.state = state;
    await declared.destroy();
    declared.state = state;
    await world.simulator.removeLine("521-555-0101");
    await declared.destroy();
    expect(await changesOf()).toEqual(["changeEsimProfile cancel"]);
  });

  it("is gone in a refresh once its profile is not active any more", async () => {
    const declared = declare();
    await declared.up({ iccid: APPROVED, profileId: P1, onDelete: "cancel", deletionProtection: false });
    expect(await declared.refresh()).toBe(true);
    expect(declared.inputs).not.toHaveProperty("mdn");
    const kept = declared.state;
    await declared.destroy();
    declared.state = kept;
    expect(await declared.refresh()).toBe(false);
    await expect(declared.up({ iccid: APPROVED, profileId: P1 })).rejects.toThrow(/it is cancelled/);
  });

  it("names the profiles of the eSIM where the declared one is none of them", async () => {
    const unknown = declare().up({ iccid: APPROVED, profileId: "P9" });
    await expect(unknown).rejects.toThrow(/no such profile on this eSIM.*00000118-P1, 00000118-P2/);
    await expect(declare().up({ iccid: "8914800000000000999", profileId: "P9" })).rejects.toThrow(
      /Check the ICCID/,
    );
  });

  it.each([
    [{ iccid: "123", profileId: "P1" }, "iccid"],
    [{ iccid: APPROVED, profileId: "" }, "profileId"],
    [{ iccid: APPROVED, profileId: "P1", imei: "1" }, "imei"],
    [{ iccid: APPROVED, profileId: "P1", onDelete: "remove" }, "onDelete"],
  ])("finds what is wrong in check (%#)", async (args, property) => {
    const { failures } = await declare().check(args);
    expect(failures.map((failure) => failure.property)).toEqual([property]);
  });
});
