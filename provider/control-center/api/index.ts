/** The typed client of Control Center: one function an operation, by its operation id. */
import { getDeviceAuditTrails } from "./audit";
import { getDevice } from "./device";
import { echo } from "./echo";
import { editDevice } from "./edit";
import type { Operation } from "./operation";
import type { OperationId } from "./operations";
import { searchDevices } from "./search";
import { getDeviceUsage } from "./usage";

export * from "./audit";
export * from "./device";
export * from "./echo";
export * from "./edit";
export * from "./members";
export type { Operation } from "./operation";
export { controlCenterOperations, type OperationId } from "./operations";
export * from "./search";
export * from "./search-all";
export * from "./usage";

/** Every operation as a function: `controlCenterApi.getDevice(http, { iccid })`. */
export const controlCenterApi = {
  editDevice,
  getDevice,
  searchDevices,
  getDeviceUsage,
  getDeviceAuditTrails,
  echo,
} satisfies Record<OperationId, Operation<never, unknown>>;
