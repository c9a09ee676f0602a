/**
 * The one table of facts about the API: editing a line, and what must be read for it. The client builds method and path
 * from it, and the tests compare it with the OpenAPI file.
 */
import { edits, type OperationFacts, op, reads } from "./facts";

const table = {
  // Control Center API: Devices
  editDevice: op("C01", "PUT /devices/{iccid}", "Line U", edits),
  getDevice: op("C02", "GET /devices/{iccid}", "Line R", reads),
  searchDevices: op("C03", "GET /devices", "Line R (list)", reads),
  // Read by lines too, where they manage overageLimitOverride: it shows nowhere else.
  getDeviceUsage: op("C04", "GET /devices/{iccid}/ctdUsages", "getUsage()", reads),
  getDeviceAuditTrails: op("C05", "GET /devices/{iccid}/auditTrails", "getAuditTrail()", reads),
  // Control Center API: General
  echo: op("C06", "GET /echo/{param}", "getEcho()", reads),
} satisfies Record<string, OperationFacts>;

/** An operation id, as the OpenAPI file names it. */
export type OperationId = keyof typeof table;

/** Every operation by its id. */
export const controlCenterOperations: Readonly<Record<OperationId, OperationFacts>> = table;
