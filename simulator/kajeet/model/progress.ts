import { hashOf } from "../../core/random";
import { type ActivationItem, type ActivationTransaction, finalStatus } from "./activation";
import { type Line, mdnOf } from "./line";
import { blankLine } from "./new-line";
import { carrierNamed } from "./plans";
import { COMMON_REALM } from "./stock";
import type { World } from "./world";

/**
 * Brings every transaction to where it is at this moment: SUBMITTED, one step later IN_PROGRESS, one more step
 * later done. Called before each request, so that nothing runs on timers and a frozen clock holds everything still.
 */
export function progress(world: World, stepMs: number): void {
  if (world.pending.size === 0) return;
  const now = world.now();
  for (const transaction of world.pending) {
    const steps = Math.floor((now - transaction.submittedAt) / Math.max(stepMs, 1));
    if (steps >= 1 && transaction.status === "SUBMITTED") begin(transaction);
    if (steps < 2) continue;
    settle(world, transaction);
    if (transaction.items.some((item) => item.status === "IN_PROGRESS")) continue;
    transaction.status = finalStatus(transaction.items);
    transaction.completedAt = transaction.submittedAt + 2 * stepMs;
    world.pending.delete(transaction);
  }
}

function begin(transaction: ActivationTransaction): void {
  transaction.status = "IN_PROGRESS";
  for (const item of transaction.items) item.status = "IN_PROGRESS";
}

function settle(world: World, transaction: ActivationTransaction): void {
  for (const item of transaction.items) {
    if (item.status !== "IN_PROGRESS" || item.fate?.stuck === true) continue;
    const failure = item.fate ?? mismatch(world, item, transaction);
    if (failure === null) complete(world, transaction, item);
    else Object.assign(item, { status: "FAILED", errorCode: failure.code, message: failure.message });
  }
}

/** A SIM out of one carrier's stock does not work with another; a SIM from elsewhere is taken as it is. */
function mismatch(world: World, item: ActivationItem, { plan }: ActivationTransaction) {
  const stocked = world.stock.get(item.iccid ?? "");
  if (stocked === undefined || carrierNamed(stocked.carrier)?.network === plan.carrier.network) return null;
  return { code: "NETWORK_NOT_ALLOWED", message: `ICCID ${item.iccid} is of ${stocked.carrier}` };
}

function complete(world: World, transaction: ActivationTransaction, item: ActivationItem): void {
  const { plan, type } = transaction;
  const key = freeKey(world, item.imei);
  const stocked = item.iccid === null ? undefined : world.stock.take(item.iccid);
  const simType: Line["simType"] =
    type === "ESIM" ? "ESIM" : type === "SMARTSIM" ? "SMARTSIM" : (stocked?.simType ?? "PHYSICAL");
  world.add({
    ...blankLine(key, plan.corpId, plan.carrier),
    imei: item.imei,
    uicc: item.iccid,
    eid: item.eid,
    simType,
    deviceName: "SmartSpot 500",
    nickname: plan.nickname,
    filterGroup: plan.filterGroup ?? defaultFilterGroup(world),
    ratePlan: plan.ratePlan,
    dataMethod: stocked?.realm ?? COMMON_REALM,
    onlineStatus: true,
    activatedAt: new Date(world.now()).toISOString(),
  });
  item.status = "COMPLETED";
  item.mdn = mdnOf(key);
}

function defaultFilterGroup(world: World): string | null {
  for (const group of world.filterGroups.values()) if (group.isDefault) return group.name;
  return null;
}

/** A number that nobody has or had, the same one for the same device in the same world. */
function freeKey(world: World, imei: string): string {
  for (let attempt = hashOf(imei) % 8_000_000; ; attempt += 1) {
    const key = `720${2_000_000 + (attempt % 8_000_000)}`;
    if (world.get(key) === undefined && !world.retired.has(key)) return key;
  }
}
