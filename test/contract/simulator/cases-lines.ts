import {
  corp,
  labelCall,
  noDevice,
  nowhere,
  type OperationCase,
  office,
  PLACEHOLDER,
  read,
  setter,
  unauthorized,
  unknownLine,
} from "./cases";
import { BUS, CORP, FOREIGN, listing, OFFICE, OFFICE_IMEI } from "./client";

/** Labels, lists, single lines and what is set on lines. */
export const lineCases: OperationCase[] = [
  labelCall("previewLabelAssignReplace"),
  labelCall("bulkAssignLabels"),
  labelCall("bulkUnassignLabels"),
  labelCall("previewLabelUnassign"),
  {
    operationId: "bulkAddLabels",
    good: () => ({ body: { corpId: CORP, labels: [{ name: "Spare", categoryId: null }], ...office } }),
    bad: [{ status: 400, code: "VALIDATION_FAILED", request: { body: PLACEHOLDER } }],
  },
  {
    operationId: "updateLineLabels",
    good: () => ({ body: { corpId: CORP, mdn: OFFICE, add: [{ name: "Front desk" }], assign: [12] } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { body: { corpId: CORP, mdn: OFFICE } } },
      noDevice({ body: { corpId: CORP, mdn: "999-999-9999", assign: [12] } }),
    ],
  },
  {
    operationId: "bulkDeleteLabels",
    good: () => ({ ...corp, body: { labelIds: [18], ...office } }),
    bad: [{ status: 400, code: "VALIDATION_FAILED", request: { ...corp, body: { removeDefinition: true } } }],
  },
  read("listLabels", {}, unauthorized),
  read("listLabelCategoryCounts", {}, unauthorized),
  read(
    "listFilterGroups",
    {},
    { ...unauthorized, status: 403, code: "FORBIDDEN_SCOPE", user: "org_mediacenter" },
  ),
  read("getInstallWizardFinalization", {}, unauthorized),
  {
    operationId: "findCompatibleDevices",
    good: () => ({ body: { corpId: CORP, settingType: "WIFI", mdns: [OFFICE, BUS] } }),
    bad: [{ status: 400, code: "VALIDATION_FAILED", request: { body: { example: true, corpId: CORP } } }],
  },
  {
    operationId: "listDevices",
    good: () => ({ ...corp, query: listing() }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { ...corp, query: { offset: 0, limit: 10 } } },
      { status: 404, code: "CORP_NOT_FOUND", request: { ...nowhere, query: listing() } },
    ],
  },
  {
    operationId: "queryDevices",
    good: () => ({ ...corp, query: listing(), body: { statuses: ["suspended"] } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { ...corp, query: listing(), body: PLACEHOLDER } },
    ],
  },
  read(
    "listDevicesByImei",
    { corpId: CORP, imei: OFFICE_IMEI },
    {
      status: 403,
      code: "FORBIDDEN_SCOPE",
      request: { params: { corpId: FOREIGN, imei: OFFICE_IMEI } },
    },
  ),
  read("getDeviceTotals", { corpId: CORP }, { status: 404, code: "CORP_NOT_FOUND", request: nowhere }),
  read("getDevice", { corpId: CORP, mdn: OFFICE }, noDevice(unknownLine)),
  read(
    "getDeviceIfStatus",
    { corpId: CORP, mdn: OFFICE, status: "active" },
    noDevice({ params: { corpId: CORP, mdn: OFFICE, status: "suspended" } }),
    {
      status: 400,
      code: "VALIDATION_FAILED",
      request: { params: { corpId: CORP, mdn: OFFICE, status: "asleep" } },
    },
  ),
  read("getDeviceHealth", { corpId: CORP, mdn: OFFICE }, noDevice(unknownLine)),
  read(
    "listAllowedStatuses",
    { corpId: CORP },
    {
      status: 403,
      code: "FORBIDDEN_SCOPE",
      user: "readonly",
      request: corp,
    },
  ),
  setter(
    "setLineStatus",
    { status: "SUSPENDED", reason: "lost at school" },
    {
      status: 409,
      code: "BUSINESS_TYPE_NOT_ALLOWED",
      user: "privatelte",
      request: { ...corp, body: { ...office, status: "SUSPENDED_LOST_STOLEN" } },
    },
  ),
  setter("setDataLimits", { monthlyLimit: 5120, dailyLimit: null }),
  setter(
    "setDeviceGroup",
    { deviceGroup: CORP },
    {
      status: 403,
      code: "FORBIDDEN_SCOPE",
      request: { ...corp, body: { ...office, deviceGroup: FOREIGN } },
    },
  ),
  setter(
    "setFilterGroup",
    { filterGroup: "Staff" },
    {
      status: 400,
      code: "VALIDATION_FAILED",
      request: { ...corp, body: { ...office, filterGroup: "Nobody" } },
    },
  ),
  setter(
    "setImei",
    { imei: "355737360073999" },
    {
      status: 400,
      code: "VALIDATION_FAILED",
      request: { ...corp, body: { mdns: [OFFICE, BUS], imei: "355737360073999" } },
    },
  ),
  setter("setMdnCustomField", { mdnCustomField: "ASSET-1" }),
  setter("setNickname", { nickname: "Office" }),
  setter("setNote", { note: "Keep" }),
  setter(
    "setSummerUsage",
    { summerUsage: true },
    {
      status: 409,
      code: "BUSINESS_TYPE_NOT_ALLOWED",
      user: "wbu",
      request: { ...corp, body: { ...office, summerUsage: true } },
    },
  ),
  {
    operationId: "setVpnStatus",
    good: () => ({ body: { corpId: CORP, ...office, vpnStatus: "ENABLED" } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { body: PLACEHOLDER } },
      {
        status: 409,
        code: "NOT_ELIGIBLE",
        request: { body: { corpId: "Transportation", ...office, vpnStatus: "ENABLED" } },
      },
    ],
  },
  {
    operationId: "setRatePlan",
    good: () => ({ params: { mdn: OFFICE }, body: { ratePlan: "KJ-5GB" } }),
    bad: [
      { status: 400, code: "VALIDATION_FAILED", request: { params: { mdn: OFFICE }, body: PLACEHOLDER } },
      {
        status: 409,
        code: "NETWORK_NOT_ALLOWED",
        request: { params: { mdn: OFFICE }, body: { ratePlan: "KJ-TM-10GB" } },
      },
    ],
  },
];
