/** What each operation is called with in the contract tests: every form of target, every optional member at least once. */
import type { OperationId, thingspaceApi } from "../../../provider/thingspace/api";

type Inputs = { [Id in OperationId]: Parameters<(typeof thingspaceApi)[Id]>[1][] };

const accountName = "0000123456-00001";
const iccid = { id: "89148000000800139708", kind: "iccid" as const };
const imei = { id: "990013907835573", kind: "imei" as const };
const mdn = { id: "521-267-1508", kind: "mdn" as const };
const eid = { id: "89033023426200000000005552637523", kind: "eid" as const };
const devices = [{ deviceIds: [iccid, imei] }, { deviceIds: [mdn], ipAddress: "10.0.0.7" }];
const esims = [{ deviceIds: [eid, iccid] }];
const customFields = [
  { key: "CustomField1" as const, value: "Route 7" },
  { key: "CustomField5" as const, value: "" },
];
const servicePlan = "m2m4G";
const earliest = "2026-03-01T00:00:00Z";
const latest = "2026-03-31T23:59:59-05:00";
const label = { name: "VIN", value: "1FTEW1EP5JFA00001" };
const billingCycle = { year: "2026", month: "3" };
const primaryPlaceOfUse = {
  address: {
    addressLine1: "1 School Street",
    addressLine2: "Bus yard",
    city: "Dallas",
    state: "TX",
    zip: "75201",
    zip4: "0001",
    country: "USA",
    phone: "2145550100",
    phoneType: "H",
    emailAddress: "fleet@district.example",
  },
  customerName: { title: "Dr", firstName: "Ada", middleName: "K", lastName: "Byron", suffix: "Jr" },
};
const filter = { accountName, groupName: "Buses / Élan", servicePlan, customFields };

/** Both forms of a target, and the account alone. */
const targets = [
  { devices },
  { accountName, groupName: "Buses", customFields, servicePlan },
  { accountName },
  { devices, accountName },
];
const each = <Value extends object>(value: Value) => targets.map((target) => ({ ...target, ...value }));

const trigger = {
  name: "Unusual usage",
  triggerCategory: "UsageAnomaly",
  triggerCycle: "daily",
  accountName,
  groupName: "Buses",
  active: true,
  dataTriggerRequest: { comparator: "gt", threshold: 100, thresholdUnit: "MB" },
  smsTriggerRequest: { comparator: "gt", smsType: "MO", threshold: 10 },
  sessionTriggerRequest: { comparator: "gt", threshold: 10 },
  anomalyTriggerRequest: {
    accountNames: accountName,
    deviceGroups: "Buses",
    includeAbnormal: true,
    includeVeryAbnormal: true,
    includeUnderExpectedUsage: false,
    includeOverExpectedUsage: true,
  },
  notification: {
    notificationType: "DailySummary",
    callback: true,
    emailNotification: false,
    notificationGroupName: "Fleet",
    notificationFrequencyFactor: 3,
    notificationFrequencyInterval: "Hourly",
    externalEmailRecipients: "fleet@district.example",
    smsNotification: true,
    smsNumbers: [{ carrier: "Verizon", number: "2145550100" }],
    reminder: true,
    severity: "Critical",
  },
};

const local = [{ devices: esims, accountName, smsrOid: "1.3.6.1.4.1" }];
const contact = each({ primaryPlaceOfUse });

