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
  const { address, customerName } = device.placeOfUse ?? {};
  const place = {
    ...{ Title: customerName?.title, FirstName: customerName?.firstName },
    ...{
      MiddleName: customerName?.middleName,
      LastName: customerName?.lastName,
      Suffix: customerName?.suffix,
    },
    ...{ AddressLine1: address?.addressLine1, AddressLine2: address?.addressLine2, City: address?.city },
    ...{ State: address?.state, Country: address?.country, ZipCode: address?.zip, ZipCode4: address?.zip4 },
    ...{ CBRPhone: address?.phone, CBRPhoneType: address?.phoneType, EmailAddress: address?.emailAddress },
  };
  const attributes = Object.entries(place).map(([name, value]) => [`PrimaryPlaceOfUse${name}`, value]);
  attributes.push(
    ["AccountNumber", device.account],
    ["SmsrOid", device.smsrOid ?? ""],
    ["ProfileStatus", device.profileStatus ?? ""],
    ["SkuNumber", device.skuNumber ?? ""],
    ["CostCenterCode", device.costCenter ?? ""],
    ["PreIMEI", device.preImei ?? ""],
    ["PreSKU", device.preSku ?? ""],
    ["SIMOTADate", device.simOtaDate === null ? "" : isoOf(device.simOtaDate)],
    ["RoamingStatus", device.connected ? "NotRoaming" : ""],
    ["DeviceId", String(device.deviceId)],
  );
  return attributes.flatMap(([key, value]) =>
    key === undefined || value === undefined || value === "" ? [] : [{ key, value }],
  );
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
