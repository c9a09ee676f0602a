/** What each operation is called with in the contract tests: every form of target, every optional member at least once. */
import { type kajeetApi, kajeetExports, type OperationId } from "../../../provider/kajeet/api";

type Inputs = { [Id in OperationId]: Parameters<(typeof kajeetApi)[Id]>[1][] };

const corpId = "NORTHSTAR-ISD";
const mdn = "521-267-1508";
const imei = "355737360073462";
const iccid = "89014103211118510720";
const eid = "89001012012341234012345678901224";
const mdns = [mdn, "3042286302"];
const bulkSelection = {
  selectAll: true,
  searchValue: "Bus",
  labelIds: [12],
  statuses: ["active" as const],
  networks: ["Verizon"],
  filterGroups: ["Staff"],
  includeMdns: ["5212671508"],
  excludeMdns: [mdn],
};
const page = { offset: 0, limit: 25, sort: "LAST_30_DAYS_USED" as const, sortDir: "DESC" as const };
const labelsOf = [
  { corpId, labelIds: [12, 18], mdns },
  { corpId, labelIds: [12], bulkSelection },
];
const settings = {
  ssid: "Bus 47",
  password: "long-enough",
  broadcastSsid: true,
  maxClients: 10,
  channel: 0,
  idleTimeoutMinutes: 0,
  wifiEnabled: true,
};
const wishes = { ratePlan: "ENT-10GB", filterGroup: "Student_K8", deviceGroup: "Transportation" };

/** Both forms of a target, with what the setter sets. */
const both = <Value extends object>(value: Value) => [
  { corpId, mdns, ...value },
  { corpId, bulkSelection, ...value },
];