export const samples: Inputs = {
  requestOAuthToken: [
    { key: "app", secret: "s3cret" },
    { key: "app", secret: "s3cret", scope: "ts.mec" },
  ],
  loginSession: [{ username: "ada", password: "it's <long> \\ enough" }],
  logoutSession: [{}],
  resetPassword: [{ oldPassword: "old-one" }],
  profileActivateEnable: [{ devices: esims, accountName, servicePlan, mdnZipCode: "75201" }],
  profileActivate: [
    {
      devices: esims,
      accountName,
      carrierName: "Verizon Wireless",
      servicePlan,
      mdnZipCode: "75201",
      primaryPlaceOfUse,
      smsrOid: "1.3.6.1.4.1",
      carrierIpPoolName: "pool-1",
    },
  ],
  profileDeactivate: [
    {
      devices: esims,
      accountName,
      reasonCode: "FF",
      carrierName: "Verizon Wireless",
      etfWaiver: true,
      checkFallbackProfile: false,
    },
  ],
  profileSetFallback: [{ devices: esims, accountName, carrierName: "Verizon Wireless" }],
  listGlobalDevices: [
    { accountName },
    {
      accountName,
      provisioningStatusFilter: "PRE_ACTIVE",
      profileStatusFilter: "DOWNLOAD_ENABLE",
      carrierNameFilter: "Verizon Wireless",
      deviceFilter: [eid],
    },
  ],
  listGlobalHistory: [{ accountName }, { accountName, deviceFilter: eid, earliest, latest }],
  getGlobalRequestStatus: [{ accountName, requestId: "ea1d1a4b-0d6f-4d8e-9f57-9a3f1e3a9b11" }],
  activateDevices: [
    { devices, servicePlan, mdnZipCode: "75201" },
    {
      devices,
      servicePlan,
      mdnZipCode: "75201",
      accountName,
      carrierIpPoolName: "pool-1",
      carrierName: "Verizon Wireless",
      costCenterCode: "CC-7",
      customFields,
      groupName: "Buses",
      leadId: "L-1",
      primaryPlaceOfUse,
      publicIpRestriction: "restricted",
      skuNumber: "SKU-1",
    },
    { groupName: "Buses", servicePlan, mdnZipCode: "75201" },
  ],
  suspendDevices: each({ withBilling: true }),
  restoreDevices: targets,
  deactivateDevices: [
    { accountName, devices },
    {
      accountName,
      groupName: "Buses",
      servicePlan,
      customFields,
      reasonCode: "FF",
      etfWaiver: false,
      deleteAfterDeactivation: true,
    },
  ],
  goToState: [
    { serviceName: "Metering", stateName: "Live", servicePlan, mdnZipCode: "75201", devices },
    {
      serviceName: "Metering",
      stateName: "Live",
      servicePlan,
      mdnZipCode: "75201",
      accountName,
      filter,
      devicesWithServiceAddress: [],
      carrierIpPoolName: "pool-1",
      publicIpRestriction: "unrestricted",
      skuNumber: "SKU-1",
      customFields,
      ipAddress: "10.0.0.8",
      groupName: "Buses",
      primaryPlaceOfUse,
    },
  ],
  checkOrderStatus: [
    { accountName, devices: [{ deviceIds: [iccid] }] },
    { accountName, devices: [{ deviceIds: [iccid] }], orderRequestId: "order-1" },
  ],
  checkOrderStatusByGet: [{ accountName, orderRequestId: "order-1" }],
  moveDevices: [
    { accountName, devices },
    {
      accountName,
      filter,
      groupName: "Buses",
      customFields,
      carrierIpPoolName: "pool-1",
      servicePlan,
    },
  ],
  profileDownloadEnable: local,
  profileEnable: local,
  profileDisable: local,
  profileDelete: local,
  swapEidDevice: [
    {
      accountName,
      deviceIds: [eid],
      deviceIdsTo: [eid, imei],
      servicePlan,
      mdnZipCode: "75201",
      smsrOid: "1.3.6.1.4.1",
    },
  ],
  checkAvailability: [{ accountName, devices }],
  addDevices: [
    { devicesToAdd: devices },
    {
      devicesToAdd: devices,
      state: "preactive",
      accountName,
      customFields,
      groupName: "Buses",
      skuNumber: "SKU-1",
      smsrOid: "1.3.6.1.4.1",
    },
  ],
  deleteDevices: [{ devicesToDelete: devices }, { devicesToDelete: devices, accountName }],
  listDevices: [
    {},
    { accountName, deviceId: mdn },
    {
      accountName,
      filter: {
        deviceIdentifierFilters: [
          { kind: "iccid", contains: "8914" },
          { kind: "mdn", startswith: "521", endswith: "08" },
        ],
      },
      currentState: "active",
      customFields,
      earliest,
      latest,
      groupName: "Buses",
      servicePlan,
      maxNumberOfDevices: 2000,
      largestDeviceIdSeen: 0,
    },
  ],
  getBasicDiagnostics: [{ accountName, deviceList: [mdn] }],
  getExtendedDiagnostics: [{ accountName, deviceList: [iccid] }],
  getSuspensionStatus: [{ deviceIds: [mdn, iccid], accountName }, { filter }],
  changeDeviceIdentifier: [
    { deviceIds: [mdn], deviceIdsTo: [imei], change4gOption: "ChangeIMEI" },
    {
      serviceType: "4G",
      deviceIds: [mdn],
      change4gOption: "ChangeMSISDN",
      npaNxx: "214555",
      zipCode: "75201",
    },
    {
      serviceType: "3G",
      deviceIds: [mdn],
      deviceIdsTo: [imei, eid],
      change4gOption: "ChangeIMEIandEID",
      assignNonGeoMdn: false,
      servicePlan,
      smsrOid: "1.3.6.1.4.1",
    },
  ],
  changeCustomFields: each({ customFieldsToUpdate: customFields }),
  changeCostCenter: [
    ...each({ costCenter: "CC-7 #1!" }),
    { devices, removeCostCenter: true },
    { devices, costCenter: "CC-8", primaryPlaceOfUse },
  ],
  changeContactInfo: contact,
  changeContactInfoSeed: contact,
  changeServicePlan: [
    { devices, servicePlan },
    {
      accountName,
      groupName: "Buses",
      customFields,
      servicePlan,
      currentServicePlan: "old4G",
      carrierIpPoolName: "pool-1",
      takeEffect: earliest,
    },
  ],
  listPrl: [{ deviceIds: [mdn] }, { accountName, groupName: "Buses", customFields, servicePlan }],
  listImeiIccidMismatch: [
    { filter: { earliest, latest } },
    { filter: { earliest, latest }, accountName, devices, groupName: "Buses" },
  ],
  getRequestStatus: [{ accountName, requestId: "ea1d1a4b-0d6f-4d8e-9f57-9a3f1e3a9b11" }],
  listStatesAndServices: [{ accountName }],
  listStateAndServicesSeed: [{ accountName: "A B/é" }],
  listUsage: [
    { deviceId: mdn, earliest, latest },
    { label, earliest, latest },
  ],
  aggregateUsage: [
    { startTime: earliest, endTime: latest, deviceIds: [mdn, iccid] },
    { startTime: earliest, endTime: latest, label: [label], accountName, groupName: "Buses" },
  ],
  listProvisioningHistory: [{ deviceId: iccid, earliest, latest }],
  listConnectionHistory: [{ deviceId: imei, earliest, latest }],
  startReachability: [
    { accountName, requestType: "REACHABLE_FOR_DATA", devices, monitorExpirationTime: latest },
  ],
  stopReachability: [
    { accountName, monitorIds: ["ea1d1a4b-0d6f-4d8e-9f57-9a3f1e3a9b11"] },
    { accountName, devices },
  ],
  listMonitors: [{ accountName, devices, monitorType: "REACHABLE_FOR_DATA" }],
  getReachability: [
    { accountName, device: mdn, requestType: "REACHABLE_FOR_DATA", requestExpirationTime: latest },
  ],
  createGroup: [
    { accountName, groupName: "Buses", groupDescription: "All buses" },
    { accountName, groupName: "Buses", groupDescription: "All buses", devicesToAdd: [mdn, iccid] },
  ],
  updateGroup: [
    { accountName, groupName: "my group/é", newGroupName: "Buses", newGroupDescription: "All buses" },
    { accountName, groupName: "Buses", devicesToAdd: [mdn], devicesToRemove: [iccid] },
  ],
  listGroups: [{ accountName }],
  getGroup: [
    { accountName, groupName: "Default: 0000123456-00001" },
    { accountName, groupName: "my group/é", next: "a token/with=signs" },
  ],
  deleteGroup: [{ accountName, groupName: "my group/é" }],
  listServicePlans: [{ accountName }],
  setUsageLabels: [
    {
      accountName,
      labels: [
        { deviceIds: [mdn], label },
        { deviceIds: [iccid, imei], label },
      ],
    },
  ],
  removeUsageLabels: [{ accountName, labels: [label] }],
  getBilledUsage: [
    { accountName, labels: [label], billingCycle },
    { accountName, deviceId: mdn },
  ],
  listBilledUsage: [
    { accountName, labels: [label] },
    { accountName, deviceIds: esims, billingCycle },
  ],
  listSmsEvents: [{ deviceId: mdn }, { deviceId: mdn, accountName, earliest, latest }],
  sendSms: [
    { accountName, smsMessage: "Hello bus", deviceIds: [mdn, iccid] },
    {
      accountName,
      smsMessage: "Hello",
      groupName: "Buses",
      customFields,
      servicePlan,
      dataEncoding: "8-bit-UTF-8",
      timeToLive: "3600",
    },
  ],
  getSmsMessages: [{ accountName }, { accountName, next: "page 2" }],
  startSmsCallbacks: [{ accountName }],
  registerCallback: [
    { accountName, name: "CarrierService", url: "https://receiver.district.example/thingspace" },
    {
      accountName,
      name: "NiddService",
      url: "https://receiver.district.example/thingspace",
      username: "receiver",
      password: "receiver-password",
    },
  ],
  listCallbacks: [{ accountName }],
  deregisterCallback: [{ accountName, serviceName: "CarrierService" }],
  createTrigger: [{ name: "Usage", triggerCategory: "UsageAnomaly" }, trigger],
  listTriggers: [{}],
  getTrigger: [{ triggerId: "t 1/é" }],
  updateTrigger: [{ triggerId: "t-1", ...trigger }],
  deleteTrigger: [{ triggerId: "t-1" }],
  getAccount: [{ accountName }],
  listLeads: [{ accountName }, { accountName, next: "page 2" }],
  listDeviceSkus: [{ accountName }],
  sendNidd: [{ accountName, deviceIds: [mdn], maximumDeliveryTime: 3600, message: "SGVsbG8=" }],
};
