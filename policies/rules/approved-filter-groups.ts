import { z } from "zod";
import { exceptOption, isExcept } from "../exceptions";
import { groupByOption, inGroups } from "../groups";
import { matchesAny, patterns } from "../patterns";
import { urnOf } from "../plan/fleet";
import { defineRule } from "../rule";

/** What students may reach. */
export const approvedFilterGroups = defineRule({
  name: "approved-filter-groups",
  describe: "Each Kajeet line of these groups is in an approved content filter group.",
  why: "A district certifies that its students' devices are filtered; one line in the group for staff makes that untrue.",
  severity: "high",
  level: "mandatory",
  sees: "change",
  tags: ["filter", "security"],
  framework: {
    name: "CIPA",
    reference: "47 CFR 54.520",
    specification:
      "Schools that get discounts filter what minors can reach on the internet, and say so each year.",
  },
  remediation:
    "Give the line an approved filterGroup, in the line itself or by a FilterGroup, or approve its group in the policy file.",
  options: z.object({
    approved: patterns
      .default([])
      .describe("The approved filter groups; `*` stands for any characters. Nothing is judged without it."),
    groups: patterns.default(["*"]).describe("The groups whose lines must be filtered; `*` for all lines."),
    groupBy: groupByOption,
    required: z
      .boolean()
      .default(false)
      .describe("Lines that declare no filter group are told, too; else only those in another one."),
    except: exceptOption,
  }),
  *check({ after }, { approved, groups, groupBy, required, except }) {
    if (approved.length === 0) return;
    for (const line of after.lines) {
      const { carrier, name, values, held } = line;
      const { filterGroup } = values;
      if (carrier !== "kajeet" || !inGroups(line, groupBy, groups)) continue;
      const missing = typeof filterGroup !== "string";
      if (missing ? !required || !held : matchesAny(approved, filterGroup)) continue;
      if (isExcept(except, line)) continue;
      const has = missing ? "no filterGroup is declared" : `filterGroup "${filterGroup}" is not approved`;
      yield {
        subject: name,
        urn: urnOf(line, "filterGroup"),
        message: `${name}: ${has}; approved are ${approved.join(", ")}`,
      };
    }
  },
});
