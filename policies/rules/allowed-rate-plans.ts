import { z } from "zod";
import { byCarrier } from "../carriers";
import { groupByOption, groupOf, groupText } from "../groups";
import { matchesAny, patterns } from "../patterns";
import { urnOf } from "../plan/fleet";
import { resourceName } from "../plan/resource";
import { defineRule } from "../rule";

/** Which rate plans may be used where. */
export const allowedRatePlans = defineRule({
  name: "allowed-rate-plans",
  describe: "Lines have only rate plans that are allowed at their carrier and in their group.",
  why: "A wrong code puts a line on a plan that is not in the contract, or not paid for from the same funds.",
  severity: "medium",
  level: "mandatory",
  sees: "change",
  tags: ["cost", "rate-plan"],
  framework: {
    name: "FCC E-Rate",
    reference: "47 CFR 54.504",
    specification:
      "Discounted services are those that were asked for and are eligible; others are kept apart.",
  },
  remediation: "Give the line one of the allowed rate plans, or allow its plan in the policy file.",
  options: z.object({
    plans: byCarrier(patterns)
      .default({})
      .describe(
        "The allowed rate plans of each carrier; `*` stands for any characters. A carrier without a list allows all.",
      ),
    groups: z
      .array(
        z.strictObject({
          group: z.string().min(1).describe("The group, or a pattern of groups."),
          plans: patterns.describe(
            "The rate plans that are allowed in it, in place of those of the carrier.",
          ),
        }),
      )
      .default([])
      .describe("Groups with rate plans of their own; the first that fits a line counts."),
    groupBy: groupByOption,
  }),
  *check({ after, resources }, { plans, groups, groupBy }) {
    const problem = (carrier: string, group: unknown, ratePlan: unknown): string | undefined => {
      if (typeof ratePlan !== "string") return undefined;
      const name = typeof group === "string" ? group : undefined;
      const own = name === undefined ? undefined : groups.find((one) => matchesAny([one.group], name));
      const allowed = own?.plans ?? plans[carrier as keyof typeof plans];
      if (!allowed || matchesAny(allowed, ratePlan)) return undefined;
      const where = own ? groupText(groupBy, String(name)) : carrier;
      const right = allowed.length > 0 ? `allowed are ${allowed.join(", ")}` : "none is allowed";
      return `rate plan "${ratePlan}" is not allowed in ${where}; ${right}`;
    };
    for (const line of after.lines) {
      const found = problem(line.carrier, groupOf(line, groupBy), line.values.ratePlan);
      const urn = urnOf(line, "ratePlan");
      if (found) yield { subject: line.name, urn, message: `${line.name}: ${found}` };
    }
    // Orders and profiles name a rate plan, too.
    for (const resource of resources) {
      const { spec, wanted, urn } = resource;
      if (spec.lines || !wanted) continue;
      const found = problem(spec.carrier.name, wanted[groupBy], wanted.ratePlan);
      const subject = resourceName(resource);
      if (found) yield { subject, urn, message: `${subject}: ${found}` };
    }
  },
});
