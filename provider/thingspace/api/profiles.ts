/**
 * ThingSpace API: eUICC devices. Orders: answered with a requestId, reported by DeviceProfileService, never sent twice on a
 * guess. G-PROFILE1: on one device a profile is downloaded, then enabled or disabled, and deleted only while disabled.
 */
import { z } from "zod";
import { requestAccepted } from "./answers";
import { deviceIds } from "./device-ids";
import {
  accountName,
  carrierName,
  devicesUpTo,
  primaryPlaceOfUse,
  servicePlan,
  smsrOid,
  text,
} from "./fields";
import { operation } from "./operation";

/** Devices in one call: what the older pages allow. Newer ones say 10,000 for some of these calls. */
export const PROFILES_PER_CALL = 100;

const devices = devicesUpTo(PROFILES_PER_CALL);

/**
 * Activates a profile and enables it.
 *
 * ThingSpace API: eUICC devices, POST /devices/profile/actions/activate_enable. At most 100 devices a call.
 */
export const profileActivateEnable = operation("profileActivateEnable", {
  input: z.strictObject({
    devices,
    accountName,
    servicePlan: servicePlan.optional(),
    mdnZipCode: text.optional(),
  }),
  answer: requestAccepted,
});

/**
 * Activates a profile.
 *
 * ThingSpace API: eUICC devices, POST /devices/profile/actions/activate. At most 100 devices a call.
 */
export const profileActivate = operation("profileActivate", {
  input: z.strictObject({
    devices,
    accountName,
    carrierName: carrierName.optional(),
    servicePlan: servicePlan.optional(),
    mdnZipCode: text.optional(),
    primaryPlaceOfUse: primaryPlaceOfUse.optional(),
    smsrOid: smsrOid.optional(),
    carrierIpPoolName: text.optional(),
  }),
  answer: requestAccepted,
});

/**
 * Deactivates a profile.
 *
 * ThingSpace API: eUICC devices, POST /devices/profile/actions/deactivate. At most 100 devices a call.
 */
export const profileDeactivate = operation("profileDeactivate", {
  input: z.strictObject({
    devices: z.array(z.strictObject({ deviceIds })).min(1).max(PROFILES_PER_CALL),
    accountName,
    reasonCode: text,
    carrierName: carrierName.optional(),
    etfWaiver: z.boolean().optional(),
    checkFallbackProfile: z.boolean().optional(),
  }),
  answer: requestAccepted,
});

/**
 * Makes a profile the one that a device falls back to.
 *
 * ThingSpace API: eUICC devices, POST /devices/profile/actions/setfallbackattribute. At most 100 devices a call.
 */
export const profileSetFallback = operation("profileSetFallback", {
  input: z.strictObject({ devices, accountName, carrierName: carrierName.optional() }),
  answer: requestAccepted,
});

/** Each device by EID and ICCID. */
const local = z.strictObject({ devices, accountName, smsrOid });

/**
 * Downloads a profile to devices and enables it.
 *
 * ThingSpace API: Device management, POST /devices/profile/actions/download_enable. At most 100 devices a call.
 */
export const profileDownloadEnable = operation("profileDownloadEnable", {
  input: local,
  answer: requestAccepted,
});

/**
 * Enables a profile that is on the devices.
 *
 * ThingSpace API: Device management, POST /devices/profile/actions/enable. At most 100 devices a call.
 */
export const profileEnable = operation("profileEnable", { input: local, answer: requestAccepted });

/**
 * Disables a profile on devices.
 *
 * ThingSpace API: Device management, POST /devices/profile/actions/disable. At most 100 devices a call.
 */
export const profileDisable = operation("profileDisable", { input: local, answer: requestAccepted });

/**
 * Deletes a disabled profile from devices.
 *
 * ThingSpace API: Device management, POST /devices/profile/actions/delete. At most 100 devices a call.
 */
export const profileDelete = operation("profileDelete", { input: local, answer: requestAccepted });
