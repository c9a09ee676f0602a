import { z } from "zod";
import { deviceId } from "../http/bodies";
import type { Context } from "../http/context";
import { deviceNamed, devicesLabelled } from "../http/devices-named";
import { label } from "../http/labels";
import { recorded, windowFields } from "../http/moments";
import { operation, type Reply, type ThingspaceOperation } from "../http/operation";
import { PAGE_SIZE, pageReply } from "../http/paging";
import type { Device } from "../model/device";
import { CarrierError } from "../model/errors";
import { historyOf, usingDevice } from "../model/service-history";
import { connectionsBetween, type DayOfUse, usageBetween } from "../model/usage";
import { isoOf } from "../model/view";

/** Records older than twelve months are gone. */
const KEPT_DAYS = 365;

/** A page of records: 202 while there is more, which `earliest` moved to the last record asks for. */
function recordsReply<Item>(
  context: Context,
  records: readonly Item[],
  answer: (page: readonly Item[]) => object,
): Reply {
  return pageReply(context, answer(records.slice(0, PAGE_SIZE)), records.length > PAGE_SIZE, undefined);
}

/** The use of several devices, summed up day by day (G-USAGE-LABEL). */
function summed(devices: readonly (readonly DayOfUse[])[]): DayOfUse[] {
  const days = new Map<number, DayOfUse>();
  for (const { day, bytes, moSms, mtSms } of devices.flat()) {
    const sum = days.get(day) ?? { day, bytes: 0, moSms: 0, mtSms: 0 };
    days.set(day, { day, bytes: sum.bytes + bytes, moSms: sum.moSms + moSms, mtSms: sum.mtSms + mtSms });
  }
  return [...days.values()].sort((one, other) => one.day - other.day);
}

function usageRecord({ day, bytes, moSms, mtSms }: DayOfUse, servicePlan: string | null | undefined) {
  return {
    bytesUsed: bytes,
    smsUsed: moSms + mtSms,
    ...(servicePlan == null ? {} : { servicePlan }),
    source: "Raw Usage",
    timestamp: isoOf(day),
    extendedAttributes: [
      { key: "MoSms", value: String(moSms) },
      { key: "MtSms", value: String(mtSms) },
    ],
  };
}

const deviceWindow = z.object({ deviceId, ...windowFields });

/** What happened to a device and what it used. The window of a call moves on by its `earliest`. */
export const historyOperations: ThingspaceOperation[] = [
  operation("listUsage", "POST /m2m/v1/devices/usage/actions/list", {
    lists: true,
    body: z.object({ deviceId: deviceId.optional(), label: label.optional(), ...windowFields }),
    handle: (context, { body }) => {
      if ((body.deviceId === undefined) === (body.label === undefined)) {
        throw new CarrierError("INPUT_INVALID.DeviceNotProvided", "Give either a device or a label");
      }
      const { earliest, latest } = recorded(body, context.now(), KEPT_DAYS);
      const devices: Device[] =
        body.deviceId === undefined
          ? devicesLabelled(context, body.label === undefined ? [] : [body.label])
          : [deviceNamed(context, body.deviceId)];
      context.addressed(devices.length);
      const days = devices.map((device) =>
        usageBetween(usingDevice(context.world, device), earliest, latest),
      );
      const plan = devices.length === 1 ? devices[0]?.servicePlan : undefined;
      return recordsReply(context, summed(days), (page) => ({
        usageHistory: page.map((day) => usageRecord(day, plan)),
      }));
    },
  }),
  operation("listProvisioningHistory", "POST /m2m/v1/devices/history/actions/list", {
    lists: true,
    body: deviceWindow,
    handle: (context, { body }) => {
      const device = deviceNamed(context, body.deviceId);
      const { earliest, latest } = recorded(body, context.now(), KEPT_DAYS);
      const events = historyOf(context.world, device).filter(({ at }) => at >= earliest && at <= latest);
      const { json, ...reply } = recordsReply(context, events, (page) => ({
        provisioningHistory: page.map(({ at, status, by, type, servicePlan, mdn }) => ({
          ...{ occurredAt: isoOf(at), status, eventBy: by, eventType: type },
          ...(servicePlan === null ? {} : { servicePlan }),
          ...(mdn === null ? {} : { mdn, msisdn: `1${mdn}` }),
          extendedAttributes: [],
        })),
      }));
      // The carrier wraps this one answer in a list.
      return { ...reply, json: [json] };
    },
  }),
  operation("listConnectionHistory", "POST /m2m/v1/devices/connections/actions/listHistory", {
    lists: true,
    body: deviceWindow,
    handle: (context, { body }) => {
      const device = deviceNamed(context, body.deviceId);
      const { earliest, latest } = recorded(body, context.now(), KEPT_DAYS);
      const events = connectionsBetween(usingDevice(context.world, device), earliest, latest);
      return recordsReply(context, events, (page) => ({
        connectionHistory: page.map(({ at, event, bytes }) => ({
          occurredAt: isoOf(at),
          connectionEventAttributes: [
            { key: "BytesUsed", value: String(bytes) },
            { key: "Event", value: event },
            { key: "Msisdn", value: device.msisdn ?? "" },
          ],
          extendedAttributes: [],
        })),
      }));
    },
  }),
];
