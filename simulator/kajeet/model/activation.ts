import { ApiError } from "./errors";
import type { CarrierInfo } from "./plans";
import type { World } from "./world";

type ItemStatus = "SUBMITTED" | "IN_PROGRESS" | "COMPLETED" | "FAILED";
export type TransactionStatus = ItemStatus | "PARTIALLY_COMPLETED";

/** What becomes of an item that is not to work: it fails with a code, or is never done. */
export interface ItemFate {
  stuck: boolean;
  code: string;
  message: string;
}

export interface ActivationItem {
  imei: string;
  iccid: string | null;
  eid: string | null;
  mdn: string | null;
  status: ItemStatus;
  errorCode: string | null;
  message: string | null;
  fate: ItemFate | null;
}

/** Where the new line goes and what it starts with. */
export interface ActivationPlan {
  corpId: string;
  carrier: CarrierInfo;
  filterGroup: string | null;
  ratePlan: string;
  nickname: string | null;
}

export interface ActivationTransaction {
  uniqueTransactionId: string;
  type: "STANDARD" | "SMARTSIM" | "ESIM";
  /** The corp of the request; `plan.corpId` is the group that the lines go to. */
  corpId: string;
  carrier: string;
  status: TransactionStatus;
  submittedBy: string;
  submittedAt: number;
  completedAt: number | null;
  items: ActivationItem[];
  plan: ActivationPlan;
}

export interface Submission {
  type: ActivationTransaction["type"];
  corpId: string;
  submittedBy: string;
  devices: { imei: string; iccid: string | null; eid: string | null }[];
  plan: ActivationPlan;
  fates: ReadonlyMap<string, ItemFate>;
}

/** Takes an activation in; nothing is active yet (A-ACT1). */
export function submit(world: World, submission: Submission): ActivationTransaction {
  for (const device of submission.devices) refuseDouble(world, device);
  const now = world.now();
  const transaction: ActivationTransaction = {
    uniqueTransactionId: nextId(world, now),
    type: submission.type,
    corpId: submission.corpId,
    carrier: submission.plan.carrier.code,
    status: "SUBMITTED",
    submittedBy: submission.submittedBy,
    submittedAt: now,
    completedAt: null,
    items: submission.devices.map((device) => ({
      ...device,
      mdn: null,
      status: "SUBMITTED",
      errorCode: null,
      message: null,
      fate: submission.fates.get(device.imei) ?? null,
    })),
    plan: submission.plan,
  };
  world.transactions.set(transaction.uniqueTransactionId, transaction);
  world.pending.add(transaction);
  world.bump("transactions");
  return transaction;
}

/** 409 when the device or its SIM is active already or under way (A-ACT4). */
function refuseDouble(
  world: World,
  device: { imei: string; iccid: string | null; eid: string | null },
): void {
  const { imei, iccid, eid } = device;
  if (world.withImei(imei).length > 0) throw double("IMEI", imei, "is active");
  if (iccid !== null && world.withIccid(iccid).length > 0) throw double("ICCID", iccid, "is active");
  for (const transaction of world.pending) {
    for (const item of transaction.items) {
      const id = transaction.uniqueTransactionId;
      if (item.imei === imei) throw double("IMEI", imei, `is under way in ${id}`);
      if (iccid !== null && item.iccid === iccid) throw double("ICCID", iccid, `is under way in ${id}`);
      if (eid !== null && item.eid === eid) throw double("EID", eid, `is under way in ${id}`);
    }
  }
}

function double(what: string, value: string, state: string): ApiError {
  return new ApiError("CONFLICT", `${what} ${value} ${state}`);
}

/** ACT-YYYY-MMDD-NNN, counted over the life of the simulator. */
function nextId(world: World, now: number): string {
  const [year, month, day] = new Date(now).toISOString().slice(0, 10).split("-");
  return `ACT-${year}-${month}${day}-${String(world.transactions.size + 1).padStart(3, "0")}`;
}

/** What a transaction is called once all its items are final. */
export function finalStatus(items: readonly ActivationItem[]): TransactionStatus {
  const done = items.filter((item) => item.status === "COMPLETED").length;
  if (done === items.length) return "COMPLETED";
  return done === 0 ? "FAILED" : "PARTIALLY_COMPLETED";
}
