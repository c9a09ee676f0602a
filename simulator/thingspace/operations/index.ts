import type { ThingspaceOperation } from "../http/operation";
import { accessOperations } from "./access";

/** The endpoints of the reference; those that differ in spelling only are one. */
export const thingspaceOperations: readonly ThingspaceOperation[] = [...accessOperations];
