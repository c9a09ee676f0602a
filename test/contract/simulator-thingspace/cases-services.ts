import type { Request } from "../simulator/exchange";
import {
  account,
  devices,
  empty,
  foreign,
  imei,
  incomplete,
  LABEL,
  noAccount,
  noAccountInPath,
  nobody,
  noDevice,
  type OperationCase,
  unknown,
  WINDOW,
} from "./cases";
import { ACCOUNT } from "./client";

const TOMORROW = { monitorExpirationTime: "2026-03-11T12:00:00Z" };
const CYCLE = { billingCycle: { year: "2026", month: "1" } };
const REACHABLE = { accountName: ACCOUNT, requestType: "REACHABLE_FOR_DATA" };
const group = (groupName: string) => ({ accountName: ACCOUNT, groupName });

const history = (operationId: string): OperationCase => ({
  operationId,
  good: ({ active }) => ({ body: { deviceId: imei(active), ...WINDOW } }),
  bad: [noDevice({ deviceId: unknown.deviceId, ...WINDOW }), incomplete({ deviceId: unknown.deviceId })],
});

/** A read that an account in the path is enough for. */
const ofAccount = (operationId: string, good: Request = account): OperationCase => ({
  operationId,
  good: () => good,
  bad: [
    noAccountInPath(good.params),
    { code: "REQUEST_FAILED.AccountName", request: { params: { ...good.params, ...foreign } } },
  ],
});

