/** The typed client of ThingSpace: one function an operation, by its operation id. */
export type { RequestAccepted } from "./answers";
export * from "./device-ids";
export { type Device, type DeviceList, deviceKey, deviceState } from "./device-schema";
export * from "./devices-list";
export * from "./list-all";
export { type OperationId, thingspaceOperations } from "./operations";
export * from "./provisioning";
export * from "./session";
