import { z } from "zod";
import { deviceId, text } from "../http/bodies";
import type { Context } from "../http/context";
import { deviceNamed } from "../http/devices-named";
import { operation, type ThingspaceOperation } from "../http/operation";
import { cycleOf } from "../model/billing";
import type { Device } from "../model/device";
import { basicDiagnostics, type DiagnosedDevice, extendedDiagnostics } from "../model/diagnostics";
import { CarrierError } from "../model/errors";
import { kindOf } from "../model/identifiers";
import { usingDevice } from "../model/service-history";
import { totalUsage } from "../model/usage";
import { isoOf } from "../model/view";

const body = z.object({ accountName: text, deviceList: z.array(deviceId).length(1) });

function deviceOf(context: Context, { accountName, deviceList }: z.output<typeof body>): Device {
  const [id] = deviceList;
  if (id === undefined) throw new CarrierError("INPUT_INVALID.DeviceNotProvided", "The call needs a device");
  return deviceNamed(context, id, context.account(accountName));
}

function facts(context: Context, device: Device): DiagnosedDevice {
  const { world } = context;
  const now = context.now();
  const cycle = cycleOf(now);
  const used = totalUsage(usingDevice(world, device), cycle.from, now);
  const { servicePlan } = device;
  const plan = context.account(device.account).servicePlans.find(({ code }) => code === servicePlan);
  const { address, customerName } = device.placeOfUse ?? {};
  const moment = (at: number | null) => (at === null ? "" : isoOf(at));
  return {
    ids: {
      ...{ ICCID: device.iccid ?? "", IMEI: device.imei ?? "", IMSI: device.imsi ?? "" },
      ...{ MDN: device.mdn ?? "", MIN: device.min ?? "", MSISDN: device.msisdn ?? "" },
    },
    accountName: device.account,
    groupName: world.groups.get(device.groupId)?.name ?? "",
    sku: device.skuNumber ?? "",
    customField1: device.customField1 ?? "",
    servicePlan: servicePlan ?? "",
    planName: plan?.name ?? "",
    state: device.state,
    createdAt: isoOf(device.createdAt),
    lastActivationBy: device.lastActivationBy ?? "",
    lastActivationDate: moment(device.lastActivationDate),
    lastDeactivationDate: moment(device.lastDeactivationDate),
    connected: device.connected,
    lastConnectionDate: moment(device.lastConnectionDate),
    ipAddress: device.ipAddress ?? "",
    billingCycleStart: isoOf(cycle.from),
    billingCycleEnd: isoOf(cycle.to),
    cycleBytes: used.bytes,
    cycleSms: used.sms,
    place: {
      ...{ FirstName: customerName?.firstName ?? "", LastName: customerName?.lastName ?? "" },
      ...{ AddressLine1: address?.addressLine1 ?? "", City: address?.city ?? "" },
      ...{ State: address?.state ?? "", ZipCode: address?.zip ?? "", Country: address?.country ?? "" },
    },
    now: isoOf(now),
  };
}

/** What the carrier knows of one device, by category. */
export const diagnosticsOperations: ThingspaceOperation[] = [
  operation("getBasicDiagnostics", "POST /m2m/v1/devices/diagnostics/actions/list", {
    lists: true,
    body,
    handle: (context, { body: request }) => {
      const [id] = request.deviceList;
      if (id !== undefined && kindOf(id) !== "mdn") {
        throw new CarrierError("INPUT_INVALID.Device.Kind.Invalid", "The device must be named by its MDN");
      }
      return { json: { categories: basicDiagnostics(facts(context, deviceOf(context, request))) } };
    },
  }),
  operation("getExtendedDiagnostics", "POST /m2m/v1/devices/extendeddiagnostics/actions/list", {
    lists: true,
    body,
    handle: (context, { body: request }) => ({
      json: { categories: extendedDiagnostics(facts(context, deviceOf(context, request))) },
    }),
  }),
];
