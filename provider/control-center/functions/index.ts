export { getAuditTrail } from "./audit";
export { getEcho } from "./echo";
export { getUsage } from "./usage";
