/** What an activation is declared with, and what of it does not fit together. Pure. */
import { z } from "zod";
import type { Problem } from "../core/schema";
import { placeFields } from "./account";
import type { ActivationDevice } from "./activation-history";
import { eid, iccid, imei } from "./api/fields";

const device = z.object({
  imei,
  iccid: iccid.optional().describe("ICCID of the SIM: for the types standard and smartsim."),
  eid: eid.optional().describe("EID of the eSIM chip: for the type esim."),
});

// Null and not absent where nothing is declared: adding one later is then a change like any other, and replaces.
const wish = (text: string) => z.string().min(1).nullable().default(null).describe(text);

export const activationArgs = z.object({
  ...placeFields,
  type: z
    .enum(["standard", "smartsim", "esim"])
    .describe(
      "standard: one device with its SIM. smartsim: devices with SmartSIMs. esim: devices with eSIM chips.",
    ),
  carrier: wish(
    "Code of the carrier, one of getCarriers (getEsimCarriers for esim), such as VERIZON. A SmartSIM picks it where it is left out.",
  ),
  devices: z
    .array(device)
    .min(1)
    .transform((list) => [...list].sort((a, b) => a.imei.localeCompare(b.imei)))
    .describe("The devices, each with its IMEI and its SIM; their order means nothing."),
  ratePlan: wish(
    "Code of the rate plan, one of getBillingPlans; the carrier's usual one where it is left out.",
  ),
  filterGroup: wish("Name of the filter group the new lines start in, one of getFilterGroups."),
  deviceGroup: wish("Device group below the corp that the new lines go to."),
});

export type ActivationArgs = z.infer<typeof activationArgs>;

/** What does not fit together, each with what would. */
export function activationProblems({ type, carrier, devices }: ActivationArgs): Problem[] {
  const problems: Problem[] = [];
  const sim = type === "esim" ? "eid" : "iccid";
  const other = type === "esim" ? "iccid" : "eid";
  for (const [index, one] of devices.entries()) {
    const property = `devices[${index}]`;
    if (one[sim] === undefined) {
      problems.push({ property, reason: `device ${one.imei}: type ${type} needs its ${sim}` });
    }
    if (one[other] !== undefined) {
      problems.push({ property, reason: `device ${one.imei}: ${other} does not belong to type ${type}` });
    }
  }
  if (type === "standard" && devices.length > 1) {
    const reason = `type standard activates one device, and there are ${devices.length}: use a resource for each`;
    problems.push({ property: "devices", reason });
  }
  if (type !== "smartsim" && carrier === null) {
    problems.push({ property: "carrier", reason: `type ${type} needs a carrier, for example VERIZON` });
  }
  return [...problems, ...repeated(devices)];
}

function repeated(devices: readonly ActivationDevice[]): Problem[] {
  return (["imei", "iccid", "eid"] as const).flatMap((field) => {
    const values = devices.flatMap((one) => one[field] ?? []);
    const twice = [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
    return twice.map((value) => ({ property: "devices", reason: `${field} ${value} is declared twice` }));
  });
}
