/** Verizon ThingSpace: what programs use of it. */
export { Line } from "./line";
export { LineSet } from "./line-set";
export type { ThingspaceLineArgs as LineArgs } from "./lines/attributes";
export { RatePlan } from "./memberships/rate-plan";
