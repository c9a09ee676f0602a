import type { ControlCenterOperation } from "../http/operation";
import { getDeviceAuditTrails } from "./audit";
import { getDevice } from "./details";
import { echo } from "./echo";
import { editDevice } from "./edit";
import { searchDevices } from "./search";
import { getDeviceUsage } from "./usage";

/** The endpoints of the reference; their paths are below `/rws/api/v1`. */
export const controlCenterOperations: readonly ControlCenterOperation[] = [
  editDevice,
  getDevice,
  searchDevices,
  getDeviceUsage,
  getDeviceAuditTrails,
  echo,
];
