import {
  account,
  devices,
  eid,
  empty,
  foreign,
  iccid,
  imei,
  incomplete,
  mdn,
  noAccount,
  noAccountInPath,
  noDevice,
  type OperationCase,
  onCard,
  PLACE,
  unknown,
  WINDOW,
} from "./cases";
import { ACCOUNT, SECOND } from "./client";

const NEW_EID = "89049032000000000000000000099945";
const SMSR = "1.3.6.1.4.1.46304.992.1.1";

/** Suspends a line, so that there is a request of one device to ask after. */
const requested = async ({ call, other }: Parameters<OperationCase["good"]>[0]) =>
  (await call("suspendDevices", { body: { devices: devices(other) } })).json.requestId as string;

const activation = (line: Parameters<typeof imei>[0]) => ({
  accountName: ACCOUNT,
  devices: [{ deviceIds: [imei(line), iccid(line)] }],
  servicePlan: "LTE2GB",
  mdnZipCode: "43004",
});

const ordered = async ({ call, preactive }: Parameters<OperationCase["good"]>[0]) =>
  (await call("activateDevices", { body: activation(preactive) })).json.requestId as string;

const profile = (operationId: string, before?: string): OperationCase => ({
  operationId,
  good: async ({ simulator, card }) => {
    if (before !== undefined) await simulator.editLine(card.iccid ?? "", { profileStatus: before });
    return { body: { accountName: ACCOUNT, devices: onCard(card), smsrOid: SMSR } };
  },
  bad: [noDevice({ accountName: ACCOUNT, smsrOid: SMSR, ...unknown }), incomplete({ accountName: ACCOUNT })],
});

const newCard = (operationId: string): OperationCase => ({
  operationId,
  good: async ({ simulator, card }) => {
    await simulator.editLine(card.iccid ?? "", { status: "deactive", profileStatus: "NOT_DOWNLOADED" });
    const body = { accountName: ACCOUNT, devices: onCard(card), servicePlan: "LTE2GB", mdnZipCode: "43004" };
    return { body };
  },
  bad: [noAccount({ devices: unknown.devices }), incomplete()],
});

const spelling = (operationId: string): OperationCase => ({
  operationId,
  good: ({ active }) => ({ body: { primaryPlaceOfUse: PLACE, devices: devices(active) } }),
  bad: [noDevice({ primaryPlaceOfUse: PLACE, ...unknown }), incomplete()],
});

