/** The same for histories, groups, labels, messages, callbacks and accounts. */

import {
  accountName,
  billingCycle,
  customFields,
  devices,
  earliest,
  esims,
  iccid,
  imei,
  label,
  latest,
  mdn,
  servicePlan,
} from "./client-sample-values";
import type { Inputs } from "./client-samples";

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

export const otherSamples: Pick<
  Inputs,
  | "listUsage"
  | "aggregateUsage"
  | "listProvisioningHistory"
  | "listConnectionHistory"
  | "startReachability"
  | "stopReachability"
  | "listMonitors"
  | "getReachability"
  | "createGroup"
  | "updateGroup"
  | "listGroups"
  | "getGroup"
  | "deleteGroup"
  | "listServicePlans"
  | "setUsageLabels"
  | "removeUsageLabels"
  | "getBilledUsage"
  | "listBilledUsage"
  | "listSmsEvents"
  | "sendSms"
  | "getSmsMessages"
  | "startSmsCallbacks"
  | "registerCallback"
  | "listCallbacks"
  | "deregisterCallback"
  | "createTrigger"
  | "listTriggers"
  | "getTrigger"
  | "updateTrigger"
  | "deleteTrigger"
  | "getAccount"
  | "listLeads"
  | "listDeviceSkus"
  | "sendNidd"
> = {
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
