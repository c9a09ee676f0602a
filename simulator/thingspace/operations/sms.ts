import { z } from "zod";
import { deviceId, deviceIds, selector, text } from "../http/bodies";
import type { Context } from "../http/context";
import { deviceNamed, eachAlone } from "../http/devices-named";
import { recorded, windowFields } from "../http/moments";
import { operation, type ThingspaceOperation } from "../http/operation";
import { nextQuery, PAGE_SIZE, pageReply, positionOf, tokenOf } from "../http/paging";
import type { Device } from "../model/device";
import { CarrierError, wrongState } from "../model/errors";
import { listenerKey } from "../model/listeners";
import { usingDevice } from "../model/service-history";
import { SMS_LIFE_MS, smsEventsBetween } from "../model/sms-events";
import { isoOf } from "../model/view";
import type { Report } from "../work/engine";

const SERVICE = "EnhancedConnectivityService";
/** Characters of a 7-bit message and bytes of an 8-bit one. */
const MOST_7_BIT = 160;
const MOST_8_BIT = 140;
/** Until a connected device has acknowledged a message. */
const ACKNOWLEDGED_MS = 1000;
/** The history of messages goes back three months. */
const KEPT_DAYS = 92;

const encoding = z.enum(["7-bit", "8-bit-ASCII", "8-bit-UTF-8", "8-bit-DATA"]);

function checkMessage(message: string | undefined, dataEncoding: z.output<typeof encoding>): string {
  if (message === undefined || message === "") {
    throw new CarrierError("INPUT_INVALID.SmsMessage.Null", "The message is empty");
  }
  const short = dataEncoding === "7-bit";
  const size = short ? message.length : Buffer.byteLength(message);
  const most = short ? MOST_7_BIT : MOST_8_BIT;
  if (size > most) {
    throw new CarrierError("INPUT_INVALID.SmsMessage.TooLong", `The message has ${size} of at most ${most}`);
  }
  return message;
}

/** Sends a message to a device, and tells later whether the device has taken it or the carrier gave up. */
function send(context: Context, device: Device, message: string): Report {
  if (device.state !== "active") throw wrongState("Only an active device gets messages");
  const at = context.now();
  const taken = device.connected;
  const sent = context.world.sentSms.get(device.deviceId) ?? [];
  sent.push({ at, direction: "MT", status: taken ? "Delivered" : "Pending" });
  context.world.sentSms.set(device.deviceId, sent);
  context.world.bump();
  return {
    message: { smsResponse: { message, timestamp: isoOf(at) } },
    more: [
      {
        service: "SMSDeliveryConfirmation",
        message: { smsDeliveryResponse: { confirmation: taken ? "Delivered" : "Expired" } },
        status: taken ? "Success" : "Failed",
        delayMs: taken ? ACKNOWLEDGED_MS : SMS_LIFE_MS,
      },
    ],
  };
}

/** Messages to devices, and messages of devices that wait. */
export const smsOperations: ThingspaceOperation[] = [
  operation("sendSms", "POST /m2m/v1/sms", {
    writes: true,
    startsWork: true,
    body: z.object({
      ...selector,
      accountName: text,
      deviceIds: deviceIds.optional(),
      smsMessage: z.string().optional(),
      dataEncoding: encoding.default("7-bit"),
      // Its unit is not documented: the carrier tries for five days, whatever stands here (G-SMS-LIFE).
      timeToLive: z.string().optional(),
    }),
    handle: (context, { body }) => {
      const message = checkMessage(body.smsMessage, body.dataEncoding);
      const { accountName, groupName, servicePlan, customFields } = body;
      const selection = { accountName, groupName, servicePlan, customFields };
      const targets = context.targets(eachAlone(body.deviceIds), selection);
      return context.later(SERVICE, targets, (device) => send(context, device, message));
    },
  }),
  operation("getSmsMessages", "GET /m2m/v1/sms/{accountName}/history", {
    lists: true,
    // With a token the call takes messages off the queue.
    writes: true,
    query: nextQuery,
    handle: (context, { params, query }) => {
      const { inbox } = context.world;
      const { name } = context.account(params.accountName);
      const acknowledged = positionOf(query.next);
      if (acknowledged !== undefined && inbox.acknowledge(name, acknowledged)) context.world.bump();
      const { messages, hasMore, last } = inbox.page(name);
      context.addressed(messages.length);
      const json = {
        messages: messages.map((sms) => ({
          deviceIds: sms.deviceIds,
          message: sms.message,
          timestamp: isoOf(sms.at),
        })),
      };
      // The last page has a token too: without it, it could never be acknowledged (G-SMS-LAST).
      return pageReply(context, json, hasMore, last === undefined ? undefined : tokenOf(last));
    },
  }),
  operation("startSmsCallbacks", "PUT /m2m/v1/sms/{accountName}/startCallbacks", {
    writes: true,
    handle: (context, { params }) => {
      const { world, engine } = context;
      const { name } = context.account(params.accountName);
      // Without a listener the messages stay where they are (G-SMS-START).
      if (!world.listeners.has(listenerKey(name, SERVICE))) {
        throw new CarrierError("REQUEST_FAILED.CallbackNotRegistered", `Nobody listens to ${SERVICE}`);
      }
      const messages = world.inbox.drain(name);
      context.addressed(messages.length);
      for (const { deviceIds: ids, message, at } of messages) {
        const smsResponse = { message, timestamp: isoOf(at) };
        engine.mailroom.notify({
          account: name,
          service: SERVICE,
          ids,
          status: "Success",
          message: { smsResponse },
        });
      }
      world.bump();
      return { json: { success: true } };
    },
  }),
  operation("listSmsEvents", "POST /m2m/v1/devices/sms/history/actions/list", {
    startsWork: true,
    body: z.object({
      deviceId: deviceId.optional(),
      accountName: text.optional(),
      earliest: windowFields.earliest.optional(),
      latest: windowFields.latest.optional(),
    }),
    handle: (context, { body }) => {
      if (body.deviceId === undefined) {
        throw new CarrierError("INPUT_INVALID.DeviceNotProvided", "The call needs a device");
      }
      const { earliest = 0, latest = context.now() } = body;
      const window = recorded({ earliest, latest }, context.now(), KEPT_DAYS);
      const account = body.accountName === undefined ? undefined : context.account(body.accountName);
      const ids = [body.deviceId];
      const device = deviceNamed(context, body.deviceId, account);
      return context.later("DeviceService", [{ ids, device }], (found) => {
        const sent = context.world.sentSms.get(found.deviceId) ?? [];
        const using = usingDevice(context.world, found);
        const events = smsEventsBetween(using, sent, window.earliest, window.latest);
        const smsEvents = events
          .slice(0, PAGE_SIZE)
          .map(({ at, ...event }) => ({ occurredAt: isoOf(at), ...event }));
        const smsEventHistoryResponse = { hasMoreData: events.length > PAGE_SIZE, smsEvents };
        return { message: { deviceResponse: { smsEventHistoryResponse } } };
      });
    },
  }),
];
