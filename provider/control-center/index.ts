/** Cisco IoT Control Center: what programs use of it. */
export * from "./functions/index";
export { Line } from "./line";
export { LineSet } from "./line-set";
export type { ControlCenterLineArgs as LineArgs } from "./lines/attributes";
export { RatePlan } from "./memberships/rate-plan";