/** eUICC, provisioning, and questions about devices. */
export const deviceCases: OperationCase[] = [
  newCard("profileActivateEnable"),
  newCard("profileActivate"),
  {
    operationId: "profileDeactivate",
    good: ({ card }) => ({ body: { accountName: ACCOUNT, devices: onCard(card), reasonCode: "FF" } }),
    bad: [incomplete({ accountName: ACCOUNT, devices: [] })],
  },
  {
    operationId: "profileSetFallback",
    good: ({ card }) => ({ body: { accountName: ACCOUNT, devices: onCard(card) } }),
    bad: [noDevice({ accountName: ACCOUNT, ...unknown })],
  },
  profile("profileDownloadEnable", "NOT_DOWNLOADED"),
  profile("profileEnable", "DISABLE"),
  profile("profileDisable"),
  profile("profileDelete", "DISABLE"),
  {
    operationId: "listGlobalDevices",
    good: () => ({ body: { accountName: ACCOUNT, provisioningStatusFilter: "ACTIVE" } }),
    bad: [noAccount({}), incomplete({ accountName: ACCOUNT, profileStatusFilter: "ASLEEP" })],
  },
  {
    operationId: "listGlobalHistory",
    good: ({ card }) => ({ body: { accountName: ACCOUNT, deviceFilter: eid(card), ...WINDOW } }),
    bad: [noAccount({ deviceFilter: unknown.deviceIds })],
  },
  {
    operationId: "getGlobalRequestStatus",
    good: async (found) => ({ params: { accountName: ACCOUNT, requestId: await requested(found) } }),
    bad: [
      {
        code: "REQUEST_FAILED.RequestNotFound",
        request: { params: { accountName: ACCOUNT, requestId: "x" } },
      },
    ],
  },
  {
    operationId: "activateDevices",
    good: ({ preactive }) => ({ body: activation(preactive) }),
    bad: [incomplete({ accountName: ACCOUNT, mdnZipCode: "43004" }), empty()],
  },
  {
    operationId: "suspendDevices",
    good: ({ active }) => ({ body: { devices: devices(active), withBilling: true } }),
    bad: [noDevice(unknown), { code: "INPUT_INVALID.DeviceNotProvided", request: { body: {} } }],
  },
  {
    operationId: "restoreDevices",
    good: ({ suspended }) => ({ body: { devices: devices(suspended) } }),
    bad: [noDevice({ devices: unknown.devices })],
  },
  {
    operationId: "deactivateDevices",
    good: ({ active }) => ({ body: { accountName: ACCOUNT, devices: devices(active), reasonCode: "FF" } }),
    bad: [noAccount({ ...unknown, reasonCode: "FF" })],
  },
  {
    operationId: "goToState",
    good: ({ active }) => ({
      body: {
        ...{ accountName: ACCOUNT, devices: devices(active), serviceName: "Fleet", stateName: "Suspended" },
        ...{ servicePlan: "LTE2GB", mdnZipCode: "43004" },
      },
    }),
    bad: [incomplete({ accountName: ACCOUNT })],
  },
  {
    operationId: "checkOrderStatus",
    good: async (found) => ({
      body: {
        accountName: ACCOUNT,
        devices: [{ deviceIds: [iccid(found.preactive)] }],
        orderRequestId: await ordered(found),
      },
    }),
    bad: [noAccount({ devices: unknown.devices }), incomplete({ accountName: ACCOUNT })],
  },
  {
    operationId: "checkOrderStatusByGet",
    good: async (found) => ({ query: { accountName: ACCOUNT, orderRequestId: await ordered(found) } }),
    bad: [
      {
        code: "REQUEST_FAILED.RequestNotFound",
        request: { query: { accountName: ACCOUNT, orderRequestId: "none" } },
      },
    ],
  },
  {
    operationId: "moveDevices",
    good: ({ active }) => ({
      body: { accountName: SECOND, devices: devices(active), servicePlan: "LTE2GB" },
    }),
    bad: [noAccount({ devices: unknown.devices })],
  },
  {
    operationId: "swapEidDevice",
    good: ({ card }) => ({
      body: {
        accountName: ACCOUNT,
        deviceIds: [eid(card)],
        deviceIdsTo: [
          { kind: "eid", id: NEW_EID },
          { kind: "imei", id: "356200009999995" },
        ],
      },
    }),
    bad: [
      {
        code: "INPUT_INVALID.Device.Identifier.Invalid",
        request: {
          body: { accountName: ACCOUNT, deviceIds: unknown.deviceIds, deviceIdsTo: unknown.deviceIds },
        },
      },
    ],
  },
  {
    operationId: "checkAvailability",
    good: ({ active }) => ({
      body: { accountName: ACCOUNT, devices: [...devices(active), ...unknown.devices] },
    }),
    bad: [noAccount({ devices: unknown.devices })],
  },
  {
    operationId: "addDevices",
    good: () => ({ body: { state: "preactive", devicesToAdd: unknown.devices, accountName: ACCOUNT } }),
    bad: [incomplete({ state: "preactive", devicesToAdd: [] })],
  },
  {
    operationId: "deleteDevices",
    good: ({ deactive, active }) => ({ body: { devicesToDelete: devices(deactive, active) } }),
    bad: [incomplete({ devicesToDelete: [] })],
  },
  {
    operationId: "listDevices",
    good: () => ({ body: { accountName: ACCOUNT, maxNumberOfDevices: 5, largestDeviceIdSeen: 0 } }),
    bad: [noAccount({})],
  },
  {
    operationId: "getBasicDiagnostics",
    good: ({ active }) => ({ body: { accountName: ACCOUNT, deviceList: [mdn(active)] } }),
    bad: [
      {
        code: "INPUT_INVALID.Device.Kind.Invalid",
        request: { body: { accountName: ACCOUNT, deviceList: unknown.deviceIds } },
      },
    ],
  },
  {
    operationId: "getExtendedDiagnostics",
    good: ({ suspended }) => ({ body: { accountName: ACCOUNT, deviceList: [imei(suspended)] } }),
    bad: [noDevice({ accountName: ACCOUNT, deviceList: unknown.deviceIds })],
  },
  {
    operationId: "getSuspensionStatus",
    good: ({ suspended }) => ({ body: { deviceIds: [imei(suspended)] } }),
    bad: [noDevice({ deviceIds: unknown.deviceIds })],
  },
  {
    operationId: "changeDeviceIdentifier",
    good: ({ active }) => ({
      params: { serviceType: "4G" },
      body: {
        ...{ deviceIds: [mdn(active)], deviceIdsTo: [{ kind: "imei", id: "356200009999995" }] },
        change4gOption: "ChangeIMEI",
      },
    }),
    bad: [
      {
        ...incomplete({ deviceIds: [] }),
        request: { params: { serviceType: "4G" }, body: { deviceIds: [] } },
      },
    ],
  },
  {
    operationId: "changeCustomFields",
    good: ({ active }) => ({
      body: { customFieldsToUpdate: [{ key: "CustomField1", value: "Bus 7" }], devices: devices(active) },
    }),
    bad: [
      {
        code: "INPUT_INVALID.CustomField.InvalidName",
        request: { body: { customFieldsToUpdate: [{ key: "CustomField6", value: "" }], ...unknown } },
      },
    ],
  },
  {
    operationId: "changeCostCenter",
    good: ({ active }) => ({ body: { costCenter: "CC-9", devices: devices(active) } }),
    bad: [noDevice({ costCenter: "CC-9", devices: unknown.devices })],
  },
  spelling("changeContactInfo"),
  spelling("changeContactInfoSeed"),
  {
    operationId: "changeServicePlan",
    good: ({ active }) => ({ body: { servicePlan: "LTEUNL", devices: devices(active) } }),
    bad: [
      {
        code: "REQUEST_FAILED.NOPLAN.NotFound",
        request: { body: { servicePlan: "NOPLAN", accountName: ACCOUNT, groupName: "Staff" } },
      },
    ],
  },
  {
    operationId: "listPrl",
    good: ({ active }) => ({ body: { deviceIds: [imei(active)] } }),
    bad: [noDevice({ deviceIds: unknown.deviceIds })],
  },
  {
    operationId: "listImeiIccidMismatch",
    good: () => ({
      body: { accountName: ACCOUNT, filter: { ...WINDOW, earliest: "2025-08-01T00:00:00Z" } },
    }),
    bad: [incomplete({ accountName: ACCOUNT }), noAccount({ filter: WINDOW })],
  },
  {
    operationId: "getRequestStatus",
    good: async (found) => ({ params: { accountName: ACCOUNT, requestId: await requested(found) } }),
    bad: [{ code: "REQUEST_FAILED.AccountName", request: { params: { ...foreign, requestId: "x" } } }],
  },
  { operationId: "listStatesAndServices", good: () => account, bad: [noAccountInPath()] },
  { operationId: "listStateAndServicesSeed", good: () => account, bad: [noAccountInPath()] },
];
