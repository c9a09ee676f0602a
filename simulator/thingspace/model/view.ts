import { CARRIER_NAME, CUSTOM_FIELDS, type Device, idsOf } from "./device";
import type { World } from "./world";

const BILLING_DAY = 1;

/** A device as the device list shows it. */
export function deviceView(world: World, device: Device) {
  return {
    accountName: device.account,
    billingCycleEndDate: isoOf(cycleEnd(world.now())),
    carrierInformations: [
      {
        carrierName: CARRIER_NAME,
        ...(device.servicePlan === null ? {} : { servicePlan: device.servicePlan }),
        state: device.state,
      },
    ],
    connected: device.connected,
    createdAt: isoOf(device.createdAt),
    customFields: customFieldsOf(device),
    deviceIds: idsOf(device),
    extendedAttributes: attributesOf(device),
    groupNames: [world.groups.get(device.groupId)?.name ?? ""],
    ...(device.ipAddress === null ? {} : { ipAddress: device.ipAddress }),
    ...(device.lastActivationBy === null ? {} : { lastActivationBy: device.lastActivationBy }),
    ...(device.lastActivationDate === null ? {} : { lastActivationDate: isoOf(device.lastActivationDate) }),
    ...(device.lastConnectionDate === null ? {} : { lastConnectionDate: isoOf(device.lastConnectionDate) }),
  };
}

/** Custom fields that have a value. */
function customFieldsOf(device: Device): { key: string; value: string }[] {
  const fields: { key: string; value: string }[] = [];
  CUSTOM_FIELDS.forEach((name, index) => {
    const value = device[name];
    if (value !== null) fields.push({ key: `CustomField${index + 1}`, value });
  });
  return fields;
}

/** Extended attributes that have a value. The live service sends null or nothing for the others; here nothing. */
function attributesOf(device: Device): { key: string; value: string }[] {
  const attributes: { key: string; value: string }[] = [];
  const put = (key: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value !== "") attributes.push({ key, value });
  };
  if (device.placeOfUse !== null) {
    const { address, customerName } = device.placeOfUse;
    put("PrimaryPlaceOfUseTitle", customerName.title);
    put("PrimaryPlaceOfUseFirstName", customerName.firstName);
    put("PrimaryPlaceOfUseMiddleName", customerName.middleName);
    put("PrimaryPlaceOfUseLastName", customerName.lastName);
    put("PrimaryPlaceOfUseSuffix", customerName.suffix);
    put("PrimaryPlaceOfUseAddressLine1", address.addressLine1);
    put("PrimaryPlaceOfUseAddressLine2", address.addressLine2);
    put("PrimaryPlaceOfUseCity", address.city);
    put("PrimaryPlaceOfUseState", address.state);
    put("PrimaryPlaceOfUseCountry", address.country);
    put("PrimaryPlaceOfUseZipCode", address.zip);
    put("PrimaryPlaceOfUseZipCode4", address.zip4);
    put("PrimaryPlaceOfUseCBRPhone", address.phone);
    put("PrimaryPlaceOfUseCBRPhoneType", address.phoneType);
    put("PrimaryPlaceOfUseEmailAddress", address.emailAddress);
  }
  put("AccountNumber", device.account);
  put("SmsrOid", device.smsrOid);
  put("ProfileStatus", device.profileStatus);
  put("SkuNumber", device.skuNumber);
  put("CostCenterCode", device.costCenter);
  put("PreIMEI", device.preImei);
  put("PreSKU", device.preSku);
  put("SIMOTADate", device.simOtaDate === null ? null : isoOf(device.simOtaDate));
  put("RoamingStatus", device.connected ? "NotRoaming" : null);
  put("DeviceId", String(device.deviceId));
  return attributes;
}

/** ISO 8601, UTC. */
export function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** When the billing cycle that runs at a moment ends. */
function cycleEnd(now: number): number {
  const day = new Date(now);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, BILLING_DAY);
}
