import type { ThingspaceOperation } from "../http/operation";
import { accessOperations } from "./access";
import { accountOperations } from "./accounts";
import { activationOperations } from "./activation";
import { attributeOperations } from "./attributes";
import { callbackOperations } from "./callbacks";
import { checkOperations } from "./checks";
import { diagnosticsOperations } from "./diagnostics";
import { globalDeviceOperations } from "./global-devices";
import { goToStateOperations } from "./go-to-state";
import { groupOperations } from "./groups";
import { hardwareOperations } from "./hardware";
import { historyOperations } from "./history";
import { identifierOperations } from "./identifiers";
import { listOperations } from "./list";
import { moveOperations } from "./move";
import { niddOperations } from "./nidd";
import { orderOperations } from "./orders";
import { planOperations } from "./plan";
import { profileOperations } from "./profiles";
import { reachabilityOperations } from "./reachability";
import { requestOperations } from "./requests";
import { smsOperations } from "./sms";
import { stateOperations } from "./states";
import { stockOperations } from "./stock";
import { triggerOperations } from "./triggers";
import { usageOperations } from "./usage";
import { usageLabelOperations } from "./usage-labels";

/** The endpoints of the reference; those that differ in spelling only are one. */
export const thingspaceOperations: readonly ThingspaceOperation[] = [
  ...accessOperations,
  ...accountOperations,
  ...activationOperations,
  ...attributeOperations,
  ...callbackOperations,
  ...checkOperations,
  ...diagnosticsOperations,
  ...globalDeviceOperations,
  ...goToStateOperations,
  ...groupOperations,
  ...hardwareOperations,
  ...historyOperations,
  ...identifierOperations,
  ...listOperations,
  ...moveOperations,
  ...niddOperations,
  ...orderOperations,
  ...planOperations,
  ...profileOperations,
  ...reachabilityOperations,
  ...requestOperations,
  ...smsOperations,
  ...stateOperations,
  ...stockOperations,
  ...triggerOperations,
  ...usageOperations,
  ...usageLabelOperations,
];
