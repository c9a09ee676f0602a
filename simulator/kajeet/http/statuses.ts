import type { LineStatus } from "../model/line";
import type { BusinessType } from "./tokens";

/**
 * Statuses that a business type may set. That they differ is said by listAllowedStatuses (D32); how, nobody says:
 * here the private networks, where no handset is lost, go without lost/stolen.
 */
export function allowedStatuses(businessType: BusinessType): readonly LineStatus[] {
  return businessType === "PRIVATELTE"
    ? ["active", "suspended"]
    : ["active", "suspended", "suspended_lost_stolen"];
}
