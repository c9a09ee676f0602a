/** Services that report to listeners. */
export const CALLBACK_SERVICES = [
  "AlertService",
  "CarrierService",
  "DevicePRLInformation",
  "DeviceProfileService",
  "DevicePromoUsage",
  "DeviceService",
  "DeviceSuspensionStatus",
  "DeviceUsage",
  "DiagnosticsService",
  "EnhancedConnectivityService",
  "ExtendedEnhancedConnectivityService",
  "ExternalProvisioningChanges",
  "IntelligenceService",
  "NetworkEventService",
  "NiddService",
  "PromoChanges",
  "PwnService",
  "QoS",
  "ResumeTrackingNotification",
  "SMSDeliveryConfirmation",
  "StateService",
  "SubscriptionNotificationService",
  "VIPCallbackService",
] as const;
export type CallbackService = (typeof CALLBACK_SERVICES)[number];

/** Where the messages of a service about an account go. */
export interface Listener {
  account: string;
  service: CallbackService;
  url: string;
  /** Sent along in every message, in clear; empty strings when unset. */
  username: string;
  password: string;
}

/** One listener per service and account. */
export function listenerKey(account: string, service: CallbackService): string {
  return `${account} ${service}`;
}
