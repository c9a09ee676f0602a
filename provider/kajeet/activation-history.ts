/** Finding an activation again that was submitted before, by the devices it is for. */
import { mdnKey } from "../core/identifiers";
import {
  type ActivationItem,
  type ActivationTransaction,
  listActivationTransactions,
  PAGE_LIMIT,
} from "./api/index";
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

/**
 * The newest activation for exactly these devices that did not fail: an earlier run that was killed continues with it.
 * One whose lines have all been removed since does not count; its devices may be activated anew.
 */
export async function earlierActivation(
  session: KajeetSession,
  places: readonly string[],
  devices: readonly ActivationDevice[],
): Promise<ActivationTransaction | undefined> {
  for (let offset = 0; ; offset += PAGE_LIMIT) {
    const { totalCount, transactions } = await listActivationTransactions(session.http, {
      sortDir: "DESC",
      offset,
      limit: PAGE_LIMIT,
    });
    for (const transaction of transactions) {
      if (transaction.status === "FAILED" || !isFor(transaction, devices)) continue;
      if (await stillCounts(session, places, transaction)) return transaction;
    }
    if (transactions.length === 0 || offset + transactions.length >= totalCount) return undefined;
  }
}

async function stillCounts(
  session: KajeetSession,
  places: readonly string[],
  { items }: ActivationTransaction,
): Promise<boolean> {
  const numbers = items.flatMap(({ status, mdn }) => (status === "COMPLETED" && mdn ? [mdnKey(mdn)] : []));
  if (numbers.length === 0) return true;
  for (const place of places) {
    for (const key of numbers) {
      if (await session.roster(place).fresh({ kind: "mdn", key })) return true;
    }
  }
  return false;
}
