import type { ThingspaceOperation } from "../http/operation";
import { accessOperations } from "./access";
import { accountOperations } from "./accounts";
import { groupOperations } from "./groups";

/** The endpoints of the reference; those that differ in spelling only are one. */
export const thingspaceOperations: readonly ThingspaceOperation[] = [
  ...accessOperations,
  ...accountOperations,
  ...groupOperations,
];
