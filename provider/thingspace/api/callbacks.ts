/** ThingSpace API: Callbacks: who listens to which service. One listener for each service of an account. */
import { z } from "zod";
import { listOf, maybe } from "./answers";
import { accountName } from "./fields";
import { operation } from "./operation";

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

/** The registration that a call was about. */
const reference = z.looseObject({ accountName: maybe, serviceName: maybe });

/**
 * Registers a listener. G-CALLBACK1: whether a second one for the same service replaces the first or is refused is not
 * published; deregister first.
 *
 * ThingSpace API: Callbacks, POST /callbacks/{accountName}. At once. User name and password, at most 40 characters each,
 * come back in each message, in plain text; they must not be those of the connection.
 */
export const registerCallback = operation("registerCallback", {
  input: z.strictObject({
    accountName,
    name: z.enum(CALLBACK_SERVICES),
    url: z.url(),
    username: z.string().max(40).optional(),
    password: z.string().max(40).optional().describe("A secret, although the carrier shows it in its list."),
  }),
  answer: reference,
});

const registration = z.looseObject({
  accountName: maybe,
  serviceName: z.string(),
  url: z.string(),
  username: maybe,
  /** In plain text: a secret. */
  password: maybe,
});

export type CallbackRegistration = z.output<typeof registration>;

/**
 * The listeners of an account, passwords and all.
 *
 * ThingSpace API: Callbacks, GET /callbacks/{accountName}. At once.
 */
export const listCallbacks = operation("listCallbacks", {
  input: z.strictObject({ accountName }),
  answer: listOf(registration),
});

/**
 * Removes the listener of a service.
 *
 * ThingSpace API: Callbacks, DELETE /callbacks/{accountName}/name/{serviceName}. At once.
 * @throws NotFound where none is registered.
 */
export const deregisterCallback = operation("deregisterCallback", {
  input: z.strictObject({ accountName, serviceName: z.enum(CALLBACK_SERVICES) }),
  answer: reference,
});
