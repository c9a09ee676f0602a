import { randomUUID } from "node:crypto";
import { z } from "zod";
import { deviceId, devices, text } from "../http/bodies";
import type { Context, Target } from "../http/context";
import { deviceNamed } from "../http/devices-named";
import { unflatten } from "../http/flattened";
import { moment } from "../http/moments";
import { operation, type ThingspaceOperation } from "../http/operation";
import { type Device, idsOf } from "../model/device";
import { CarrierError, invalidField, unexpected } from "../model/errors";
import { MONITOR_TYPES, MOST_MONITOR_DAYS, type Monitor, type MonitorType } from "../model/monitors";
import { isoOf } from "../model/view";
import type { Report } from "../work/engine";

const DAY = 86_400_000;
const PATH = "/m2m/v1/diagnostics/basic/devicereachability";
const SERVICE = "DiagnosticsService";
/** Root of the names that the SDKs spread a removal over. */
const FLATTENED = "stopreachabilitypayload";
/** How long after its start a monitor reports for the first time. */
const FIRST_REPORT_MS = 60_000;

const requestType = z.enum(MONITOR_TYPES);
const stopBody = z.object({
  accountName: text,
  monitorIds: z.array(z.string()).optional(),
  devices: devices.optional(),
});

/** What a report says of a device; that a device is lost is the opposite of that it is reachable. */
function stateOf(device: Device, type: MonitorType, at: number) {
  const reachable = device.state === "active" && device.connected;
  return { requestType: type, reachable, reportTime: isoOf(at) };
}

function checkExpiry(expiresAt: number, now: number): void {
  if (expiresAt > now && expiresAt - now <= MOST_MONITOR_DAYS * DAY) return;
  throw invalidField("MonitorExpirationTime", `It is in the past, or over ${MOST_MONITOR_DAYS} days away`);
}

/** Tells once more how a device is, where its monitor still runs by then (G-REACH-REPORTS). */
function reportLater({ world, engine }: Context, monitor: Monitor): void {
  const due = monitor.startedAt + FIRST_REPORT_MS;
  engine.at(due, () => {
    const device = world.get(monitor.device);
    if (device === undefined || world.monitors.get(monitor.monitorId, due) === undefined) return;
    const reachabilityResponse = { monitorId: monitor.monitorId, ...stateOf(device, monitor.type, due) };
    engine.mailroom.notify({
      ...{ account: device.account, service: SERVICE, ids: idsOf(device), status: "Success" },
      message: { reachabilityResponse },
      requestId: monitor.requestId,
    });
  });
}

/** The monitors that a removal names, each as a target with its device. */
function stopped(context: Context, body: z.output<typeof stopBody>): [Target, Monitor[]][] {
  const { world } = context;
  const now = context.now();
  const account = context.account(body.accountName);
  if (body.monitorIds === undefined) {
    const targets = context.targets(body.devices, { accountName: account.name });
    return targets.map((target) => [
      target,
      target.device === undefined ? [] : world.monitors.ofDevice(target.device.deviceId, now),
    ]);
  }
  return body.monitorIds.map((id): [Target, Monitor[]] => {
    const monitor = world.monitors.get(id.toLowerCase(), now);
    // The code is a guess (G-NONE1).
    if (monitor === undefined || monitor.account !== account.name) {
      throw new CarrierError("REQUEST_FAILED.MonitorNotFound", `There is no monitor ${id}`);
    }
    const device = world.get(monitor.device);
    return [{ ids: device === undefined ? [] : idsOf(device), device }, [monitor]];
  });
}

function stopRequest(body: z.output<typeof stopBody> | undefined, query: Record<string, string>) {
  if (body !== undefined) return body;
  const parsed = stopBody.safeParse(unflatten(query, FLATTENED));
  if (!parsed.success) throw unexpected("The call names no account, monitor or device");
  return parsed.data;
}

/** Watches on the reachability of devices; everything they find comes as messages. */
export const reachabilityOperations: ThingspaceOperation[] = [
  operation("startReachability", `POST ${PATH}`, {
    writes: true,
    startsWork: true,
    body: z.object({ accountName: text, requestType, devices, monitorExpirationTime: moment }),
    handle: (context, { body }) => {
      const { world } = context;
      checkExpiry(body.monitorExpirationTime, context.now());
      const targets = context.targets(body.devices, { accountName: body.accountName });
      let requestId = "";
      const reply = context.later(SERVICE, targets, (device): Report => {
        const monitor: Monitor = {
          ...{ monitorId: randomUUID(), account: device.account, device: device.deviceId, requestId },
          ...{ type: body.requestType, startedAt: context.now(), expiresAt: body.monitorExpirationTime },
        };
        world.monitors.start(monitor);
        world.bump();
        reportLater(context, monitor);
        const state = stateOf(device, monitor.type, monitor.startedAt);
        return { message: { reachabilityResponse: { monitorId: monitor.monitorId, ...state } } };
      });
      ({ requestId } = reply.json as { requestId: string });
      return reply;
    },
  }),
  operation("stopReachability", `DELETE ${PATH}`, {
    writes: true,
    startsWork: true,
    body: stopBody,
    query: z.record(z.string(), z.string()),
    handle: (context, { body, query }) => {
      const request = stopRequest(body, query);
      const monitors = new Map(stopped(context, request));
      context.addressed(monitors.size);
      const stop = (target: Target): Report => {
        const ids = (monitors.get(target) ?? []).map(({ monitorId }) => monitorId);
        for (const id of ids) context.world.monitors.stop(id);
        context.world.bump();
        // A device without a monitor is rid of it already (G-REACH-NOBODY).
        return { message: { reachabilityResponse: ids[0] === undefined ? {} : { monitorId: ids[0] } } };
      };
      return context.later(SERVICE, [...monitors.keys()], (_, target) => stop(target), {
        ...{ account: request.accountName, absent: stop },
      });
    },
  }),
  operation("listMonitors", `POST ${PATH}/monitors`, {
    startsWork: true,
    body: z.object({ accountName: text, devices, monitorType: requestType.optional() }),
    handle: (context, { body }) => {
      const targets = context.targets(body.devices, { accountName: body.accountName });
      return context.later(SERVICE, targets, (device) => {
        const now = context.now();
        const found = context.world.monitors
          .ofDevice(device.deviceId, now)
          .filter(({ type }) => body.monitorType === undefined || type === body.monitorType);
        // All monitors of a device in one message (G-REACH-LIST); the first one also in the usual members.
        const [first] = found;
        const usual =
          first === undefined ? {} : { monitorId: first.monitorId, ...stateOf(device, first.type, now) };
        const monitors = found.map(({ monitorId, type, expiresAt }) => ({
          ...{ monitorId, requestType: type, monitorExpirationTime: isoOf(expiresAt) },
        }));
        return { message: { reachabilityResponse: { ...usual, monitors } } };
      });
    },
  }),
  operation("getReachability", `POST ${PATH}/status`, {
    startsWork: true,
    body: z.object({
      accountName: text,
      device: deviceId,
      requestType,
      requestExpirationTime: moment.optional(),
    }),
    handle: (context, { body }) => {
      const device = deviceNamed(context, body.device, context.account(body.accountName));
      return context.later(SERVICE, [{ ids: [body.device], device }], (found) => ({
        message: { reachabilityResponse: stateOf(found, body.requestType, context.now()) },
      }));
    },
  }),
];
