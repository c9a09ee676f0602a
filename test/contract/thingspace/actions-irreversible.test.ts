/** Actions of ThingSpace that cannot be taken back: an eSIM device swapped, a password made anew. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../../provider/thingspace/actions/index";
import { changeCode } from "../../../provider/core/change-code";
import { luhnDigit } from "../../../provider/core/identifiers";
import type { Reports } from "../../../provider/thingspace/functions/reports";
import { approvalsOf } from "../../support/approvals";
import { ACCOUNT, answersWorld } from "./answers-world";

const world = answersWorld();

describe("SwapEidDevice", () => {
  const newEid = "89049032000000000000000099999969";
  const imei = "35909777012345";
  const newImei = `${imei}${luhnDigit(imei)}`;
  let directory: string;
  const chip = async (index: number) => {
    const lines = await world.simulator.lines();
    const chips = lines.filter(
      ({ account, eid, status }) => account === ACCOUNT && eid !== null && status === "active",
    );
    expect(chips.length).toBeGreaterThan(index);
    return chips[index]!;
  };
  // Approvals are read once a deployment, and these tests are one: the second chip is the approved one.
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "swap-"));
    const { mdn, eid } = await chip(1);
    const after = { newEid, newImei, trigger: "1" };
    const code = changeCode({ carrier: "thingspace", action: "swap", name: eid!, before: {}, after });
    const approvals = approvalsOf([{ action: "swap", name: mdn!, code }], { until: "2099-12-31" });
    world.settings.approvals = join(directory, "approvals.yaml");
    writeFileSync(world.settings.approvals, JSON.stringify({ approvals }));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it("is refused while the device is protected, and without an approval", async () => {
    const { eid } = await chip(0);
    const args = { eid, newEid, newImei, trigger: "1" };
    const guarded = world.declare("SwapEidDevice").up(args);
    await expect(guarded).rejects.toThrow(/not swapped: it is protected; the device with EID .+ deactivated/);
    const unapproved = world.declare("SwapEidDevice").up({ ...args, deletionProtection: false });
    await expect(unapproved).rejects.toThrow(/no approval names it/);
    expect(await world.calls()).not.toContain("swapEidDevice");
    expect((await world.simulator.line(eid!))?.eid).toBe(eid);
  });

  it("is refused for a device that the carrier does not know", async () => {
    const args = { eid: newEid, newEid: (await chip(0)).eid, newImei, trigger: "1" };
    const action = world.declare("SwapEidDevice").up({ ...args, deletionProtection: false });
    await expect(action).rejects.toMatchObject({ meaning: "NotFound" });
  });

  it("swaps what an approval names, and is complete after three reports", async () => {
    await world.listenToAll();
    const line = await chip(1);
    const action = world.declare("SwapEidDevice");
    const args = { eid: line.eid, newEid, newImei, deletionProtection: false, deadlineSeconds: 20 };
    const again = world.declare("SwapEidDevice").up({ ...args, trigger: "2" });
    await expect(again).rejects.toThrow(/approved is another change than this one/);
    const state = await action.up({ ...args, trigger: "1" });
    expect(action.reasons).toEqual([]);
    expect(state.complete).toBe(true);
    expect((state.results as Reports["results"]).map(({ service }) => service)).toEqual([
      "CarrierService",
      "CarrierService",
      "StateService",
    ]);
    expect(await world.simulator.line(line.mdn!)).toMatchObject({ eid: newEid, imei: newImei });
  });
});

describe("ResetPassword", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "password-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const password = (value: unknown) => {
    world.next();
    const [, number] = world.connection.split("-");
    world.settings[`test${number}Password`] = String(value);
  };

  it("keeps the new password, which is the one that counts from then on", async () => {
    const copyTo = join(directory, "password");
    const action = world.declare("ResetPassword");
    const { newPassword } = await action.up({ trigger: "1", copyTo });
    expect(newPassword).toMatch(/^.{8,}$/);
    expect(readFileSync(copyTo, "utf8")).toBe(`${newPassword}\n`);
    expect(statSync(copyTo).mode & 0o777).toBe(0o600);
    await action.refresh();
    expect(action.state?.newPassword).toBe(newPassword);

    world.next();
    const late = world.declare("StartSmsCallbacks").up({ trigger: "1" });
    await expect(late).rejects.toMatchObject({ meaning: "Unauthorized" });
    password(newPassword);
    const check = world.declare("CheckImeiIccidMismatch");
    const window = { earliest: "2026-01-01", latest: "2026-02-01", trigger: "1" };
    expect(await check.up(window)).toMatchObject({ complete: true });
  });

  it("does nothing where the copy has no place", async () => {
    const copyTo = join(directory, "missing", "password");
    const action = world.declare("ResetPassword").up({ trigger: "1", copyTo });
    await expect(action).rejects.toThrow(/copyTo: .*cannot be made \(ENOENT\); nothing was done/);
    const taken = join(directory, "taken");
    writeFileSync(taken, "mine");
    const other = world.declare("ResetPassword").up({ trigger: "1", copyTo: taken });
    await expect(other).rejects.toThrow(/EEXIST/);
    expect(readFileSync(taken, "utf8")).toBe("mine");
    expect(await world.calls()).toEqual([]);
  });

  it("is not done again where no answer came, and says what to do", async () => {
    await world.simulator.faults.add({ kind: "reset", when: "after", operation: "resetPassword" });
    const copyTo = join(directory, "password");
    const action = world.declare("ResetPassword");
    await action.up({ trigger: "1", copyTo });
    expect(action.state).not.toHaveProperty("newPassword");
    expect(action.reasons.join()).toMatch(/not done again by itself.*try the old one in the portal, once/);
    expect(existsSync(copyTo)).toBe(false);
    await action.up({ trigger: "1", copyTo });
    expect(await world.calls()).toEqual(["resetPassword"]);
  });
});
