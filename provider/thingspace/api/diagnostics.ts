/** ThingSpace API: Device management, what is the matter with a device. */
import { z } from "zod";
import { keyValues, listOf, maybe, pageEnd, withFrame } from "./answers";
import { deviceId } from "./device-ids";
import { accountName, devices, groupName, moment } from "./fields";
import { operation } from "./operation";

/** Values by category, for example Connectivity or Usage. */
const categories = z.looseObject({
  categories: listOf(z.looseObject({ categoryName: maybe, extendedAttributes: keyValues })),
});

const oneDevice = z.strictObject({ accountName, deviceList: z.array(deviceId).length(1) });

/**
 * Connectivity, provisioning and billing of one device, named by MDN. The carrier advises `getExtendedDiagnostics`
 * instead. G-DIAGNOSTICS1: answered in the shape of that one.
 *
 * ThingSpace API: Device management, POST /devices/diagnostics/actions/list. At once.
 */
export const getBasicDiagnostics = operation("getBasicDiagnostics", { input: oneDevice, answer: categories });

/**
 * Everything that the carrier knows about one device, by category.
 *
 * ThingSpace API: Device management, POST /devices/extendeddiagnostics/actions/list. At once.
 */
export const getExtendedDiagnostics = operation("getExtendedDiagnostics", {
  input: oneDevice,
  answer: categories,
});

const mismatch = z.looseObject({
  accountName: maybe,
  mdn: maybe,
  activationDate: maybe,
  iccid: maybe,
  /** The IMEI that the SIM belongs to. */
  preImei: maybe,
  /** The IMEI that it was seen in. */
  postImei: maybe,
  simOtaDate: maybe,
});

/**
 * 4G devices whose SIM is in other hardware than it was sold with. Changes nothing.
 *
 * ThingSpace API: Device management, POST /devices/actions/list/imeiiccidmismatch. At once.
 */
export const listImeiIccidMismatch = operation("listImeiIccidMismatch", {
  input: z.strictObject({
    filter: z.strictObject({ earliest: moment, latest: moment }),
    accountName: accountName.optional(),
    devices: devices.optional().describe("Devices by ICCID or MDN."),
    groupName: groupName.optional(),
  }),
  answer: z.looseObject({ devices: listOf(mismatch), ...pageEnd }),
  complete: withFrame,
});