/** History, reachability, groups, plans, labels, messages, listeners, triggers and accounts. */
export const serviceCases: OperationCase[] = [
  history("listUsage"),
  history("listProvisioningHistory"),
  history("listConnectionHistory"),
  {
    operationId: "aggregateUsage",
    good: ({ active, other }) => ({
      body: {
        ...{ startTime: "2026-02-01T00:00:00Z", endTime: "2026-02-28T00:00:00Z" },
        deviceIds: [imei(active), imei(other)],
      },
    }),
    bad: [
      {
        code: "INPUT_INVALID.EndTime.Invalid",
        request: { body: { startTime: "2026-01-01", endTime: "2026-02-28", deviceIds: unknown.deviceIds } },
      },
      incomplete(),
    ],
  },
  {
    operationId: "startReachability",
    good: ({ active }) => ({ body: { ...REACHABLE, devices: devices(active), ...TOMORROW } }),
    bad: [
      noDevice({ ...REACHABLE, devices: unknown.devices, ...TOMORROW }),
      {
        code: "INPUT_INVALID.MonitorExpirationTime.Invalid",
        request: {
          body: { ...REACHABLE, devices: unknown.devices, monitorExpirationTime: "2046-03-11T12:00:00Z" },
        },
      },
    ],
  },
  {
    operationId: "stopReachability",
    good: ({ active }) => ({ body: { accountName: ACCOUNT, devices: devices(active) } }),
    bad: [
      {
        code: "REQUEST_FAILED.MonitorNotFound",
        request: { body: { accountName: ACCOUNT, monitorIds: ["2c1b6f2e-8a5d-4f3e-9b7a-0d6c5e4f3a2b"] } },
      },
      { code: "REQUEST_FAILED.UnexpectedError", request: {} },
    ],
  },
  {
    operationId: "listMonitors",
    good: ({ active }) => ({ body: { accountName: ACCOUNT, devices: devices(active) } }),
    bad: [noAccount({ devices: unknown.devices })],
  },
  {
    operationId: "getReachability",
    good: ({ active }) => ({ body: { ...REACHABLE, device: imei(active) } }),
    bad: [noDevice({ ...REACHABLE, device: unknown.deviceId })],
  },
  {
    operationId: "createGroup",
    good: ({ active }) => ({
      body: { ...group("Route é/12"), groupDescription: "Buses", devicesToAdd: [imei(active)] },
    }),
    bad: [
      {
        code: "REQUEST_FAILED.DeviceGroup.Exists",
        request: { body: { ...group("Staff"), groupDescription: "" } },
      },
      incomplete(group("Route 12")),
      {
        code: "INPUT_INVALID.Request.InvalidCharacter",
        request: { body: { ...group("Driver's"), groupDescription: "" } },
      },
    ],
  },
  ofAccount("listGroups"),
  {
    operationId: "updateGroup",
    good: () => ({ params: group("Staff"), body: { newGroupName: "Teachers" } }),
    bad: [
      {
        code: "REQUEST_FAILED.DeviceGroupNotFound",
        request: { params: group("Nobody"), body: { newGroupName: "Teachers" } },
      },
      empty(group("Staff")),
    ],
  },
  ofAccount("getGroup", { params: group("Staff") }),
  {
    operationId: "deleteGroup",
    good: () => ({ params: group("Staff") }),
    bad: [
      {
        code: "INPUT_INVALID.DeviceGroup.DeleteDefault",
        request: { params: group(`Default: ${ACCOUNT}`) },
      },
    ],
  },
  ofAccount("listServicePlans"),
  {
    operationId: "setUsageLabels",
    good: ({ active }) => ({
      body: { accountName: ACCOUNT, labels: [{ deviceIds: [imei(active)], label: LABEL }] },
    }),
    bad: [
      {
        code: "INPUT_INVALID.Label.Invalid",
        request: {
          body: {
            accountName: ACCOUNT,
            labels: { devices: unknown.devices, label: [{ name: "Route", value: "N" }] },
          },
        },
      },
    ],
  },
  {
    operationId: "removeUsageLabels",
    good: () => ({ body: { accountName: ACCOUNT, labels: [LABEL] } }),
    bad: [noAccount({ labels: [LABEL] }), { code: "INPUT_INVALID.Account.NotDefined", request: {} }],
  },
  {
    operationId: "getBilledUsage",
    good: ({ active }) => ({ body: { accountName: ACCOUNT, deviceId: imei(active), ...CYCLE } }),
    bad: [
      { code: "INPUT_INVALID.DeviceNotProvided", request: { body: { accountName: ACCOUNT } } },
      {
        code: "INPUT_INVALID.BillingCycle.Invalid",
        request: { body: { accountName: ACCOUNT, billingCycle: { year: "2026", month: "3" } } },
      },
    ],
  },
  {
    operationId: "listBilledUsage",
    good: ({ active }) => ({ body: { accountName: ACCOUNT, deviceIds: devices(active), ...CYCLE } }),
    bad: [noAccount({})],
  },
  {
    operationId: "listSmsEvents",
    good: ({ active }) => ({ body: { deviceId: imei(active), ...WINDOW } }),
    bad: [{ code: "INPUT_INVALID.DeviceNotProvided", request: { body: WINDOW } }],
  },
  {
    operationId: "sendSms",
    good: ({ active }) => ({
      body: { accountName: ACCOUNT, deviceIds: [imei(active)], smsMessage: "Call home" },
    }),
    bad: [
      {
        code: "INPUT_INVALID.SmsMessage.Null",
        request: { body: { accountName: ACCOUNT, deviceIds: unknown.deviceIds } },
      },
      noDevice({ accountName: ACCOUNT, deviceIds: unknown.deviceIds, smsMessage: "Call home" }),
    ],
  },
  ofAccount("getSmsMessages"),
  ofAccount("startSmsCallbacks"),
  {
    operationId: "registerCallback",
    good: () => ({ ...account, body: { name: "QoS", url: "https://hooks.example.com:9001/in" } }),
    bad: [
      {
        code: "INPUT_INVALID.CallbackUrl.Invalid",
        request: { ...account, body: { name: "QoS", url: "https://hooks.example.com:8080/in" } },
      },
      incomplete({ name: "Nothing", url: "https://hooks.example.com/in" }, account.params),
    ],
  },
  ofAccount("listCallbacks"),
  {
    operationId: "deregisterCallback",
    good: () => ({ params: { accountName: ACCOUNT, serviceName: "CarrierService" } }),
    bad: [
      {
        code: "REQUEST_FAILED.CallbackNotRegistered",
        request: { params: { accountName: ACCOUNT, serviceName: "QoS" } },
      },
    ],
  },
  {
    operationId: "createTrigger",
    good: () => ({
      body: {
        ...{ name: "Heavy use", triggerCategory: "Data", ...group("Staff") },
        dataTriggerRequest: { comparator: "gt", threshold: 10, thresholdUnit: "MB" },
        notification: { callback: true },
      },
    }),
    bad: [
      incomplete({ name: "Heavy use", triggerCategory: "Data" }),
      noAccount({ name: "Odd", triggerCategory: "UsageAnomaly", anomalyTriggerRequest: {} }),
    ],
  },
  ofAccount("getAccount"),
  ofAccount("listLeads"),
  ofAccount("listDeviceSkus"),
  {
    operationId: "sendNidd",
    good: ({ nbIot }) => ({
      body: {
        ...{ accountName: ACCOUNT, deviceIds: [imei(nbIot)] },
        ...{ maximumDeliveryTime: "30", message: "UmVhZCBtZXRlcg==" },
      },
    }),
    bad: [
      {
        code: "INPUT_INVALID.DeviceNotProvided",
        request: { body: { accountName: ACCOUNT, maximumDeliveryTime: 30, message: "UmVhZA==" } },
      },
      {
        code: "INPUT_INVALID.MaximumDeliveryTime.Invalid",
        request: {
          body: { ...nobody, deviceIds: unknown.deviceIds, maximumDeliveryTime: 1, message: "UmVhZA==" },
        },
      },
    ],
  },
];
