import { z } from "zod";
import type { Value } from "../../provider/core/value";
import { exceptOption, isExcept } from "../exceptions";
import { groupByOption, inGroups } from "../groups";
import { withBetterLines } from "../line-remedy";
import { patterns } from "../patterns";
import { urnOf } from "../plan/fleet";
import { defineRule } from "../rule";

const megabytes = z.number().min(0).nullable().default(null);

/** How much data a line may use a month. */
export const dataLimitsPresent = defineRule({
  name: "data-limits-present",
  describe: "Each Kajeet line of these groups has a monthly data limit, within bounds.",
  why: "One line without a limit can use up what a pool of data has for hundreds.",
  severity: "medium",
  level: "mandatory",
  sees: "change",
  tags: ["cost", "data"],
  remediation: "Give the line monthlyLimit, in the line itself or by a DataLimit.",
  options: z.object({
    groups: patterns
      .default([])
      .describe("The groups whose lines need a limit; `*` for all lines. Nothing is judged without it."),
    groupBy: groupByOption,
    min: megabytes.describe("Least limit, in MB a month; null for any."),
    max: megabytes.describe("Most limit, in MB a month; null for any."),
    limit: megabytes.describe(
      "MB a month that remediation gives a line without a limit. null where limits come from a DataLimit.",
    ),
    except: exceptOption,
  }),
  *check({ after }, { groups, groupBy, min, max, except }) {
    for (const line of after.lines) {
      const { carrier, name, values, held } = line;
      const { monthlyLimit } = values;
      if (carrier !== "kajeet" || !inGroups(line, groupBy, groups)) continue;
      // Whoever is only a member somewhere may have a limit that nobody declares.
      if (monthlyLimit === undefined && !held) continue;
      const problem = problemOf(monthlyLimit, min, max);
      if (problem === undefined || isExcept(except, line)) continue;
      yield { subject: name, urn: urnOf(line, "monthlyLimit"), message: `${name}: ${problem}` };
    }
  },
  remedy: (resource, { groups, groupBy, min, max, limit, except }) => {
    if (resource.spec.carrier.name !== "kajeet" || groups.length === 0) return undefined;
    const account = resource.wanted?.corp as string | undefined;
    return withBetterLines(resource, (values, name) => {
      if (!inGroups({ values, account }, groupBy, groups) || isExcept(except, { name, values }))
        return undefined;
      const { monthlyLimit } = values;
      if (typeof monthlyLimit !== "number") {
        const holds = resource.spec.lines?.holds === "lines" || monthlyLimit === null;
        return holds && limit !== null ? { ...values, monthlyLimit: limit } : undefined;
      }
      const raised = Math.max(monthlyLimit, min ?? monthlyLimit);
      const bounded = Math.min(raised, max ?? raised);
      return bounded === monthlyLimit ? undefined : { ...values, monthlyLimit: bounded };
    });
  },
});

function problemOf(value: Value | undefined, min: number | null, max: number | null): string | undefined {
  const right = boundsText(min, max);
  if (typeof value !== "number") return `it has no monthly data limit; give it ${right}`;
  const outside = (min !== null && value < min) || (max !== null && value > max);
  return outside ? `its monthly data limit of ${value} MB must be ${right}` : undefined;
}

function boundsText(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return `${min} to ${max} MB`;
  if (min !== null) return `at least ${min} MB`;
  return max === null ? "a number of MB" : `at most ${max} MB`;
}
