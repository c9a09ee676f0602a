import { z } from "zod";
import { deviceIds, text } from "../http/bodies";
import type { Context, Target } from "../http/context";
import { operation, type Reply, type ThingspaceOperation } from "../http/operation";
import { deviceOf } from "../http/selection";
import type { Account } from "../model/account";
import { CarrierError } from "../model/errors";
import { byKind, type DeviceId, idsText } from "../model/identifiers";
import type { WorkPart, WorkRequest } from "../model/requests";

const PATH = "/m2m/v1/devices/requests/status";

/** Words for where an order stands (G-ORDER-WORDS). */
const WORDS: Record<WorkPart["status"], string> = {
  Pending: "In Progress",
  Success: "Completed",
  Failed: "Failed",
};

function orderOf({ world }: Context, account: Account, requestId: string): WorkRequest {
  const order = world.requests.get(requestId.toLowerCase());
  if (order?.operationId !== "activateDevices" || order.account !== account.name) {
    throw new CarrierError("REQUEST_FAILED.RequestNotFound", `There is no order ${requestId}`);
  }
  return order;
}

/** The part of an order that is about a device: they share an identifier. */
function partOf(order: WorkRequest | undefined, ids: readonly DeviceId[]): WorkPart | undefined {
  const wanted = new Set(ids.map(({ id }) => id.toLowerCase()));
  return order?.parts.find((part) => part.ids.some(({ id }) => wanted.has(id.toLowerCase())));
}

/** The last order of a device, for a call that names none. */
function lastOrder({ world }: Context, account: Account, ids: readonly DeviceId[]): WorkRequest | undefined {
  let last: WorkRequest | undefined;
  for (const request of world.requests.values()) {
    const ours = request.operationId === "activateDevices" && request.account === account.name;
    if (ours && partOf(request, ids) !== undefined) last = request;
  }
  return last;
}

function report(context: Context, account: Account, parts: ReadonlyMap<Target, WorkPart>): Reply {
  const targets = [...parts.keys()];
  context.addressed(targets.length);
  const work = (target: Target) => {
    const status = parts.get(target)?.status ?? "Pending";
    return { message: { deviceResponse: { orderStatusResponse: { orderStatus: WORDS[status] } } } };
  };
  return context.later("DeviceService", targets, (_, target) => work(target), {
    account: account.name,
    absent: work,
  });
}

function targetOf(context: Context, ids: DeviceId[]): Target {
  return { ids, device: deviceOf(context, ids) };
}

/** Where an activation order stands; the answer is a message. */
export const orderOperations: ThingspaceOperation[] = [
  operation("checkOrderStatus", `POST ${PATH}`, {
    startsWork: true,
    body: z.object({
      accountName: text,
      devices: z.array(z.object({ deviceIds })).length(1),
      orderRequestId: text.optional(),
    }),
    handle: (context, { body }) => {
      const account = context.account(body.accountName);
      const ids = body.devices.flatMap((device) => device.deviceIds);
      const kinds = Object.keys(byKind(ids));
      if (!kinds.some((kind) => ["esn", "iccid", "meid"].includes(kind))) {
        throw new CarrierError("INPUT_INVALID.Device.Kind.Invalid", "Name the device by esn, iccid or meid");
      }
      const order =
        body.orderRequestId === undefined
          ? lastOrder(context, account, ids)
          : orderOf(context, account, body.orderRequestId);
      const part = partOf(order, ids);
      if (part === undefined) {
        throw new CarrierError("REQUEST_FAILED.RequestNotFound", `There is no order for ${idsText(ids)}`);
      }
      return report(context, account, new Map([[targetOf(context, ids), part]]));
    },
  }),
  // The form of the first list; its query is a guess (G-ORDER1). Every device of the order has a message.
  operation("checkOrderStatusByGet", `GET ${PATH}`, {
    startsWork: true,
    query: z.object({ accountName: text, orderRequestId: text }),
    handle: (context, { query }) => {
      const account = context.account(query.accountName);
      const { parts } = orderOf(context, account, query.orderRequestId);
      return report(context, account, new Map(parts.map((part) => [targetOf(context, part.ids), part])));
    },
  }),
];
