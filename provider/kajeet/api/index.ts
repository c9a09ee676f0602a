/** The typed client of Kajeet Sentinel: one function an operation, by its operation id. */
import * as actions from "./actions";
import * as activation from "./activation";
import * as activationLists from "./activation-lists";
import { createToken } from "./auth";
import * as csv from "./csv";
import * as lists from "./devices-list";
import * as esim from "./esim";
import * as groups from "./groups";
import * as health from "./health";
import * as labelCounts from "./label-counts";
import * as labels from "./labels";
import * as line from "./line";
import type { Operation } from "./operation";
import type { OperationId } from "./operations";
import * as plans from "./plans-and-limits";
import * as smartspot from "./smartspot";
import * as status from "./status";
import * as texts from "./texts";
import * as wifi from "./wifi";

export * from "./actions";
export * from "./activation";
export * from "./activation-lists";
export * from "./auth";
export type { DeviceOutcomes, LineOutcomes } from "./bulk";
export * from "./csv";
export type { Device, DeviceList } from "./device-schema";
export * from "./devices-list";
export * from "./esim";
export { BULK_LIMIT, PAGE_LIMIT } from "./fields";
export * from "./groups";
export * from "./health";
export * from "./label-counts";
export type { Label } from "./label-schema";
export * from "./labels";
export * from "./line";
export * from "./list-all";
export type { Operation } from "./operation";
export { kajeetOperations, type OperationId } from "./operations";
export * from "./plans-and-limits";
export * from "./smartspot";
export * from "./status";
export * from "./texts";
export * from "./wifi";

/** Every operation as a function: `kajeetApi.getDevice(http, { corpId, mdn })`. */
export const kajeetApi = {
  createToken,
  previewLabelAssignReplace: labelCounts.previewLabelAssignReplace,
  bulkAddLabels: labels.bulkAddLabels,
  bulkAssignLabels: labels.bulkAssignLabels,
  bulkUnassignLabels: labels.bulkUnassignLabels,
  findCompatibleDevices: smartspot.findCompatibleDevices,
  listFilterGroups: groups.listFilterGroups,
  getInstallWizardFinalization: health.getInstallWizardFinalization,
  activateEsimProfile: esim.activateEsimProfile,
  changeEsimProfile: esim.changeEsimProfile,
  listEsimProfiles: esim.listEsimProfiles,
  updateLineLabels: labels.updateLineLabels,
  listLabelCategoryCounts: labelCounts.listLabelCategoryCounts,
  listLabels: labels.listLabels,
  rebootSmartSpots: actions.rebootSmartSpots,
  resetSmartSpots: actions.resetSmartSpots,
  previewLabelUnassign: labelCounts.previewLabelUnassign,
  setVpnStatus: plans.setVpnStatus,
  listDevices: lists.listDevices,
  bulkDeleteLabels: labels.bulkDeleteLabels,
  queryDevices: lists.queryDevices,
  setDataLimits: plans.setDataLimits,
  setDeviceGroup: groups.setDeviceGroup,
  setFilterGroup: groups.setFilterGroup,
  setImei: line.setImei,
  listDevicesByImei: lists.listDevicesByImei,
  setMdnCustomField: texts.setMdnCustomField,
  setNickname: texts.setNickname,
  setNote: texts.setNote,
  setSmartSpotSettings: smartspot.setSmartSpotSettings,
  setSmartSpotSettingsMulti: smartspot.setSmartSpotSettingsMulti,
  getSmartSpotSettings: smartspot.getSmartSpotSettings,
  listAllowedStatuses: status.listAllowedStatuses,
  setLineStatus: status.setLineStatus,
  setSummerUsage: plans.setSummerUsage,
  getDeviceTotals: lists.getDeviceTotals,
  getDevice: line.getDevice,
  getDeviceHealth: health.getDeviceHealth,
  getDeviceIfStatus: status.getDeviceIfStatus,
  getEsimActivationCode: esim.getEsimActivationCode,
  getEsimQrCode: esim.getEsimQrCode,
  setHardwareDetails: line.setHardwareDetails,
  rebootSmartSpot: actions.rebootSmartSpot,
  resetSmartSpot: actions.resetSmartSpot,
  removeLine: line.removeLine,
  getWifiConfiguration: wifi.getWifiConfiguration,
  setWifiConfiguration: wifi.setWifiConfiguration,
  getSignalQualityHistory: health.getSignalQualityHistory,
  setRatePlan: plans.setRatePlan,
  getRealTimeSummary: health.getRealTimeSummary,
  rebootCradlepoint: actions.rebootCradlepoint,
  replaceDevice: actions.replaceDevice,
  listBillingPlans: activationLists.listBillingPlans,
  listBusinessInternetPlans: activationLists.listBusinessInternetPlans,
  listCarriers: activationLists.listCarriers,
  listEsimCarriers: activationLists.listEsimCarriers,
  getEsimInventoryCount: activationLists.getEsimInventoryCount,
  submitEsimActivation: activation.submitEsimActivation,
  listCarrierInventory: activationLists.listCarrierInventory,
  submitSmartSimActivation: activation.submitSmartSimActivation,
  submitActivation: activation.submitActivation,
  listActivationTransactions: activationLists.listActivationTransactions,
  getActivationTransaction: activation.getActivationTransaction,
  downloadActivationTransactionCsv: csv.downloadActivationTransactionCsv,
  uploadActivationCsv: csv.uploadActivationCsv,
  listActivationTransactionsV2: activationLists.listActivationTransactionsV2,
} satisfies Record<OperationId, Operation<never, unknown>>;

/** The lists that can come as CSV instead. */
export const kajeetExports = {
  exportDevices: csv.exportDevices,
  exportQueriedDevices: csv.exportQueriedDevices,
  exportActivationTransactions: csv.exportActivationTransactions,
};
