import { z } from "zod";
import { deviceId, text } from "../http/bodies";
import type { Context } from "../http/context";
import { eachAlone } from "../http/devices-named";
import { operation, type ThingspaceOperation } from "../http/operation";
import { type Device, idsOf } from "../model/device";
import { CarrierError, invalidField, wrongState } from "../model/errors";
import { isoOf } from "../model/view";
import type { Report } from "../work/engine";

const MOST_BYTES = 1358;
const DELIVERY_SECONDS = { least: 2, most: 2_592_000 };
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function checkMessage(message: string | undefined): void {
  if (message === undefined || message === "") {
    throw new CarrierError("INPUT_INVALID.Message.Null", "The message is empty");
  }
  if (!BASE64.test(message)) throw invalidField("Message", "The message is not base64");
  const bytes = Buffer.from(message, "base64").length;
  if (bytes > MOST_BYTES) {
    throw invalidField("Message", `The message has ${bytes} of at most ${MOST_BYTES} bytes`);
  }
}

/** Seconds; one example of the guide sends them as text. */
function checkSeconds(given: number | string): number {
  const seconds = Number(given);
  const { least, most } = DELIVERY_SECONDS;
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds;
  throw invalidField("MaximumDeliveryTime", `${given} is not ${least} to ${most} seconds`);
}

/** A connected device has the message at once; for another it waits until its time is over. */
function deliver(context: Context, device: Device, seconds: number): Report {
  if (device.state !== "active") throw wrongState("Only an active device gets messages");
  // The code is a guess (G-NIDD-LINE).
  if (!device.nbIot) {
    throw new CarrierError("REQUEST_FAILED.NiddNotProvisioned", "The device has no non-IP data");
  }
  const at = isoOf(context.now());
  const about = { accountName: device.account, deviceIds: idsOf(device), firstAttemptDeliveryTime: at };
  const message = (reason: string, more = {}) => ({
    niddResponse: { niddMTDeliveryResponse: { ...about, reason, ...more } },
  });
  if (device.connected) {
    return { status: "Delivered", message: message("Success", { acknowledgeTime: at }) };
  }
  return {
    status: "Queued",
    message: message("Device unreachable"),
    more: [
      {
        service: "NiddService",
        status: "DeliveryFailed",
        message: message("Time expired"),
        delayMs: seconds * 1000,
      },
    ],
  };
}

/** Non-IP data to NB-IoT devices. */
export const niddOperations: ThingspaceOperation[] = [
  operation("sendNidd", "POST /m2m/v1/devices/nidd/message", {
    writes: true,
    startsWork: true,
    body: z.object({
      accountName: text,
      deviceIds: z.array(deviceId).default([]),
      maximumDeliveryTime: z.union([z.number(), z.string()]),
      message: z.string().optional(),
    }),
    handle: (context, { body }) => {
      checkMessage(body.message);
      const seconds = checkSeconds(body.maximumDeliveryTime);
      const targets = context.targets(eachAlone(body.deviceIds), { accountName: body.accountName });
      return context.later("NiddService", targets, (device) => deliver(context, device, seconds));
    },
  }),
];
