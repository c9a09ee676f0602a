/** Finding an activation again that was submitted before, by the devices it is for. */
import {
  type ActivationItem,
  type ActivationTransaction,
  listActivationTransactions,
  PAGE_LIMIT,
} from "./api/index";
import { byMdn } from "./lines/identity";
import type { KajeetSession } from "./session";

/** A device of an activation and its SIM: an ICCID, or for an eSIM the EID of its chip. */
export interface ActivationDevice {
  imei: string;
  iccid?: string | undefined;
  eid?: string | undefined;
}

/** Is it the item of this device? An eSIM's ICCID comes out of stock, so there the EID counts. */
export function isItemOf(
  item: Pick<ActivationItem, "imei" | "iccid" | "eid">,
  device: ActivationDevice,
): boolean {
  if (item.imei !== device.imei) return false;
  return device.eid === undefined ? item.iccid === device.iccid : item.eid === device.eid;
}

/** Is the transaction for exactly these devices? */
export function isFor(transaction: ActivationTransaction, devices: readonly ActivationDevice[]): boolean {
  return (
    transaction.items.length === devices.length &&
    devices.every((device) => transaction.items.some((item) => isItemOf(item, device)))
  );
}

/** All activations of the account, newest first, page by page as far as they are looked at. */
export async function* activations({ http }: KajeetSession): AsyncGenerator<ActivationTransaction> {
  for (let offset = 0; ; offset += PAGE_LIMIT) {
    const page = { sortDir: "DESC", offset, limit: PAGE_LIMIT } as const;
    const { totalCount, transactions } = await listActivationTransactions(http, page);
    yield* transactions;
    if (transactions.length === 0 || offset + transactions.length >= totalCount) return;
  }
}

/**
 * Does an item stand for a line that is there, or may still come? A line that was removed after its activation leaves its
 * device and SIM free to be activated anew.
 */
export async function stillCounts(
  session: KajeetSession,
  places: readonly string[],
  { status, mdn, iccid }: ActivationItem,
): Promise<boolean> {
  if (status === "FAILED") return false;
  if (status !== "COMPLETED" || !mdn) return true;
  for (const place of places) {
    const line = await session.roster(place).fresh(byMdn(mdn));
    // The number may belong to another SIM by now.
    if (line && (!line.uicc || !iccid || line.uicc === iccid)) return true;
  }
  return false;
}

/**
 * The newest activation for exactly these devices that did not fail: an earlier run that was killed continues with it.
 * One whose lines have all been removed since does not count.
 */
export async function earlierActivation(
  session: KajeetSession,
  places: readonly string[],
  devices: readonly ActivationDevice[],
): Promise<ActivationTransaction | undefined> {
  for await (const transaction of activations(session)) {
    if (transaction.status === "FAILED" || !isFor(transaction, devices)) continue;
    for (const item of transaction.items) {
      if (await stillCounts(session, places, item)) return transaction;
    }
  }
  return undefined;
}
