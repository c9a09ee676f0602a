import { type CellularError, Rejected } from "../../core/errors";
import type { OrderState, Orders } from "../../core/lines/orders";
import { activations, stillCounts } from "../activation-history";
import { type ActivationItem, type Device, getActivationTransaction, submitActivation } from "../api/index";
import type { KajeetSession } from "../session";
import { byMdn } from "./identity";

/** Orders of new lines: activations of an IMEI with an ICCID, followed by their transaction id. */
export const kajeetOrders: Orders<KajeetSession, Device> = {
  needs: ["imei", "iccid", "carrier"],

  pace: ({ pace }) => pace,

  async find(session, orders) {
    const open = new Map(orders.map((order) => [pairOf(order.values.imei, order.values.iccid), order]));
    const found = new Map<string, string>();
    for await (const transaction of activations(session)) {
      for (const item of transaction.items) {
        const order = open.get(pairOf(item.imei, item.iccid));
        if (!order || found.has(order.name)) continue;
        const places = [order.account, order.values.deviceGroup].filter((place) => typeof place === "string");
        if (await stillCounts(session, places, item)) found.set(order.name, transaction.uniqueTransactionId);
      }
      if (found.size === orders.length) break;
    }
    return found;
  },

  async submit(session, { account, values }) {
    const optional = ["filterGroup", "deviceGroup", "ratePlan", "nickname"].filter(
      (name) => typeof values[name] === "string",
    );
    const { uniqueTransactionId } = await submitActivation(session.http, {
      corpId: account,
      imei: String(values.imei),
      iccid: String(values.iccid),
      carrier: String(values.carrier),
      ...Object.fromEntries(optional.map((name) => [name, String(values[name])])),
    });
    return uniqueTransactionId;
  },

  async look(session, ticket, order): Promise<OrderState> {
    const transaction = await getActivationTransaction(session.http, { uniqueTransactionId: ticket });
    // One device an order; a transaction with several is one of another tool, and its item is found by the SIM.
    const item =
      transaction.items.find(({ iccid }) => iccid === (order.values.iccid ?? order.name)) ??
      transaction.items[0];
    const status = item?.status ?? transaction.status;
    if (status === "FAILED") return { state: "failed", error: failure(order.name, ticket, item) };
    if (status !== "COMPLETED") return { state: "pending" };
    if (item?.mdn) return { state: "done", key: byMdn(item.mdn) };
    // Completed without a number: it is looked up by the device.
    const imei = item?.imei ?? order.values.imei;
    return imei ? { state: "done", key: { kind: "imei", key: String(imei) } } : { state: "pending" };
  },
};

function failure(subject: string, ticket: string, item: ActivationItem | undefined): CellularError {
  return new Rejected(`the activation failed: ${item?.message || "the carrier gave no reason"}`, {
    carrier: "kajeet",
    operation: "submitActivation",
    requestId: ticket,
    subject,
    ...(item?.errorCode ? { code: item.errorCode } : {}),
    next: "Check IMEI, ICCID and carrier of this line; the next `pulumi up` orders it anew.",
  });
}

const pairOf = (imei: unknown, iccid: unknown) => `${imei ?? ""}/${iccid ?? ""}`;
