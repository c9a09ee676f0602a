import { z } from "zod";
import { exceptOption, isExcept } from "../exceptions";
import { groupByOption, inGroups } from "../groups";
import { matchesAny, patterns } from "../patterns";
import { urnOf } from "../plan/fleet";
import { defineRule } from "../rule";

/** What every line must be labelled with. */
export const requiredLabels = defineRule({
  name: "required-labels",
  describe: "Each Kajeet line carries a label of each kind that is asked for.",
  why: "Labels say which school, which fund and which program a line belongs to; auditors and bills are read by them.",
  severity: "low",
  level: "mandatory",
  sees: "change",
  tags: ["inventory", "labels"],
  framework: {
    name: "FCC E-Rate",
    reference: "47 CFR 54.516(a)",
    specification: "Records of what was bought with discounts, and where it is, are kept for ten years.",
  },
  remediation: "Add the label to the line's labels, or name the line in a LabelAssignment.",
  options: z.object({
    labels: patterns
      .default([])
      .describe(
        "Patterns, each of which a label of the line must fit: `site-*`. Nothing is judged without it.",
      ),
    groups: patterns.default(["*"]).describe("The groups whose lines need them; `*` for all lines."),
    groupBy: groupByOption,
    except: exceptOption,
  }),
  *check({ after }, { labels: wanted, groups, groupBy, except }) {
    for (const line of after.lines) {
      const { carrier, name, values, held } = line;
      // Of a line that is only a member somewhere, nobody knows its other labels.
      if (carrier !== "kajeet" || !held || !inGroups(line, groupBy, groups)) continue;
      const labels = Array.isArray(values.labels) ? (values.labels as readonly string[]) : [];
      const missing = wanted.filter((pattern) => !labels.some((label) => matchesAny([pattern], label)));
      if (missing.length === 0 || isExcept(except, line)) continue;
      const has = labels.length > 0 ? `it has ${labels.join(", ")}` : "it has none";
      yield {
        subject: name,
        urn: urnOf(line, "labels"),
        message: `${name}: it needs a label ${missing.join(" and a label ")}; ${has}`,
      };
    }
  },
});
