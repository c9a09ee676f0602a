import type { Device, DeviceSummary, DeviceUsage } from "../api/index";

/** A line as far as it was read: what searches show, and where more is managed, its details and its usage. */
export interface Sim {
  readonly iccid: string;
  readonly status: string;
  readonly ratePlan?: string | undefined;
  readonly communicationPlan?: string | undefined;
  readonly details?: Device;
  readonly overageLimitOverride?: string | undefined;
}

export const fromSummary = ({ iccid, status, ratePlan, communicationPlan }: DeviceSummary): Sim => ({
  iccid,
  status,
  ratePlan,
  communicationPlan,
});

export const fromDetails = (details: Device, sim?: Sim): Sim => ({
  ...sim,
  iccid: details.iccid,
  status: details.status,
  ratePlan: details.ratePlan,
  communicationPlan: details.communicationPlan,
  details,
});

export const withUsage = (sim: Sim, { overageLimitOverride }: DeviceUsage): Sim => ({
  ...sim,
  overageLimitOverride,
});