export const samples: Inputs = {
  createToken: [{ username: "ada", password: "swordfish" }],
  previewLabelAssignReplace: labelsOf,
  bulkAddLabels: [
    {
      corpId,
      labels: [
        { name: "Bus", categoryId: 3 },
        { name: "Loose", categoryId: null },
      ],
      mdns,
    },
    { corpId, labels: [{ name: "Bus" }] },
    { corpId, labels: [{ name: "Bus" }], bulkSelection },
  ],
  bulkAssignLabels: labelsOf,
  bulkUnassignLabels: labelsOf,
  findCompatibleDevices: both({ settingType: "WIFI" as const }),
  listFilterGroups: [{}],
  getInstallWizardFinalization: [{}],
  activateEsimProfile: [{ corpId, iccid, profileId: "P-1", imei }],
  changeEsimProfile: [
    { corpId, iccid, profileId: "P-1", changeType: "swap", newProfileId: "P-2" },
    { corpId, iccid, profileId: "P-1", changeType: "cancel" },
  ],
  listEsimProfiles: [{ iccid, corpId }],
  updateLineLabels: [
    { corpId, mdn, add: [{ name: "Bus", categoryId: 3 }], assign: [12], delete: [18] },
    { corpId, mdn: "5212671508", delete: [18] },
  ],
  listLabelCategoryCounts: [{}],
  listLabels: [{}, { searchValue: "Bus", mdn }],
  rebootSmartSpots: [{ imeis: [imei] }, { corpId, imeis: [imei] }],
  resetSmartSpots: [{ imeis: [imei] }],
  previewLabelUnassign: labelsOf,
  setVpnStatus: both({ vpnStatus: "ENABLED" as const }),
  listDevices: [
    { corpId, ...page },
    { corpId, ...page, searchValue: "Bus & Train", labelIds: [12, 18] },
  ],
  bulkDeleteLabels: [
    { corpId, mdns },
    { corpId, bulkSelection, labelIds: [12] },
    { corpId, labelIds: [12], removeDefinition: true },
  ],
  queryDevices: [{ corpId, ...page, ...bulkSelection }],
  setDataLimits: both({ monthlyLimit: 10_240, dailyLimit: null }),
  setDeviceGroup: both({ deviceGroup: "TRANSPORTATION" }),
  setFilterGroup: both({ filterGroup: "Student_K8" }),
  setImei: [{ corpId, imei, mdns: [mdn] }],
  listDevicesByImei: [{ corpId, imei }],
  setMdnCustomField: [{ corpId, mdns, mdnCustomField: "Asset 7" }],
  setNickname: both({ nickname: "Bus #47" }),
  setNote: both({ note: null }),
  setSmartSpotSettings: [{ corpId, imei, settings }],
  setSmartSpotSettingsMulti: [{ corpId, imeis: [imei], settings: { channel: 6 } }],
  getSmartSpotSettings: [{ corpId, imei }],
  listAllowedStatuses: [{ corpId }],
  setLineStatus: both({ status: "SUSPENDED" as const, reason: "summer" }),
  setSummerUsage: both({ summerUsage: false }),
  getDeviceTotals: [{ corpId }, { corpId, searchValue: "Bus" }],
  getDevice: [
    { corpId, mdn },
    { corpId: "A B/C", mdn: "5212671508" },
  ],
  getDeviceHealth: [{ corpId, mdn }],
  getDeviceIfStatus: [{ corpId, mdn, status: "suspended_lost_stolen" }],
  getEsimActivationCode: [{ iccid }],
  getEsimQrCode: [{ iccid }],
  setHardwareDetails: [{ imei, oemSerialNumber: "SN-1", macAddress: "00:1A:2b:3C:4D:5E" }],
  rebootSmartSpot: [{ imei }],
  resetSmartSpot: [{ imei }],
  removeLine: [{ mdn: "5212671508" }],
  getWifiConfiguration: [{ mdn }],
  setWifiConfiguration: [
    { mdn, ssid: "Bus 47", password: "long-enough" },
    {
      mdn,
      ssid: "Bus 47",
      password: "long-enough",
      authMode: "wpa2psk",
      enabled: true,
      broadcastSsid: false,
    },
  ],
  getSignalQualityHistory: [{ mdn, startDate: "03/01/2026", endDate: "03/11/2026" }],
  setRatePlan: [
    { mdn, ratePlan: "ENT-10GB" },
    { mdn, ratePlan: "BI-1", verizonBiPlanId: "VBI-100" },
  ],
  getRealTimeSummary: [{ mdn }],
  rebootCradlepoint: [{ mdn }],
  replaceDevice: [{ mdn, imei, iccid }],
  listBillingPlans: [{}],
  listBusinessInternetPlans: [{}],
  listCarriers: [{}],
  listEsimCarriers: [{}],
  getEsimInventoryCount: [{ corpId, carrier: "AT&T" }],
  submitEsimActivation: [{ corpId, carrier: "VERIZON", devices: [{ imei, eid }], ...wishes }],
  listCarrierInventory: [{ carrier: "Verizon Priority" }],
  submitSmartSimActivation: [
    { corpId, devices: [{ imei, iccid }] },
    { corpId, devices: [{ imei, iccid }], carrier: "VERIZON", ...wishes },
  ],
  submitActivation: [{ corpId, imei, iccid, carrier: "VERIZON", ...wishes, nickname: "Bus #47" }],
  listActivationTransactions: [{}, { sortDir: "DESC", offset: 0, limit: 25 }],
  getActivationTransaction: [{ uniqueTransactionId: "ACT-2026-0313-001" }],
  downloadActivationTransactionCsv: [{ uniqueTransactionId: "ACT-2026-0313-001" }],
  uploadActivationCsv: [{ csv: `IMEI,ICCID\r\n${imei},${iccid}\r\n` }],
  listActivationTransactionsV2: [{ sortDir: "ASC", offset: 25, limit: 25 }],
};

/** The same for the lists that come as CSV. */
export const exportSamples: {
  [Name in keyof typeof kajeetExports]: Parameters<(typeof kajeetExports)[Name]>[1];
} = {
  exportDevices: { corpId, columns: ["MDN", "STATUS", "IMEI"], searchValue: "Bus", labelIds: [12, 18] },
  exportQueriedDevices: { corpId, selectAll: true, columns: ["MDN", "DEVICE", "DEVICE_GROUP"] },
  exportActivationTransactions: { sortDir: "DESC" },
};

export const exportNames = Object.keys(kajeetExports) as (keyof typeof kajeetExports)[];
