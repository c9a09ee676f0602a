/** The typed client of ThingSpace: one function an operation, by its operation id. */
import * as accounts from "./accounts";
import * as attributes from "./attributes";
import * as callbacks from "./callbacks";
import * as devicesList from "./devices-list";
import * as diagnostics from "./diagnostics";
import * as globalDevices from "./global-devices";
import * as groups from "./groups";
import * as history from "./history";
import * as labels from "./labels";
import * as messages from "./messages";
import type { Operation } from "./operation";
import type { OperationId } from "./operations";
import * as profiles from "./profiles";
import * as provisioning from "./provisioning";
import * as reachability from "./reachability";
import * as requests from "./requests";
import * as session from "./session";
import * as triggers from "./triggers";

export * from "./accounts";
export type { RequestAccepted } from "./answers";
export * from "./attributes";
export * from "./callbacks";
export * from "./device-ids";
export type { Device } from "./device-schema";
export * from "./devices-list";
export * from "./diagnostics";
export * from "./global-devices";
export * from "./groups";
export * from "./history";
export * from "./labels";
export * from "./list-all";
export * from "./messages";
export type { Operation } from "./operation";
export { type OperationId, thingspaceOperations } from "./operations";
export * from "./paged";
export * from "./profiles";
export * from "./provisioning";
export * from "./reachability";
export * from "./requests";
export * from "./session";
export * from "./triggers";

/** Every operation as a function: `thingspaceApi.listDevices(http, { accountName })`. */
export const thingspaceApi = {
  requestOAuthToken: session.requestOAuthToken,
  loginSession: session.loginSession,
  logoutSession: session.logoutSession,
  resetPassword: session.resetPassword,
  profileActivateEnable: profiles.profileActivateEnable,
  profileActivate: profiles.profileActivate,
  profileDeactivate: profiles.profileDeactivate,
  profileSetFallback: profiles.profileSetFallback,
  listGlobalDevices: globalDevices.listGlobalDevices,
  listGlobalHistory: globalDevices.listGlobalHistory,
  getGlobalRequestStatus: globalDevices.getGlobalRequestStatus,
  activateDevices: provisioning.activateDevices,
  suspendDevices: provisioning.suspendDevices,
  restoreDevices: provisioning.restoreDevices,
  deactivateDevices: provisioning.deactivateDevices,
  goToState: provisioning.goToState,
  checkOrderStatus: requests.checkOrderStatus,
  checkOrderStatusByGet: requests.checkOrderStatusByGet,
  moveDevices: provisioning.moveDevices,
  profileDownloadEnable: profiles.profileDownloadEnable,
  profileEnable: profiles.profileEnable,
  profileDisable: profiles.profileDisable,
  profileDelete: profiles.profileDelete,
  swapEidDevice: requests.swapEidDevice,
  checkAvailability: requests.checkAvailability,
  addDevices: provisioning.addDevices,
  deleteDevices: provisioning.deleteDevices,
  listDevices: devicesList.listDevices,
  getBasicDiagnostics: diagnostics.getBasicDiagnostics,
  getExtendedDiagnostics: diagnostics.getExtendedDiagnostics,
  getSuspensionStatus: requests.getSuspensionStatus,
  changeDeviceIdentifier: attributes.changeDeviceIdentifier,
  changeCustomFields: attributes.changeCustomFields,
  changeCostCenter: attributes.changeCostCenter,
  changeContactInfo: attributes.changeContactInfo,
  changeContactInfoSeed: attributes.changeContactInfoSeed,
  changeServicePlan: attributes.changeServicePlan,
  listPrl: requests.listPrl,
  listImeiIccidMismatch: diagnostics.listImeiIccidMismatch,
  getRequestStatus: requests.getRequestStatus,
  listStatesAndServices: requests.listStatesAndServices,
  listStateAndServicesSeed: requests.listStateAndServicesSeed,
  listUsage: history.listUsage,
  aggregateUsage: history.aggregateUsage,
  listProvisioningHistory: history.listProvisioningHistory,
  listConnectionHistory: history.listConnectionHistory,
  startReachability: reachability.startReachability,
  stopReachability: reachability.stopReachability,
  listMonitors: reachability.listMonitors,
  getReachability: reachability.getReachability,
  createGroup: groups.createGroup,
  updateGroup: groups.updateGroup,
  listGroups: groups.listGroups,
  getGroup: groups.getGroup,
  deleteGroup: groups.deleteGroup,
  listServicePlans: accounts.listServicePlans,
  setUsageLabels: labels.setUsageLabels,
  removeUsageLabels: labels.removeUsageLabels,
  getBilledUsage: labels.getBilledUsage,
  listBilledUsage: labels.listBilledUsage,
  listSmsEvents: labels.listSmsEvents,
  sendSms: messages.sendSms,
  getSmsMessages: messages.getSmsMessages,
  startSmsCallbacks: messages.startSmsCallbacks,
  registerCallback: callbacks.registerCallback,
  listCallbacks: callbacks.listCallbacks,
  deregisterCallback: callbacks.deregisterCallback,
  createTrigger: triggers.createTrigger,
  listTriggers: triggers.listTriggers,
  getTrigger: triggers.getTrigger,
  updateTrigger: triggers.updateTrigger,
  deleteTrigger: triggers.deleteTrigger,
  getAccount: accounts.getAccount,
  listLeads: accounts.listLeads,
  listDeviceSkus: accounts.listDeviceSkus,
  sendNidd: messages.sendNidd,
} satisfies Record<OperationId, Operation<never, unknown>>;
