import { refusal } from "./errors";

/** Values of a SIM's status (Control Center API: SIM Status Values). */
export const STATUSES = [
  "TEST_READY",
  "INVENTORY",
  "ACTIVATION_READY",
  "ACTIVATED",
  "DEACTIVATED",
  "RETIRED",
  "PURGED",
  "REPLACED",
] as const;
export type SimStatus = (typeof STATUSES)[number];

export const OVERAGE_OVERRIDES = ["DEFAULT", "TEMPORARY_OVERRIDE", "PERMANENT_OVERRIDE"] as const;
export type OverageOverride = (typeof OVERAGE_OVERRIDES)[number];

const BEFORE_ACTIVATION: readonly string[] = ["TEST_READY", "INVENTORY", "ACTIVATION_READY"];
/** Nothing leads out of these (C-ST1). */
const FINAL: readonly string[] = ["PURGED", "REPLACED"];

export function isStatus(text: string): text is SimStatus {
  return (STATUSES as readonly string[]).includes(text);
}

/** Refuses a status that a SIM cannot get from the one it has. The same one again is a no-op, but not ACTIVATED. */
export function requireTransition(from: SimStatus, to: string): void {
  if (BEFORE_ACTIVATION.includes(from)) return;
  if (BEFORE_ACTIVATION.includes(to)) throw refusal("10000029");
  if (FINAL.includes(from)) throw refusal("10000005");
  if (from === "ACTIVATED" && to === "ACTIVATED") throw refusal("10030000");
}
