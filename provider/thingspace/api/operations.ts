/**
 * The one table of facts about the API: the 68 rows of the carrier's list, the token, the second spelling of three rows,
 * and the siblings that a trigger needs. The client builds method and path from it, and the tests compare it with the
 * OpenAPI file.
 */
import { asks, changes, type OperationFacts, op, orders, reads, settles } from "./facts";

const LINES = { services: "CarrierService", devicesPerCall: 10_000 };
const LINES_NIDD = { services: "CarrierService NiddService", devicesPerCall: 10_000 };
const CARRIER = { services: "CarrierService" };
const PROFILES = { services: "DeviceProfileService" };
const DEVICE = { services: "DeviceService" };
const DIAGNOSTICS = { services: "DiagnosticsService" };

const table = {
  // ThingSpace API: Authentication and session
  requestOAuthToken: op("T00", "POST /ts/v1/oauth2/token", "token", reads),
  // Repeated by the login itself and never by chance: five refusals in a row lock the user.
  loginSession: op("R01", "POST /session/login", "session", changes),
  logoutSession: op("R02", "POST /session/logout", "session", settles),
  resetPassword: op("R03", "PUT /session/password/actions/reset", "ResetPassword!", changes),
  // ThingSpace API: eUICC devices
  profileActivateEnable: op(
    "R04",
    "POST /devices/profile/actions/activate_enable",
    "EsimProfile C",
    orders,
    PROFILES,
  ),
  profileActivate: op("R05", "POST /devices/profile/actions/activate", "EsimProfile C", orders, PROFILES),
  profileDeactivate: op("R06", "POST /devices/profile/actions/deactivate", "EsimProfile D", orders, PROFILES),
  profileSetFallback: op(
    "R07",
    "POST /devices/profile/actions/setfallbackattribute",
    "EsimProfile U (fallback)",
    orders,
    PROFILES,
  ),
  listGlobalDevices: op("R08", "POST /v2/devices/actions/list", "getGlobalDevices()", asks, PROFILES),
  listGlobalHistory: op("R09", "POST /v2/devices/history/actions/list", "getGlobalHistory()", asks, PROFILES),
  getGlobalRequestStatus: op(
    "R10",
    "GET /v2/accounts/{accountName}/requests/{requestId}/status",
    "getGlobalRequestStatus()",
    reads,
  ),
  // ThingSpace API: Device service provisioning and management
  activateDevices: op("R11", "POST /devices/actions/activate", "Line C", orders, LINES_NIDD),
  suspendDevices: op("R12", "POST /devices/actions/suspend", "Line U (status)", orders, LINES_NIDD),
  restoreDevices: op("R13", "POST /devices/actions/restore", "Line U (status)", orders, LINES_NIDD),
  deactivateDevices: op("R14", "POST /devices/actions/deactivate", "Line U+D (status)", orders, LINES_NIDD),
  goToState: op("R15", "PUT /devices/actions/gotostate", "GoToState!", orders, {
    services: "StateService",
    devicesPerCall: 10_000,
  }),
  checkOrderStatus: op("R16", "POST /devices/requests/status", "getOrderStatus()", asks, {
    ...DEVICE,
    devicesPerCall: 1,
  }),
  checkOrderStatusByGet: op("R16b", "GET /devices/requests/status", "getOrderStatus()", asks, DEVICE),
  moveDevices: op("R17", "PUT /devices/actions/move", "Line U (account)", orders, LINES),
  profileDownloadEnable: op(
    "R18",
    "POST /devices/profile/actions/download_enable",
    "EsimProfile C",
    orders,
    PROFILES,
  ),
  profileEnable: op(
    "R19",
    "POST /devices/profile/actions/enable",
    "EsimProfile U (enabled)",
    orders,
    PROFILES,
  ),
  profileDisable: op(
    "R20",
    "POST /devices/profile/actions/disable",
    "EsimProfile U (enabled)",
    orders,
    PROFILES,
  ),
  profileDelete: op("R21", "POST /devices/profile/actions/delete", "EsimProfile D", orders, PROFILES),
  swapEidDevice: op("R22", "POST /devices/actions/eidDeviceSwap", "SwapEidDevice!", orders, {
    services: "CarrierService StateService",
  }),
  checkAvailability: op("R23", "POST /devices/availability/actions/list", "CheckAvailability!", asks, {
    ...DEVICE,
    devicesPerCall: 10_000,
  }),
  addDevices: op("R24", "POST /devices/actions/add", "Line C (preactive)", changes, { devicesPerCall: 200 }),
  deleteDevices: op("R25", "POST /devices/actions/delete", "Line D", changes, { devicesPerCall: 100 }),
  listDevices: op("R26", "POST /devices/actions/list", "Line R", reads),
  getBasicDiagnostics: op("R27", "POST /devices/diagnostics/actions/list", "getBasicDiagnostics()", reads),
  getExtendedDiagnostics: op(
    "R28",
    "POST /devices/extendeddiagnostics/actions/list",
    "getExtendedDiagnostics()",
    reads,
  ),
  getSuspensionStatus: op("R29", "POST /devices/suspension/status", "getSuspensionStatus()", asks, {
    services: "DeviceSuspensionStatus",
  }),
  changeDeviceIdentifier: op(
    "R30",
    "PUT /devices/{serviceType}/actions/deviceId",
    "Line U (imei, iccid)",
    orders,
    { ...CARRIER, devicesPerCall: 1 },
  ),
  changeCustomFields: op("R31", "PUT /devices/actions/customFields", "Line U (customField)", orders, CARRIER),
  changeCostCenter: op("R32", "PUT /devices/costCenter", "Line U (costCenter)", orders, CARRIER),
  changeContactInfo: op("R33", "PUT /devices/actions/contactInfo", "Line U (place)", orders, CARRIER),
  changeContactInfoSeed: op("R33b", "PUT /devices/actions/contactinfo", "Line U (place)", orders, CARRIER),
  changeServicePlan: op("R34", "PUT /devices/actions/plan", "RatePlan C+U", orders, {
    services: "CarrierService NiddService",
  }),
  listPrl: op("R35", "POST /devices/prl/actions/list", "getPrl()", asks, {
    services: "DevicePRLInformation",
  }),
  listImeiIccidMismatch: op(
    "R36",
    "POST /devices/actions/list/imeiiccidmismatch",
    "CheckImeiIccidMismatch!",
    reads,
  ),
  getRequestStatus: op(
    "R37",
    "GET /accounts/{accountName}/requests/{requestId}/status",
    "getRequestStatus()",
    reads,
  ),
  listStatesAndServices: op(
    "R38",
    "GET /accounts/{accountName}/statesandservices",
    "getStatesAndServices()",
    reads,
  ),
  listStateAndServicesSeed: op(
    "R38b",
    "GET /accounts/{accountName}/stateandservices",
    "getStatesAndServices()",
    reads,
  ),
  // ThingSpace API: Connectivity and service history
  listUsage: op("R39", "POST /devices/usage/actions/list", "getUsage()", reads),
  aggregateUsage: op("R40", "POST /devices/usage/actions/list/aggregate", "getAggregateUsage()", asks, {
    services: "DeviceUsage",
  }),
  listProvisioningHistory: op("R41", "POST /devices/history/actions/list", "getProvisioningHistory()", reads),
  listConnectionHistory: op(
    "R42",
    "POST /devices/connections/actions/listHistory",
    "getConnectionHistory()",
    reads,
  ),
  // ThingSpace API: Device reachability monitoring
  startReachability: op(
    "R43",
    "POST /diagnostics/basic/devicereachability",
    "ReachabilityMonitor C",
    orders,
    DIAGNOSTICS,
  ),
  stopReachability: op(
    "R44",
    "DELETE /diagnostics/basic/devicereachability",
    "ReachabilityMonitor D",
    orders,
    DIAGNOSTICS,
  ),
  listMonitors: op(
    "R45",
    "POST /diagnostics/basic/devicereachability/monitors",
    "getReachabilityMonitors()",
    asks,
    DIAGNOSTICS,
  ),
  getReachability: op("R46", "POST /diagnostics/basic/devicereachability/status", "getReachability()", asks, {
    ...DIAGNOSTICS,
    devicesPerCall: 1,
  }),
  // ThingSpace API: Device groups, service plans
  createGroup: op("R47", "POST /groups", "DeviceGroup C", changes),
  updateGroup: op("R48", "PUT /groups/{accountName}/name/{groupName}", "DeviceGroup U", changes),
  listGroups: op("R49", "GET /groups/{accountName}", "getDeviceGroups()", reads),
  getGroup: op("R50", "GET /groups/{accountName}/name/{groupName}", "DeviceGroup R", reads),
  deleteGroup: op("R51", "DELETE /groups/{accountName}/name/{groupName}", "DeviceGroup D", settles),
  listServicePlans: op("R52", "GET /plans/{accountName}", "getServicePlans()", reads),
  // ThingSpace API: Segmentation
  setUsageLabels: op(
    "R53",
    "POST /devices/actions/usagesegmentationlabels",
    "UsageLabel C+U",
    orders,
    CARRIER,
  ),
  removeUsageLabels: op(
    "R54",
    "DELETE /devices/actions/usagesegmentationlabels",
    "UsageLabel D",
    orders,
    CARRIER,
  ),
  getBilledUsage: op("R55", "POST /devices/usage/actions/billedusage", "getBilledUsage()", reads),
  listBilledUsage: op("R56", "POST /devices/usage/actions/billedusage/list", "getBilledUsageList()", asks, {
    ...DEVICE,
    devicesPerCall: 2_000,
  }),
  listSmsEvents: op("R57", "POST /devices/sms/history/actions/list", "getSmsEvents()", asks, DEVICE),
  // ThingSpace API: SMS
  sendSms: op("R58", "POST /sms", "SendSms!", orders, {
    services: "EnhancedConnectivityService SMSDeliveryConfirmation",
  }),
  getSmsMessages: op("R59", "GET /sms/{accountName}/history", "getSmsMessages()", reads),
  startSmsCallbacks: op("R60", "PUT /sms/{accountName}/startCallbacks", "StartSmsCallbacks!", settles),
  // ThingSpace API: Callbacks
  registerCallback: op("R61", "POST /callbacks/{accountName}", "Callback C", changes),
  listCallbacks: op("R62", "GET /callbacks/{accountName}", "Callback R", reads),
  deregisterCallback: op("R63", "DELETE /callbacks/{accountName}/name/{serviceName}", "Callback D", settles),
  createTrigger: op("R64", "POST /triggers", "Trigger C", changes, { services: "AlertService" }),
  listTriggers: op("X01", "GET /triggers", "getTriggers()", reads),
  getTrigger: op("X02", "GET /triggers/{triggerId}", "Trigger R", reads),
  updateTrigger: op("X03", "PUT /triggers", "Trigger U", settles),
  deleteTrigger: op("X04", "DELETE /triggers/{triggerId}", "Trigger D", settles),
  // ThingSpace API: Accounts and leads, non-IP data
  getAccount: op("R65", "GET /accounts/{accountName}", "getAccount()", reads),
  listLeads: op("R66", "GET /leads/{accountName}", "getLeads()", reads),
  listDeviceSkus: op("R67", "POST /accounts/{accountName}/sku", "getDeviceSkus()", reads),
  sendNidd: op("R68", "POST /devices/nidd/message", "SendNidd!", orders, { services: "NiddService" }),
} satisfies Record<string, OperationFacts>;

/** An operation id, as the OpenAPI file names it. */
export type OperationId = keyof typeof table;

/** Every operation by its id. */
export const thingspaceOperations: Readonly<Record<OperationId, OperationFacts>> = table;
