/** Kajeet Sentinel: what programs use of it. */
export { Line } from "./line";
export { LineSet } from "./line-set";
export type { KajeetLineArgs as LineArgs } from "./lines/attributes";
export { DataLimit } from "./memberships/data-limit";
export { DeviceGroup } from "./memberships/device-group";
export { FilterGroup } from "./memberships/filter-group";
export { LabelAssignment } from "./memberships/label-assignment";
export { LineStatus } from "./memberships/line-status";
export { RatePlan } from "./memberships/rate-plan";
export { SummerUsage } from "./memberships/summer-usage";
export { VpnStatus } from "./memberships/vpn-status";
