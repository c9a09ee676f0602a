import type { ThingspaceOperation } from "../http/operation";
import { accessOperations } from "./access";
import { accountOperations } from "./accounts";
import { activationOperations } from "./activation";
import { attributeOperations } from "./attributes";
import { callbackOperations } from "./callbacks";
import { goToStateOperations } from "./go-to-state";
import { groupOperations } from "./groups";
import { identifierOperations } from "./identifiers";
import { listOperations } from "./list";
import { moveOperations } from "./move";
import { planOperations } from "./plan";
import { requestOperations } from "./requests";
import { stateOperations } from "./states";
import { stockOperations } from "./stock";

/** The endpoints of the reference; those that differ in spelling only are one. */
export const thingspaceOperations: readonly ThingspaceOperation[] = [
  ...accessOperations,
  ...stockOperations,
  ...stateOperations,
  ...requestOperations,
  ...planOperations,
  ...moveOperations,
  ...listOperations,
  ...identifierOperations,
  ...goToStateOperations,
  ...callbackOperations,
  ...attributeOperations,
  ...activationOperations,
  ...accountOperations,
  ...groupOperations,
];
