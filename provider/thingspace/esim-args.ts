import { z } from "zod";
import { checkEid, checkIccid } from "../core/identifiers";
import { checked, type Problem } from "../core/schema";
import { placeFields } from "./account";
import { mdnZipCode, servicePlan, smsrOid, text } from "./api/fields";
import { deadlineField } from "./deadline";

export const profileArgs = z.object({
  ...placeFields,
  eid: checked(checkEid).describe("EID of the chip, 32 digits."),
  iccid: checked(checkIccid).describe("ICCID of the profile, 18 to 20 digits."),
  smsrOid: smsrOid.describe("OID of the platform (SM-SR) that manages the chip: digits and dots."),
  enabled: z
    .boolean()
    .default(true)
    .describe("Whether the profile is enabled on the chip. It is downloaded first where it is not there."),
  fallback: z
    .literal(true)
    .optional()
    .describe(
      "Makes it the profile that the device falls back to. It ends only by making another one so; the carrier does not show it.",
    ),
  ratePlan: servicePlan
    .optional()
    .describe(
      "Code of the service plan with which the line is activated where it has no service. Its plan is not changed later: that is the work of a Line or RatePlan.",
    ),
  zipCode: mdnZipCode.optional().describe("ZIP code by which the carrier picks the number, five digits."),
  carrierName: text.optional().describe("Carrier of the profile, for example Verizon Wireless."),
  ipPool: text.optional().describe("Pool the line gets its address from; sent with the activation."),
  onDelete: z
    .enum(["retain", "disable", "delete", "deactivate"])
    .default("retain")
    .describe(
      "What happens to the profile when it is no longer declared: nothing; it is disabled; it is disabled and deleted from the chip; or its line is deactivated, which loses its number for good. The last two need an approval.",
    ),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe(
      "Refuses to delete the profile or deactivate its line, whatever else is said, until it is switched off and applied.",
    ),
  deadlineSeconds: deadlineField,
});

export type ProfileArgs = z.infer<typeof profileArgs>;
/** What serves an activation has no sense without one. */
export function profileProblems({ ratePlan, zipCode, carrierName, ipPool }: ProfileArgs): Problem[] {
  if (ratePlan !== undefined) return [];
  const given = Object.entries({ zipCode, carrierName, ipPool }).filter(([, value]) => value !== undefined);
  return given.map(([property]) => ({
    property,
    reason: `${property} serves the activation: give ratePlan as well, or leave it out`,
  }));
}
