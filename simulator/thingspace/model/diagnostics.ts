import { hashOf } from "../../core/random";

/** What the diagnostics of a device are made of. Times are ISO 8601; a value that is not known is empty. */
export interface DiagnosedDevice {
  ids: Readonly<Record<string, string>>;
  accountName: string;
  groupName: string;
  sku: string;
  customField1: string;
  servicePlan: string;
  planName: string;
  state: string;
  createdAt: string;
  lastActivationBy: string;
  lastActivationDate: string;
  lastDeactivationDate: string;
  connected: boolean;
  lastConnectionDate: string;
  ipAddress: string;
  billingCycleStart: string;
  billingCycleEnd: string;
  cycleBytes: number;
  cycleSms: number;
  place: Readonly<Record<string, string>>;
  /** The moment of the question. */
  now: string;
}

type Values = Readonly<Record<string, string>>;
interface Category {
  categoryName: string;
  extendedAttributes: { key: string; value: string }[];
}

const RADIO = ["CellID", "NetworkBearer", "RadioSignalStrength", "LinkQuality"];

/** All categories of the extended diagnostics, in the carrier's words and with its own misspellings. */
export function extendedDiagnostics(device: DiagnosedDevice): Category[] {
  const chance = hashOf(device.ids.ICCID ?? device.ids.IMEI ?? "");
  return [
    ...basicDiagnostics(device),
    category("Usage", {
      CurrentRatedUsageRecordDate: device.now,
      CurrentBillCycleDataRatedUsage: String(device.cycleBytes),
      CurrentBillCycleRatedSMSUsage: String(device.cycleSms),
      ...blank("PromoSmsUsage PromoSmsUsagePercent PromoDataUsage PromoDataUsagePercent"),
      ...blank("AaaPromoDataUsage RtrPromoDataUsage InternationalRoamingUsage"),
    }),
    category("Location", blank(LOCATION)),
    category("FOTA", {
      FotaCurrentFirmwareVersion: `1.${chance % 9}.${chance % 31}`,
      ...blank("FotaSku FotaMake FotaModel FotaProtocol"),
    }),
    category("PrimaryPlaceOfUse", placeOfUse(device.place)),
    category("RTR", { RTRUnRatedDataUsage: "0" }),
    category("PMEC", { IsPmec: "false" }),
    category("RfAttributes", radio(device, chance)),
    category("Battery", { BatteryLevel: String(20 + (chance % 80)) }),
    category("Restart", blank(RESTART)),
    category("SIMSECURE", {}),
  ];
}

/** The categories that the deprecated basic diagnostics answer (G-DIAGNOSTICS1). */
export function basicDiagnostics(device: DiagnosedDevice): Category[] {
  return [
    category("DeviceIdentifier", pick(device.ids, "ICCID IMEI IMSI MDN MIN MSISDN")),
    category("DeviceAttributes", {
      AccountName: device.accountName,
      GroupName: device.groupName,
      DeviceSku: device.sku,
      CustomFields1: device.customField1,
      ServicePlanType: device.planName,
      RatePlanCode: device.servicePlan,
      ModemGeneration: "4G",
      DiagnosticsEligibility: "Y",
      ...blank("FeatureCodes FeatureNames FeatureTypes BundleSku DeviceMake DeviceModel"),
      ...blank("4GDeviceDetectionDate Services ModemType DiagnosticsSKUName AvailableNetworks ModemCategory"),
    }),
    category("Provisioning", {
      LastActivationBy: device.lastActivationBy,
      LastActivationDate: device.lastActivationDate,
      CreatedAt: device.createdAt,
      DeviceState: device.state,
      LastDeactivationDate: device.lastDeactivationDate,
    }),
    category("Connectivity", {
      Connected: String(device.connected),
      LastConnectionDate: device.lastConnectionDate,
      IPAddress: device.ipAddress,
      RoamingStatus: "Not Roaming",
      ...blank("LastDisconnectDate RomaingLastModifiedDate RequiredAPN"),
    }),
    category("Billing", {
      BillingCycleStartDate: device.billingCycleStart,
      BillingCycleEndDate: device.billingCycleEnd,
      DefaultRatePlan: device.servicePlan,
    }),
  ];
}

const LOCATION =
  "LocationSkuName LastLocationUpdate Latitude Longitude LastLocationAttemptDate LastLocationStatus";
const RESTART =
  "DeviceRebootStatus DeviceRebootStatusDate DeviceRebootStatusErrorCode DeviceRebootStatusErrorDescription";

function placeOfUse(place: Values): Values {
  return {
    CustomerFirstName: place.FirstName ?? "",
    CustomerLastName: place.LastName ?? "",
    CustomerAddressLine1: place.AddressLine1 ?? "",
    CustomerAddressCity: place.City ?? "",
    CustomerAddressState: place.State ?? "",
    CustomerAddressZipCode: place.ZipCode ?? "",
    CustomerCountry: place.Country ?? "",
    ...blank("CustomerPpuLatitude CustomerPpuLongitude"),
  };
}

function radio(device: DiagnosedDevice, chance: number): Values {
  const values: Record<string, string> = {
    CellID: String(10_000_000 + (chance % 9_000_000)),
    NetworkBearer: "LTE",
    RadioSignalStrength: String(-60 - (chance % 50)),
    LinkQuality: String(-5 - (chance % 12)),
  };
  return Object.fromEntries(
    RADIO.flatMap((name) => [
      [name, device.connected ? (values[name] ?? "") : ""],
      // The carrier spells this member of the network bearer differently.
      [`${name}${name === "NetworkBearer" ? "UpdateDate" : "UpdatedDate"}`, device.now],
      [`${name}StreamStatus`, ""],
      [`${name}IntervalInSeconds`, ""],
      [`${name}DurationInSeconds`, ""],
    ]),
  );
}

function category(categoryName: string, values: Values): Category {
  return { categoryName, extendedAttributes: Object.entries(values).map(([key, value]) => ({ key, value })) };
}

function pick(values: Values, names: string): Values {
  return Object.fromEntries(names.split(" ").map((name) => [name, values[name] ?? ""]));
}

function blank(names: string): Values {
  return Object.fromEntries(names.split(" ").map((name) => [name, ""]));
}
