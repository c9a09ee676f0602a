/** Kajeet Sentinel: what programs use of it. */
export { RebootCradlepoint, ReplaceDevice } from "./actions/lines";
export { RebootSmartSpot, RebootSmartSpots, ResetSmartSpot, ResetSmartSpots } from "./actions/smartspots";
export { ActivationTransaction } from "./activation-transaction";
export { EsimProfile } from "./esim-profile";
export {
  getActivationTransactionCsv,
  getActivationTransactions,
  getActivationTransactionsV2,
  parseActivationCsv,
} from "./functions/activations";
export {
  getEsimActivationCode,
  getEsimCarriers,
  getEsimInventoryCount,
  getEsimQrCode,
} from "./functions/esim";
export {
  getCompatibleDevices,
  getDeviceHealth,
  getInstallWizard,
  getRealTimeSummary,
  getSignalQualityHistory,
} from "./functions/health";
export { getLabelCategories, previewLabelAssignment, previewLabelUnassignment } from "./functions/labels";
export {
  getAllowedStatuses,
  getDevices,
  getDeviceTotals,
  getFilterGroups,
  queryDevices,
} from "./functions/lists";
export {
  getBillingPlans,
  getBusinessInternetPlans,
  getCarrierInventory,
  getCarriers,
} from "./functions/stock";
export { Label } from "./label";
export { Line } from "./line";
export { LineSet } from "./line-set";
export type { KajeetLineArgs as LineArgs } from "./lines/attributes";
export { DataLimit } from "./memberships/data-limit";
export { DeviceGroup } from "./memberships/device-group";
export { FilterGroup } from "./memberships/filter-group";
export { LabelAssignment } from "./memberships/label-assignment";
export { LineStatus } from "./memberships/line-status";
export { RatePlan } from "./memberships/rate-plan";
export { SummerUsage } from "./memberships/summer-usage";
export { VpnStatus } from "./memberships/vpn-status";
export { SmartSpotSettings } from "./smartspot-settings";
export { WifiConfiguration } from "./wifi-configuration";
