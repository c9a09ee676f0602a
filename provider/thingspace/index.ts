/** Verizon ThingSpace: what programs use of it. */
export * from "./actions/index";
export { Callback } from "./callback";
export { DeviceGroup } from "./device-group";
export { EsimProfile } from "./esim-profile";
export * from "./functions/index";
export { Line } from "./line";
export { LineSet } from "./line-set";
export type { ThingspaceLineArgs as LineArgs } from "./lines/attributes";
export { RatePlan } from "./memberships/rate-plan";
export { ReachabilityMonitor } from "./reachability-monitor";
export { Trigger } from "./trigger";
export { UsageLabel } from "./usage-label";
